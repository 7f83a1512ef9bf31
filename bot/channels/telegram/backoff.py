"""How long to wait before the next attempt: twice as long each time, up to a limit."""

from dataclasses import dataclass

ENOUGH_DOUBLINGS = 16


@dataclass(slots=True)
class Backoff:
    """In seconds. One caller asks at a time, so nothing is gained by jitter."""

    first: float
    most: float
    attempts: int = 0

    def next(self) -> float:
        doublings = min(self.attempts, ENOUGH_DOUBLINGS)
        self.attempts += 1
        return min(self.first * (1 << doublings), self.most)

    def reset(self) -> None:
        self.attempts = 0
