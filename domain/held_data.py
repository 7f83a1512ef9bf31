"""What is kept of one chat, so that its owner can see it before asking for its erasure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.messages import Address


@dataclass(frozen=True, slots=True)
class Held:
    """Counts and the moment at which the last of each is erased by itself; nothing of the words.

    `messages` have come or gone and still have their words; `history` is what the web page shows
    again after reload; `followed` and `proven` count dossiers; `remembered` says that a step, a
    language or offered buttons are kept.
    """

    messages: int = 0
    messages_until: datetime | None = None
    history: int = 0
    history_until: datetime | None = None
    remembered: bool = False
    followed: int = 0
    proven: int = 0


class HeldData(Protocol):
    """Looks up what is kept of a chat."""

    async def of(self, address: Address) -> Held:
        """Count what is kept of this address now. Raises `Away`."""
        ...
