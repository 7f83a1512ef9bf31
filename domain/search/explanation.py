"""Says why a procedure was found: which words, in which fields, with what weight."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.procedures import Procedure
from domain.search.decision import Candidate
from domain.search.evidence import Evidence
from domain.search.fields import Field, pair_keys, read_fields, word_keys
from domain.search.index import Index
from domain.search.phrases import Phrases
from domain.search.ranking import Probe
from domain.search.terms import Role


@dataclass(frozen=True, slots=True)
class Reason:
    """A word or pair that was found, in which fields, and what it added to the raw score."""

    words: str
    fields: tuple[Field, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a procedure stands where it stands; `reasons` strongest first."""

    procedure: Procedure
    score: float
    evidence: Evidence
    reasons: tuple[Reason, ...]


def explain(
    candidate: Candidate, document: int, looked_up: Sequence[Probe], index: Index, roles: Phrases[Role]
) -> Explanation:
    """Look every probe up again, this time in the fields of one document."""
    places = {
        field: frozenset(key for terms in texts for key in chain(word_keys(terms), pair_keys(terms)))
        for field, texts in read_fields(candidate.procedure, roles).items()
    }
    reasons = [
        Reason(probe.written, tuple(field for field in Field if probe.key in places[field]), round(weight, 3))
        for probe, weight in _added(document, looked_up, index)
    ]
    strongest = sorted(reasons, key=lambda reason: -reason.weight)
    return Explanation(candidate.procedure, round(candidate.score, 3), candidate.evidence, tuple(strongest))


def _added(document: int, looked_up: Sequence[Probe], index: Index) -> Iterator[tuple[Probe, float]]:
    for probe in looked_up:
        postings = index.postings.get(probe.key)
        if postings and (impact := postings.impact(document)):
            yield probe, probe.share * impact
