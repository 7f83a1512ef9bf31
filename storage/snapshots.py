"""Rows of imported dossiers, each import with its own; and telling who follows one of them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, select, update

from domain.dossiers import FILE
from storage.import_rows import Kept, RowStore, Staged
from storage.inbox import insert_new
from storage.tables.dossiers import dossier_snapshots, dossier_sources, follows

MOMENTS = ("at", "received", "due", "finished")
_BODY = [column.name for column in dossier_snapshots.c if column.name not in {"code", "import_id"}]
_ROWS = select(dossier_snapshots)


def add(connection: Connection, number: int, rows: Sequence[Staged]) -> None:
    connection.execute(insert(dossier_snapshots), [_values(number, row) for row in rows])


def page(connection: Connection, number: int, after: str, most: int) -> list[Kept]:
    """Rows in the order of their codes, beginning after one of them."""
    rows = connection.execute(
        _ROWS.where(dossier_snapshots.c.import_id == number, dossier_snapshots.c.code > after)
        .order_by(dossier_snapshots.c.code)
        .limit(most)
    )
    return [Kept(row.code, _body(row)) for row in rows]


def bodies(connection: Connection, number: int, keys: Sequence[str]) -> dict[str, str]:
    rows = connection.execute(
        _ROWS.where(dossier_snapshots.c.import_id == number, dossier_snapshots.c.code.in_(keys))
    )
    return {row.code: _body(row) for row in rows}


def remove(connection: Connection, number: int, most: int) -> int:
    """Remove some rows of an import; how many went."""
    mine = dossier_snapshots.c.import_id == number
    codes = connection.scalars(select(dossier_snapshots.c.code).where(mine).limit(most)).all()
    connection.execute(delete(dossier_snapshots).where(mine, dossier_snapshots.c.code.in_(codes)))
    return len(codes)


def write_body(values: Mapping[str, Any]) -> str:
    """The columns of a row as JSON; what is empty is left out, so that equal rows have equal bodies."""
    told = {name: _told(value) for name, value in values.items() if value not in (None, "")}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def told_by_file(connection: Connection, now: datetime) -> None:
    """Remember when the source "file" told us something."""
    new = insert_new(connection, dossier_sources).values(name=FILE, told_at=now)
    connection.execute(new.on_conflict_do_update(index_elements=["name"], set_={"told_at": now}))


def announce(connection: Connection, number: int, after: str, most: int, now: datetime) -> str:
    """Note news for who follows one of some codes of an import; the last code, empty at the end."""
    some = (
        select(follows.c.code).distinct().where(follows.c.code > after).order_by(follows.c.code).limit(most)
    )
    codes = connection.scalars(some).all()
    mine = exists().where(dossier_snapshots.c.import_id == number, dossier_snapshots.c.code == follows.c.code)
    connection.execute(
        update(follows)
        .where(follows.c.code.in_(codes), follows.c.pending_at.is_(None), mine)
        .values(pending_at=now)
    )
    return codes[-1] if codes else ""


def _values(number: int, row: Staged) -> dict[str, Any]:
    told = json.loads(row.body)
    times = {name: datetime.fromisoformat(told[name]) if name in told else None for name in MOMENTS}
    empty: dict[str, Any] = dict.fromkeys(_BODY, "")
    values: dict[str, Any] = {**empty, **told, **times, "code": row.key, "import_id": number}
    return values


def _body(row: Row[Any]) -> str:
    return write_body({name: getattr(row, name) for name in _BODY})


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


SNAPSHOTS = RowStore(add, page, bodies, remove)
"""Of dossiers."""
