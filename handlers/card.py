"""The card of a procedure: the answer to what was asked, the facts, the source and its age."""

from dataclasses import dataclass, replace
from datetime import date

from domain.content import Block, Button, Note, Paragraph, Source, Text, Title, Words
from domain.messages import Language, Reply
from domain.procedures import Procedure
from domain.province import Province
from handlers.buttons import MENU, PLACE, case_buttons, link, quiet
from handlers.facts import facts
from handlers.names import title_of
from handlers.payloads import Verb, payload
from handlers.places import back_to
from handlers.sections import Section, only_appointment, sections, value


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it stands: `asked` shapes the answer on top, `opened` is the fact shown in full.

    `remark` is said before the answer. `came_from` is the list to go back to, as a payload. `stale`:
    the data are so old that the card sends to the source.
    """

    procedure: Procedure
    province: Province
    language: Language
    asked: Section | None = None
    opened: Section | None = None
    remark: Text | None = None
    came_from: str = ""
    stale: bool = False

    def reply(self, *, replaces: bool = False, then: Reply | None = None) -> Reply:
        """The card; `then` is the question for the case or the papers, with the way on and back."""
        if then is None:
            return Reply(self._blocks(), self._buttons(), replaces)
        asked = replace(then, buttons=(*then.buttons, *self._to_source()))
        return Reply(self._blocks(), (), replaces, asked)

    def _buttons(self) -> tuple[Button, ...]:
        return (*self._next(), *self._to_source(), *back_to(self.came_from), MENU)

    def _to_source(self) -> tuple[Button, ...]:
        url = self.province.portal_url
        return (link(Text("button.portal"), url),) if self.stale and url else ()

    def _blocks(self) -> tuple[Block, ...]:
        blocks: list[Block] = [
            Title(title_of(self.procedure)),
            *((Paragraph(self.remark),) if self.remark else ()),
            Paragraph(self._answer()),
            *self._age(),
            facts(self.procedure, self.province, self.asked, self.opened),
        ]
        if self.language is not Language.VIETNAMESE:
            blocks.append(Note(Text("card.vietnamese_only")))
        return (*blocks, self._source())

    def _age(self) -> tuple[Note, ...]:
        """Beside the answer, since it may no longer be true."""
        if not self.stale:
            return ()
        return (Note(Text("card.stale", date=_day(self.procedure.data_date), code=self.procedure.code)),)

    def _answer(self) -> Words:
        asked, procedure = self.asked, self.procedure
        if asked is None or asked is Section.DOCUMENTS:
            return procedure.answer
        if asked not in sections(procedure):
            return Text(f"answer.no_{asked}", where=procedure.where.short)
        if asked is Section.ONLINE and only_appointment(procedure):
            return Text("answer.appointment")
        if asked is Section.RESULT:
            return Text("answer.result", value=procedure.result)
        return Text(f"answer.{asked}", value=value(procedure, asked))

    def _source(self) -> Source:
        report = quiet(Text("button.report"), Verb.REPORT, self.procedure.code, self.opened or "")
        age = Text("card.data_date", date=_day(self.procedure.data_date))
        known = tuple(part for part in (self.procedure.code, self.procedure.decision) if part)
        return Source((*known, age), report)

    def _next(self) -> tuple[Button, ...]:
        """What helps with the open fact, else the papers unless they were asked for already."""
        if self.opened is Section.DOCUMENTS and len(self.procedure.cases) > 1:
            return case_buttons(self.procedure, 0, on_card=True)
        if self.opened is Section.ONLINE:
            return online_buttons(self.procedure, self.province)
        if self.opened is Section.WHERE:
            return (PLACE,)
        if self.opened is Section.DOCUMENTS or self.asked in (None, Section.DOCUMENTS):
            return ()
        return (Button(Text("button.papers"), payload(Verb.CASES, self.procedure.code)),)


def is_stale(procedure: Procedure, province: Province, today: date) -> bool:
    """Whether the data are older than the province lets them be."""
    return 0 < province.stale_days < (today - procedure.data_date).days


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def online_buttons(procedure: Procedure, province: Province) -> tuple[Button, ...]:
    """The way to file online: the record's own link, else the portal, else none."""
    url = procedure.online_url or province.portal_url
    label = Text("button.appointment" if only_appointment(procedure) else "button.online")
    return (link(label, url),) if procedure.online and url else ()
