"""Imports: begun unseen, shown by one pointer, taken back by the same."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from storage.inbox import insert_new
from storage.tables.imports import imports, live_imports

KEPT = 5
"""Imports of a kind whose rows are kept, the shown one among them."""


class State(StrEnum):
    """Where an import stands; only `LIVE` is seen by anybody."""

    STAGING = "staging"
    LIVE = "live"
    REPLACED = "replaced"
    ROLLED_BACK = "rolled_back"
    ABANDONED = "abandoned"


class RollBack(StrEnum):
    """What became of taking an import back."""

    DONE = "done"
    UNKNOWN = "unknown"
    NEVER_SHOWN = "never_shown"
    LATER = "later"
    TOO_OLD = "too_old"


class Abandoned(Exception):
    """The import was taken for dead, or another one of its kind was shown meanwhile."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import changes against the one that was shown before."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    gone: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.added or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class NewImport:
    """What is known before the first row is written; `previous` is the one shown at that time."""

    kind: str
    file: str
    digest: str
    as_of: date
    counts: Counts
    previous: int | None


@dataclass(frozen=True, slots=True)
class Import:
    id: int
    kind: str
    file: str
    digest: str
    as_of: date
    began_at: datetime
    ended_at: datetime | None
    state: State
    counts: Counts
    previous: int | None
    announced: bool
    swept: bool


def begin(connection: Connection, new: NewImport, now: datetime) -> int:
    """Make an import that nobody sees yet; its number."""
    counts = new.counts
    made = insert(imports).values(
        kind=new.kind,
        file=new.file,
        digest=new.digest,
        as_of=new.as_of,
        began_at=now,
        state=State.STAGING,
        rows=counts.rows,
        added=counts.added,
        changed=counts.changed,
        gone=counts.gone,
        previous=new.previous,
    )
    return int(connection.execute(made.returning(imports.c.id)).scalar_one())


def show(connection: Connection, number: int, now: datetime) -> None:
    """From here on this import is what people see. Raises `Abandoned`."""
    begun = get(connection, number)
    if begun is None or begun.state is not State.STAGING or live_id(connection, begun.kind) != begun.previous:
        raise Abandoned
    _point(connection, begun.kind, number)
    _set(connection, number, state=State.LIVE, ended_at=now, announced=False)
    if begun.previous is not None:
        _set(connection, begun.previous, state=State.REPLACED)


def roll_back(connection: Connection, number: int) -> tuple[RollBack, Import | None]:
    """Show what was shown before this import; with the import that the answer speaks of."""
    taken = get(connection, number)
    if taken is None:
        return RollBack.UNKNOWN, None
    if taken.state is State.REPLACED:
        return RollBack.LATER, get(connection, live_id(connection, taken.kind))
    if taken.state is not State.LIVE:
        return RollBack.NEVER_SHOWN, taken
    before = get(connection, taken.previous)
    if before and before.swept:
        return RollBack.TOO_OLD, before
    if before:
        _point(connection, taken.kind, before.id)
        _set(connection, before.id, state=State.LIVE, announced=False)
    else:
        connection.execute(delete(live_imports).where(live_imports.c.kind == taken.kind))
    _set(connection, number, state=State.ROLLED_BACK)
    return RollBack.DONE, before


def get(connection: Connection, number: int | None) -> Import | None:
    row = connection.execute(select(imports).where(imports.c.id == number)).first()
    return _import(row) if row else None


def listed(connection: Connection, most: int) -> list[Import]:
    """The newest first."""
    rows = connection.execute(select(imports).order_by(imports.c.id.desc()).limit(most))
    return [_import(row) for row in rows]


def live(connection: Connection) -> dict[str, Import]:
    """What is shown, by kind."""
    rows = connection.execute(select(imports).join(live_imports, live_imports.c.import_id == imports.c.id))
    return {row.kind: _import(row) for row in rows}


def live_id(connection: Connection, kind: str) -> int | None:
    """The number of the import of this kind that is shown."""
    found = connection.scalar(select(live_imports.c.import_id).where(live_imports.c.kind == kind))
    return None if found is None else int(found)


def abandon(connection: Connection) -> None:
    """What was begun and not ended is given up; only for whoever holds the lease of imports."""
    connection.execute(update(imports).where(imports.c.state == State.STAGING).values(state=State.ABANDONED))


def disused(connection: Connection) -> list[Import]:
    """Imports whose rows nobody needs and that are still there: given up, taken back, too far behind."""
    rows = connection.execute(select(imports).where(imports.c.swept.is_(False)))
    each = {row.id: _import(row) for row in rows}
    kept = {one.id for one in each.values() if one.state is State.STAGING}
    for shown in live(connection).values():
        one: Import | None = shown
        for _ in range(KEPT):
            if one is None:
                break
            kept.add(one.id)
            one = each.get(one.previous or 0)
    return [one for number, one in sorted(each.items()) if number not in kept]


def swept(connection: Connection, number: int) -> None:
    """Its rows are gone; that it was is still told."""
    _set(connection, number, swept=True)


def announced(connection: Connection, number: int) -> None:
    """Everybody who follows a row of it will be told."""
    _set(connection, number, announced=True)


def _point(connection: Connection, kind: str, number: int) -> None:
    new = insert_new(connection, live_imports).values(kind=kind, import_id=number)
    connection.execute(new.on_conflict_do_update(index_elements=["kind"], set_={"import_id": number}))


def _set(connection: Connection, number: int, **values: Any) -> None:
    connection.execute(update(imports).where(imports.c.id == number).values(**values))


def _import(row: Row[Any]) -> Import:
    return Import(
        id=row.id,
        kind=row.kind,
        file=row.file,
        digest=row.digest,
        as_of=row.as_of,
        began_at=row.began_at,
        ended_at=row.ended_at,
        state=State(row.state),
        counts=Counts(row.rows, row.added, row.changed, row.gone),
        previous=row.previous,
        announced=row.announced,
        swept=row.swept,
    )
