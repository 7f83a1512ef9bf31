"""Which case of a procedure a question names by itself, so that it need not be asked."""

import re
from collections.abc import Iterable, Iterator, Sequence

from domain.procedures import PaperCase
from domain.search.lexicon import vietnamese
from domain.search.text import Word, words

_JOINTS = re.compile(r"[,;()]|\bhoặc\b")
_WEAK = frozenset({"nguoi", "cua", "da", "bi", "xin"})
"""Words (without accents) that tell no case from another."""

_NOT = frozenset({"khong", "chua"})
"""Without accents: "not" and "not yet" mean the same of a paper that one lacks."""

_HEAD, _BESIDE = 2, 3
"""Fewest words by which a case is known: of the first stretch of its name, of any other."""


def named_case(cases: Sequence[PaperCase], question: str) -> PaperCase | None:
    """The one case of which a stretch of the name stands in the question, the longest if several.

    None when no case is named, or two are named alike.
    """
    said = _telling(vietnamese().written_out(words(question)))
    named = [(_longest(case.name, said), case) for case in cases] if said else []
    best = max((length for length, _ in named), default=0)
    found = [case for length, case in named if length == best]
    return found[0] if best and len(found) == 1 else None


def _longest(name: str, said: Sequence[Word]) -> int:
    return max((len(stretch) for stretch in _stretches(name) if _stands_in(stretch, said)), default=0)


def _stretches(name: str) -> Iterator[Sequence[Word]]:
    for place, part in enumerate(_JOINTS.split(name)):
        stretch = _telling(words(part))
        if len(stretch) >= (_BESIDE if place else _HEAD):
            yield stretch


def _telling(message: Iterable[Word]) -> tuple[Word, ...]:
    return tuple(word for word in message if word.folded not in _WEAK)


def _stands_in(stretch: Sequence[Word], said: Sequence[Word]) -> bool:
    """Whether the words follow each other in what was said; a "not" before them turns them round."""
    places = range(len(said) - len(stretch) + 1)
    found = (place for place in places if _alike(said[place : place + len(stretch)], stretch))
    return any(place == 0 or said[place - 1].folded not in _NOT for place in found)


def _alike(run: Sequence[Word], stretch: Sequence[Word]) -> bool:
    return all(
        word.means(meant) or {word.folded, meant.folded} <= _NOT
        for word, meant in zip(run, stretch, strict=True)
    )
