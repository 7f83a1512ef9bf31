"""Single cells as files hold them: JSON's values, Excel's own, and what people type."""

import json
import math
import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.imports.quoting import quoted
from domain.content import Text
from domain.search.text import fold
from domain.text import clean

MOST_COPIES = 1_000
_LARGEST = 10**18

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YES = frozenset({"1", "x", "co", "dung", "true", "yes"})
_NO = frozenset({"0", "khong", "sai", "false", "no"})


class UnreadableError(ValueError):
    """A cell that does not hold what its key asks for; `text` says what it should hold."""

    def __init__(self, key: str, /, **values: str | int) -> None:
        super().__init__(key)
        self.text = Text(f"records.{key}", **values)


def is_blank(value: object) -> bool:
    """Whether a cell says nothing; an empty list says nothing too."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, (list, tuple)) and not value)


def text(value: object) -> str:
    """Words; a number is taken as it is written, as spreadsheets make numbers of words."""
    if isinstance(value, str):
        return clean(value).replace("\r\n", "\n").strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return _digits(value)
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    raise UnreadableError("not_text")


def quantity(value: object) -> float:
    """A number that is not negative, "3,5" as well as "3.5"."""
    found = _number(value)
    if found is None:
        raise UnreadableError("not_a_number", value=_shown(value))
    if found < 0:
        raise UnreadableError("negative", value=_shown(value))
    if found > MOST_COPIES:
        raise UnreadableError("too_large", value=_shown(value), most=MOST_COPIES)
    return found


def whole(value: object) -> int:
    found = quantity(value)
    if not found.is_integer():
        raise UnreadableError("not_a_number", value=_shown(value))
    return int(found)


def flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    written = fold(str(value)) if isinstance(value, (str, int, float)) else ""
    if written not in _YES | _NO:
        raise UnreadableError("not_a_flag", value=_shown(value))
    return written in _YES


def day(value: object) -> date:
    """A day as Excel holds it, as 2026-07-18 or as 18/07/2026."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = value.strip() if isinstance(value, str) else ""
    parts = _DAY.fullmatch(written)
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else date.fromisoformat(written)
    except ValueError:
        raise UnreadableError("not_a_day", value=_shown(value)) from None


def rows(value: object) -> Sequence[object]:
    """A list, or the same written into one cell: as JSON, else one a line."""
    if isinstance(value, (list, tuple)):
        return value
    if not isinstance(value, str):
        raise UnreadableError("not_a_list")
    if not value.lstrip().startswith("["):
        return [line.strip() for line in value.splitlines() if line.strip()]
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise UnreadableError("not_a_list")
    return found


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        beyond = -math.inf if value < 0 else math.inf
        return float(value) if abs(value) <= MOST_COPIES * MOST_COPIES else beyond
    written = value.strip() if isinstance(value, str) else ""
    sign = -1 if written.startswith("-") else 1
    found = _NUMBER.fullmatch(written.removeprefix("-"))
    return sign * float(found[0].replace(",", ".")) if found else None


def _digits(value: int) -> str:
    if abs(value) >= _LARGEST:
        raise UnreadableError("not_text")
    return str(value)


def _shown(value: object) -> str:
    """A number of thousands of digits is not written out."""
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return f"{_LARGEST}…"
    return quoted(value) if isinstance(value, (str, int, float)) else type(value).__name__
