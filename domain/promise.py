"""The day on which a result was promised, how far it is, and how late the office is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Protocol

from domain.clock import VIETNAM
from domain.dossiers import ENDED, PAUSED, Dossier, Status
from domain.procedures import Procedure


@dataclass(frozen=True, slots=True)
class Promise:
    """`days` are working days from now to the promise; `late` those past it.

    `estimated`: the source gave no day, so it was counted from the limit of the procedure.
    `certain` is False where a holiday between is not confirmed yet.
    """

    due: datetime
    days: int = 0
    late: int = 0
    estimated: bool = False
    certain: bool = True


class Calendar(Protocol):
    """What is asked of the working calendar."""

    def working_days_between(self, start: datetime, end: datetime) -> int:
        """Working days after the day of `start`, that of `end` included; 0 when it is no later."""
        ...

    def expected(
        self, received: datetime, limit: str, paused: Sequence[tuple[datetime, datetime]] = ()
    ) -> tuple[datetime, bool] | None:
        """When a limit in words ends, and whether all days of it are certain; None where it names none.

        `paused` are spans in which the office waited: the limit ends later by that time.
        """
        ...


def promise(
    dossier: Dossier, procedure: Procedure | None, calendar: Calendar, now: datetime
) -> Promise | None:
    """What was promised, as the source gives it, else as the procedure's limit has it.

    Nobody is late while the clock stands still, nor by an estimate. What ended is late by the day
    on which it was finished, not fetched.
    """
    given = dossier.due or _expected(dossier, procedure, calendar)
    if given is None:
        return None
    due, certain = (given, True) if isinstance(given, datetime) else given
    estimated = dossier.due is None
    until = _finished(dossier) if dossier.status in ENDED else now
    days = calendar.working_days_between(now, due)
    if until is None or estimated or dossier.status in PAUSED or _is_on_time(until, due):
        return Promise(due, days, 0, estimated, certain)
    return Promise(due, 0, calendar.working_days_between(due, until), estimated, certain)


def _is_on_time(until: datetime, due: datetime) -> bool:
    """A result handed out on the promised day is not late, whatever the hour."""
    return until.astimezone(VIETNAM).date() <= due.astimezone(VIETNAM).date()


def _finished(dossier: Dossier) -> datetime | None:
    """When the office was done; what was refused or withdrawn is no lateness of its."""
    if dossier.status not in (Status.FINISHED, Status.RETURNED):
        return None
    done = (step.at for step in dossier.steps if step.status in (Status.FINISHED, Status.RETURNED))
    return dossier.finished or next(done)


def _expected(
    dossier: Dossier, procedure: Procedure | None, calendar: Calendar
) -> tuple[datetime, bool] | None:
    """Only where every way to hand in has the same limit: which one it was is not known."""
    if dossier.received is None or procedure is None or dossier.status in ENDED | PAUSED:
        return None
    limits = {way.time for way in procedure.ways if way.time}
    return calendar.expected(dossier.received, limits.pop(), _pauses(dossier)) if len(limits) == 1 else None


def _pauses(dossier: Dossier) -> tuple[tuple[datetime, datetime], ...]:
    """From each state in which the clock stands still to the one after it."""
    return tuple((step.at, after.at) for step, after in pairwise(dossier.steps) if step.status in PAUSED)
