"""An inverted index over the fields of the procedures, with BM25F weights worked out beforehand."""

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.procedures import Procedure
from domain.search.deciding import Held, deciding_words
from domain.search.fields import (
    TUNING,
    Field,
    Fields,
    Names,
    names,
    pair_keys,
    read_fields,
    word_keys,
    written_names,
)
from domain.search.phrases import Phrases
from domain.search.terms import Role

_SATURATION = 1.2

Counts = Mapping[Field, "Counter[str]"]


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that hold a key, with what the key adds to the score of each."""

    documents: "array[int]"
    impacts: "array[float]"

    def impact(self, document: int) -> float:
        """What the key adds to one document, 0 when it does not hold it."""
        place = bisect_left(self.documents, document)
        held = place < len(self.documents) and self.documents[place] == document
        return self.impacts[place] if held else 0.0


@dataclass(frozen=True, slots=True)
class Index:
    """Postings by key (a word with or without accents, or a pair), the names of every document."""

    postings: Mapping[str, Postings]
    names: tuple[Names, ...]
    held: tuple[Held, ...]
    naming_pairs: frozenset[str]

    @classmethod
    def of(cls, procedures: Iterable[Procedure], roles: Phrases[Role]) -> "Index":
        """Read and weigh every procedure; their order is that of the documents."""
        counts: list[Counts] = []
        named: list[Names] = []
        held: list[Held] = []
        for procedure in procedures:
            fields = read_fields(procedure, roles)
            counts.append(_count(fields))
            named.append(names(fields))
            held.append(deciding_words().held_by(written_names(procedure, fields)))
        pairs = frozenset(chain.from_iterable(name.pairs for found in named for name in found))
        return cls(_invert(counts), tuple(named), tuple(held), pairs)

    def rarity(self, key: str) -> float:
        """From nearly 0 (in every document) to 1 (in none)."""
        found = self.postings.get(key)
        if found is None:
            return 1.0
        size = len(self.names)
        return math.log(1 + size / len(found.documents)) / math.log(2 + size)

    def knows_pair(self, left: str, right: str) -> bool:
        """Whether two folded words stand together in what names a procedure."""
        return f"{left} {right}" in self.naming_pairs


def _count(fields: Fields) -> Counts:
    return {
        field: Counter(key for terms in texts for key in chain(word_keys(terms), pair_keys(terms)))
        for field, texts in fields.items()
    }


def _invert(counts: Sequence[Counts]) -> dict[str, Postings]:
    lengths = _mean_lengths(counts)
    found: defaultdict[str, tuple[array[int], array[float]]] = defaultdict(lambda: (array("I"), array("f")))
    for document, fields in enumerate(counts):
        for key, frequency in _frequencies(fields, lengths):
            documents, frequencies = found[key]
            documents.append(document)
            frequencies.append(frequency)
    return {key: _weighed(*lists, len(counts)) for key, lists in found.items()}


def _mean_lengths(counts: Sequence[Counts]) -> dict[Field, float]:
    return {
        field: max(1.0, sum(fields[field].total() for fields in counts) / max(1, len(counts)))
        for field in Field
    }


def _frequencies(fields: Counts, lengths: Mapping[Field, float]) -> Iterator[tuple[str, float]]:
    total: defaultdict[str, float] = defaultdict(float)
    for field, counted in fields.items():
        tuning = TUNING[field]
        share = 1 - tuning.length + tuning.length * counted.total() / lengths[field]
        for key, times in counted.items():
            total[key] += tuning.weight * times / share
    return iter(total.items())


def _weighed(documents: "array[int]", frequencies: "array[float]", size: int) -> Postings:
    rarity = math.log(1 + (size - len(documents) + 0.5) / (len(documents) + 0.5))
    saturated = (rarity * frequency / (_SATURATION + frequency) for frequency in frequencies)
    return Postings(documents, array("f", saturated))
