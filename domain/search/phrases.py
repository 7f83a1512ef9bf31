"""Finds known phrases among the words of a message, with accents or without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from domain.search.text import Word, Words, words

GAP = "…"
LONGEST_GAP = 3

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A phrase found at words `start` up to, not including, `end`."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pattern(Generic[T]):
    runs: tuple[Words, ...]
    value: T

    def end_in(self, message: Sequence[Word], start: int) -> int | None:
        """Where the phrase ends when the letters of its first run stand at `start`, else None."""
        first = self.runs[0]
        end = start + len(first)
        if not _means(message[start:end], first):
            return None
        for run in self.runs[1:]:
            found = next((at for at in _after_gap(end, run, message) if _run_at(message, at, run)), None)
            if found is None:
                return None
            end = found + len(run)
        return end


def _after_gap(end: int, run: Words, message: Sequence[Word]) -> range:
    return range(end, min(end + LONGEST_GAP, len(message) - len(run)) + 1)


def _run_at(message: Sequence[Word], start: int, run: Words) -> bool:
    return _means(message[start : start + len(run)], run)


def _means(typed: Sequence[Word], run: Words) -> bool:
    return all(map(Word.means, typed, run))


@dataclass(slots=True)
class _Branch(Generic[T]):
    """What may follow some words, by the letters of the next, and the first runs that end here."""

    next: dict[str, "_Branch[T]"] = field(default_factory=dict)
    patterns: list[_Pattern[T]] = field(default_factory=list)

    def grown(self, run: Words) -> "_Branch[T]":
        branch = self
        for word in run:
            branch = branch.next.setdefault(word.folded, _Branch())
        return branch


class Phrases(Generic[T]):
    """Phrases with a value each. "nhà … cháy" leaves room for up to three words at the gap."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._root: _Branch[T] = _Branch()
        for phrase, value in entries:
            runs = tuple(run for part in phrase.split(GAP) if (run := words(part)))
            if runs:
                self._root.grown(runs[0]).patterns.append(_Pattern(runs, value))

    def find(self, message: Sequence[Word]) -> list[Match[T]]:
        """Phrases from left to right, the longest at each place, none overlapping."""
        found: list[Match[T]] = []
        first, place = self._root.next, 0
        while place < len(message):
            best = self._longest(message, place) if message[place].folded in first else None
            if best:
                found.append(best)
            place = best.end if best else place + 1
        return found

    def every(self, message: Sequence[Word]) -> list[Match[T]]:
        """All phrases wherever they begin, overlapping or not."""
        first = self._root.next
        places = [place for place, word in enumerate(message) if word.folded in first]
        return [match for place in places for match in self._at(message, place)]

    def _longest(self, message: Sequence[Word], place: int) -> Match[T] | None:
        found = self._at(message, place)
        return max(found, key=lambda match: match.end) if found else None

    def _at(self, message: Sequence[Word], place: int) -> list[Match[T]]:
        found: list[Match[T]] = []
        branch = self._root
        for at in range(place, len(message)):
            following = branch.next.get(message[at].folded)
            if following is None:
                return found
            branch = following
            for pattern in branch.patterns:
                end = pattern.end_in(message, place)
                if end is not None:
                    found.append(Match(pattern.value, place, end))
        return found
