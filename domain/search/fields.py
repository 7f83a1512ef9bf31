"""The parts of a procedure that are searched, what each counts, and the keys its words leave."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from domain.procedures import Procedure
from domain.search.phrases import Phrases
from domain.search.terms import Role, Term, Weight, told, weigh
from domain.search.text import words

LONGEST_FIELD = 1_500
"""Characters of one text that are indexed: some records list papers over many pages."""


class Field(StrEnum):
    """The parts of a procedure that are searched."""

    TITLE = "title"
    ALIASES = "aliases"
    NAME = "name"
    SUBJECT = "field"
    RESULT = "result"
    PAPERS = "papers"


NAMING = (Field.TITLE, Field.NAME, Field.ALIASES)
"""The fields that say which procedure it is; the others only help to rank."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """How much a field counts, and how much its length takes away from that (0 to 1)."""

    weight: float
    length: float


TUNING: Mapping[Field, Tuning] = {
    Field.TITLE: Tuning(3.0, 0.5),
    Field.ALIASES: Tuning(2.0, 0.2),
    Field.NAME: Tuning(2.0, 0.6),
    Field.SUBJECT: Tuning(0.8, 0.5),
    Field.RESULT: Tuning(0.8, 0.7),
    Field.PAPERS: Tuning(0.35, 0.7),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A title or an alias: its words of full weight, folded, the keys of these, and the rest.

    `keys` are words with and without accents and two of them in a row, `weak` the words that tell
    little: an alias may be nothing without them ("thẻ bảo hiểm cho bé").
    """

    words: tuple[str, ...]
    keys: frozenset[str]
    weak: frozenset[str]
    alias: bool = False

    @classmethod
    def of(cls, terms: Sequence[Term], *, alias: bool) -> "Name":
        full = [term for term in terms if term.weight is Weight.FULL]
        weak = (term.word.folded for term in terms if term.weight is Weight.WEAK)
        words_in_order = tuple(term.word.folded for term in full)
        keys = frozenset(chain(word_keys(full), pair_keys(full)))
        return cls(words_in_order, keys, frozenset(weak), alias)

    @property
    def pairs(self) -> Iterator[str]:
        return (key for key in self.keys if " " in key)


Names = tuple[Name, ...]


Fields = Mapping[Field, tuple[tuple[Term, ...], ...]]


def read_fields(procedure: Procedure, roles: Phrases[Role]) -> Fields:
    """The texts of a procedure as telling words, field by field."""
    return {
        field: tuple(_telling(text, roles) for text in written)
        for field, written in _texts(procedure).items()
    }


def written_names(procedure: Procedure, fields: Fields) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """Every text that names the procedure, beside its telling words."""
    texts = _texts(procedure)
    return (pair for field in NAMING for pair in zip(texts[field], fields[field], strict=True))


def _texts(procedure: Procedure) -> Mapping[Field, tuple[str, ...]]:
    papers = "\n".join(paper.name for case in procedure.cases for paper in case.papers)
    return {
        Field.TITLE: (procedure.title,),
        Field.ALIASES: procedure.aliases,
        Field.NAME: (procedure.name,),
        Field.SUBJECT: (procedure.field,),
        Field.RESULT: (procedure.result,),
        Field.PAPERS: (papers,),
    }


def _telling(text: str, roles: Phrases[Role]) -> tuple[Term, ...]:
    message = words(text, LONGEST_FIELD)
    return told(message, weigh(message, roles))


def names(fields: Fields) -> Names:
    """Everything that names the procedure of these fields, each once."""
    return tuple(
        dict.fromkeys(
            Name.of(terms, alias=field is Field.ALIASES)
            for field in NAMING
            for terms in fields[field]
            if terms
        )
    )


def word_keys(terms: Sequence[Term]) -> Iterator[str]:
    """Every word without accents and, where it has any, with them."""
    for term in terms:
        yield term.word.folded
        if not term.word.bare:
            yield term.word.key


def pair_keys(terms: Sequence[Term]) -> Iterator[str]:
    """Every two words in a row, without accents."""
    # one string for all procedures that share the pair: tens of megabytes over a whole country's
    return (sys.intern(f"{left.word.folded} {right.word.folded}") for left, right in pairwise(terms))
