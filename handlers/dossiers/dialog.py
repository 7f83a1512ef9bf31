"""The dossier dialog: a code anywhere in a sentence, and where that dossier stands."""

from dataclasses import dataclass, replace

from domain.content import Button, Text
from domain.dossier_codes import FoundCode, find_code, find_codes, is_of_another_province, looks_like_a_code
from domain.dossier_wishes import Wish, wish
from domain.effects import CodeUnknown
from domain.errors import DomainError
from domain.messages import Reply
from domain.province import Province
from domain.recognition_numbers import names_a_person
from domain.second_check import read_number
from handlers.buttons import MENU, PERSON, link
from handlers.dossiers.beside import number_beside, tells_a_number
from handlers.dossiers.buttons import LOOKUP, check, follow, steps, that_one, unfollow
from handlers.dossiers.checking import CheckDialog
from handlers.dossiers.opening import Dossiers, Opened
from handlers.dossiers.places import AWAITING_CODE, code_of, reading, too_much_tried
from handlers.payloads import Press, Verb, payload
from handlers.places import aside
from handlers.turn import Outcome, Turn

EXAMPLE = "H41.99-261102-0001"

READ_AS, _PART = "read_as", "part"
_LONGEST_PART = 40
_MOST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class DossierDialog:
    dossiers: Dossiers
    checking: CheckDialog
    province: Province

    async def ask_code(self, turn: Turn) -> Outcome:
        """Nothing of a dossier is known yet but that one is meant."""
        another = wish(turn.said) is Wish.ANOTHER
        return self._ask(
            Text("dossier.ask_code", example=EXAMPLE),
            Text("dossier.for_another" if another else "dossier.where_the_code_is"),
        )

    async def said(self, turn: Turn) -> Outcome:
        """Words that speak of a dossier, with its code or without."""
        found = find_code(turn.message.text)
        if found:
            return await self._found(turn, found)
        wished = wish(turn.said)
        if wished is Wish.STOP:
            return await self.checking.follow.followed(turn)
        if wished is Wish.LOST:
            return self._ask(Text("dossier.lost"), Text("dossier.lost_where"), Text("dossier.lost_counter"))
        if names_a_person(turn.said.cleaned):
            return replace(self._by_code_only(), mask_words=True)
        return await self.ask_code(turn)

    def not_a_code(self, turn: Turn) -> Outcome:
        """Part of a code, which the next message may complete."""
        said = self._ask(Text("dossier.not_a_code", example=EXAMPLE))
        return replace(said, answers={_PART: turn.message.text[:_LONGEST_PART]})

    def still_asked(self) -> Outcome:
        """A code was asked for and something was said that is none, such as a name."""
        return replace(self._by_code_only(), missed=True)

    async def command(self, turn: Turn) -> Outcome | None:
        """`/hoso CODE`; None when no code follows it."""
        found = find_code(turn.message.argument)
        return await self._found(turn, found) if found else None

    async def awaited(self, turn: Turn) -> Outcome | None:
        """In answer to the question for the code; any other question is taken as one."""
        text, answers = turn.message.text, turn.conversation.state.answers
        found = find_code(text)
        if found:
            return await self._found(turn, found)
        whole = _completed(answers.get(_PART, ""), text)
        if whole:
            return self._ask_back(whole)
        if READ_AS in answers:
            return await self._is_it(turn, answers[READ_AS])
        if names_a_person(turn.said.cleaned):
            return replace(self._by_code_only(), mask_words=True)
        short = bool(read_number(text))
        return replace(self.not_a_code(turn), mask_words=short) if short or looks_like_a_code(text) else None

    async def _is_it(self, turn: Turn, code: str) -> Outcome | None:
        """In answer to "is that right?"."""
        answer = wish(turn.said)
        if answer in (Wish.YES, Wish.MORE):  # "có" is both
            return await self.show(turn, code)
        return await self.ask_code(turn) if answer is Wish.NO else None

    async def press(self, turn: Turn, press: Press) -> Outcome:
        return await self.show(turn, code_of(press))

    async def show(self, turn: Turn, code: str) -> Outcome:
        """The public fields, or that nobody here knows the code."""
        opened = await self.dossiers.open(turn, code)
        if opened.barred:
            return too_much_tried(turn)
        return self._card(turn, opened) if opened.card else self._unknown(turn, opened)

    async def _found(self, turn: Turn, found: FoundCode) -> Outcome:
        """A code with a number beside it, as a receipt's QR has it, is both steps at once."""
        outcome = _with_others(await self._read(turn, found), found)
        return replace(outcome, mask_words=True) if tells_a_number(found) else outcome

    async def _read(self, turn: Turn, found: FoundCode) -> Outcome:
        if found.repaired:
            return self._ask_back(found.code)
        number = number_beside(found)
        if number and not turn.message.group:
            return await self.checking.answer(turn, found.code, number)
        return await self.show(turn, found.code)

    def _ask_back(self, code: str) -> Outcome:
        """A letter was read as a digit: ask before a stranger's dossier is shown."""
        right = Button(Text("button.that_code", code=code), payload(Verb.DOSSIER, code))
        said = Outcome.say(Text("dossier.read_as", code=code), buttons=(right, MENU), step=AWAITING_CODE)
        return replace(said, answers={READ_AS: code})

    def _by_code_only(self) -> Outcome:
        return self._ask(Text("dossier.by_code_only"), Text("dossier.ask_code", example=EXAMPLE))

    def _ask(self, *words: Text) -> Outcome:
        return Outcome.say(*words, buttons=(*self.portal(), PERSON, MENU), step=AWAITING_CODE)

    def _card(self, turn: Turn, opened: Opened) -> Outcome:
        card = opened.card
        if card is None:
            raise DomainError("button.old")
        reply = Reply(card.blocks(), (*self._ways(turn, opened), LOOKUP, MENU))
        return reading(opened.code, reply)

    def _ways(self, turn: Turn, opened: Opened) -> tuple[Button, ...]:
        """What this person may do next with the dossier."""
        code, message = opened.code, turn.message
        if message.group:
            return ()
        if opened.access.proven:
            told = unfollow(code) if opened.access.follows else follow(code)
            return (steps(code),) if message.kiosk else (told, steps(code))
        asks = self.asks(opened)
        return (*asks, PERSON) if opened.card and opened.card.late else asks

    def asks(self, opened: Opened) -> tuple[Button, ...]:
        """The way to the second check, where some number would pass it."""
        dossier = opened.dossier
        return (check(opened.code, dossier.status),) if dossier and dossier.checks else ()

    def _unknown(self, turn: Turn, opened: Opened) -> Outcome:
        if opened.slow:
            return aside(
                turn, Outcome.say(Text("dossier.slow_unknown"), buttons=(LOOKUP, *self.portal(), MENU))
            )
        said = Outcome.say(
            Text("dossier.unknown", code=opened.code),
            self._why_unknown(opened.code),
            buttons=(*self.portal(), PERSON, MENU),
            step=AWAITING_CODE,
        )
        counted = CodeUnknown(turn.message.address, turn.message.network)
        return replace(said, records=(counted,))

    def _why_unknown(self, code: str) -> Text:
        province = self.province
        if is_of_another_province(code, province.code):
            return Text("dossier.elsewhere", province=province.name)
        return Text("dossier.unknown_why")

    def portal(self) -> tuple[Button, ...]:
        """The way to the national portal, where its address is known."""
        url = self.province.portal_url
        return (link(Text("button.portal"), url),) if url else ()


def _with_others(outcome: Outcome, found: FoundCode) -> Outcome:
    """Whoever names several codes sees the first and has the others a press away."""
    others = [that_one(other.code) for other in find_codes(found.rest)][:_MOST_OTHERS]
    if not others:
        return outcome
    *before, last = outcome.replies
    *ways, home = last.buttons
    return replace(outcome, replies=(*before, replace(last, buttons=(*ways, *others, home))))


def _completed(part: str, text: str) -> str:
    """The code that two messages make together, empty when they make none."""
    tried = (find_code(f"{part}{joint}{text}") for joint in (" ", "")) if part else ()
    return next((found.code for found in tried if found), "")
