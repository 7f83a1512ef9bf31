"""The administrative procedure as a citizen needs it, with its source and the age of its data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from domain.search.said import Said


class Part(StrEnum):
    """What one can ask of a procedure; the values are those of `search --json`."""

    DOCUMENTS = "documents"
    FEE = "fee"
    TIME = "time"
    WHERE = "where"
    WHO = "who"
    ONLINE = "online"
    RESULT = "result"
    STEPS = "steps"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A paper to bring: `how` says what to do with it (hand in, only show, how many)."""

    name: str
    how: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class PaperCase:
    """The papers of one case (trường hợp): the person chooses the case before papers are listed.

    `left_out`: how many more the record lists than can be read here; the note says where they are.
    """

    id: str
    name: str
    papers: tuple[Requirement, ...]
    note: str = ""
    left_out: int = 0

    def __hash__(self) -> int:
        """By its id alone, as its procedure is by its code."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to hand in (direct, post, online) with the limit and the fee that the record gives."""

    kind: str
    time: str = ""
    fee: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A fact twice: `short` fits the row of a card, `detail` is what its button opens."""

    short: str
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure in our own words; every fact is in the national record of the same `code`.

    `title` is what people call it, `name` the official name. `answer` is what to bring in at most
    300 characters. `time`, `fee`, `where` and `who` are honest about what the record leaves open.
    `case_question` asks which of `cases` applies; with a single case it is empty.
    """

    code: str
    name: str
    title: str
    field: str
    level: str
    answer: str
    time: Brief
    fee: Brief
    where: Brief
    who: Brief
    result: str
    steps: tuple[str, ...]
    legal_basis: tuple[str, ...]
    cases: tuple[PaperCase, ...]
    ways: tuple[Way, ...]
    decision: str
    data_date: date
    case_question: str = ""
    conditions: tuple[str, ...] = ()
    online: bool = False
    online_url: str = ""
    aliases: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By its code alone: what is made of a procedure is remembered by it."""
        return hash(self.code)

    @property
    def forms(self) -> tuple[str, ...]:
        """Names of the blank forms that the papers ask for, each once."""
        return tuple(dict.fromkeys(p.form for case in self.cases for p in case.papers if p.form))


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happens in a life, and the procedures it brings, most needed first."""

    id: str
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure that a question may mean; a higher score is a better match."""

    procedure: Procedure
    score: float


class Behaviour(StrEnum):
    """What the bot should do with a question; the values are those of `search --json`."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    MULTI = "multi"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Group:
    """Codes under one label: a choice to offer, or one of several requests in a message."""

    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a question was understood to be. `asks` is the part it names, if any.

    `absent`: nothing was found, and it names a thing that is known not to be here.
    """

    behaviour: Behaviour
    hits: tuple[Hit, ...] = ()
    asks: Part | None = None
    choices: tuple[Group, ...] = ()
    parts: tuple[Group, ...] = ()
    absent: bool = False


MOST_HITS = 10


class Catalogue(Protocol):
    """All that is known of procedures, in memory: no call waits."""

    def get(self, code: str) -> Procedure | None:
        """The procedure of that code, or None."""
        ...

    def search(self, query: Said, most_hits: int = MOST_HITS) -> Found:
        """Understand a question in a person's own words; never raises. One hit costs less than many."""
        ...

    def fields(self) -> Sequence[tuple[str, Sequence[Procedure]]]:
        """Fields by name, most procedures first, each with its procedures."""
        ...

    def events(self) -> Sequence[LifeEvent]:
        """The life events that have at least one procedure here."""
        ...
