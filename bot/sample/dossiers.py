"""Made-up dossiers of agency H41.99, one in every state, dated so that today they look alive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.sample.records import build, read_json
from domain.calendar.working import WorkingCalendar
from domain.clock import VIETNAM
from domain.dossiers import DEMO, DossierEvent, Status
from domain.procedures import Catalogue
from domain.second_check import SecondCheck

DIGITS = "1234"
PHONE = f"090000{DIGITS}"
"""Made up, as everything here: its last four digits open every sample."""

_SAMPLES = files("bot.sample") / "dossiers.json"
HANDED_IN = time(8, 30)
EVENTS = "sample-"
"""How the ids of their events begin."""


@dataclass(frozen=True, slots=True)
class SampleState:
    """A state that is taken some working days after the dossier was handed in."""

    status: int
    after: int = 0
    note: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A dossier that was handed in `ago` working days ago, promised within `limit` working days.

    With a limit of 0 nobody promised a day.
    """

    number: str
    procedure: str
    limit: int
    ago: int
    states: tuple[SampleState, ...]


@dataclass(frozen=True, slots=True)
class Samples:
    """All of them, and the agency that they are said to lie with."""

    agency: str
    agency_name: str
    dossiers: tuple[Sample, ...]


def load_samples(file: Traversable = _SAMPLES) -> Samples:
    """Read the samples in order. Raises InvalidRecordError naming file and key."""
    return build(Samples, read_json(file), file.name)


def sample_events(
    samples: Samples,
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    check: SecondCheck,
    now: datetime,
) -> Iterator[DossierEvent]:
    """Everything that a source would have told of the samples until now."""
    for sample in samples.dossiers:
        received = _at(_open_day(calendar, now, sample.ago))
        code = f"{samples.agency}-{received:%y%m%d}-{sample.number}"
        procedure = catalogue.get(sample.procedure)
        for place, state in enumerate(sample.states):
            yield DossierEvent(
                event_id=f"{EVENTS}{code}-{place}",
                source=DEMO,
                code=code,
                status=Status(state.status),
                at=_later(calendar, received, state.after) + timedelta(minutes=15 * place),
                written=state.written,
                note=state.note,
                procedure=sample.procedure,
                procedure_name=procedure.title if procedure else "",
                agency=samples.agency,
                agency_name=samples.agency_name,
                received=received,
                due=_later(calendar, received, sample.limit) if sample.limit else None,
                phone_checks=check.of_phone(code, PHONE),
                id_checks=(),
            )


def _open_day(calendar: WorkingCalendar, now: datetime, ago: int) -> date:
    """The working day so many before the last one that has begun."""
    day = now.astimezone(VIETNAM).date()
    if now < _at(day) + timedelta(hours=2):
        day -= timedelta(days=1)
    while not calendar.days.is_open(day):
        day -= timedelta(days=1)
    for _ in range(ago):
        day -= timedelta(days=1)
        while not calendar.days.is_open(day):
            day -= timedelta(days=1)
    return day


def _later(calendar: WorkingCalendar, received: datetime, days: int) -> datetime:
    day = received.date()
    for _ in range(days):
        day = calendar.days.next_open(day)
    return _at(day)


def _at(day: date) -> datetime:
    return datetime.combine(day, HANDED_IN, VIETNAM)
