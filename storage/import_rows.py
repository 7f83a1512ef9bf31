"""Rows of imports whose bodies are kept once each, however many imports hold them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, select

from storage.inbox import insert_new
from storage.tables.imports import import_bodies, import_rows


@dataclass(frozen=True, slots=True)
class Staged:
    """A row to be kept: `body` is JSON, `made` what the code of `maker` made of it, if anything."""

    key: str
    digest: str
    body: str
    made: str = ""
    maker: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of an import that is kept."""

    key: str
    body: str
    made: str = ""
    maker: str = ""


@dataclass(frozen=True, slots=True)
class RowStore:
    """Where the rows of a kind are kept; each of these is a transaction's work."""

    add: Callable[[Connection, int, Sequence[Staged]], None]
    page: Callable[[Connection, int, str, int], list[Kept]]
    bodies: Callable[[Connection, int, Sequence[str]], dict[str, str]]
    remove: Callable[[Connection, int, int], int]


def add(connection: Connection, number: int, rows: Sequence[Staged]) -> None:
    """A body that is there already stays, unless other code made less of it."""
    new = insert_new(connection, import_bodies)
    made = {"made": new.excluded.made, "maker": new.excluded.maker}
    bodies = {row.digest: row for row in sorted(rows, key=lambda row: row.digest)}
    connection.execute(
        new.on_conflict_do_update(
            index_elements=["digest"], set_=made, where=import_bodies.c.maker != new.excluded.maker
        ),
        [
            {"digest": row.digest, "body": row.body, "made": row.made, "maker": row.maker}
            for row in bodies.values()
        ],
    )
    connection.execute(
        import_rows.insert(), [{"import_id": number, "code": row.key, "digest": row.digest} for row in rows]
    )


def page(connection: Connection, number: int, after: str, most: int) -> list[Kept]:
    """Rows in the order of their keys, beginning after one of them."""
    rows = connection.execute(
        select(import_rows.c.code, import_bodies.c.body, import_bodies.c.made, import_bodies.c.maker)
        .join(import_bodies, import_bodies.c.digest == import_rows.c.digest)
        .where(import_rows.c.import_id == number, import_rows.c.code > after)
        .order_by(import_rows.c.code)
        .limit(most)
    )
    return [Kept(*row) for row in rows]


def keys(connection: Connection, number: int) -> list[str]:
    """All of them: for kinds of a few thousand rows."""
    return list(connection.scalars(select(import_rows.c.code).where(import_rows.c.import_id == number)))


def bodies(connection: Connection, number: int, some: Sequence[str]) -> dict[str, str]:
    rows = connection.execute(
        select(import_rows.c.code, import_bodies.c.body)
        .join(import_bodies, import_bodies.c.digest == import_rows.c.digest)
        .where(import_rows.c.import_id == number, import_rows.c.code.in_(some))
    )
    return {row.code: row.body for row in rows}


def remove(connection: Connection, number: int, most: int) -> int:
    """Remove some rows of an import; how many went."""
    mine = import_rows.c.import_id == number
    some = connection.scalars(select(import_rows.c.code).where(mine).limit(most)).all()
    connection.execute(delete(import_rows).where(mine, import_rows.c.code.in_(some)))
    return len(some)


def sweep_bodies(connection: Connection, most: int) -> int:
    """Remove some bodies that no import holds; only for whoever holds the lease of imports."""
    held = exists().where(import_rows.c.digest == import_bodies.c.digest)
    loose = connection.scalars(select(import_bodies.c.digest).where(~held).limit(most)).all()
    connection.execute(delete(import_bodies).where(import_bodies.c.digest.in_(loose)))
    return len(loose)


RECORDS = RowStore(add, page, bodies, remove)
"""Of procedures and agencies."""
