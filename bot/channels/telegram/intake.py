"""From a raw update to a kept message: the same for polling and webhook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import structlog

from bot.channels.base import Accept
from bot.channels.telegram.parse import Receipt, Unparsable, parse
from bot.channels.telegram.state import Arrival, Count
from domain.clock import Clock
from domain.errors import Away
from domain.messages import InboundMessage

log = structlog.get_logger(__name__)

KEYS_LOGGED: Final = 20


@dataclass(frozen=True, slots=True)
class Intake:
    """Reads updates one by one, so that a bad one harms no other, and counts what became of them."""

    bot_id: int
    accept: Accept
    clock: Clock
    count: Count

    def read(self, raw: object) -> InboundMessage | None:
        """What the update says; None where there is nothing to keep."""
        try:
            message = parse(raw, Receipt(self.bot_id, self.clock.now()))
        except Unparsable as error:
            self.count(Arrival.UNPARSABLE)
            log.warning("update_unparsable", reason=str(error), keys=_shape(raw))
            return None
        if message is None:
            self.count(Arrival.IGNORED)
        return message

    async def keep(self, message: InboundMessage) -> None:
        """Return once it is on disk, now or before. Raises `Away`."""
        try:
            new = await self.accept(message)
        except Away:
            self.count(Arrival.NOT_KEPT)
            raise
        self.count(Arrival.KEPT if new else Arrival.SEEN)


def _shape(raw: object) -> list[str]:
    """Names of the fields, two levels deep, without a value: those may be personal."""
    if not isinstance(raw, Mapping):
        return [type(raw).__name__]
    names = [str(name) for name in raw]
    names += [
        f"{outer}.{inner}" for outer, value in raw.items() if isinstance(value, dict) for inner in value
    ]
    return [name[:64] for name in names[:KEYS_LOGGED]]
