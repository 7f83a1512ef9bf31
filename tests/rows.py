"""Statements of a test, each a transaction's work: `await database.read(all_rows, select(outbox))`."""

from typing import Any

from sqlalchemy import Connection, Executable, Row


def all_rows(connection: Connection, statement: Executable, values: Any = None) -> list[Row[Any]]:
    """What the statement gives, read to the end; nothing where it gives no rows."""
    result = connection.execute(statement, values)
    return list(result) if result.returns_rows else []


def column(connection: Connection, statement: Executable) -> list[Any]:
    """The first value of every row."""
    return [row[0] for row in all_rows(connection, statement)]


def value(connection: Connection, statement: Executable) -> Any:
    """The first value of the first row, None where there is none."""
    return next(iter(column(connection, statement)), None)
