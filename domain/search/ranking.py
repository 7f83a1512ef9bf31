"""Scores every procedure for a question: which keys are looked up, and what each adds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain
from operator import itemgetter

from domain.search.fields import pair_keys
from domain.search.index import Index, Postings
from domain.search.question import Question, Unit
from domain.search.terms import Term, Weight

_EXACT, _FOLDED = 0.6, 0.4
"""An accented word counts whole where the accents agree, and this much where only letters do."""

_WORD = {Weight.FULL: 1.0, Weight.WEAK: 0.35, Weight.NONE: 0.0}
_PAIR = 0.7
_BUDGET = 3_000
_SHARPENED = 48
_SAID_BESIDE_READING = 0.5


@dataclass(frozen=True, slots=True)
class Probe:
    """A key to look up and how much of its weight counts."""

    key: str
    share: float


def probes(question: Question) -> tuple[Probe, ...]:
    """The keys that a question looks up, each once with its largest share."""
    shares: dict[str, float] = {}
    said = [term for unit in question.units for term in unit.said]
    found = chain(_pairs(said, _PAIR), *(_of_unit(unit) for unit in question.units))
    for probe in found:
        shares[probe.key] = max(probe.share, shares.get(probe.key, 0.0))
    return tuple(Probe(key, share) for key, share in shares.items())


def rank(looked_up: Sequence[Probe], index: Index, limit: int) -> list[tuple[float, int]]:
    """The best documents as (score, document), best first.

    Rare keys come first and gather the documents; once `_BUDGET` postings were read, the keys that
    are left are common ones and only sharpen the scores of the best gathered so far.
    """
    found = [(index.postings[probe.key], probe.share) for probe in looked_up if probe.key in index.postings]
    found.sort(key=lambda item: len(item[0].documents))
    scores: defaultdict[int, float] = defaultdict(float)
    read = gathered = 0
    for postings, share in found:
        read += len(postings.documents)
        if gathered and read > _BUDGET:
            break
        gathered += 1
        for document, impact in zip(postings.documents, postings.impacts, strict=True):
            scores[document] += share * impact
    best = nlargest(max(_SHARPENED, limit), scores.items(), key=itemgetter(1))
    sharpened = ((score + _common(document, found[gathered:]), document) for document, score in best)
    return nlargest(limit, sharpened)


def _common(document: int, found: Sequence[tuple[Postings, float]]) -> float:
    return sum(share * postings.impact(document) for postings, share in found)


def _of_unit(unit: Unit) -> Iterator[Probe]:
    said = _SAID_BESIDE_READING if unit.readings else 1.0
    yield from _words(unit.said, said)
    for reading in unit.readings:
        yield from _words(reading, 1.0)
        yield from _pairs(reading, _PAIR)


def _words(terms: Sequence[Term], share: float) -> Iterator[Probe]:
    for term in terms:
        full = share * _WORD[term.weight]
        if term.word.bare:
            yield Probe(term.word.folded, full)
        else:
            yield Probe(term.word.key, full * _EXACT)
            yield Probe(term.word.folded, full * _FOLDED)


def _pairs(terms: Sequence[Term], share: float) -> Iterator[Probe]:
    return (Probe(key, share) for key in pair_keys(terms))
