"""A dossier as a citizen may see it: where it stands, since when, and who says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Protocol


class Status(IntEnum):
    """The national codes of a dossier's state, 0 where a source's word for it is not known."""

    UNKNOWN = 0
    REGISTERED = 1
    RECEIVED = 2
    REFUSED = 3
    PROCESSING = 4
    PAPERS_MISSING = 5
    PAYMENT_DUE = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10


PAUSED = frozenset({Status.PAPERS_MISSING, Status.PAYMENT_DUE, Status.STOPPED})
"""The clock of the office stands still."""

ENDED = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.STOPPED, Status.FINISHED, Status.RETURNED})
"""Nothing more is due."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of state as its source told it; `at` is the source's own time.

    `note` is what the source wrote for the citizen: only for who has passed the second check.
    `rank` is the trust in the source, 0 the most. `written` is the source's own word for the state.
    """

    status: Status
    at: datetime
    note: str = ""
    rank: int = 0
    written: str = ""

    @property
    def state(self) -> tuple[Status, str]:
        """What tells it from another state: two unclear ones are the same only by their word."""
        return self.status, self.written if self.status is Status.UNKNOWN else ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of one dossier; never a name, never an official's remark.

    `steps` are the changes in the order in which they happened, the last one is where it stands.
    `checks` are keyed hashes of the numbers that prove a person (see `domain.second_check`).
    `told_at` is when `source` last told us anything of it. `procedure` and `agency` are codes, or
    empty where the source gave a name only.
    """

    code: str
    steps: tuple[Step, ...]
    source: str
    told_at: datetime
    procedure: str = ""
    procedure_name: str = ""
    agency: str = ""
    agency_name: str = ""
    received: datetime | None = None
    due: datetime | None = None
    finished: datetime | None = None
    checks: frozenset[str] = frozenset()

    @property
    def now(self) -> Step:
        """Where it stands."""
        return self.steps[-1]

    @property
    def status(self) -> Status:
        return self.now.status


@dataclass(frozen=True, slots=True)
class DossierEvent:
    """One thing that a source tells of a dossier: a new state, or only new facts about it.

    `phone_checks` and `id_checks` are keyed hashes made on arrival, None where the source gave no
    number. None elsewhere means "not told", and what was known stays.
    """

    event_id: str
    source: str
    code: str
    status: Status
    at: datetime
    written: str = ""
    note: str = ""
    procedure: str | None = None
    procedure_name: str | None = None
    agency: str | None = None
    agency_name: str | None = None
    received: datetime | None = None
    due: datetime | None = None
    finished: datetime | None = None
    phone_checks: tuple[str, ...] | None = None
    id_checks: tuple[str, ...] | None = None


class Told(StrEnum):
    """What became of an event: `OLDER` is kept, but where the dossier stands is known better already."""

    APPLIED = "applied"
    SEEN = "seen"
    OLDER = "older"
    REFUSED = "refused"


FILE, DEMO, PORTAL = "file", "demo", "portal"
"""Sources of our own: what was imported, what an operator told by hand, what the province was asked."""

LEAST_TRUST = 1_000
"""The rank of a source that no setting names any more."""


def ranks_of(sources: Iterable[str]) -> dict[str, int]:
    """The trust in each source, most trusted first; our own are trusted as much as the first."""
    return {FILE: 0, DEMO: 0, PORTAL: 0} | {name: rank for rank, name in enumerate(sources)}


@dataclass(frozen=True, slots=True)
class Lookup:
    """The answer of a look-up. `slow`: the source did not answer, so this is what we knew last."""

    dossier: Dossier | None = None
    slow: bool = False


class DossierSource(Protocol):
    """Where dossiers are looked up by their code."""

    async def find(self, code: str) -> Lookup:
        """Look up one code in its official spelling. Raises `Away` where our own database is away."""
        ...
