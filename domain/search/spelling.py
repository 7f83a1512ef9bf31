"""Repairs slips of the finger in words that no procedure knows; words that merely are not ours stay."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from domain.search.text import Word

_LETTERS = "abcdeghiklmnopqrstuvxy"
_SHORTEST, _LONGEST = 3, 12
"""Letters of a word that is repaired: two syllables typed as one have no more."""

_MOST_WORDS = 60
"""A longer message is a story: what it asks for is not in its one mistyped word."""

_SYLLABLE = re.compile(
    "(?:ngh?|th|tr|ch|ph|kh|nh|gh|gi|qu|[bcdghklmnprstvx])?"
    "(?:u[eyoia]|o[aeo]|i[ea]|y[e]|uye|uya|uo|uoi|ieu|yeu|[aeiouy])"
    "(?:ng|nh|ch|[cmnptiuoy])?"
)


@dataclass(frozen=True, slots=True)
class Speller:
    """Knows the folded words and pairs of the catalogue.

    A word that could be Vietnamese is changed only where the change makes a pair that names a
    procedure ("khai sin" → "khai sinh"): it may be the right word for something we do not have.
    """

    vocabulary: Collection[str]
    pairs: Collection[str]

    def repair(self, message: tuple[Word, ...]) -> tuple[Word, ...]:
        """The message with every unknown word put right where that can be told."""
        if len(message) > _MOST_WORDS or all(word.folded in self.vocabulary for word in message):
            return message
        return tuple(part for place in range(len(message)) for part in self._repaired(message, place))

    def _repaired(self, message: Sequence[Word], place: int) -> tuple[Word, ...]:
        word = message[place]
        letters = word.folded
        if letters in self.vocabulary or not _SHORTEST <= len(letters) <= _LONGEST or not letters.isalpha():
            return (word,)
        halves = self._halves(word.folded)
        if halves:
            return halves
        before = message[place - 1].folded if place else ""
        after = message[place + 1].folded if place + 1 < len(message) else ""
        guess = self._guess(word.folded, before, after)
        return (word._replace(key=guess, folded=guess),) if guess else (word,)

    def _guess(self, typed: str, before: str, after: str) -> str:
        near = sorted(word for word in set(_one_slip_away(typed)) if word in self.vocabulary)
        fitting = [w for w in near if f"{before} {w}" in self.pairs or f"{w} {after}" in self.pairs]
        if fitting:
            return fitting[0]
        return "" if _SYLLABLE.fullmatch(typed) or len(near) != 1 else near[0]

    def _halves(self, typed: str) -> tuple[Word, ...]:
        """Two words typed as one: "khaisinh"."""
        for cut in range(2, len(typed) - 1):
            left, right = typed[:cut], typed[cut:]
            if f"{left} {right}" in self.pairs:
                return (Word(left, left, left), Word(right, right, right))
        return ()


def _one_slip_away(typed: str) -> Iterator[str]:
    """Every word that one wrong, missing, doubled or swapped letter could have been."""
    for cut in range(len(typed) + 1):
        left, right = typed[:cut], typed[cut:]
        yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in _LETTERS:
            yield left + letter + right
            yield left + letter + right[1:]
