"""The Vietnamese words that a card of a raw record is made with: data, as the card itself is."""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files


@lru_cache(maxsize=512)
def phrase(key: str, /, **values: str | int) -> str:
    """A phrase with its places filled; KeyError names one that nobody has written.

    Remembered not for the time but for the room: thousands of cards share one string.
    """
    return _phrases()[key].format_map(values)


@cache
def pattern(key: str) -> re.Pattern[str]:
    """A form of words that is looked for, in any case."""
    return re.compile(_phrases()[f"pattern.{key}"], re.IGNORECASE | re.DOTALL)


@cache
def _phrases() -> Mapping[str, str]:
    written = files("bot.imports.records").joinpath("phrases.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(written)
    return found
