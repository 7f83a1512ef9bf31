"""The province's look-up over a real connection: what is asked, shared, remembered."""

import asyncio
import logging

import pytest
import structlog

from bot.config import PortalKind, PortalSettings
from bot.gateways.connecting import connect
from bot.gateways.portal import PortalDossiers
from bot.metrics import Metrics
from domain.dossiers import Lookup, Status
from tests.bot.gateways.conftest import Monotonic, Opened, words
from tests.eventually import eventually
from tests.fakes.clock import FakeClock
from tests.fakes.portal import CANARIES, FakePortal, Fault, igate, mapi, public

CODE = "H41.99-261123-0001"


def counted(metrics: Metrics, result: str) -> float:
    return metrics.registry.get_sample_value("motcua_portal_calls_total", {"result": result}) or 0


@pytest.mark.parametrize(
    ("kind", "answer", "status"),
    [
        (PortalKind.PUBLIC, public(), Status.PROCESSING),
        (PortalKind.MAPI, mapi(CODE), Status.RECEIVED),
        (PortalKind.IGATE, igate(CODE), Status.PROCESSING),
    ],
)
async def test_every_kind_of_system_is_asked_in_its_own_way(
    province: FakePortal, opened: Opened, kind: PortalKind, answer: object, status: Status
) -> None:
    province.dossiers[CODE] = answer

    found = await opened(kind).find(CODE)

    assert found.dossier
    assert (found.dossier.status, found.slow) == (status, False)


@pytest.mark.parametrize("kind", PortalKind)
async def test_a_code_that_the_province_does_not_know_is_not_found(opened: Opened, kind: PortalKind) -> None:
    assert await opened(kind).find(CODE) == Lookup(None, slow=False)


@pytest.mark.parametrize("is_known", [True, False])
async def test_an_answer_is_asked_for_once_in_sixty_seconds(
    province: FakePortal, lookup: PortalDossiers, monotonic: Monotonic, is_known: bool
) -> None:
    province.dossiers |= {CODE: public()} if is_known else {}
    first = await lookup.find(CODE)

    monotonic.time += 59
    assert await lookup.find(CODE) == first
    assert len(province.calls) == 1

    monotonic.time += 1
    await lookup.find(CODE)
    assert len(province.calls) == 2


async def test_many_who_ask_for_one_code_at_once_share_a_call(
    province: FakePortal, lookup: PortalDossiers
) -> None:
    province.dossiers[CODE] = public()
    province.held.clear()

    async with asyncio.TaskGroup() as tasks:
        asking = [tasks.create_task(lookup.find(CODE)) for _ in range(20)]
        await asyncio.sleep(0.05)
        province.held.set()

    assert {each.result().slow for each in asking} == {False}
    assert province.calls == [CODE]


async def test_the_time_of_the_telling_is_kept_with_the_answer(
    province: FakePortal, lookup: PortalDossiers, clock: FakeClock
) -> None:
    province.dossiers[CODE] = public()
    told_at = clock.now()
    await lookup.find(CODE)

    clock.forward(seconds=30)

    found = (await lookup.find(CODE)).dossier
    assert found
    assert found.told_at == told_at


async def test_one_log_in_serves_many_questions(province: FakePortal, opened: Opened) -> None:
    mapi_look_up = opened(PortalKind.MAPI)
    codes = [f"H41.99-261123-000{n}" for n in range(6)]
    province.dossiers |= {code: mapi(code) for code in codes}

    await asyncio.gather(*(mapi_look_up.find(code) for code in codes))

    assert province.log_ins == 1


@pytest.mark.parametrize("by_status", [True, False])
async def test_a_refused_session_is_renewed_once(
    province: FakePortal, opened: Opened, by_status: bool
) -> None:
    mapi_look_up = opened(PortalKind.MAPI)
    province.dossiers |= {CODE: mapi(CODE), "H41.99-261123-0002": mapi("H41.99-261123-0002")}
    await mapi_look_up.find(CODE)
    province.plant(*([Fault(401)] if by_status else []))
    province.sessions.clear()

    found = await mapi_look_up.find("H41.99-261123-0002")

    assert found.dossier
    assert province.log_ins == 2


async def test_a_system_that_refuses_every_session_is_not_asked_for_ever(
    province: FakePortal, opened: Opened, metrics: Metrics
) -> None:
    mapi_look_up = opened(PortalKind.MAPI)
    province.dossiers[CODE] = mapi(CODE)
    await mapi_look_up.find(CODE)
    province.keeps_sessions = False
    province.sessions.clear()

    assert (await mapi_look_up.find("H41.99-261123-0002")).slow

    assert (province.log_ins, len(province.calls)) == (2, 3)
    assert counted(metrics, "refused") == 1


async def test_a_wrong_password_is_told_to_the_operator(
    province: FakePortal, opened: Opened, metrics: Metrics
) -> None:
    mapi_look_up = opened(PortalKind.MAPI, password="old")

    assert (await mapi_look_up.find(CODE)).slow

    assert (counted(metrics, "refused"), province.calls) == (1, [])
    assert mapi_look_up.state() == ("refuses us: see PORTAL__", True)


async def test_a_session_that_is_refused_when_new_is_not_renewed(
    province: FakePortal, opened: Opened
) -> None:
    province.keeps_sessions = False

    assert (await opened(PortalKind.MAPI).find(CODE)).slow

    assert (province.log_ins, len(province.calls)) == (1, 1)


@pytest.mark.parametrize(
    ("user", "header"), [("", "Bearer made-up-token"), ("ng", "Basic bmc6bWFkZS11cC10b2tlbg==")]
)
async def test_a_token_or_a_user_is_shown_where_the_system_wants_one(
    province: FakePortal, opened: Opened, user: str, header: str
) -> None:
    province.authorization = header

    await opened(PortalKind.IGATE, password="made-up-token", user=user).find(CODE)

    assert province.violations == []


async def test_a_query_in_the_address_stays(province: FakePortal, clock: FakeClock, metrics: Metrics) -> None:
    settings = PortalSettings(url=f"{province.url}/public?tinh=H41")
    built = connect(settings, words, clock, Monotonic(), metrics)

    await built.find(CODE)
    await built.close()

    assert province.violations.pop() == "query ['maHoSo', 'tinh']"


@pytest.mark.parametrize("kind", PortalKind)
async def test_no_code_secret_or_person_reaches_a_log_or_a_metric(
    province: FakePortal,
    opened: Opened,
    metrics: Metrics,
    kind: PortalKind,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    province.dossiers[CODE] = {PortalKind.MAPI: mapi(CODE), PortalKind.IGATE: igate(CODE)}.get(kind, public())
    look_up = opened(kind)
    with structlog.testing.capture_logs() as told:
        await look_up.find(CODE)
        province.down = Fault(500, CODE.encode())
        await look_up.find("H41.99-261123-0002")

    written = f"{told} {caplog.text} {metrics.exposition()!r} {look_up!r}"
    assert "portal_trouble" in written
    assert [word for word in (CODE, "H41.99-26", "made-up", *CANARIES) if word in written] == []


async def test_a_question_that_is_given_up_hinders_no_later_one(province: FakePortal, opened: Opened) -> None:
    look_up = opened(patience=2.0)
    province.dossiers[CODE] = public()
    province.held.clear()
    async with asyncio.TaskGroup() as tasks:
        given_up = tasks.create_task(look_up.find(CODE))
        await eventually(lambda: asyncio.sleep(0, bool(province.calls)))
        given_up.cancel()
    province.held.set()

    assert (await look_up.find(CODE)).dossier
