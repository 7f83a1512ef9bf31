"""What the province told outlives the process that asked, on both kinds of database."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from bot.gateways.combined import CombinedDossiers
from bot.jobs.learning import Learning
from bot.metrics import Metrics
from domain.dossiers import PORTAL, Dossier, DossierEvent, Lookup, Status, ranks_of
from storage import dossiers
from storage.database import Database
from tests.bot.gateways.conftest import Opened
from tests.fakes.clock import FakeClock
from tests.fakes.portal import FakePortal, Fault, public
from tests.rows import all_rows

CODE = "H41.99-261123-0001"
RANKS = ranks_of(["feed"])


@dataclass(frozen=True)
class Kept:
    """What a database holds, asked and told directly."""

    database: Database
    clock: FakeClock

    async def find(self, code: str) -> Lookup:
        found = await self.database.read(dossiers.find, [code], None, RANKS)
        return Lookup(found.get(code))

    async def store(self, events: Sequence[DossierEvent]) -> None:
        await self.database.write(dossiers.apply, events, RANKS, self.clock.now())


@pytest.fixture
def kept(database: Database, clock: FakeClock) -> Kept:
    return Kept(database, clock)


async def asked_and_ended(kept: Kept, opened: Opened, metrics: Metrics) -> Dossier:
    """One life of a process: a look-up, and what it learned stored at the stop."""
    learning = Learning(kept.store, metrics)
    found = (await CombinedDossiers(kept, opened(), learning.learned).find(CODE)).dossier
    assert found
    await learning.drain()
    return found


async def test_after_a_restart_a_silent_province_leaves_what_it_told_last(
    province: FakePortal, opened: Opened, kept: Kept, metrics: Metrics, clock: FakeClock
) -> None:
    province.dossiers[CODE] = public()
    before = await asked_and_ended(kept, opened, metrics)
    province.down = Fault(500)
    clock.forward(hours=1)

    after = await CombinedDossiers(kept, opened(), [].append).find(CODE)

    assert after == Lookup(before, slow=True)


async def test_the_same_answer_in_many_lives_is_stored_once(
    province: FakePortal, opened: Opened, kept: Kept, metrics: Metrics, clock: FakeClock
) -> None:
    province.dossiers[CODE] = public()
    before = await asked_and_ended(kept, opened, metrics)
    clock.forward(hours=1)

    after = await asked_and_ended(kept, opened, metrics)

    assert after.steps == before.steps
    assert len(await kept.database.read(all_rows, text("SELECT event_id FROM dossier_events"))) == 1


async def test_a_state_given_by_its_day_is_the_last_after_a_restart_too(
    province: FakePortal, opened: Opened, kept: Kept, metrics: Metrics, clock: FakeClock
) -> None:
    await kept.store([DossierEvent("1", "feed", CODE, Status.PAPERS_MISSING, clock.now())])
    course = [{"ThoiGian": "24/11/2026", "DonViXuLy": "Phòng Kinh tế"}]
    province.dossiers[CODE] = public(ThongTinTienTrinh=course)
    clock.forward(hours=1)
    await asked_and_ended(kept, opened, metrics)

    stored = (await kept.find(CODE)).dossier

    assert stored
    assert (stored.status, stored.source) == (Status.PROCESSING, PORTAL)
