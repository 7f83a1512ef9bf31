"""A province that is slow, wrong, down, or wants to be left alone."""

import asyncio
import time

import httpx
import pytest
from starlette.applications import Starlette

from bot.config import PortalKind
from bot.gateways.portal import PATIENCE_SECONDS, PortalDossiers
from bot.metrics import Metrics
from bot.web.health import Health
from domain.dossiers import Lookup
from storage.database import Database
from tests.bot.gateways.conftest import Monotonic, Opened
from tests.bot.gateways.test_portal import CODE, counted
from tests.eventually import eventually
from tests.fakes.clock import FakeClock
from tests.fakes.portal import (
    CUT,
    ENDLESS,
    FULL,
    HTML,
    HUGE,
    NAMELESS,
    NESTED,
    PACKED,
    REDIRECT,
    TRUNCATED,
    FakePortal,
    Fault,
    page,
    public,
    slow,
)

SLOW = Lookup(None, slow=True)


def codes(count: int, first: int = 1) -> list[str]:
    return [f"H41.99-261123-{number:04}" for number in range(first, first + count)]


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (slow(5), "slow"),
        (ENDLESS, "slow"),
        (CUT, "down"),
        (Fault(500), "down"),
        (Fault(503, b"{}"), "down"),
        (HTML, "wrong"),
        (TRUNCATED, "wrong"),
        (NESTED, "wrong"),
        (NAMELESS, "wrong"),
        (HUGE, "wrong"),
        (PACKED, "wrong"),
        (REDIRECT, "wrong"),
        (Fault(204), "wrong"),
        (Fault(200, b""), "wrong"),
        (Fault(200, b"\xff\xfe"), "wrong"),
        (Fault(200, b'"NaN"'), "wrong"),
        (Fault(200, b"1" * 10_000), "wrong"),
        (Fault(400), "refused"),
        (Fault(401), "refused"),
        (Fault(403), "refused"),
        (page(404), "refused"),
        (Fault(429), "limited"),
    ],
)
async def test_whatever_is_wrong_is_called_slow_and_counted_by_its_kind(
    province: FakePortal, opened: Opened, metrics: Metrics, fault: Fault, kind: str
) -> None:
    province.plant(fault)
    started = time.monotonic()

    assert await opened(patience=0.3).find(CODE) == SLOW

    assert counted(metrics, kind) == 1
    assert len(province.calls) == 1
    assert time.monotonic() - started < 1.5


async def test_an_answer_of_256_kilobytes_is_read(province: FakePortal, lookup: PortalDossiers) -> None:
    province.plant(FULL)

    assert (await lookup.find(CODE)).dossier


async def test_an_answer_about_another_dossier_is_never_shown(
    province: FakePortal, lookup: PortalDossiers, metrics: Metrics
) -> None:
    province.dossiers[CODE] = public(MaHoSo="H41.99-261123-0002")

    assert await lookup.find(CODE) == SLOW
    assert counted(metrics, "wrong") == 1


async def test_a_look_up_ends_after_three_seconds(province: FakePortal, opened: Opened) -> None:
    province.plant(ENDLESS)
    started = time.monotonic()

    assert await opened(patience=PATIENCE_SECONDS).find(CODE) == SLOW

    assert 2.9 < time.monotonic() - started < 3.5


async def test_a_log_in_and_a_look_up_share_the_time(province: FakePortal, opened: Opened) -> None:
    province.plant(slow(0.3))
    look_up = opened(PortalKind.MAPI, patience=0.2)

    assert await look_up.find(CODE) == SLOW


async def test_a_province_that_is_not_there_is_down(
    province: FakePortal, lookup: PortalDossiers, metrics: Metrics
) -> None:
    await province._runner.cleanup()

    assert await lookup.find(CODE) == SLOW
    assert counted(metrics, "down") == 1


async def test_trouble_is_not_remembered_as_an_answer(province: FakePortal, lookup: PortalDossiers) -> None:
    province.dossiers[CODE] = public()
    province.plant(Fault(500))
    await lookup.find(CODE)

    assert (await lookup.find(CODE)).dossier


async def test_after_five_failures_the_province_is_left_alone_for_thirty_seconds(
    province: FakePortal, lookup: PortalDossiers, metrics: Metrics, monotonic: Monotonic
) -> None:
    province.down = Fault(500)
    for code in codes(8):
        assert await lookup.find(code) == SLOW
    assert (len(province.calls), counted(metrics, "open")) == (5, 3)

    monotonic.time += 30
    province.down = None

    assert await lookup.find(CODE) == Lookup(None)
    assert metrics.registry.get_sample_value("motcua_portal_circuit") == 0


