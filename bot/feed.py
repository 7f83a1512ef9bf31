"""What sources tell of dossiers, written in groups: calls of one moment share a transaction."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.metrics import Metrics
from bot.writer import Batcher, Moment, Step, Writer
from domain.clock import Clock
from domain.dossiers import DossierEvent, Told
from domain.errors import Away, Conflict
from storage import dossiers
from storage.database import Database
from storage.faults import Refused


@dataclass(slots=True, eq=False)
class Feed:
    """Takes events while `run` runs, with a writer of its own, so that no turn waits for a whole call."""

    database: Database
    clock: Clock
    machine: Clock
    ranks: Mapping[str, int]
    metrics: Metrics
    _writer: Writer = field(init=False)
    _batcher: Batcher[DossierEvent, Told] = field(init=False)

    def __post_init__(self) -> None:
        self._writer = Writer(self.database, self.clock, self.machine)
        self._batcher = self._writer.join(Step.TELL, Batcher(self._apply, limit=dossiers.CHUNK))

    async def run(self) -> None:
        await self._writer.run()

    async def tell(self, events: Sequence[DossierEvent]) -> list[Told]:
        """What became of each. Raises `Away`: what was written by then is `SEEN` when told again."""
        asked = [self._batcher(event) for event in events]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        results = [_result(answer) for answer in answers]
        for event, result in zip(events, results, strict=True):
            self.metrics.told.labels(event.source, result.value).inc()
        return results

    def _apply(self, connection: Connection, events: Sequence[DossierEvent], moment: Moment) -> list[Told]:
        return dossiers.apply(connection, events, self.ranks, moment.now)


def _result(answer: Told | BaseException) -> Told:
    """An event that the database would not take alone is refused; all others wait for a better time."""
    match answer:
        case Told():
            return answer
        case Refused() | Conflict():
            return Told.REFUSED
        case Away() | asyncio.CancelledError():
            raise Away("feed") from answer
    raise answer
