"""One dossier out of what was stored of it and what the province tells."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from domain.clock import VIETNAM
from domain.dossiers import Dossier, Step
from domain.timeline import timeline

MOMENT = timedelta(seconds=1)
ROUGH = (time(0, 0), time(23, 59))
"""Times that stand for a whole day."""


def joined(stored: Dossier, told: Dossier) -> Dossier:
    """The course over both, the facts of the one that was told later, the checks of what is stored."""
    older, newer = (stored, told) if stored.told_at <= told.told_at else (told, stored)
    return Dossier(
        code=stored.code,
        steps=_course(stored.steps, told),
        source=newer.source,
        told_at=newer.told_at,
        procedure=newer.procedure or older.procedure,
        procedure_name=newer.procedure_name or older.procedure_name,
        agency=newer.agency or older.agency,
        agency_name=newer.agency_name or older.agency_name,
        received=_finer(newer.received, older.received),
        due=_finer(newer.due, older.due),
        finished=_finer(newer.finished, older.finished),
        checks=stored.checks,
    )


def _course(stored: Sequence[Step], told: Dossier) -> tuple[Step, ...]:
    """Of what is stored, sources of less trust are not believed beyond what the province says now."""
    now = told.now
    kept = [step for step in stored if step.rank <= now.rank or not now.at < step.at <= told.told_at]
    if kept and kept[-1].state == now.state:
        return (*kept[:-1], replace(kept[-1], rank=min(kept[-1].rank, now.rank)))
    placed = replace(now, at=_placed(now.at, kept))
    is_last = not kept or placed.at >= kept[-1].at
    return (*kept, placed) if is_last else timeline([*kept, placed])


def _placed(at: datetime, kept: Sequence[Step]) -> datetime:
    """A day without a time is after what happened on that day, also where both are sorted by time."""
    is_day_of_last = kept and _is_rough(at) and _day(at) == _day(kept[-1].at)
    return max(at, kept[-1].at + MOMENT) if is_day_of_last else at


def _finer(newer: datetime | None, older: datetime | None) -> datetime | None:
    """The newer one, unless the older says the time of the same day."""
    if newer is None or older is None:
        return newer or older
    return older if _is_rough(newer) and _day(newer) == _day(older) else newer


def _is_rough(at: datetime) -> bool:
    return at.astimezone(VIETNAM).time() in ROUGH


def _day(at: datetime) -> object:
    return at.astimezone(VIETNAM).date()
