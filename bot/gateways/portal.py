"""The province's own look-up of dossiers: asked briefly, not too often, and left alone while it fails."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import structlog

from bot.gateways.cache import Flights, Recent
from bot.gateways.circuit import Circuit, CircuitState
from bot.gateways.portal_answers import Asked, Words
from bot.gateways.protocols import Asking
from bot.gateways.trouble import PortalTrouble, Trouble
from bot.metrics import Metrics
from domain.clock import Clock
from domain.dossiers import Lookup

log = structlog.get_logger()

PATIENCE_SECONDS = 3.0
GAUGE = {CircuitState.CLOSED: 0, CircuitState.HALF_OPEN: 1, CircuitState.OPEN: 2}


@dataclass(slots=True)
class PortalDossiers:
    """A `DossierSource` that answers `slow` where the province does not answer, or answers wrongly.

    `monotonic` measures freshness and rest; `clock` is the time that people are told.
    """

    asking: Asking
    client: httpx.AsyncClient = field(repr=False)
    words: Words
    clock: Clock
    monotonic: Callable[[], float]
    metrics: Metrics
    patience: float = PATIENCE_SECONDS
    circuit: Circuit = field(init=False)
    _recent: Recent[Lookup] = field(init=False)
    _flights: Flights[Lookup] = field(default_factory=Flights)
    _refused: bool = False

    def __post_init__(self) -> None:
        self.circuit = Circuit(self.monotonic)
        self._recent = Recent(self.monotonic)

    async def find(self, code: str) -> Lookup:
        known = self._recent.get(code)
        if known is not None:
            self._count("cached")
            return known
        return await self._flights.share(code, lambda: self._ask_if_allowed(code))

    async def close(self) -> None:
        await self.client.aclose()

    def state(self) -> tuple[str, bool]:
        """In words for the operator, and whether it needs a hand; people are served all the same."""
        if self._refused:
            return "refuses us: see PORTAL__", True
        if self.circuit.state is CircuitState.CLOSED:
            return "working", False
        return f"failing, asked again in {self.circuit.rests_for:.0f} s", True

    async def _ask_if_allowed(self, code: str) -> Lookup:
        ticket = self.circuit.enter()
        if ticket is None:
            self._count("open")
            return Lookup(slow=True)
        try:
            return await self._timed(code, ticket)
        finally:
            self.circuit.abandoned(ticket)
            self.metrics.portal.circuit.set(GAUGE[self.circuit.state])

    async def _timed(self, code: str, ticket: int) -> Lookup:
        began = self.monotonic()
        try:
            async with asyncio.timeout(self.patience):
                found = await self.asking.ask(Asked(code, self.clock.now(), self.words))
        except TimeoutError:
            self._failed(ticket, PortalTrouble(Trouble.SLOW))
        except PortalTrouble as trouble:
            self._failed(ticket, trouble)
        else:
            self._refused = False
            self.circuit.succeeded(ticket)
            self._count("found" if found else "unknown")
            self._recent.put(code, Lookup(found))
            return Lookup(found)
        finally:
            self.metrics.portal.seconds.observe(self.monotonic() - began)
        return Lookup(slow=True)

    def _failed(self, ticket: int, trouble: PortalTrouble) -> None:
        self._count(trouble.kind)
        if trouble.kind is Trouble.BUSY:
            return
        self._refused = trouble.kind is Trouble.REFUSED
        self.circuit.failed(ticket, trouble.rest_seconds)
        log.warning("portal_trouble", kind=trouble.kind.value, status=trouble.status)

    def _count(self, result: str) -> None:
        self.metrics.portal.calls.labels(result).inc()
