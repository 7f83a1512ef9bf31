"""What the tests of the road share: a log that is read instead of printed."""

from collections.abc import Callable, Iterator

import pytest
import structlog

Logged = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def logged() -> Iterator[Logged]:
    """Events that were logged since the test began."""
    capture = structlog.testing.LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture], cache_logger_on_first_use=False)
    yield lambda: [str(entry["event"]) for entry in capture.entries]
    structlog.configure(**before)
