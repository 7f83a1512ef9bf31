"""Finds known phrases among the words of a message, with accents or without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.search.text import Word, words

GAP = "…"
LONGEST_GAP = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found at words `start` up to, not including, `end`."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pattern(Generic[T]):
    runs: tuple[tuple[Word, ...], ...]
    value: T

    def end_in(self, message: Sequence[Word], start: int) -> int | None:
        """Where the phrase ends when it begins at `start`; None when it does not."""
        end = _run_end(message, start, self.runs[0])
        for run in self.runs[1:]:
            if end is None:
                return None
            starts = range(end, min(end + LONGEST_GAP + 1, len(message)))
            ends = (_run_end(message, at, run) for at in starts)
            end = next((found for found in ends if found is not None), None)
        return end


def _run_end(message: Sequence[Word], start: int, run: tuple[Word, ...]) -> int | None:
    end = start + len(run)
    if end > len(message):
        return None
    pairs = zip(message[start:end], run, strict=True)
    return end if all(typed.means(meant) for typed, meant in pairs) else None


class Phrases(Generic[T]):
    """Phrases with a value each. "nhà … cháy" leaves room for up to three words at the gap."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[_Pattern[T]]] = {}
        for phrase, value in entries:
            runs = tuple(run for part in phrase.split(GAP) if (run := words(part)))
            if runs:
                self._by_first.setdefault(runs[0][0].folded, []).append(_Pattern(runs, value))

    def find(self, message: Sequence[Word]) -> list[Match[T]]:
        """Phrases from left to right, the longest at each place, none overlapping."""
        found: list[Match[T]] = []
        place = 0
        while place < len(message):
            best = self._longest(message, place)
            if best:
                found.append(best)
            place = best.end if best else place + 1
        return found

    def every(self, message: Sequence[Word]) -> list[Match[T]]:
        """All phrases wherever they begin, overlapping or not."""
        return [match for place in range(len(message)) for match in self._at(message, place)]

    def _longest(self, message: Sequence[Word], place: int) -> Match[T] | None:
        return max(self._at(message, place), key=lambda match: match.end, default=None)

    def _at(self, message: Sequence[Word], place: int) -> list[Match[T]]:
        patterns = self._by_first.get(message[place].folded, ())
        ends = ((pattern, pattern.end_in(message, place)) for pattern in patterns)
        return [Match(pattern.value, place, end) for pattern, end in ends if end is not None]
