"""A PostgreSQL database that lives as long as a bench."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy import make_url

from storage.database import plain_dsn

USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"


def server() -> str:
    """The server that `DATABASE__URL` names, else the usual one of this machine."""
    given = os.environ.get("DATABASE__URL", "")
    return given if given.startswith("postgres") else USUAL


@asynccontextmanager
async def fresh_database(server_url: str, name: str) -> AsyncIterator[str]:
    """Make it and yield its address; drop it afterwards. Raises `OSError` or `asyncpg.PostgresError`."""
    own = f"{name}_{os.getpid()}"
    await _execute(server_url, f"CREATE DATABASE {own}")
    try:
        yield make_url(server_url).set(database=own).render_as_string(hide_password=False)
    finally:
        await _execute(server_url, f"DROP DATABASE {own} WITH (FORCE)")


async def _execute(server_url: str, statement: str) -> None:
    connection = await asyncpg.connect(plain_dsn(server_url), timeout=5)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
