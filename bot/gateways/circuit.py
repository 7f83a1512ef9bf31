"""A circuit breaker: a system that fails is left alone for a while, then asked once before all ask."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

IN_A_ROW = 5
LAST = 20
FAILING = 10
"""More failures than this among the last twenty calls open it, in a row or not."""

REST_SECONDS = 30.0


class CircuitState(StrEnum):
    CLOSED = "closed"
    HALF_OPEN = "half-open"
    OPEN = "open"


@dataclass(slots=True)
class Circuit:
    """Whoever wants to call takes a ticket and brings it back with what came of it.

    The verdict of a call that began before the circuit last changed says nothing of now and is
    not counted.
    """

    monotonic: Callable[[], float]
    rest_seconds: float = REST_SECONDS
    _state: CircuitState = CircuitState.CLOSED
    _era: int = 0
    _until: float = 0.0
    _failed: deque[bool] = field(default_factory=lambda: deque(maxlen=LAST))

    @property
    def state(self) -> CircuitState:
        return self._state

    @property
    def rests_for(self) -> float:
        """Seconds until it may be asked again."""
        return max(self._until - self.monotonic(), 0.0) if self._state is CircuitState.OPEN else 0.0

    def enter(self) -> int | None:
        """A ticket for one call, or None while nobody may call."""
        if self._state is CircuitState.OPEN and self.monotonic() >= self._until:
            self._turn(CircuitState.HALF_OPEN)
            return self._era
        return self._era if self._state is CircuitState.CLOSED else None

    def succeeded(self, ticket: int) -> None:
        if ticket != self._era:
            return
        if self._state is CircuitState.HALF_OPEN:
            self._failed.clear()
            self._turn(CircuitState.CLOSED)
        self._failed.append(False)

    def failed(self, ticket: int, rest_seconds: float | None = None) -> None:
        """Count a failure. With `rest_seconds`, as a system asked for them, open at once for so long."""
        if ticket != self._era:
            return
        self._failed.append(True)
        if rest_seconds is not None or self._state is CircuitState.HALF_OPEN or self._is_failing():
            self._open(self.rest_seconds if rest_seconds is None else rest_seconds)

    def abandoned(self, ticket: int) -> None:
        """The call ended without a verdict, so that another may be the probe."""
        if ticket == self._era and self._state is CircuitState.HALF_OPEN:
            self._open(0.0)

    def _is_failing(self) -> bool:
        in_a_row = list(self._failed)[-IN_A_ROW:]
        return sum(self._failed) > FAILING or (len(in_a_row) == IN_A_ROW and all(in_a_row))

    def _open(self, seconds: float) -> None:
        self._until = self.monotonic() + seconds
        self._turn(CircuitState.OPEN)

    def _turn(self, state: CircuitState) -> None:
        self._state = state
        self._era += 1
