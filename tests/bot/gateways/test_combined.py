"""The look-up of the dialogs: the province and what is stored, and what is left when one is silent."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.gateways.combined import CombinedDossiers
from domain.dossiers import Dossier, DossierEvent, Lookup, Status, Step
from domain.errors import Away
from tests.bot.gateways.conftest import Opened
from tests.fakes.clock import START, FakeClock
from tests.fakes.portal import CANARIES, FakePortal, Fault, public

CODE = "H41.99-261123-0001"
EIGHT, NINE = START - timedelta(hours=1), START

STORED = Dossier(
    code=CODE,
    steps=(Step(Status.RECEIVED, EIGHT, note="Mời ông/bà theo dõi"),),
    source="feed",
    told_at=EIGHT,
    checks=frozenset({"hash"}),
)
TOLD = Dossier(code=CODE, steps=(Step(Status.PROCESSING, NINE),), source="portal", told_at=NINE)
SLOW = Lookup(None, slow=True)


@dataclass
class Told:
    """A source that says what it is told to say."""

    lookup: Lookup = field(default_factory=Lookup)
    asked: int = 0

    async def find(self, code: str) -> Lookup:
        self.asked += 1
        return self.lookup


class Gone:
    async def find(self, code: str) -> Lookup:
        raise Away


@dataclass
class Bench:
    stored: Told = field(default_factory=Told)
    portal: Told = field(default_factory=Told)
    events: list[DossierEvent] = field(default_factory=list)
    most: int = 100

    def __post_init__(self) -> None:
        self.combined = CombinedDossiers(self.stored, self.portal, self.events.append, self.most)

    async def finds(self, code: str = CODE) -> Lookup:
        return await self.combined.find(code)


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def test_without_a_look_up_what_is_stored_is_the_answer() -> None:
    combined = CombinedDossiers(Told(Lookup(STORED)), None, [].append)

    assert await combined.find(CODE) == Lookup(STORED)


async def test_the_province_adds_to_what_is_stored(bench: Bench) -> None:
    bench.stored.lookup, bench.portal.lookup = Lookup(STORED), Lookup(TOLD)

    found = await bench.finds()

    assert found.dossier
    assert (found.dossier.steps, found.slow) == ((*STORED.steps, *TOLD.steps), False)
    assert (found.dossier.source, found.dossier.told_at) == ("portal", NINE)
    assert found.dossier.checks == {"hash"}


@pytest.mark.parametrize("stored", [None, STORED])
async def test_a_silent_province_leaves_what_was_told_before(bench: Bench, stored: Dossier | None) -> None:
    bench.stored.lookup, bench.portal.lookup = Lookup(stored), SLOW

    assert await bench.finds() == Lookup(stored, slow=True)


async def test_a_dossier_that_the_province_does_not_know_may_be_stored(bench: Bench) -> None:
    bench.stored.lookup = Lookup(STORED)

    assert await bench.finds() == Lookup(STORED)


async def test_what_the_province_told_last_is_shown_with_its_time(bench: Bench) -> None:
    bench.portal.lookup = Lookup(TOLD)
    await bench.finds()
    bench.portal.lookup = SLOW

    assert await bench.finds() == Lookup(TOLD, slow=True)


async def test_what_the_feed_told_meanwhile_is_shown_too(bench: Bench) -> None:
    bench.portal.lookup = Lookup(TOLD)
    await bench.finds()
    done = Step(Status.FINISHED, NINE + timedelta(minutes=5))
    bench.stored.lookup = Lookup(replace(STORED, steps=(*STORED.steps, done), told_at=done.at))
    bench.portal.lookup = SLOW

    found = (await bench.finds()).dossier

    assert found
    assert [step.status for step in found.steps] == [2, 4, 9]
    assert (found.told_at, found.source) == (done.at, "feed")


async def test_the_oldest_of_too_many_answers_is_forgotten() -> None:
    bench = Bench(most=2)
    for code in ("a", "b", "c"):
        bench.portal.lookup = Lookup(replace(TOLD, code=code))
        await bench.finds(code)
    bench.portal.lookup = SLOW

    assert [(await bench.finds(code)).dossier is None for code in "abc"] == [True, False, False]


async def test_a_database_that_is_away_is_said_to_be_away() -> None:
    combined = CombinedDossiers(Gone(), Told(Lookup(TOLD)), [].append)

    with pytest.raises(Away):
        await combined.find(CODE)


async def test_an_answer_is_handed_on_once_though_it_is_found_often(bench: Bench) -> None:
    bench.portal.lookup = Lookup(TOLD)

    for _ in range(3):
        await bench.finds()

    [event] = bench.events
    assert (event.source, event.code, event.status, event.at) == ("portal", CODE, Status.PROCESSING, NINE)
    assert (event.note, event.phone_checks, event.id_checks) == ("", None, None)


def later(dossier: Dossier, **by: float) -> Dossier:
    return replace(dossier, told_at=dossier.told_at + timedelta(**by))


DATELESS = replace(TOLD, steps=(Step(Status.PROCESSING, NINE),), told_at=NINE)
DATED = replace(TOLD, steps=(Step(Status.PROCESSING, EIGHT),))
DUE = NINE + timedelta(days=3)


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        (DATED, later(DATED, minutes=5), True),
        (DATED, later(DATED, days=5), True),
        (DATED, later(replace(DATED, due=DUE), minutes=5), False),
        (DATED, later(replace(DATED, steps=(Step(Status.FINISHED, EIGHT),)), minutes=5), False),
        (DATED, later(replace(DATED, code="H41.99-261123-0002"), minutes=5), False),
        (DATELESS, replace(DATELESS, steps=(Step(Status.PROCESSING, DUE),), told_at=DUE), False),
        (
            DATELESS,
            replace(DATELESS, steps=(Step(Status.PROCESSING, NINE + timedelta(hours=1)),),
                    told_at=NINE + timedelta(hours=1)),
            True,
        ),
    ],
)  # fmt: skip
async def test_the_same_news_is_the_same_event_however_often_it_is_told(
    bench: Bench, first: Dossier, second: Dossier, is_one: bool
) -> None:
    bench.portal.lookup = Lookup(first)
    await bench.finds(first.code)
    restarted = Bench(bench.stored, Told(Lookup(second)), bench.events)
    await restarted.finds(second.code)

    assert len(bench.events) == 2
    assert len({event.event_id for event in bench.events}) == (1 if is_one else 2)


async def test_a_state_without_a_time_holds_since_it_was_told_first(bench: Bench) -> None:
    bench.portal.lookup = Lookup(DATELESS)
    await bench.finds()
    ten = NINE + timedelta(hours=1)
    bench.portal.lookup = Lookup(replace(DATELESS, steps=(Step(Status.PROCESSING, ten),), told_at=ten))

    found = (await bench.finds()).dossier

    assert found
    assert (found.now.at, found.told_at) == (NINE, ten)


async def test_over_a_real_connection_what_was_known_outlives_the_provinces_silence(
    province: FakePortal, opened: Opened, clock: FakeClock
) -> None:
    events: list[DossierEvent] = []
    told_at: datetime = clock.now()
    province.dossiers[CODE] = public()
    combined = CombinedDossiers(Told(Lookup(STORED)), opened(), events.append)
    await combined.find(CODE)
    province.down = Fault(500)
    clock.forward(hours=1)
    silent = CombinedDossiers(Told(Lookup(STORED)), opened(), events.append, _last=combined._last)

    found = await silent.find(CODE)

    assert found.slow
    assert found.dossier
    assert (found.dossier.status, found.dossier.told_at) == (Status.PROCESSING, told_at)
    assert [canary for canary in CANARIES if canary in repr((found, events))] == []
