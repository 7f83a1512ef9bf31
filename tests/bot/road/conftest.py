"""What the tests of the road share: a log that is read instead of printed."""

from collections.abc import Callable, Iterator

import asyncpg
import pytest
import structlog

from storage.database import plain_dsn
from storage.tables.types import metadata

Logged = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def logged() -> Iterator[Logged]:
    """Events that were logged since the test began."""
    capture = structlog.testing.LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture], cache_logger_on_first_use=False)
    yield lambda: [str(entry["event"]) for entry in capture.entries]
    structlog.configure(**before)


@pytest.fixture
async def empty_postgres(postgres_url: str) -> None:
    server = await asyncpg.connect(plain_dsn(postgres_url))
    await server.execute(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")
    await server.close()
