"""Dossiers as their sources told them: events kept once each, and what they say together."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, func, select, update

from domain.dossier_facts import Fact, facts_of, merged
from domain.dossiers import LEAST_TRUST, Dossier, DossierEvent, Step, Told
from domain.timeline import timeline
from storage.dossier_rows import CHANGE, Ranks, columns, facts_of_row, step_of, together
from storage.inbox import insert_new
from storage.tables.dossiers import dossier_events, dossier_snapshots, dossier_sources, dossiers, follows
from storage.tables.types import LONG_AGO

CHUNK = 100
"""Events of one transaction: more would hold the writer too long."""

_CODES: BindParameter[Sequence[str]] = bindparam("codes", expanding=True)
_HELD = select(dossiers).where(dossiers.c.code.in_(_CODES)).order_by(dossiers.c.code)
_LOCKED = _HELD.with_for_update()
_EVENTS = (
    select(dossier_events.c.code, dossier_events.c.source, *(dossier_events.c[name] for name in CHANGE))
    .where(dossier_events.c.code.in_(_CODES))
    .order_by(dossier_events.c.id)
)
_SNAPSHOTS = select(dossier_snapshots).where(
    dossier_snapshots.c.import_id == bindparam("live"), dossier_snapshots.c.code.in_(_CODES)
)
_UPDATE = update(dossiers).where(dossiers.c.code == bindparam("of"))
_QUIET = (
    select(follows.c.address, follows.c.code)
    .where(follows.c.code.in_(_CODES), follows.c.pending_at.is_(None))
    .order_by(follows.c.address, follows.c.code)
    .with_for_update()
)
_NEWS = (
    update(follows)
    .where(follows.c.code.in_(_CODES), follows.c.pending_at.is_(None))
    .values(pending_at=bindparam("now"))
)


@dataclass(slots=True)
class _Case:
    """One dossier while a batch is applied to it; `heard` is its course before."""

    source: str
    told_at: datetime
    facts: dict[str, Fact]
    steps: list[Step]
    course: tuple[Step, ...]
    heard: tuple[Step, ...]

    @classmethod
    def of(cls, row: Row[Any], steps: list[Step]) -> "_Case":
        course = timeline(steps)
        return cls(row.source, row.told_at, facts_of_row(row), steps, course, course)

    def hear(self, event: DossierEvent, ranks: Ranks, now: datetime) -> Told:
        """Take it in. `OLDER` where a later or better word of all that it tells was there before."""
        rank = ranks.get(event.source, LEAST_TRUST)
        self.steps.append(Step(event.status, event.at, event.note, rank, event.written))
        course, facts = timeline(self.steps), merged(self.facts, facts_of(event), ranks)
        repeats = course[-1].status is event.status and course[-1].at <= event.at
        changes = self.course[-1:] != course[-1:] or facts != self.facts
        self.course, self.facts = course, facts
        if rank <= ranks.get(self.source, LEAST_TRUST) or self.told_at == LONG_AGO:
            self.source, self.told_at = event.source, now
        return Told.APPLIED if changes or repeats else Told.OLDER


def apply(connection: Connection, events: Sequence[DossierEvent], ranks: Ranks, now: datetime) -> list[Told]:
    """Keep every event that is new and say what it changed; followers of a changed course are noted."""
    if not events:
        return []
    codes = sorted({event.code for event in events})
    rows = _locked(connection, events, codes)
    told = _steps(connection, codes, ranks)
    cases = {code: _Case.of(rows[code], told[code]) for code in codes}
    new = _insert(connection, events, now)
    results = [
        cases[event.code].hear(event, ranks, now) if place in new else Told.SEEN
        for place, event in enumerate(events)
    ]
    touched = sorted({events[place].code for place in new})
    if touched:
        connection.execute(_UPDATE, [_row(code, cases[code]) for code in touched])
    _tell_followers(connection, [code for code in touched if cases[code].course != cases[code].heard], now)
    _remember_sources(connection, events, now)
    return results


def find(
    connection: Connection, codes: Collection[str], live_import: int | None, ranks: Ranks
) -> dict[str, Dossier]:
    """What is known of each code; a code that nobody told is not in it."""
    wanted = sorted(set(codes))
    rows = _rows(connection, _HELD, wanted)
    steps = _steps(connection, list(rows), ranks) if rows else {}
    snapshots: dict[str, Row[Any]] = {}
    if live_import is not None:
        asked = {"codes": wanted, "live": live_import}
        snapshots = {row.code: row for row in connection.execute(_SNAPSHOTS, asked)}
    found = (
        together(code, rows.get(code), steps.get(code, ()), snapshots.get(code), ranks)
        for code in wanted
        if code in rows or code in snapshots
    )
    return {dossier.code: dossier for dossier in found if dossier}


def codes_of(connection: Connection, source: str, prefix: str, since: datetime) -> list[str]:
    """The codes that a source told of since then in events whose ids begin so, in order of arrival."""
    began = (dossier_events.c.event_id >= prefix, dossier_events.c.event_id < f"{prefix}\U0010ffff")
    rows = (
        select(dossier_events.c.code)
        .where(dossier_events.c.source == source, *began, dossier_events.c.arrived_at >= since)
        .group_by(dossier_events.c.code)
        .order_by(func.min(dossier_events.c.id))
    )
    return list(connection.execute(rows).scalars())


def sources(connection: Connection) -> dict[str, datetime]:
    """When each source told us anything last."""
    return {row.name: row.told_at for row in connection.execute(select(dossier_sources))}


def _locked(
    connection: Connection, events: Sequence[DossierEvent], codes: Sequence[str]
) -> dict[str, Row[Any]]:
    """The rows of these codes, made where they are missing, then held, both in the order of their keys.

    SQLite has one writer and needs no lock.
    """
    rows = _rows(connection, _HELD, codes)
    missing = [code for code in codes if code not in rows]
    if missing:
        source = {event.code: event.source for event in reversed(events)}
        made = [{"code": code, "source": source[code], "told_at": LONG_AGO} for code in missing]
        connection.execute(insert_new(connection, dossiers).on_conflict_do_nothing(), made)
    if missing or connection.dialect.name != "sqlite":
        rows = _rows(connection, _LOCKED, codes)
    return rows


def _rows(connection: Connection, statement: Select[Any], codes: Sequence[str]) -> dict[str, Row[Any]]:
    return {row.code: row for row in connection.execute(statement, {"codes": codes})}


def _steps(connection: Connection, codes: Sequence[str], ranks: Ranks) -> Mapping[str, list[Step]]:
    told: defaultdict[str, list[Step]] = defaultdict(list)
    for code, source, *change in connection.execute(_EVENTS, {"codes": codes}):
        told[code].append(step_of(change, ranks.get(source, LEAST_TRUST)))
    return told


def _insert(connection: Connection, events: Sequence[DossierEvent], now: datetime) -> set[int]:
    """Write the events that were never told before; their places in the batch."""
    first = {(event.source, event.event_id): place for place, event in reversed(list(enumerate(events)))}
    rows = [_event(events[place], now) for place in sorted(first.values())]
    statement = insert_new(connection, dossier_events).on_conflict_do_nothing()
    new = connection.execute(statement.returning(dossier_events.c.source, dossier_events.c.event_id), rows)
    return {first[row.source, row.event_id] for row in new}


def _event(event: DossierEvent, now: datetime) -> dict[str, Any]:
    return {
        "source": event.source,
        "event_id": event.event_id,
        "code": event.code,
        "status": int(event.status),
        "written": event.written,
        "at": event.at,
        "note": event.note,
        "arrived_at": now,
    }


def _row(code: str, case: _Case) -> dict[str, Any]:
    return {"of": code, "source": case.source, "told_at": case.told_at, **columns(case.facts)}


def _tell_followers(connection: Connection, codes: Sequence[str], now: datetime) -> None:
    if codes and connection.execute(_QUIET, {"codes": codes}).first():
        connection.execute(_NEWS, {"codes": codes, "now": now})


def _remember_sources(connection: Connection, events: Sequence[DossierEvent], now: datetime) -> None:
    names = sorted({event.source for event in events})
    statement = insert_new(connection, dossier_sources)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"told_at": statement.excluded.told_at}
        ),
        [{"name": name, "told_at": now} for name in names],
    )
