"""Health and metrics, as an operator's monitoring reads them."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.imports.ages import ages
from bot.jobs.sweep import Sweep
from bot.metrics import Metrics
from domain.clock import Clock
from domain.errors import Away
from storage import dossiers, inbox, leases, outbox
from storage.database import Database
from storage.faults import Busy

STALE_SWEEP = 180.0
ANSWER_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Health:
    """`channels` gives the state of each way in, in words; `degraded` names those that need a hand."""

    database: Database
    clock: Clock
    machine: Clock
    metrics: Metrics
    sweep: Sweep | None
    channels: Mapping[str, Callable[[], tuple[str, bool]]] = field(default_factory=dict)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/health/live", self._live),
            Route("/health/ready", self._ready),
            Route("/metrics", self._metrics),
        ]

    async def _live(self, _request: Request) -> Response:
        return JSONResponse({"status": "live"})

    async def _ready(self, _request: Request) -> Response:
        """503 when people cannot be served: a messenger that is down leaves the web chat alive."""
        is_here = await self._measure_queues()
        age = self._sweep_age()
        states = {name: state() for name, state in self.channels.items()}
        is_ready = is_here and (age is None or age < STALE_SWEEP)
        is_degraded = any(degraded for _, degraded in states.values())
        return JSONResponse(
            {
                "status": "not ready" if not is_ready else "degraded" if is_degraded else "ready",
                "database": "here" if is_here else "away",
                "sweep_age_seconds": age,
                "channels": {name: words for name, (words, _) in states.items()},
            },
            status_code=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
        )

    async def _metrics(self, _request: Request) -> Response:
        if await self._measure_queues():
            await self._measure_sources()
        age = self._sweep_age()
        if age is not None:
            self.metrics.sweep_age.set(age)
        return Response(self.metrics.exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")

    def _sweep_age(self) -> float | None:
        if self.sweep is None or self.sweep.last is None:
            return None
        return round((self.machine.now() - self.sweep.last).total_seconds(), 1)

    async def _measure_sources(self) -> None:
        """A source that is no longer shown has no age."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                found = await self.database.read(ages, self.clock.now())
        except (Away, Busy, TimeoutError):
            return
        self.metrics.source_age.clear()
        for source, days in found.items():
            self.metrics.source_age.labels(source).set(days)

    async def _measure_queues(self) -> bool:
        """Set the gauges of both queues; False when the database does not answer or take a write."""
        now = self.clock.now()
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                queues, told = await self.database.write(_measured, now)
        except (Away, Busy, TimeoutError):
            return False
        for name, (rows, oldest) in queues.items():
            age = max((now - oldest).total_seconds(), 0.0) if oldest else 0.0
            self.metrics.open_rows.labels(name).set(rows)
            self.metrics.waiting_seconds.labels(name).set(age)
        for source, at in told.items():
            self.metrics.told_at.labels(source).set(at.timestamp())
        return True


def _measured(
    connection: Connection, now: datetime
) -> tuple[dict[str, tuple[int, datetime | None]], dict[str, datetime]]:
    leases.touch(connection)
    queues = {"inbox": inbox.queue(connection), "outbox": outbox.queue(connection, now)}
    return queues, dossiers.sources(connection)
