"""Abbreviations and chat spellings, replaced by what they stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.search.lists import pairs
from domain.search.phrases import Phrases
from domain.search.text import Word, Words, words


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The list, ready to match. `short` maps the key of one typed word to its long form."""

    short: dict[str, Words]
    phrases: Phrases[Words]

    def written_out(self, message: Sequence[Word]) -> Words:
        """The message with every abbreviation in full."""
        done: list[Word] = []
        place = 0
        for match in self.phrases.find(message):
            done += self._one_by_one(message[place : match.start])
            done += match.value
            place = match.end
        return (*done, *self._one_by_one(message[place:]))

    def _one_by_one(self, message: Sequence[Word]) -> Iterator[Word]:
        for word in message:
            yield from self.short.get(word.key, (word,))


@lru_cache(maxsize=1)
def abbreviations() -> Abbreviations:
    """Read the list once for the whole process."""
    short = [(words(left), words(right)) for left, right in pairs("abbreviations")]
    return Abbreviations(
        # A single typed "mo" is not the dialect word "mô": one word is taken only as written
        short={left[0].key: right for left, right in short if len(left) == 1},
        phrases=Phrases(
            (" ".join(word.written for word in left), right) for left, right in short if len(left) > 1
        ),
    )
