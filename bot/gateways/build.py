"""The dossiers of the dialogs: what is stored, and the province's look-up where one is set."""

import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from bot.config import PortalSettings
from bot.gateways.combined import CombinedDossiers
from bot.jobs.learning import Learning
from bot.metrics import Metrics
from domain.clock import Clock
from domain.dossiers import DossierEvent, DossierSource, Status
from domain.errors import Away
from storage.faults import Busy

Store = Callable[[Sequence[DossierEvent]], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Portal:
    """`dossiers` replaces the stored source; `learning.run` runs beside the turns; `close` ends both."""

    dossiers: DossierSource
    learning: Learning
    state: Callable[[], tuple[str, bool]]
    close: Callable[[], Awaitable[None]] = field(repr=False)


def portal(
    settings: PortalSettings,
    stored: DossierSource,
    store: Store,
    words: Callable[[str, str], Status],
    clock: Clock,
    metrics: Metrics,
) -> Portal | None:
    """None where no address is set. `store` takes what was learned, and may be given an event twice."""
    if not settings.url:
        return None
    # httpx costs 20 MB, so only those who use it pay.
    from bot.gateways.connecting import connect  # noqa: PLC0415

    look_up = connect(settings, words, clock, time.monotonic, metrics)
    learning = Learning(store, metrics)

    async def close() -> None:
        with suppress(Away, Busy):
            await learning.drain()
        await look_up.close()

    return Portal(
        dossiers=CombinedDossiers(stored, look_up, learning.learned),
        learning=learning,
        state=look_up.state,
        close=close,
    )
