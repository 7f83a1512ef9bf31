"""What people say and type, read from the word lists beside this module."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.procedures import Part
from domain.search.lists import lines, pairs, sections
from domain.search.phrases import Phrases
from domain.search.terms import Role, Term, told, weigh
from domain.search.text import words

_LISTS = ("abbreviations", "synonyms", "asks", "common")

Reading = tuple[Term, ...]
"""Official words for what was said, each with its weight."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists, ready to match."""

    synonyms: Phrases[tuple[Reading, ...]]
    asks: Phrases[Part | None]
    roles: Phrases[Role]
    absent: Phrases[str]
    vocabulary: frozenset[str]


@lru_cache(maxsize=1)
def vietnamese() -> Lexicon:
    """Read the lists once for the whole process."""
    roles = Phrases((phrase, Role(section)) for section, phrase in sections("common"))
    return Lexicon(
        synonyms=Phrases(
            (left, tuple(_reading(one, roles) for one in right.split("|")))
            for left, right in pairs("synonyms")
        ),
        asks=Phrases(
            (phrase, None if section == "name" else Part(section)) for section, phrase in sections("asks")
        ),
        roles=roles,
        absent=Phrases((phrase, phrase) for _, phrase in sections("absent")),
        vocabulary=frozenset(_spoken()),
    )


def _spoken() -> Iterator[str]:
    """Every word of the lists, phrase by phrase: a whole line is longer than what is read of a message."""
    phrases = (phrase for name in _LISTS for line in lines(name) for phrase in line.split("|"))
    return (word.folded for phrase in phrases for word in words(phrase))


def _reading(text: str, roles: Phrases[Role]) -> Reading:
    official = words(text)
    return told(official, weigh(official, roles))
