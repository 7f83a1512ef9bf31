"""Which case of a procedure a question names by itself, so that it need not be asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.procedures import PaperCase
from domain.search.said import Said
from domain.search.text import Word, Words, words

_JOINTS = re.compile(r"[,;()]|\bhoặc\b")
_WEAK = frozenset({"nguoi", "cua", "da", "bi", "xin"})
"""Words (without accents) that tell no case from another."""

_NOT = frozenset({"khong", "chua"})
"""Without accents: "not" and "not yet" mean the same of a paper that one lacks."""

_HEAD, _BESIDE = 2, 3
"""Fewest words by which a case is known: of the first stretch of its name, of any other."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that follow each other; `line` is them without accents, "not yet" as "not"."""

    words: Words
    line: str

    @classmethod
    def of(cls, message: Iterable[Word]) -> "_Stretch":
        telling = tuple(word for word in message if word.folded not in _WEAK)
        folded = ("khong" if word.folded in _NOT else word.folded for word in telling)
        return cls(telling, f" {' '.join(folded)} ")

    def stands_in(self, said: "_Stretch") -> bool:
        """Whether the same words were said; a "not" before them turns them round."""
        if self.line not in said.line:
            return False
        count = len(self.words)
        places = range(len(said.words) - count + 1)
        found = (place for place in places if _alike(said.words[place : place + count], self.words))
        return any(place == 0 or said.words[place - 1].folded not in _NOT for place in found)


def named_case(cases: Sequence[PaperCase], question: Said | None) -> PaperCase | None:
    """The one case of which a stretch of the name stands in the question, the longest if several.

    None when no case is named, or two are named alike.
    """
    if not question:
        return None
    said = _Stretch.of(question.written_out)
    named = [(_longest(case.name, said), case) for case in cases]
    best = max((length for length, _ in named), default=0)
    found = [case for length, case in named if length == best]
    return found[0] if best and len(found) == 1 else None


def _longest(name: str, said: _Stretch) -> int:
    standing = (stretch for stretch in _stretches(name) if stretch.stands_in(said))
    return max((len(stretch.words) for stretch in standing), default=0)


@lru_cache(maxsize=4_096)
def _stretches(name: str) -> tuple[_Stretch, ...]:
    parts = [_Stretch.of(words(part)) for part in _JOINTS.split(name)]
    return tuple(part for place, part in enumerate(parts) if len(part.words) >= (_BESIDE if place else _HEAD))


def _alike(run: Sequence[Word], stretch: Sequence[Word]) -> bool:
    return all(
        word.means(meant) or {word.folded, meant.folded} <= _NOT
        for word, meant in zip(run, stretch, strict=True)
    )
