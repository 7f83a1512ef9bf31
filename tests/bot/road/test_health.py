"""What an operator's monitoring reads."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from bot.jobs.sweep import Sweep
from bot.metrics import Metrics
from bot.wakeups import Wakeups
from bot.web.health import STALE_SWEEP, Health
from storage import imports, inbox
from storage.database import Database
from tests.fakes.clock import START, FakeClock
from tests.fakes.outage import Outage
from tests.fakes.turns import message
from tests.rows import all_rows


class Nobody:
    def wake(self, conversation: str) -> None:
        raise AssertionError


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def outage(database: Database) -> Outage:
    return Outage(database)


@pytest.fixture
def health(outage: Outage, clock: FakeClock) -> Health:
    ported: Any = outage
    nobody: Any = Nobody()
    sweep = Sweep(ported, nobody, Wakeups(), clock, last=START)
    return Health(ported, clock, clock, Metrics.new(), sweep, {"telegram": lambda: ("working", False)})


@pytest.fixture
async def monitor(health: Health) -> AsyncIterator[httpx.AsyncClient]:
    app = httpx.ASGITransport(Starlette(routes=health.routes()))
    async with httpx.AsyncClient(transport=app, base_url="http://bot") as client:
        yield client


async def test_the_age_of_imported_data_is_a_figure_while_they_are_shown(
    monitor: httpx.AsyncClient, database: Database
) -> None:
    new = imports.NewImport("agencies", "a.csv", "d", START.date(), imports.Counts(), None)
    await database.write(imports.begin, new, START)
    await database.write(imports.show, 1, START)
    shown = (await monitor.get("/metrics")).text
    await database.write(imports.roll_back, 1)
    taken_back = (await monitor.get("/metrics")).text

    assert 'motcua_source_age_days{source="agencies"} 0.38' in shown
    assert "motcua_source_age_days{" not in taken_back


async def test_a_process_that_runs_is_live_even_without_its_database(
    monitor: httpx.AsyncClient, outage: Outage
) -> None:
    outage.away = True

    assert (await monitor.get("/health/live")).status_code == 200


async def test_a_healthy_process_is_ready(monitor: httpx.AsyncClient) -> None:
    answer = await monitor.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "database": "here",
        "sweep_age_seconds": 0.0,
        "channels": {"telegram": "working"},
    }


async def test_without_its_database_it_is_not_ready(monitor: httpx.AsyncClient, outage: Outage) -> None:
    outage.away = True

    answer = await monitor.get("/health/ready")

    assert (answer.status_code, answer.json()["database"]) == (503, "away")


async def test_where_nothing_can_be_written_it_is_not_ready(
    monitor: httpx.AsyncClient, database: Database
) -> None:
    """As after a fail-over to a standby, or on a disk that turned read-only."""
    assert (await monitor.get("/health/ready")).status_code == 200
    await database.write(all_rows, text("PRAGMA query_only=ON"))

    answer = await monitor.get("/health/ready")

    assert (answer.status_code, answer.json()["database"]) == (503, "away")


async def test_a_sweep_that_stopped_makes_it_not_ready(monitor: httpx.AsyncClient, clock: FakeClock) -> None:
    clock.forward(seconds=STALE_SWEEP)

    assert (await monitor.get("/health/ready")).status_code == 503


async def test_a_messenger_that_is_down_leaves_the_rest_ready(
    health: Health, outage: Outage, clock: FakeClock
) -> None:
    ported: Any = outage
    down = Health(ported, clock, clock, Metrics.new(), None, {"telegram": lambda: ("token refused", True)})
    app = httpx.ASGITransport(Starlette(routes=down.routes()))

    async with httpx.AsyncClient(transport=app, base_url="http://bot") as client:
        answer = await client.get("/health/ready")

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["sweep_age_seconds"] is None


async def test_the_metrics_tell_how_much_waits_and_since_when(
    monitor: httpx.AsyncClient, database: Database, clock: FakeClock
) -> None:
    await database.write(inbox.keep, [message("a"), message("b")], START)
    clock.forward(seconds=90)

    told = (await monitor.get("/metrics")).text

    assert 'motcua_queue_rows{queue="inbox"} 2.0' in told
    assert 'motcua_queue_age_seconds{queue="inbox"} 90.0' in told
    assert 'motcua_queue_rows{queue="outbox"} 0.0' in told
    assert "motcua_sweep_age_seconds 90.0" in told
