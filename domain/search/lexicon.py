"""What people say and type, read from the word lists beside this module."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.procedures import Part
from domain.search.lists import lines, pairs, sections
from domain.search.phrases import Phrases
from domain.search.terms import Role, Term, told, weigh
from domain.search.text import Word, words

_LISTS = ("abbreviations", "synonyms", "asks", "common")

Words = tuple[Word, ...]
Reading = tuple[Term, ...]
"""Official words for what was said, each with its weight."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, ready to match. `short` maps the key of one typed word to its long form."""

    short: dict[str, Words]
    short_phrases: Phrases[Words]
    synonyms: Phrases[tuple[Reading, ...]]
    asks: Phrases[Part | None]
    roles: Phrases[Role]
    absent: Phrases[str]
    vocabulary: frozenset[str]

    def written_out(self, message: Sequence[Word]) -> Words:
        """The message with abbreviations and chat spellings replaced by what they stand for."""
        done: list[Word] = []
        place = 0
        for match in self.short_phrases.find(message):
            done += self._one_by_one(message[place : match.start])
            done += match.value
            place = match.end
        return (*done, *self._one_by_one(message[place:]))

    def _one_by_one(self, message: Sequence[Word]) -> Iterator[Word]:
        for word in message:
            yield from self.short.get(word.key, (word,))


@lru_cache(maxsize=1)
def vietnamese() -> Lexicon:
    """Read the lists once for the whole process."""
    roles = Phrases((phrase, Role(section)) for section, phrase in sections("common"))
    short = [(words(left), words(right)) for left, right in pairs("abbreviations")]
    return Lexicon(
        # A single typed "mo" is not the dialect word "mô": one word is taken only as written
        short={left[0].key: right for left, right in short if len(left) == 1},
        short_phrases=Phrases(
            (" ".join(word.written for word in left), right) for left, right in short if len(left) > 1
        ),
        synonyms=Phrases(
            (left, tuple(_reading(one, roles) for one in right.split("|")))
            for left, right in pairs("synonyms")
        ),
        asks=Phrases(
            (phrase, None if section == "name" else Part(section)) for section, phrase in sections("asks")
        ),
        roles=roles,
        absent=Phrases((phrase, phrase) for _, phrase in sections("absent")),
        vocabulary=frozenset(word.folded for name in _LISTS for line in lines(name) for word in words(line)),
    )


def _reading(text: str, roles: Phrases[Role]) -> Reading:
    official = words(text)
    return told(official, weigh(official, roles))
