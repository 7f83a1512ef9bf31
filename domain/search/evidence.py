"""Tells whether a procedure is really what a question means, not merely the nearest there is.

Ranking always finds something; a small catalogue is asked for much that it does not hold. So a hit
is believed only when one of its names explains most of what was said (`coverage`), or when a name
was said in full without a word that makes it something else ("trợ cấp" + "thất nghiệp").
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from domain.search.fields import Name, Names
from domain.search.index import Index
from domain.search.question import Question, Unit
from domain.search.terms import Term, Weight

_ALONE = 0.5
"""A word whose neighbour is not explained: "hộ" of "hộ chiếu" against "hộ kinh doanh"."""

_OTHER_ACCENTS = 0.55
_PART_OF_READING = 0.7
"""Official words that are found for less than this much count half: they were our own guess."""

_ENOUGH = 0.66
_ENOUGH_WHEN_NAMED = 0.3
_PRECISE_ENOUGH = 0.4
_HEAD = 5
"""A name says what it is about in its first telling words; what follows only narrows it."""

_VAGUE = 0.67
_PHRASE = 2.6
"""What an everyday phrase that we know weighs beside single words, however long it is."""

_NEARLY_WHOLE = 0.8
_SHORT_NAME, _LONG_NAME = 2, 3
_ALL = 0.95


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much of the question a name explains and how much of the name was said, 0 to 1.

    `named`: the whole name was said, and nothing right after it made it something else. `titled`:
    the title was said and nothing besides. `unsaid`: small words of the title that were not said,
    such as the "lại" of "đăng ký lại khai sinh".
    """

    coverage: float = 0.0
    precision: float = 0.0
    named: bool = False
    titled: bool = False
    unsaid: int = 0

    @property
    def good(self) -> bool:
        """Strong enough to be shown as an answer."""
        return _good(self.coverage, self.precision, named=self.named)


def _good(coverage: float, precision: float, *, named: bool) -> bool:
    return coverage >= (_ENOUGH_WHEN_NAMED if named else _ENOUGH) and precision >= _PRECISE_ENOUGH


_Fit = tuple[bool, float, float, bool]
"""Good or not, coverage, precision, named: of two names the greater fits better."""

_Explained = tuple[float, bool]
"""Coverage, and whether a word right after the name makes it something else."""

_NO_FIT: _Fit = (False, 0.0, 0.0, False)
_PERFECT: _Fit = (True, 1.0, 1.0, True)


class _Clue(NamedTuple):
    """A telling word and the pairs that it forms with its neighbours."""

    folded: str
    key: str
    pairs: tuple[str, ...]

    def explained(self, name: Name) -> float:
        """How far a name that holds the letters of the word means it."""
        accents = 1.0 if self.key in name.keys else _OTHER_ACCENTS
        alone = self.pairs and name.keys.isdisjoint(self.pairs)
        return accents * (_ALONE if alone else 1.0)


_Clues = tuple[_Clue, ...]


class _Clause(NamedTuple):
    """What was said in one place, and our readings of it; `follows` says: right after the last one."""

    importance: float
    said: _Clues
    readings: tuple[_Clues, ...]
    follows: bool
    letters: frozenset[str]
    """Of all that was said or read: a name without any of them explains nothing."""

    def explained(self, name: Name) -> float:
        if self.letters.isdisjoint(name.keys):
            return 0.0
        best = _mean(self.said, name)
        for reading in self.readings:
            best = max(best, _read(reading, name))
        return best


def _mean(clues: _Clues, name: Name) -> float:
    total = 0.0
    for clue in clues:
        if clue.folded in name.keys:
            total += clue.explained(name)
    return total / len(clues) if clues else 0.0


def _read(reading: _Clues, name: Name) -> float:
    share = _mean(reading, name)
    return share if share >= _PART_OF_READING else share / 2


