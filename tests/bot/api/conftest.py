"""A feed with its API in one process of the test, and callers who can sign."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot import parts
from bot.config import FeedSettings, Settings
from bot.feed import Feed
from bot.metrics import Metrics
from domain.dossiers import Dossier, ranks_of
from domain.second_check import SecondCheck
from storage import dossiers
from storage.database import Database
from tests.fakes.clock import FakeClock
from tests.fakes.outage import Outage
from tests.fakes.process import settings

NEW, OLD, OTHER = "a-new-secret-of-the-tests", "an-old-secret-of-the-tests", "the-other-source-of-tests"
SOURCES = json.dumps({"province": [NEW, OLD], "national": [OTHER]})
RANKS = ranks_of(["province", "national"])
CHECK = SecondCheck(b"a-key-of-the-tests")
CODE = "H41.99-261120-0007"


def an_event(number: int = 1, **fields: Any) -> dict[str, Any]:
    plain = {"event_id": f"e{number}", "code": CODE, "status": 4, "at": "2026-11-24T08:00:00+07:00"}
    return {**plain, **fields}


@dataclass
class Caller:
    """Signs as its source; every part of a call can be given."""

    client: httpx.AsyncClient
    clock: FakeClock
    source: str = "province"
    secret: str = NEW
    headers: dict[str, str] = field(default_factory=dict)

    async def posts(self, body: bytes, **headers: str) -> httpx.Response:
        return await self.client.post(
            "/api/v1/dossiers", content=body, headers={**self.signed(body), **self.headers, **headers}
        )

    async def tells(self, *events: Any) -> httpx.Response:
        return await self.posts(json.dumps({"events": events}).encode())

    async def results(self, *events: Any) -> list[str]:
        answer = await self.tells(*events)
        assert answer.status_code == 200, answer.text
        return [each["result"] for each in answer.json()["results"]]

    async def fault(self, event: Any) -> str:
        """Why one event was refused."""
        (result,) = (await self.tells(event)).json()["results"]
        assert result["result"] == "refused"
        return str(result["error"])

    def signed(self, body: bytes) -> dict[str, str]:
        moment = str(int(self.clock.now().timestamp()))
        made = hmac.new(self.secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
        return {
            "X-MotCua-Source": self.source,
            "X-MotCua-Timestamp": moment,
            "X-MotCua-Signature": f"v1={made}",
        }


@dataclass
class Known:
    """What the database knows afterwards."""

    database: Database

    async def dossier(self, code: str = CODE) -> Dossier:
        return (await self.all(code))[code]

    async def all(self, *codes: str) -> dict[str, Dossier]:
        return await self.database.read(dossiers.find, codes, None, RANKS)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def outage(database: Database) -> Outage:
    return Outage(database)


@pytest.fixture
def given(database_url: str) -> Settings:
    return settings(database_url, feed=FeedSettings.model_validate({"sources": SOURCES}))


@pytest.fixture
async def feed(outage: Any, clock: FakeClock) -> AsyncIterator[Feed]:
    made = Feed(outage, clock, clock, RANKS, Metrics.new())
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(made.run())
        yield made
        task.cancel()


@pytest.fixture
async def client(feed: Feed, given: Settings, clock: FakeClock) -> AsyncIterator[httpx.AsyncClient]:
    app = httpx.ASGITransport(Starlette(routes=[parts.feed_api(given, feed, CHECK, clock)]))
    async with httpx.AsyncClient(transport=app, base_url="http://bot") as client:
        yield client


@pytest.fixture
def province(client: httpx.AsyncClient, clock: FakeClock) -> Caller:
    return Caller(client, clock)


@pytest.fixture
def national(client: httpx.AsyncClient, clock: FakeClock) -> Caller:
    return Caller(client, clock, "national", OTHER)


@pytest.fixture
def known(database: Database) -> Known:
    return Known(database)
