"""The log: kinds, numbers and traces; an exception gives its place and class, never its words."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
import logging
import structlog
from bot.config import LogSettings
from bot.logs import configure

configure(LogSettings(level={level!r}, format={shape!r}))
log = structlog.get_logger()
log.info("turn", trace="t1")
try:
    try:
        raise ValueError("Nguyễn Văn Bí Mật")
    except ValueError as error:
        raise RuntimeError("0912345678") from error
except RuntimeError:
    log.exception("turn_failed", trace="t2")
    logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
"""


def logged(level: str, shape: str) -> str:
    """Standard error of a process that logs a turn and a failure."""
    script = SCRIPT.format(level=level, shape=shape)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    assert done.stdout == ""
    return done.stderr


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in logged("info", "json").splitlines() if line.startswith("{")]


def test_a_line_is_an_object_with_its_time_level_and_trace(lines: list[dict[str, Any]]) -> None:
    turn = lines[0]

    assert (turn["event"], turn["level"], turn["trace"]) == ("turn", "info", "t1")
    assert turn["timestamp"].endswith("Z")


def test_an_exception_is_told_by_class_and_place(lines: list[dict[str, Any]]) -> None:
    failure = lines[1]

    assert failure["exception"] == "RuntimeError from ValueError"
    assert all(":" in place for place in failure["at"])


def test_what_an_exception_says_is_never_written(lines: list[dict[str, Any]]) -> None:
    written = json.dumps(lines, ensure_ascii=False)

    assert "Bí Mật" not in written
    assert "0912345678" not in written


def test_a_person_at_a_terminal_reads_text_without_words_of_people() -> None:
    written = logged("error", "text")

    assert "turn_failed" in written
    assert "t1" not in written
    assert "Bí Mật" not in written


def test_what_a_library_logs_of_an_exception_is_its_class_and_place_too() -> None:
    written = logged("error", "json")

    [line] = [line for line in written.splitlines() if line.startswith("uvicorn.error")]
    assert line == "uvicorn.error Exception in ASGI application"
    assert "\nRuntimeError from ValueError\n  " in written
    assert "Bí Mật" not in written
