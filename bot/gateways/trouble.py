"""What can go wrong when another system is asked."""

from enum import StrEnum


class Trouble(StrEnum):
    SLOW = "slow"
    DOWN = "down"
    WRONG = "wrong"
    """It answered, but with what is no answer to our question."""
    REFUSED = "refused"
    """It will have nothing of us: a setting is wrong, and asking again does not help."""
    LIMITED = "limited"
    """It asks to be left alone for a while."""
    BUSY = "busy"
    """All of our own connections are in use; nothing is known of the system."""


class PortalTrouble(Exception):
    """Carries no word of an answer or an address: either may hold what no log may."""

    def __init__(self, kind: Trouble, status: int = 0, rest_seconds: float | None = None) -> None:
        super().__init__(kind.value)
        self.kind, self.status, self.rest_seconds = kind, status, rest_seconds
