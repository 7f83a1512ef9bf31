"""Decides what to do with ranked hits: answer, ask which one is meant, or admit that none is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.procedures import Behaviour, Group, Hit, Procedure
from domain.search.evidence import Evidence

MOST_CHOICES = 4
MOST_NEAREST = 3

_CLOSE = 0.82
"""A rival with at least this share of the best score makes us ask back."""

_NOT_MEANT = 0.5
_NEAR = 0.6
"""Of what we do not have, less than this share of the best is not near."""

_TITLED = 1.25
_UNSAID, _MOST_UNSAID = 0.97, 6
_LEVELS = (("Cấp xã", 1.0), ("Cấp tỉnh", 0.95), ("Cấp Bộ", 0.88))
"""The same name stands at several levels; citizens nearly always mean the nearest counter."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A procedure, its score and why we believe it."""

    procedure: Procedure
    score: float
    evidence: Evidence
    meant: bool = True
    """Its names answer to every word of the question that decides between procedures of one thing."""

    @classmethod
    def weighed(cls, procedure: Procedure, raw: float, evidence: Evidence, *, meant: bool) -> "Candidate":
        """Bend the raw score by the evidence and by how near the counter is."""
        trust = (0.35 + 0.65 * evidence.coverage) * (0.6 + 0.4 * evidence.precision)
        trust *= (_TITLED if evidence.titled else 1) * _UNSAID ** min(evidence.unsaid, _MOST_UNSAID)
        trust *= 1 if meant else _NOT_MEANT
        return cls(procedure, raw * trust * _nearness(procedure.level), evidence, meant)

    @property
    def good(self) -> bool:
        """Strong enough to be shown as an answer."""
        return self.meant and self.evidence.good

    @property
    def hit(self) -> Hit:
        return Hit(self.procedure, round(self.score, 3))


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, the `answer` there is, and the choices to offer when asking back."""

    behaviour: Behaviour
    choices: tuple[Group, ...] = ()
    answer: Procedure | None = None


def hopeless_beside(good: Candidate) -> float:
    """Below this raw score nothing can become the answer or a choice beside a candidate that is good."""
    return good.score * _CLOSE / _TITLED


def decide(candidates: Sequence[Candidate], *, vague: bool) -> Decision:
    """Candidates come best first; a vague question is never answered without asking back."""
    good = [candidate for candidate in candidates if candidate.good]
    if not good:
        return Decision(Behaviour.OUT_OF_SCOPE)
    best = good[0].score
    meant = [one for one in good if vague or one.score >= _CLOSE * best]
    first = next(candidate for candidate in candidates if candidate.meant)
    if first not in meant:
        # what looks best is too doubtful to be the answer and too near to be passed over
        meant.insert(0, first)
    choices = grouped(one.procedure for one in meant)
    if len(choices) == 1:
        return Decision(Behaviour.ANSWER, answer=good[0].procedure)
    return Decision(Behaviour.CLARIFY, choices[:MOST_CHOICES])


def nearest(candidates: Sequence[Candidate]) -> tuple[Group, ...]:
    """What to name beside "we do not have this", of the candidates for the bare subject."""
    good = [candidate for candidate in candidates if candidate.evidence.good]
    least = _NEAR * good[0].score if good else 0.0
    return grouped(one.procedure for one in good if one.score >= least)[:MOST_NEAREST]


def grouped(procedures: Iterable[Procedure]) -> tuple[Group, ...]:
    """Procedures of one title (at several levels) are one choice."""
    codes: dict[str, list[str]] = {}
    for procedure in procedures:
        codes.setdefault(procedure.title, []).append(procedure.code)
    return tuple(Group(title, tuple(found)) for title, found in codes.items())


def _nearness(level: str) -> float:
    return next((factor for start, factor in _LEVELS if level.startswith(start)), 1.0)
