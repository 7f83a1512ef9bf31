"""What a code alone shows: where the dossier stands, what that means, what to do now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.content import (
    Banner,
    Block,
    Note,
    Paragraph,
    Progress,
    Text,
    Title,
    Tone,
    Track,
    TrackStep,
    Words,
)
from domain.dossiers import ENDED, Dossier, Status
from domain.procedures import Procedure
from domain.promise import Promise
from domain.text import cut
from handlers.dossiers.when import clock, date, weekday
from handlers.names import title_of

_TONES = {
    Status.REFUSED: Tone.WARNING,
    Status.PAPERS_MISSING: Tone.WARNING,
    Status.PAYMENT_DUE: Tone.WARNING,
    Status.STOPPED: Tone.WARNING,
    Status.FINISHED: Tone.GOOD,
    Status.RETURNED: Tone.GOOD,
}
_ICONS = {Tone.WARNING: "alert", Tone.GOOD: "done", Tone.CALM: "clock"}

LONGEST_NAME = 120
"""Letters; an official name may be a page long."""

_AT_WORK = {Status.RECEIVED, Status.PROCESSING}
_HANDLED = {Status.FINISHED, Status.RETURNED}
_ARRIVED = frozenset(Status) - {Status.REGISTERED, Status.REFUSED, Status.UNKNOWN}


@dataclass(frozen=True, slots=True)
class DossierCard:
    """A dossier at one moment; `promise` is None where no day is known. `slow`: told by memory."""

    dossier: Dossier
    procedure: Procedure | None
    promise: Promise | None
    now: datetime
    slow: bool = False

    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._blocks())

    def heading(self) -> tuple[Block, ...]:
        """What it is about, and its code."""
        return Title(self.name), Note(Text("dossier.code", code=self.dossier.code))

    @property
    def name(self) -> Words:
        """What people call what they applied for."""
        if self.procedure:
            return title_of(self.procedure)
        return cut(self.dossier.procedure_name, LONGEST_NAME) or Text("dossier.unnamed")

    @property
    def late(self) -> int:
        """Working days past the promised day."""
        return self.promise.late if self.promise else 0

    def _blocks(self) -> Iterator[Block]:
        status = self.dossier.status
        yield from self.heading()
        yield self.banner()
        if self.slow:
            yield Paragraph(Text("dossier.slow", moment=clock(self.dossier.told_at, self.now)))
        if self.late:
            yield self.apology()
        yield Paragraph(self.meaning())
        if status is not Status.UNKNOWN:
            yield self._track()
        yield self.next()
        yield Note(Text("dossier.source", moment=clock(self.dossier.told_at, self.now)))

    def apology(self) -> Paragraph:
        """What the law has the office say when it is late."""
        ended = self.dossier.status in ENDED
        return Paragraph(Text("dossier.apology_ended" if ended else "dossier.apology"))

    def next(self) -> Paragraph:
        """What to do now, or that nothing is to be done; never the latter of a late one."""
        if self.late and self.dossier.status in _AT_WORK:
            return Paragraph(Text("dossier.todo.late"))
        return Paragraph(Text(f"dossier.todo.{self.dossier.status.name.lower()}"))

    def meaning(self) -> Text:
        """The state explained. A source's own word may name somebody, so only the steps quote it."""
        return Text(f"dossier.meaning.{self.dossier.status.name.lower()}")

    def banner(self) -> Banner:
        """The one thing to know first."""
        status = self.dossier.status
        if self.late and self.promise:
            words = Text("dossier.late", days=self.late)
            return Banner(words, self.promised(), Tone.WARNING, _ICONS[Tone.WARNING])
        tone = _TONES.get(status, Tone.CALM)
        return Banner(Text(f"dossier.state.{status.name.lower()}"), self._detail(), tone, _ICONS[tone])

    def _detail(self) -> Words:
        """Under the state: the promised day, or that the clock stands still."""
        status = self.dossier.status
        if status in (Status.PAPERS_MISSING, Status.PAYMENT_DUE):
            return Text("dossier.paused")
        if status in ENDED:
            return Text("dossier.since", day=weekday(self.dossier.now.at))
        return self.promised()

    def promised(self) -> Words:
        """The promised day, or that there is none."""
        if self.promise is None:
            return Text("dossier.no_promise")
        day = weekday(self.promise.due)
        if not self.promise.estimated:
            return Text("dossier.promised", day=day)
        return Text("dossier.estimated" if self.promise.certain else "dossier.estimated_unsure", day=day)

    def _track(self) -> Track:
        """Three steps in the counter's own words: taken in, worked on, handed out."""
        return Track((self._taken_in(), self._worked_on(), self._handed_out()))

    def _taken_in(self) -> TrackStep:
        dossier = self.dossier
        if dossier.status is Status.REFUSED:
            return TrackStep(Text("track.refused"), date(dossier.now.at), Progress.NOW)
        if dossier.status is Status.REGISTERED:
            return TrackStep(Text("track.waiting"), date(dossier.now.at), Progress.NOW)
        received = dossier.received or next(
            (step.at for step in dossier.steps if step.status is Status.RECEIVED), None
        )
        return TrackStep(Text("track.received"), date(received) if received else "", Progress.DONE)

    def _worked_on(self) -> TrackStep:
        status, agency = self.dossier.status, self.dossier.agency_name
        if status in _HANDLED:
            return TrackStep(Text("track.handled"), agency, Progress.DONE)
        if status not in _ARRIVED:
            return TrackStep(Text("track.handling_ahead"), agency)
        return TrackStep(Text(f"track.{_WORK.get(status, 'handling')}"), agency, Progress.NOW)

    def _handed_out(self) -> TrackStep:
        status = self.dossier.status
        if status is Status.RETURNED:
            return TrackStep(Text("track.returned"), date(self.dossier.now.at), Progress.DONE)
        if status is Status.FINISHED:
            return TrackStep(Text("track.ready"), Text("track.come"), Progress.NOW)
        return TrackStep(Text("track.return_ahead"), self._when_out())

    def _when_out(self) -> Words:
        if self.dossier.status in ENDED or self.promise is None:
            return ""
        return Text("track.no_new_day") if self.late else date(self.promise.due)


_WORK = {
    Status.PAPERS_MISSING: "paused",
    Status.PAYMENT_DUE: "paused",
    Status.STOPPED: "stopped",
    Status.WITHDRAWN: "withdrawn",
}
