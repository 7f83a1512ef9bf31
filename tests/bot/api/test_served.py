"""The feed in the whole product: from the port to the database."""

import httpx

from bot.config import Settings
from domain.dossiers import Status
from tests.bot.api.conftest import Caller, Known, an_event
from tests.fakes.clock import FakeClock
from tests.fakes.process import running


async def test_what_is_told_at_the_port_is_kept(given: Settings, known: Known) -> None:
    async with running(given, web=True) as process, httpx.AsyncClient(base_url=process.url) as client:
        caller = Caller(client, FakeClock(process.app.clock.now()))

        assert await caller.results(an_event(), an_event()) == ["applied", "seen"]
        assert (await client.get("/api/openapi.json")).status_code == 200

    assert (await known.dossier()).status is Status.PROCESSING