async def test_an_open_circuit_answers_from_what_is_still_fresh(
    province: FakePortal, lookup: PortalDossiers
) -> None:
    province.dossiers[CODE] = public()
    await lookup.find(CODE)
    province.down = Fault(500)
    for code in codes(5, first=2):
        await lookup.find(code)

    assert (await lookup.find(CODE)).dossier


async def test_one_probe_is_sent_and_the_others_do_not_wait_for_it(
    province: FakePortal, opened: Opened, monotonic: Monotonic
) -> None:
    look_up = opened(patience=2.0)
    province.down = Fault(500)
    for code in codes(5):
        await look_up.find(code)
    province.down, monotonic.time = None, monotonic.time + 30
    province.held.clear()

    async with asyncio.TaskGroup() as tasks:
        asking = [tasks.create_task(look_up.find(code)) for code in codes(10)]
        await asyncio.wait(asking, timeout=0.2)
        done = [each.done() for each in asking]
        province.held.set()

    assert (done.count(True), len(province.calls)) == (9, 6)
    assert [each.result() for each in asking].count(Lookup(None)) == 1


async def test_a_probe_that_is_given_up_leaves_its_place_to_the_next(
    province: FakePortal, opened: Opened, monotonic: Monotonic
) -> None:
    look_up = opened(patience=2.0)
    province.plant(*[Fault(500)] * 5)
    for code in codes(5):
        await look_up.find(code)
    monotonic.time += 30
    province.held.clear()
    async with asyncio.TaskGroup() as tasks:
        probe = tasks.create_task(look_up.find(CODE))
        await eventually(lambda: asyncio.sleep(0, len(province.calls) == 6))
        probe.cancel()
    province.held.set()

    assert await look_up.find(CODE) == Lookup(None)


async def test_a_flapping_province_is_left_alone_too(
    province: FakePortal, lookup: PortalDossiers, monotonic: Monotonic
) -> None:
    flapping = [Fault(500), Fault(500), Fault(404)]
    province.plant(*flapping * 10)

    for code in codes(30):
        await lookup.find(code)

    assert len(province.calls) == 16


async def test_retry_after_is_honoured(
    province: FakePortal, lookup: PortalDossiers, monotonic: Monotonic
) -> None:
    province.plant(Fault(429, headers=(("Retry-After", "120"),)))
    await lookup.find(CODE)

    monotonic.time += 119
    assert await lookup.find(CODE) == SLOW
    monotonic.time += 1
    assert await lookup.find(CODE) == Lookup(None)


@pytest.mark.parametrize(
    ("told", "rest"),
    [
        ("", 30),
        ("0", 1),
        ("-5", 30),
        ("soon", 30),
        ("99999999", 3600),
        ("9" * 400, 30),
        ("٣", 30),
        ("Tue, 24 Nov 2026 02:01:00 GMT", 60),
        ("Tue, 24 Nov 2026 02:01:00 -0000", 60),
        ("Mon, 23 Nov 2026 02:01:00 GMT", 1),
    ],
)
async def test_a_retry_after_is_seconds_or_a_date_within_reason(
    province: FakePortal, lookup: PortalDossiers, told: str, rest: float
) -> None:
    province.plant(Fault(429, headers=(("Retry-After", told),)))

    await lookup.find(CODE)

    assert lookup.circuit.rests_for == rest


async def test_our_own_crowd_does_not_count_against_the_province(
    province: FakePortal, opened: Opened, metrics: Metrics
) -> None:
    look_up = opened(patience=1.5)
    province.held.clear()

    async with asyncio.TaskGroup() as tasks:
        asking = [tasks.create_task(look_up.find(code)) for code in codes(30)]
        await asyncio.sleep(0.8)
        province.held.set()

    assert [each.result().slow for each in asking].count(True) == counted(metrics, "busy") == 22
    assert look_up.state() == ("working", False)


async def test_a_failing_province_makes_the_product_degraded_and_not_failed(
    province: FakePortal, lookup: PortalDossiers, clock: FakeClock, sqlite_url: str
) -> None:
    database = Database.open(sqlite_url)
    health = Health(database, clock, clock, Metrics.new(), None, {"portal": lookup.state})
    app = httpx.ASGITransport(Starlette(routes=health.routes()))
    province.down = Fault(500)
    for code in codes(5):
        await lookup.find(code)

    async with httpx.AsyncClient(transport=app, base_url="http://bot") as monitor:
        answer = await monitor.get("/health/ready")
    await database.close()

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["channels"] == {"portal": "failing, asked again in 30 s"}
