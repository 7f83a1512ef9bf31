"""Words that make another procedure of the same thing: "giải thể" beside "hộ kinh doanh".

Where a question says one and no name of a procedure does, that procedure is near what is meant and
not it, however well the rest fits.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.search.lists import lines
from domain.search.phrases import Match, Phrases
from domain.search.terms import Term, Weight
from domain.search.text import Word, words

LONGEST = 1_500
"""Characters of one name that are read."""

Ids = frozenset[int]
Name = tuple[str, Sequence[Term]]
"""A name as written and its telling words."""
Demand = Ids
"""What the names of a procedure must hold: any one of these."""

_NOTHING: Ids = frozenset()


@dataclass(frozen=True, slots=True)
class _Whole:
    """A name that holds a deciding word in some other sense: enough only when said in full."""

    words: frozenset[str]
    deciding: int


@dataclass(frozen=True, slots=True)
class Held:
    """The deciding words that the names of one procedure answer to."""

    ids: Ids = _NOTHING
    wholes: tuple[_Whole, ...] = ()

    def meets(self, demands: Iterable[Demand], said: Collection[str]) -> bool:
        """Whether every demand is met by the names or by one of them that was `said` in full."""
        unmet = [demand for demand in demands if self.ids.isdisjoint(demand)]
        if not unmet:
            return True
        spoken = {whole.deciding for whole in self.wholes if whole.words.issubset(said)}
        return all(not spoken.isdisjoint(demand) for demand in unmet)


_NONE_HELD = Held()


@dataclass(frozen=True, slots=True)
class Deciding:
    """The list, ready to match: what is asked, 0 where the word decides nothing, and what names say."""

    asked: Phrases[int]
    named: Phrases[int]

    def in_question(self, message: Sequence[Word]) -> list[Match[int]]:
        return [match for match in self.asked.find(message) if match.value]

    def in_reading(self, official: Sequence[Word]) -> Ids:
        return frozenset(match.value for match in self.in_question(official))

    def held_by(self, names: Iterable[Name]) -> Held:
        """Read every name of a procedure, each beside its telling words."""
        ids: set[int] = set()
        wholes: list[_Whole] = []
        for written, terms in names:
            message = words(written, LONGEST)
            asked = self.asked.find(message)
            idle = [match for match in asked if not match.value]
            ids.update(match.value for match in self.named.every(message) if not _overlaps(match, idle))
            wholes += [_whole(match, message, terms) for match in asked if match.value]
        return Held(frozenset(ids), tuple(wholes)) if ids or wholes else _NONE_HELD


def _overlaps(match: Match[int], others: Iterable[Match[int]]) -> bool:
    return any(match.start < other.end and other.start < match.end for other in others)


def _whole(match: Match[int], message: Sequence[Word], terms: Sequence[Term]) -> _Whole:
    """What of a name must be said with its deciding words: all that tells most, else all that tells."""
    deciding = {word.folded for word in message[match.start : match.end]}
    full = {term.word.folded for term in terms if term.weight is Weight.FULL} - deciding
    return _Whole(frozenset(deciding | (full or {term.word.folded for term in terms})), match.value)


@lru_cache(maxsize=1)
def deciding_words() -> Deciding:
    """Read the list once for the whole process."""
    asked: list[tuple[str, int]] = []
    named: list[tuple[str, int]] = []
    for number, line in enumerate(lines("deciding"), 1):
        left, _, right = line.partition("=")
        asked += [(phrase, number if right.strip() else 0) for phrase in left.split("|")]
        named += [(phrase, number) for phrase in right.split("|")]
    return Deciding(Phrases(asked), Phrases(named))