@dataclass(frozen=True, slots=True)
class Witness:
    """What a question lets one expect, worked out once and held against many procedures."""

    clauses: tuple[_Clause, ...]
    importance: float
    said: frozenset[str]
    weak: tuple[str, ...]
    keys: frozenset[str]
    explained: "dict[frozenset[str], _Explained]" = field(default_factory=dict)
    """Worked out already, by what of the `keys` a name holds: many names hold the same."""

    @classmethod
    def of(cls, question: Question, index: Index) -> "Witness":
        units = question.units
        terms = [term for unit in units for wording in (unit.said, *unit.readings) for term in wording]
        said = frozenset(term.word.folded for term in terms)
        weak = tuple(term.word.folded for unit in units for term in unit.said)
        clauses = _clauses(units, index)
        clues = [clue for clause in clauses for clues in (clause.said, *clause.readings) for clue in clues]
        return cls(
            clauses,
            importance=sum(clause.importance for clause in clauses),
            said=said,
            weak=weak,
            keys=said.union(*((clue.key, *clue.pairs) for clue in clues)),
        )

    def judge(self, names: Names) -> Evidence:
        """Hold one procedure, by the name that fits best, against the question."""
        if not self.clauses:
            return max(map(self._vaguely, names), key=_strength, default=Evidence())
        said = self.said
        best = _NO_FIT
        for name in names:
            held = self.keys & name.keys
            if held:
                best = max(best, self._fit(name, held, best))
                if best >= _PERFECT:
                    break
        title = names[0]
        titled = bool(title.words) and said.issuperset(title.words) and self._coverage(title) >= _ALL
        _, coverage, precision, named = best
        return Evidence(coverage, precision, named, titled, len(title.weak - said))

    def _coverage(self, name: Name) -> float:
        return self._explain(name, self.keys & name.keys)[0]

    def _fit(self, name: Name, held: frozenset[str], rival: _Fit) -> _Fit:
        """How a name fits that holds these of our keys; of one worse than a good `rival` nothing."""
        coverage, narrowed = self._explain(name, held)
        if rival[0] and coverage < rival[1]:
            return _NO_FIT
        precision = self._precision(name)
        named = not narrowed and (
            self._says_whole(name) or (len(name.words) > _LONG_NAME and precision >= _NEARLY_WHOLE)
        )
        return _good(coverage, precision, named=named), coverage, precision, named

    def _explain(self, name: Name, held: frozenset[str]) -> _Explained:
        known = self.explained.get(held)
        if known is None:
            shares = [clause.explained(name) for clause in self.clauses]
            found = sum(clause.importance * share for clause, share in zip(self.clauses, shares, strict=True))
            known = self.explained[held] = found / self.importance, self._narrowed(shares)
        return known

    def _precision(self, name: Name) -> float:
        head = name.words[:_HEAD]
        return len([word for word in head if word in self.said]) / len(head)

    def _says_whole(self, name: Name) -> bool:
        if len(name.words) < _SHORT_NAME or not self.said.issuperset(name.words):
            return False
        return not name.alias or len(name.words) >= _LONG_NAME or self.said.issuperset(name.weak)

    def _narrowed(self, shares: Sequence[float]) -> bool:
        """A word of the name is followed at once by one that the name does not hold."""
        steps = zip(pairwise(shares), self.clauses[1:], strict=True)
        return any(clause.follows and before > _ALONE and not after for (before, after), clause in steps)

    def _vaguely(self, name: Name) -> Evidence:
        """Only words such as "đăng ký lại" were said: just enough to be asked back."""
        known = sum(word in name.weak for word in self.weak) / len(self.weak) if len(self.weak) > 1 else 0.0
        return Evidence(_VAGUE * known, known)


def _strength(evidence: Evidence) -> tuple[bool, float, float]:
    return evidence.good, evidence.coverage, evidence.precision


def _clauses(units: Sequence[Unit], index: Index) -> tuple[_Clause, ...]:
    clues = _clues([term for unit in units for term in unit.said])
    clauses: list[_Clause] = []
    place, end = 0, -1
    for unit in units:
        count = sum(term.weight is Weight.FULL for term in unit.said)
        clause = _clause(unit, clues[place : place + count], unit.start == end, index)
        clauses += [clause] if clause else []
        place, end = place + count, unit.end
    return tuple(clauses)


def _clues(terms: Sequence[Term]) -> _Clues:
    found = [term.word for term in terms if term.weight is Weight.FULL]
    pairs = [f"{left.folded} {right.folded}" for left, right in pairwise(found)]
    return tuple(
        _Clue(word.folded, word.key, tuple(pairs[max(0, place - 1) : place + 1]))
        for place, word in enumerate(found)
    )


def _clause(unit: Unit, said: _Clues, follows: bool, index: Index) -> _Clause | None:
    readings = tuple(clues for reading in unit.readings if (clues := _clues(reading)))
    if not said and not readings:
        return None
    words = (0.5 + 0.5 * index.rarity(clue.folded) for clue in said)
    letters = frozenset(clue.folded for clues in (said, *readings) for clue in clues)
    return _Clause(_PHRASE if readings else sum(words), said, readings, follows, letters)
