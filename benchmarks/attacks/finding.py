"""What an attack tried, what it learned, and whether that is within the bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.table import table


@dataclass(frozen=True, slots=True)
class Finding:
    """`learned` counts what is not public; `measured` says in words what came of it."""

    attack: str
    tried: int
    learned: int
    measured: str
    holds: bool

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = "holds" if self.holds else "BROKEN"
        return self.attack, f"{self.tried:,}", f"{self.learned:,}", self.measured, verdict


def report(findings: Sequence[Finding]) -> str:
    head = ("attack", "tried", "learned", "measured", "verdict")
    return table(head, [each.cells for each in findings])
