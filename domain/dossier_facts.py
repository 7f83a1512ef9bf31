"""What several sources told of a dossier besides its state: for each fact the most trusted word of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.dossiers import LEAST_TRUST, DossierEvent

DATES = ("received", "due", "finished")
WORDS = ("procedure", "procedure_name", "agency", "agency_name", "phone_checks", "id_checks")
NAMES = (*WORDS, *DATES)

Value = str | datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with whoever told it, and the source's own time."""

    value: Value
    source: str
    at: datetime


Facts = Mapping[str, Fact]
"""By name, one of `NAMES`; what nobody told is not in it."""


def facts_of(event: DossierEvent) -> dict[str, Fact]:
    """What an event tells; the hashes of a number stand in one value."""
    told = {
        name: " ".join(value) if isinstance(value, tuple) else value
        for name in NAMES
        if (value := getattr(event, name)) is not None
    }
    return {name: Fact(value, event.source, event.at) for name, value in told.items()}


def merged(held: Facts, told: Facts, ranks: Mapping[str, int]) -> dict[str, Fact]:
    """The better of both for each fact: trust goes first, then the later time, then the later arrival."""
    won = {name: fact for name, fact in told.items() if _wins(fact, held.get(name), ranks)}
    return {**held, **won}


def _wins(new: Fact, old: Fact | None, ranks: Mapping[str, int]) -> bool:
    if old is None:
        return True
    mine, theirs = ranks.get(new.source, LEAST_TRUST), ranks.get(old.source, LEAST_TRUST)
    return mine < theirs or (mine == theirs and new.at >= old.at)
