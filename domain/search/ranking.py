"""Scores every procedure for a question: which keys are looked up, and what each adds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

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


class Probe(NamedTuple):
    """A key to look up, how much of its weight counts, and what was written for it."""

    key: str
    share: float
    written: str


def probes(question: Question) -> tuple[Probe, ...]:
    """The keys that a question looks up, each once with its largest share."""
    strongest: dict[str, Probe] = {}
    said = [term for unit in question.units for term in unit.said]
    for probe in chain(_pairs(said), *(_of_unit(unit) for unit in question.units)):
        known = strongest.get(probe.key)
        if not known or probe.share > known.share:
            strongest[probe.key] = probe
    return tuple(strongest.values())


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
    if gathered == len(found):
        return nlargest(limit, [(score, document) for document, score in scores.items()])
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
        yield from _pairs(reading)


def _words(terms: Sequence[Term], share: float) -> Iterator[Probe]:
    for term in terms:
        word, full = term.word, share * _WORD[term.weight]
        if word.bare:
            yield Probe(word.folded, full, word.written)
        else:
            yield Probe(word.key, full * _EXACT, word.written)
            yield Probe(word.folded, full * _FOLDED, word.folded)


def _pairs(terms: Sequence[Term]) -> Iterator[Probe]:
    return (Probe(key, _PAIR, key) for key in pair_keys(terms))
