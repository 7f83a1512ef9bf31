"""What a test needs from its machine: absent, the test is skipped and says why; required, it fails."""

import os
from typing import NoReturn

import pytest


def missing(what: str, why: str) -> NoReturn:
    """Skip, or fail where `MOTCUA_TEST_REQUIRE` names it (as CI does)."""
    if what in os.environ.get("MOTCUA_TEST_REQUIRE", "").split(","):
        pytest.fail(f"{what} is required here: {why}")
    pytest.skip(why)
