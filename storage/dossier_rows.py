"""The rows of a dossier and what they say: facts with who told each, steps, and all of it together."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from domain.dossier_facts import NAMES, Fact, Facts, merged
from domain.dossiers import FILE, LEAST_TRUST, Dossier, Status, Step
from domain.timeline import timeline
from storage.tables.types import LONG_AGO

Ranks = Mapping[str, int]
CHANGE = ("status", "at", "note", "written")
_STATUSES = {int(status): status for status in Status}


def facts_of_row(row: Row[Any]) -> dict[str, Fact]:
    """The facts of a row of `dossiers`; a fact without a teller was told by its source, long ago."""
    told = {
        name: (source, datetime.fromisoformat(at))
        for teller, names in json.loads(row.facts_told or "{}").items()
        for source, _, at in [teller.partition(" ")]
        for name in names.split()
    }
    return {
        name: Fact(value, *told.get(name, (row.source, LONG_AGO)))
        for name in NAMES
        if (value := getattr(row, name))
    }


def facts_of_snapshot(row: Row[Any]) -> dict[str, Fact]:
    """Those of an imported row, all told when its state was."""
    return {name: Fact(value, FILE, row.at) for name in NAMES if (value := getattr(row, name))}


def columns(facts: Facts) -> dict[str, Any]:
    """The values of `dossiers`: every fact, and who told which."""
    told: dict[str, str] = {}
    for name, fact in facts.items():
        teller = f"{fact.source} {fact.at.isoformat()}"
        told[teller] = f"{told[teller]} {name}" if teller in told else name
    empty = dict.fromkeys(NAMES, "") | dict.fromkeys(("received", "due", "finished"))
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return empty | {name: fact.value for name, fact in facts.items()} | {"facts_told": written}


def step_of(change: Sequence[Any], rank: int) -> Step:
    """The columns of `CHANGE`; many are read at once, so no name is looked up."""
    status, at, note, written = change
    return Step(_STATUSES[status], at, note, rank, written)


def together(
    code: str, row: Row[Any] | None, steps: Iterable[Step], snapshot: Row[Any] | None, ranks: Ranks
) -> Dossier | None:
    """What the feed and the imported file say of a code; None where neither tells a state."""
    facts = facts_of_row(row) if row else {}
    told = [(row.source, row.told_at)] if row else []
    every = list(steps)
    if snapshot:
        facts = merged(facts, facts_of_snapshot(snapshot), ranks)
        told.append((FILE, snapshot.at))
        change = [getattr(snapshot, name) for name in CHANGE]
        every.insert(0, step_of(change, ranks.get(FILE, LEAST_TRUST)))
    course = timeline(every)
    return _dossier(code, course, told, facts, ranks) if course else None


def _dossier(
    code: str,
    course: tuple[Step, ...],
    told: Sequence[tuple[str, datetime]],
    facts: Facts,
    ranks: Ranks,
) -> Dossier:
    source, told_at = max(told, key=lambda each: (-ranks.get(each[0], LEAST_TRUST), each[1]))
    values: dict[str, Any] = {name: fact.value for name, fact in facts.items()}
    checks = f"{values.pop('phone_checks', '')} {values.pop('id_checks', '')}".split()
    return Dossier(code, course, source, told_at, checks=frozenset(checks), **values)
