"""Structured logs on standard error: kinds, numbers and traces, never a word of a person."""

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

from bot.config import LogSettings

_ENCODER = json.JSONEncoder(default=repr)


def _exception_without_values(_log: object, _method: str, event: MutableMapping[str, Any]) -> Any:
    """Where it broke and with which class: a message may quote what a person wrote."""
    if event.pop("exc_info", None):
        event["exception"], event["at"] = _class_and_place(sys.exc_info()[1])
    return event


def _class_and_place(error: BaseException | None) -> tuple[str, list[str]]:
    kinds: list[str] = []
    at: list[str] = []
    while error is not None:
        kinds.append(type(error).__name__)
        frames = traceback.extract_tb(error.__traceback__)
        at = at or [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
        error = error.__cause__
    return " from ".join(kinds), at


class _LibraryFormatter(logging.Formatter):
    """What libraries log, their exceptions too by class and place only."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        kinds, at = _class_and_place(ei[1])
        return "\n  ".join([kinds, *at])


def _json(event: object, **_of_structlog: object) -> str:
    """By one encoder: `json.dumps` with any option makes a new one for each line."""
    return _ENCODER.encode(event)


def configure(settings: LogSettings) -> None:
    """JSON a line, or coloured text on a terminal."""
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    is_text = settings.format == "text" or (settings.format == "auto" and sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _exception_without_values,
    ]
    shape: list[Processor] = [
        structlog.dev.ConsoleRenderer() if is_text else structlog.processors.JSONRenderer(_json)
    ]
    structlog.configure(
        processors=[*shared, *shape],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    libraries = logging.StreamHandler(sys.stderr)
    libraries.setFormatter(_LibraryFormatter("%(name)s %(message)s"))
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[libraries])
