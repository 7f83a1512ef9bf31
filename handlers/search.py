"""Free text: understand the question, answer it, or own that it was not understood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.content import Block, Button, Paragraph, Text
from domain.errors import DomainError
from domain.messages import Language, Reply
from domain.procedures import Behaviour, Catalogue, Found, Group, Part, Procedure
from domain.province import Province
from domain.search.said import Said
from handlers.browse import FieldList
from handlers.buttons import ASK, EVENTS, FIELDS, MENU, NOT_MEANT, PERSON, link, procedure_button
from handlers.names import title_of
from handlers.payloads import Press, Verb, fits, payload, read
from handlers.places import CHOOSING, aside, came_from, choosing
from handlers.procedures import ProcedureDialog
from handlers.sections import Section
from handlers.texts.catalogue import say
from handlers.turn import Outcome, Turn

MOST_CHOICES = 4
EXAMPLES = (Text("start.example_papers"), Text("start.example_time"))


@dataclass(frozen=True, slots=True)
class SearchDialog:
    catalogue: Catalogue
    procedures: ProcedureDialog
    fields: FieldList
    province: Province

    async def invite(self, turn: Turn) -> Outcome:
        """`/tracuu`: the question that follows it, else a wish to hear one."""
        if turn.message.argument:
            return self.answer(turn, Said(turn.message.argument))
        return await self.ask(turn)

    async def ask(self, turn: Turn) -> Outcome:
        return aside(turn, Outcome.say(Text("search.ask"), buttons=(EVENTS, FIELDS, MENU)))

    async def example(self, turn: Turn, press: Press) -> Outcome:
        """The example questions of the start are asked in Vietnamese, as procedures are named."""
        number = press.page(0)
        if number >= len(EXAMPLES):
            return self._missed(turn, None)
        return self.answer(turn, Said(say(EXAMPLES[number], Language.VIETNAMESE)))

    async def pick(self, _turn: Turn, press: Press) -> Outcome:
        offer = self._offer_of(press.args[1:], press.one_of(0, Part))
        if offer is None:
            raise DomainError("button.old")
        return choosing(offer, payload(Verb.PICK, *press.args))

    async def not_meant(self, turn: Turn) -> Outcome:
        return self._missed(turn, None)

    def answer(self, turn: Turn, question: Said) -> Outcome:
        """Free text: what was asked for, a choice, or an owned miss."""
        question = question.searched  # so that remark and case are read from no more than the search was
        found = self.catalogue.search(question, most_hits=1)
        match found.behaviour:
            case Behaviour.ANSWER if found.hits:
                best = found.hits[0].procedure
                return self.procedures.about(best, _section(found.asks), turn.language, question=question)
            case Behaviour.CLARIFY:
                return self._offer(Text("search.clarify"), found.choices, found.asks)
            case Behaviour.MULTI:
                return self._offer(Text("search.several", count=len(found.parts)), found.parts, found.asks)
            case _ if found.choices:
                return self._nearest(found)
            case _ if found.absent:
                return aside(turn, self._absent())
            case _:
                known = self.procedures.follow_up(turn, found.asks) or self._same_choices(turn, found.asks)
                return known or self._missed(turn, found)

    def _same_choices(self, turn: Turn, asks: Part | None) -> Outcome | None:
        """A part named before a list of procedures: the list again, whose cards then open at that part."""
        press = read(came_from(turn)) if turn.conversation.state.step == CHOOSING else None
        if asks is None or press is None or press.verb is not Verb.PICK:
            return None
        codes = press.args[1:]
        offer = self._offer_of(codes, asks)
        return choosing(offer, _picking(asks, codes)) if offer else None

    def _offer_of(self, codes: Sequence[str], asks: Part | None) -> Outcome | None:
        """A button for each that is still there; those of one name, as at several levels, are told apart."""
        known = self._known(codes)
        alike = len({procedure.title for procedure in known}) < len(known)
        button = _at_level if alike else procedure_button
        buttons = tuple(button(procedure, asks) for procedure in known)
        return Outcome.say(Text("search.clarify"), buttons=(*buttons, NOT_MEANT, MENU)) if known else None

    def _known(self, codes: Sequence[str]) -> list[Procedure]:
        return [found for code in codes if (found := self.catalogue.get(code))]

    def _offer(self, words: Text, groups: Sequence[Group], asks: Part | None) -> Outcome:
        offer = Outcome.say(words, buttons=(*self._buttons(groups, asks), NOT_MEANT, MENU))
        return choosing(offer, self._again(groups, asks))

    def _nearest(self, found: Found) -> Outcome:
        """The very procedure is not here: say so, and what comes nearest."""
        buttons = self._buttons(found.choices, found.asks)
        said = Outcome.say(
            Text("search.not_here"), Text("search.not_here_ask"), buttons=(*buttons, FIELDS, MENU)
        )
        return choosing(said, self._again(found.choices, found.asks))

    def _again(self, groups: Sequence[Group], asks: Part | None) -> str:
        """The payload that offers the same choices once more."""
        codes = [code for group in groups[:MOST_CHOICES] for code in group.codes if self.catalogue.get(code)]
        return _picking(asks, codes[:MOST_CHOICES]) if codes else ""

    def _buttons(self, groups: Sequence[Group], asks: Part | None) -> tuple[Button, ...]:
        buttons = (self._button(group, asks) for group in groups[:MOST_CHOICES])
        return tuple(button for button in buttons if button)

    def _button(self, group: Group, asks: Part | None) -> Button | None:
        known = self._known(group.codes)
        if len(known) == 1:
            return procedure_button(known[0], asks)
        codes = [procedure.code for procedure in known[:MOST_CHOICES]]
        return Button(group.text, _picking(asks, codes)) if codes else None

    def _absent(self) -> Outcome:
        """Understood, and not here: nobody has failed, and the portal may know it."""
        words, links = self._portal()
        return Outcome.say(Text("search.absent"), *words, buttons=(FIELDS, *links, PERSON, MENU))

    def _portal(self) -> tuple[tuple[Text, ...], tuple[Button, ...]]:
        """The sentence and the button that lead there; nothing where there is none."""
        portal = self.province.portal_url
        return ((Text("search.portal"),), (link(Text("button.portal"), portal),)) if portal else ((), ())

    def _missed(self, turn: Turn, found: Found | None) -> Outcome:
        """First own the fault and offer a way on, then the fields; from the third on both in a line."""
        misses = turn.conversation.state.misses
        if misses:
            return aside(turn, self._second_miss()) if misses == 1 else self._lost()
        words = Text("search.missed")
        if found and found.asks:
            words = Text("search.missed_part", part=Text(f"part.{found.asks}"))
        said = Outcome.say(words, buttons=(ASK, EVENTS, FIELDS, MENU))
        return aside(turn, replace(said, missed=True))

    def _lost(self) -> Outcome:
        return replace(Outcome.say(Text("search.lost"), buttons=(FIELDS, PERSON, MENU)), missed=True)

    def _second_miss(self) -> Outcome:
        blocks: list[Block] = [Paragraph(Text("search.missed_again"))]
        if self.province.hotline:
            blocks.append(Paragraph(Text("person.hotline", hotline=self.province.hotline)))
        words, links = self._portal()
        blocks += map(Paragraph, words)
        fields = self.fields.buttons(page=0)
        reply = Reply(tuple(blocks), (*fields, *links, PERSON, MENU))
        return Outcome(replies=(reply,), missed=True)


def _section(asks: Part | None) -> Section | None:
    return Section(asks) if asks else None


def _at_level(procedure: Procedure, asks: Part | None) -> Button:
    label = Text("search.at_level", title=title_of(procedure), level=procedure.level)
    return replace(procedure_button(procedure, asks), label=label)


def _picking(asks: Part | None, codes: Sequence[str]) -> str:
    """As many of the codes as a button can carry, best first."""
    for count in range(len(codes), 1, -1):
        if fits(Verb.PICK, asks or "", *codes[:count]):
            return payload(Verb.PICK, asks or "", *codes[:count])
    return payload(Verb.CARD, codes[0], asks or "")
