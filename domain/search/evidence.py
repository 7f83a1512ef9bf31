"""Tells whether a procedure is really what a question means, not merely the nearest there is.

Ranking always finds something; a small catalogue is asked for much that it does not hold. So a hit
is believed only when it explains most of what was said (`coverage`), or when everything that names
it was said (`precision`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.search.fields import Profile
from domain.search.index import Index
from domain.search.question import Question, Unit
from domain.search.terms import Term, Weight

_ALONE = 0.5
"""A word whose neighbour is not explained: "hộ" of "hộ chiếu" against "hộ kinh doanh"."""

_OTHER_ACCENTS = 0.6
_ENOUGH = 0.6
_ENOUGH_WHEN_NAMED = 0.34
_VAGUE = 0.65


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well question and procedure explain each other, both from 0 to 1.

    `named`: the title or an alias of two words or more was said in full.
    """

    coverage: float
    precision: float
    named: bool

    @property
    def good(self) -> bool:
        """Strong enough to be shown as an answer."""
        return self.coverage >= (_ENOUGH_WHEN_NAMED if self.named else _ENOUGH)


@dataclass(frozen=True, slots=True)
class _Clue:
    """A telling word and the pairs that it forms with its neighbours."""

    folded: str
    key: str
    pairs: tuple[str, ...]

    def explained(self, profile: Profile) -> float:
        if self.folded not in profile.keys:
            return 0.0
        accents = 1.0 if self.key in profile.keys else _OTHER_ACCENTS
        alone = self.pairs and profile.pairs.isdisjoint(self.pairs)
        return accents * (_ALONE if alone else 1.0)


_Clues = tuple[_Clue, ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    """What was said in one place: it is explained when any of its wordings is."""

    importance: float
    wordings: tuple[_Clues, ...]

    def explained(self, profile: Profile) -> float:
        return max(
            sum(clue.explained(profile) for clue in wording) / len(wording) for wording in self.wordings
        )


@dataclass(frozen=True, slots=True)
class Witness:
    """What a question lets one expect, worked out once and held against many procedures."""

    clauses: tuple[_Clause, ...]
    said: frozenset[str]
    weak: tuple[str, ...]

    @classmethod
    def of(cls, question: Question, index: Index) -> "Witness":
        clues = _clues([term for unit in question.units for term in unit.said])
        terms = [
            term for unit in question.units for wording in (unit.said, *unit.readings) for term in wording
        ]
        clauses: list[_Clause] = []
        place = 0
        for unit in question.units:
            full = _full(unit.said)
            clause = _clause(unit, clues[place : place + len(full)], index)
            clauses += [clause] if clause else []
            place += len(full)
        said = frozenset(term.word.folded for term in terms)
        weak = tuple(term.word.folded for unit in question.units for term in unit.said)
        return cls(tuple(clauses), said, weak)

    def judge(self, profile: Profile) -> Evidence:
        """Hold one procedure against the question."""
        shares = [
            (sum(word in self.said for word in phrase) / len(phrase), phrase) for phrase in profile.phrases
        ]
        named = any(share == 1 and len(phrase) > 1 for share, phrase in shares)
        precision = max((share for share, _ in shares), default=0.0)
        return Evidence(self._coverage(profile), precision, named)

    def _coverage(self, profile: Profile) -> float:
        if not self.clauses:
            return self._vague_coverage(profile)
        whole = sum(clause.importance for clause in self.clauses)
        return sum(clause.importance * clause.explained(profile) for clause in self.clauses) / whole

    def _vague_coverage(self, profile: Profile) -> float:
        """Only words such as "đăng ký lại" were said: just enough to be asked back."""
        known = sum(word in profile.weak for word in self.weak)
        return _VAGUE * known / len(self.weak) if len(self.weak) > 1 else 0.0


def _full(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.weight is Weight.FULL]


def _clues(terms: Sequence[Term]) -> _Clues:
    found = [term.word for term in _full(terms)]
    pairs = [f"{left.folded} {right.folded}" for left, right in zip(found, found[1:], strict=False)]
    return tuple(
        _Clue(word.folded, word.key, tuple(pairs[max(0, place - 1) : place + 1]))
        for place, word in enumerate(found)
    )


def _clause(unit: Unit, said: _Clues, index: Index) -> _Clause | None:
    wordings = tuple(wording for wording in (said, *map(_clues, unit.readings)) if wording)
    if not wordings:
        return None
    # a long everyday phrase weighs no more than two words: it is one thing that was said
    importance = sum(0.5 + 0.5 * index.rarity(clue.folded) for clue in said[:2])
    return _Clause(importance or 1.0, wordings)
