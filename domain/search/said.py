"""What a person said, read once for everybody who wants to know something of it."""

from dataclasses import dataclass
from functools import cached_property

from domain.search.abbreviations import abbreviations
from domain.search.text import LONGEST, Words, clean, folded, without, words_of

LONGEST_READ = 4_000
"""Characters in which the door looks for its signs; a search reads the first `LONGEST` of them."""


@dataclass(frozen=True, eq=False)
class Said:
    """A text and the readings of it, each made when it is first asked for and gone with the text."""

    text: str

    @cached_property
    def cleaned(self) -> str:
        return clean(self.text, LONGEST_READ)

    @cached_property
    def words(self) -> Words:
        return words_of(self.cleaned)

    @cached_property
    def written_out(self) -> Words:
        """The words with abbreviations replaced by what they stand for."""
        return abbreviations().written_out(self.words)

    @cached_property
    def folded(self) -> str:
        """The words without accents, parted by single spaces."""
        return folded(self.words)

    @property
    def searched(self) -> "Said":
        """As much of it as a search reads."""
        return self if len(self.cleaned) <= LONGEST else Said(self.cleaned[:LONGEST])

    def without(self, start: int, end: int) -> "Said":
        """The same but for the words `start` up to, not including, `end`."""
        return Said(without(self.cleaned, start, end))
