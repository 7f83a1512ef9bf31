"""Telling other processes that something was committed (PostgreSQL's NOTIFY)."""

import os

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

CHANNEL = "motcua"
ME = f"{os.getpid()}-{os.urandom(4).hex()}"
"""This process's name, so that it can pass over its own notices."""

_NOTIFY = text(f"NOTIFY {CHANNEL}, '{ME}'")


async def tell_others(connection: AsyncConnection) -> None:
    """One notice a transaction, delivered when it commits; an embedded database needs none."""
    if connection.dialect.name == "postgresql":
        await connection.execute(_NOTIFY)
