"""Who may tell us of dossiers, and what a stranger learns by trying."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from statistics import median
from typing import Any

import httpx
import pytest

from bot.feed import Feed
from bot.web.api.dossiers import MOST_READ
from bot.web.api.signature import Forged, Signatures
from tests.bot.api.conftest import CODE, NEW, OLD, Caller, Known, an_event
from tests.fakes.clock import FakeClock

CALL = json.dumps({"events": [an_event()]}).encode()


async def test_a_signed_call_is_applied(province: Caller, known: Known) -> None:
    assert await province.results(an_event()) == ["applied"]
    assert (await known.dossier()).status == 4


async def test_while_a_secret_changes_both_are_good(province: Caller) -> None:
    assert await replace(province, secret=OLD).results(an_event(1)) == ["applied"]
    assert await replace(province, secret=NEW).results(an_event(2)) == ["applied"]


@pytest.mark.parametrize(
    "forged",
    [
        {"X-MotCua-Signature": "v1=" + "0" * 64},
        {"X-MotCua-Signature": ""},
        {"X-MotCua-Signature": "v1=é"},
        {"X-MotCua-Source": "national"},
        {"X-MotCua-Source": "nobody"},
        {"X-MotCua-Timestamp": "1795500000.5"},
        {"X-MotCua-Timestamp": "٣"},
        {"X-MotCua-Timestamp": ""},
    ],
    ids=str,
)
async def test_a_forged_call_is_refused_and_changes_nothing(
    province: Caller, known: Known, forged: dict[str, str]
) -> None:
    raw: Any = {name: value.encode() for name, value in forged.items()}

    answer = await province.posts(CALL, **raw)

    assert answer.status_code == 401
    assert await known.all(CODE) == {}


async def test_a_call_without_any_header_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.post("/api/v1/dossiers", content=CALL)).status_code == 401


async def test_a_changed_body_is_refused(province: Caller, known: Known) -> None:
    answer = await province.posts(CALL.replace(b"4", b"9"), **province.signed(CALL))

    assert answer.status_code == 401
    assert await known.all(CODE) == {}


@pytest.mark.parametrize(("seconds", "status"), [(-299, 200), (299, 200), (-302, 401), (302, 401)])
async def test_a_call_is_good_for_five_minutes(
    province: Caller, clock: FakeClock, seconds: int, status: int
) -> None:
    headers = province.signed(CALL)
    clock.forward(seconds=seconds)

    assert (await province.posts(CALL, **headers)).status_code == status


async def test_a_replayed_call_is_seen_and_changes_nothing(province: Caller, known: Known) -> None:
    headers = province.signed(CALL)
    await province.posts(CALL, **headers)
    before = await known.dossier()

    again = (await province.posts(CALL, **headers)).json()

    assert again["results"] == [{"event_id": "e1", "result": "seen", "error": None}]
    assert await known.dossier() == before


async def test_an_unknown_source_and_a_wrong_signature_get_one_answer(
    province: Caller, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    wrong = await replace(province, secret="not-the-secret-of-it").tells(an_event())
    unknown = await Caller(client, clock, "nobody", NEW).tells(an_event())

    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)


def test_an_unknown_source_costs_the_work_of_a_wrong_signature(clock: FakeClock) -> None:
    signatures = Signatures({"two": (b"a" * 32, b"b" * 32), "one": (b"a" * 32,)}, clock)
    body = b"x" * 2**20

    def cost(source: str) -> float:
        headers = {"x-motcua-source": source, "x-motcua-timestamp": "1", "x-motcua-signature": "v1=0"}
        began = time.process_time()
        with pytest.raises(Forged):
            signatures.signer(headers, body)
        return time.process_time() - began

    costs = {name: median(cost(name) for _ in range(15)) for name in ("one", "two", "nobody")}

    assert max(costs.values()) < 1.5 * min(costs.values())


async def test_strangers_fill_no_memory_with_bodies_that_never_end(
    province: Caller, client: httpx.AsyncClient
) -> None:
    """A body is held before anybody knows who signed it, so only so many are held at once."""
    waiting, ended = asyncio.Semaphore(0), asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        waiting.release()
        await ended.wait()

    async with asyncio.TaskGroup() as strangers:
        for _ in range(MOST_READ):
            call = client.post("/api/v1/dossiers", content=endless(), headers=province.signed(b""))
            strangers.create_task(call)
        for _ in range(MOST_READ):
            await waiting.acquire()

        meanwhile = await province.tells(an_event())
        ended.set()

    assert (meanwhile.status_code, meanwhile.headers["retry-after"]) == (503, "5")
    assert await province.results(an_event()) == ["applied"]


async def test_a_forged_body_is_never_parsed(province: Caller) -> None:
    forger = replace(province, secret="not-the-secret-of-it")

    assert (await forger.posts(b"{")).status_code == 401
    assert (await province.posts(b"{")).status_code == 400


async def test_turned_away_calls_are_counted_by_reason_and_by_no_name(province: Caller, feed: Feed) -> None:
    await province.posts(CALL, **{"X-MotCua-Source": "whoever"})
    await province.posts(CALL, **{"X-MotCua-Timestamp": "1"})

    counted = feed.metrics.exposition().decode()

    assert 'motcua_refusals_total{channel="feed",reason="forged"} 1.0' in counted
    assert 'motcua_refusals_total{channel="feed",reason="stale"} 1.0' in counted
    assert "whoever" not in counted
