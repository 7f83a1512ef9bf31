"""Changes told through the API: whole calls one after the other, and calls of one change at a time."""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle, islice
from typing import Any
from uuid import uuid4

import aiohttp

from benchmarks.bots import SECRET
from benchmarks.signing import signed

SOURCE = "bench"
SOURCES = json.dumps({SOURCE: [SECRET]})
WHOLE, AT_ONCE = 1_000, 16
DONE = {"applied", "older"}


class NotTakenError(Exception):
    """A call was refused, or one of its events."""


@dataclass(frozen=True, slots=True)
class Fed:
    """Changes a second: in whole calls of a thousand, and in single ones with sixteen callers."""

    whole: float
    single: float


async def measure_feed(url: str, codes: Sequence[str], calls: int, singles: int) -> Fed:
    """Raises `NotTakenError`."""
    events = _events(codes)
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as client:
        began = time.monotonic()
        for _ in range(calls):
            await _tell(client, url, list(islice(events, WHOLE)))
        whole = calls * WHOLE / (time.monotonic() - began)
        began = time.monotonic()
        async with asyncio.TaskGroup() as callers:
            for _ in range(AT_ONCE):
                callers.create_task(_tell_singly(client, url, events, singles // AT_ONCE))
        single = singles // AT_ONCE * AT_ONCE / (time.monotonic() - began)
    return Fed(whole, single)


def _events(codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Of known dossiers in any order, with facts and numbers, as a province tells them."""
    for number, code in zip(count(), cycle(codes), strict=False):
        yield {
            "event_id": uuid4().hex,
            "code": code,
            "status": 4 if number % 2 else 5,
            "at": f"2026-11-{1 + number % 20:02}T08:00:{number // 20 % 60:02}+07:00",
            "procedure": "1.001193",
            "agency": "H41.99",
            "due": "30/11/2026",
            "note_for_citizen": "x" * 80,
            "phone": f"09{number % 10**8:08}",
        }


async def _tell_singly(
    client: aiohttp.ClientSession, url: str, events: Iterator[dict[str, Any]], calls: int
) -> None:
    for _ in range(calls):
        await _tell(client, url, [next(events)])


async def _tell(client: aiohttp.ClientSession, url: str, events: Sequence[dict[str, Any]]) -> None:
    body = json.dumps({"events": events}).encode()
    async with client.post(
        f"{url}/api/v1/dossiers", data=body, headers=signed(body, SOURCE, SECRET)
    ) as answer:
        told = await answer.json()
        if not answer.ok or {each["result"] for each in told["results"]} - DONE:
            raise NotTakenError(f"{answer.status}: {str(told)[:200]}")
