"""Calls of the feed that are forged, stale, replayed, huge, deep, or lies."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from http import HTTPStatus
from typing import Any

import aiohttp

from benchmarks.attacks.arena import Arena
from benchmarks.attacks.target import NOTE, OLD_SECRET, OTHER, OTHER_SECRET, PUBLIC, SECRET, SOURCE
from benchmarks.machine import memory_mb
from benchmarks.signing import signed

FLOOD, FLOOD_SECONDS, MOST_FLOOD_MB = 200, 5.0, 250.0

BROKEN = tuple[str, bytes, dict[str, str], int]


async def forged(arena: Arena) -> None:
    """None of these may be taken; each is refused in its own way, and the product lives on."""
    one = arena.fresh()
    body = _body(one.code, "forged")
    calls = [*_unsigned(body), *_malformed(one.code)]
    wrong = []
    for what, sent, headers, expected in calls:
        status, _ = await arena.target.call(sent, headers)
        if status != expected:
            wrong.append(f"{what} {status}")
    changed = "Hoàn thành" in await arena.browser().ask(one.code)
    measured = ", ".join(wrong) or "every one refused"
    arena.note("forged feed calls", len(calls), int(changed), measured, holds=not wrong and not changed)


async def replayed(arena: Arena) -> None:
    """The same call five times, and with the old secret: each event counts once."""
    one = arena.fresh()
    body = _body(one.code, "replayed", status=6)
    results = []
    for secret in (SECRET, SECRET, OLD_SECRET, SECRET, OLD_SECRET):
        _, told = await arena.target.call(body, signed(body, SOURCE, secret))
        results += [each["result"] for each in told["results"]]
    told_once = results.count("applied") == 1 and results.count("seen") == len(results) - 1
    arena.note("replayed feed calls", 5, 0, f"applied {results.count('applied')} time", holds=told_once)


async def lies(arena: Arena) -> None:
    """Times and values that nobody means; controls and markup that would be run."""
    one = arena.fresh()
    ats = (
        "9999-12-31T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "2099-01-01T00:00:00+07:00",
        "1e9",
        10**30,
        -1,
        [],
        {},
    )
    events = [{**_event(one.code, f"lie-{at}"), "at": given} for at, given in enumerate(ats)]
    status, told = await arena.target.tell(events)
    taken = sum(each["result"] != "refused" for each in told["results"]) if told.get("results") else -1
    dirty = "\x1b]0;x\x07<b>a</b>\u202e<script>alert(1)</script>\u2066"
    await arena.target.tell([{**_event(one.code, "dirty", 4), "procedure_name": dirty, "agency_name": dirty}])
    shown = await arena.browser().ask(one.code)
    controls = sum(shown.count(each) for each in "\x1b\x07\u202e\u2066")
    arena.note(
        "lying feed calls",
        len(events) + 1,
        controls,
        f"{status}: {taken} impossible times taken, {controls} controls shown",
        holds=taken == 0 and not controls,
    )


async def flood(arena: Arena) -> None:
    """Unsigned bodies of nearly the longest that is read, which never end; a citizen asks meanwhile."""
    pid, ended, statuses = arena.target.child.pid, asyncio.Event(), Counter[int]()
    before = memory_mb(pid)

    async def never_ending() -> AsyncIterator[bytes]:
        for _ in range(63):
            yield b" " * 2**16
        await ended.wait()

    async def call() -> None:
        headers = signed(b"", SOURCE, "guessed-secret")
        with suppress(aiohttp.ClientError):
            async with arena.target.client.post(
                f"{arena.target.url}/api/v1/dossiers", data=never_ending(), headers=headers
            ) as answer:
                statuses[answer.status] += 1

    async with asyncio.TaskGroup() as strangers:
        for _ in range(FLOOD):
            strangers.create_task(call())
        await asyncio.sleep(FLOOD_SECONDS)
        grown, answered = memory_mb(pid) - before, PUBLIC in await arena.browser().ask(arena.fresh().code)
        ended.set()
    arena.note(
        "endless unsigned feed bodies",
        FLOOD,
        0,
        f"{grown:.0f} MB more meanwhile, a citizen answered: {answered}",
        holds=grown <= MOST_FLOOD_MB and answered and not statuses[HTTPStatus.OK],
    )


def _unsigned(body: bytes) -> Iterator[BROKEN]:
    """The same good body by those who may not send it."""
    good = signed(body, SOURCE, SECRET)
    yield "no headers", body, {"Content-Type": "application/json"}, 401
    yield "wrong secret", body, signed(body, SOURCE, "guessed-secret"), 401
    yield "other source's secret", body, signed(body, SOURCE, OTHER_SECRET), 401
    yield "other source's name", body, {**good, "X-MotCua-Source": OTHER}, 401
    yield "no such source", body, signed(body, "nobody", SECRET), 401
    yield "changed body", body.replace(b'"status": 9', b'"status": 8'), good, 401
    yield (
        "changed moment",
        body,
        {**good, "X-MotCua-Timestamp": str(int(good["X-MotCua-Timestamp"]) + 1)},
        401,
    )
    yield "stale", body, signed(body, SOURCE, SECRET, age=301), 401
    yield "of the future", body, signed(body, SOURCE, SECRET, age=-301), 401
    yield "empty signature", body, {**good, "X-MotCua-Signature": ""}, 401
    yield "endless moment", body, {**good, "X-MotCua-Timestamp": "9" * 400}, 401


def _malformed(code: str) -> Iterator[BROKEN]:
    """Bodies of a source that has gone mad: signed, and still not taken."""
    item = json.dumps(_event(code, "many")).encode()
    for what, body, status in (
        ("huge", b'{"events": [' + b" " * 5 * 2**20 + b"]}", 413),
        ("too many", b'{"events": [' + b",".join([item] * 1_001) + b"]}", 413),
        ("deep", b'{"events": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", 400),
        ("deep item", b'{"events": [{"code": ' + b'{"a":' * 100_000, 400),
        ("endless number", b'{"events": [' + b"9" * 100_000 + b"]}", 400),
        ("no JSON", b"\xff\xfe\x00", 400),
        ("no list", b'{"events": "x"}', 422),
        ("empty", b"", 400),
    ):
        yield what, body, signed(body, SOURCE, SECRET), status


def _body(code: str, event_id: str, status: int = 9) -> bytes:
    return json.dumps({"events": [_event(code, event_id, status)]}).encode()


def _event(code: str, event_id: str, status: int = 9) -> dict[str, Any]:
    at = "2026-11-10T08:00:00+07:00"
    return {"event_id": event_id, "code": code, "status": status, "at": at, "note_for_citizen": NOTE}
