"""The product under attack: real processes, dossiers fed as a province does, and what is secret of them."""

import json
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks import bots
from benchmarks.processes import Child, start
from benchmarks.signing import signed
from domain.second_check import Proof

SOURCE, OTHER = "province", "ministry"
SECRET, OLD_SECRET, OTHER_SECRET = (
    "new-secret-of-the-attack",
    "old-secret-of-the-attack",
    "secret-of-the-other",
)
NAME, WORD, NOTE = "Trần Thị Kín Đáo", "Chuyển ông Lê Văn Riêng", "Thiếu giấy xác nhận của bà"
"""Of an applicant, in a field that nobody reads; an agency's own word; what an official wrote."""

PUBLIC = "Cấp bản sao trích lục hộ tịch"
MORNING = "2026-11-20T10:05:00+07:00"
"""The product's own clock, so that no day or hour of a budget ends while it is tried."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A dossier with the numbers that prove it."""

    code: str
    phone: str
    identity: str

    @property
    def digits(self) -> tuple[str, str]:
        return self.phone[-4:], self.identity[-4:]


def planted(number: int) -> Planted:
    """Its four digits are between 7000 and 9999, so that none is guessed in counting up."""
    return Planted(f"H41.16-261102-{number:04}", f"09120{7000 + number:05}", f"04019800{9999 - number:04}")


def unknown(number: int) -> str:
    """A code that nobody was given."""
    return f"H41.16-261103-{number:05}"


@dataclass(frozen=True, slots=True)
class Target:
    """`secrets` are the words and numbers that no stranger may ever read."""

    child: Child
    client: aiohttp.ClientSession
    file: Path
    dossiers: Sequence[Planted]

    @property
    def url(self) -> str:
        return self.child.url

    def beyond_public(self, texts: Iterable[str]) -> int:
        """How many of these texts hold something that a code alone must not show."""
        return sum(any(secret in text for secret in self.secrets) for text in texts)

    @property
    def secrets(self) -> tuple[str, ...]:
        numbers = (number for each in self.dossiers for number in (each.phone, each.identity))
        return (NAME, WORD, NOTE, *numbers)

    def compared(self, one: Planted, proof: Proof) -> int:
        """How many wrong numbers were compared with it today, by the table that counts them."""
        asked = "SELECT wrong FROM check_attempts WHERE code = ? AND proof = ? AND person = ''"
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as database:
            found = database.execute(asked, (one.code, proof.value)).fetchone()
        return found[0] if found else 0

    async def call(self, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        async with self.client.post(f"{self.url}/api/v1/dossiers", data=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def tell(self, events: Sequence[dict[str, Any]]) -> tuple[int, dict[str, Any]]:
        body = json.dumps({"events": events}).encode()
        return await self.call(body, signed(body, SOURCE, SECRET))


def events_of(one: Planted) -> list[dict[str, Any]]:
    """Received, a state in the agency's own words, then papers missing."""
    common = {"code": one.code, "procedure_name": PUBLIC, "agency": "H41.16", "applicant": NAME}
    numbers = {"phone": one.phone, "id_number": one.identity, "due": "30/11/2026"}
    return [
        {**common, **numbers, "event_id": f"{one.code}-1", "status": 2, "at": "2026-11-02T08:00:00+07:00"},
        {**common, "event_id": f"{one.code}-2", "status": WORD, "at": "2026-11-03T08:00:00+07:00"},
        {
            **common,
            "event_id": f"{one.code}-3",
            "status": 5,
            "at": "2026-11-04T08:00:00+07:00",
            "note_for_citizen": f"{NOTE} {one.code}",
        },
    ]


@asynccontextmanager
async def target(folder: Path, stub_url: str, count: int, *, behind_proxy: bool) -> AsyncIterator[Target]:
    """A product of its own with so many dossiers; behind a proxy it believes whom that names."""
    name = "proxied" if behind_proxy else "bare"
    clock, file = folder / f"{name}.clock", folder / f"{name}.db"
    clock.write_text(MORNING, encoding="ascii")
    plan = bots.product(name, f"sqlite:///{file}", stub_url)
    settings = {
        "FEED__SOURCES": json.dumps({SOURCE: [SECRET, OLD_SECRET], OTHER: [OTHER_SECRET]}),
        "CLOCK__FILE": str(clock),
        **({"WEB__TRUSTED_PROXIES": "127.0.0.1"} if behind_proxy else {}),
    }
    async with AsyncExitStack() as opened:
        child = await start(replace(plan, settings={**plan.settings, **settings}), folder)
        opened.push_async_callback(child.stop)
        client = await opened.enter_async_context(
            aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=400), cookie_jar=aiohttp.DummyCookieJar()
            )
        )
        made = Target(child, client, file, [planted(number) for number in range(1, count + 1)])
        for at in range(0, count, 100):
            status, told = await made.tell(
                [e for one in made.dossiers[at : at + 100] for e in events_of(one)]
            )
            if status != 200 or {each["result"] for each in told["results"]} != {"applied"}:  # noqa: PLR2004
                raise RuntimeError(f"not fed: {status} {str(told)[:200]}")
        yield made
