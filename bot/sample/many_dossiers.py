"""Dossiers of nobody in any number, the same for the same seed: for demonstrations and benches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from domain.clock import VIETNAM
from domain.dossiers import DEMO, Status
from domain.second_check import SecondCheck

AGENCY = "H41.99"
FIRST_NUMBER = 100_001
"""Of a day; dossiers that are shipped or told by hand have shorter ones."""

_S = Status
COURSES = (
    (_S.REGISTERED,),
    (_S.REGISTERED, _S.RECEIVED),
    (_S.REGISTERED, _S.REFUSED),
    (_S.REGISTERED, _S.RECEIVED, _S.PROCESSING),
    (_S.REGISTERED, _S.RECEIVED, _S.PROCESSING, _S.PAPERS_MISSING),
    (_S.REGISTERED, _S.RECEIVED, _S.PROCESSING, _S.PAYMENT_DUE),
    (_S.REGISTERED, _S.RECEIVED, _S.PROCESSING, _S.PAPERS_MISSING, _S.PROCESSING, _S.FINISHED),
    (_S.REGISTERED, _S.RECEIVED, _S.WITHDRAWN),
    (_S.REGISTERED, _S.RECEIVED, _S.PROCESSING, _S.STOPPED),
    (_S.REGISTERED, _S.RECEIVED, _S.PROCESSING, _S.FINISHED),
    (_S.REGISTERED, _S.RECEIVED, _S.PROCESSING, _S.FINISHED, _S.RETURNED),
    (_S.UNKNOWN,),
)
WEIGHTS = (4, 6, 2, 14, 4, 3, 6, 2, 2, 12, 44, 1)
_LIMITS = tuple(timedelta(days=days) for days in (3, 5, 7, 10, 15, 20))
_DUE_AT = time(17)


@dataclass(frozen=True, slots=True)
class Made:
    """A row of `dossiers` with its rows of `dossier_events`."""

    row: dict[str, Any]
    events: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ManyDossiers:
    """As many a day from `first` to `last`, nothing later; they are of these procedures."""

    count: int
    seed: int
    first: date
    last: date
    procedures: Sequence[str]
    check: SecondCheck

    def __iter__(self) -> Iterator[Made]:
        chance = Random(self.seed)  # noqa: S311 - nothing is guarded by it
        days = (self.last - self.first).days + 1
        for day in range(days):
            begins, ends = self.count * day // days, self.count * (day + 1) // days
            opened = self.first + timedelta(days=day)
            for number in range(ends - begins):
                yield self._made(opened, FIRST_NUMBER + number, chance)

    @property
    def _ends(self) -> datetime:
        return datetime.combine(self.last, time.max, VIETNAM).astimezone(UTC)

    def _made(self, day: date, number: int, chance: Random) -> Made:
        code = f"{AGENCY}-{day:%y%m%d}-{number}"
        morning = datetime.combine(day, time(7), VIETNAM).astimezone(UTC)
        received = morning + timedelta(minutes=chance.randrange(9 * 60))
        due = datetime.combine(day + chance.choice(_LIMITS), _DUE_AT, VIETNAM).astimezone(UTC)
        (course,) = chance.choices(COURSES, WEIGHTS)
        events = tuple(_events(code, course, (received, self._ends), chance))
        phone = f"09{chance.randrange(10**8):08}"
        row = {
            "code": code,
            "source": DEMO,
            "told_at": events[-1]["at"],
            "procedure": chance.choice(self.procedures),
            "agency": AGENCY,
            "received": received,
            "due": due,
            "finished": next((each["at"] for each in events if each["status"] == _S.FINISHED), None),
            "phone_checks": " ".join(self.check.of_phone(code, phone)),
        }
        return Made(row, events)


def _events(
    code: str, course: Sequence[Status], days: tuple[datetime, datetime], chance: Random
) -> Iterator[dict[str, Any]]:
    """The course as far as it has come by the end of the last day."""
    at, ends = days
    for place, status in enumerate(course):
        if at > ends:
            return
        yield {
            "source": DEMO,
            "event_id": f"{code}:{place}",
            "code": code,
            "status": int(status),
            "at": at,
            "arrived_at": at,
        }
        at += timedelta(hours=chance.randrange(2, 60))
