"""A time limit in the words of a procedure, read as a number and a unit."""

import re
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What a limit is counted in; calendar days are not working days."""

    WORKING_DAY = "ngày làm việc"
    HOUR = "giờ"
    DAY = "ngày"
    MONTH = "tháng"
    SAME_DAY = "trong ngày"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """`cut_off`: what is handed in later counts from the next working day."""

    number: Decimal
    unit: Unit
    cut_off: time | None = None


_CUT_OFF = re.compile(r"sau (\d{1,2}) giờ", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) (ngày làm việc|giờ|ngày|tháng)", re.IGNORECASE)
_SAME_DAY = re.compile(r"trong ngày", re.IGNORECASE)


def read_limit(words: str) -> TimeLimit | None:
    """The one limit that the words name; None for none, or for more than one."""
    cut = _CUT_OFF.search(words)
    cut_off = time(int(cut[1])) if cut and int(cut[1]) < 24 else None  # noqa: PLR2004 - hours of a day
    spans = _SPAN.findall(_CUT_OFF.sub("", words))
    if len(spans) == 1:
        number, unit = spans[0]
        return TimeLimit(Decimal(number.replace(",", ".")), Unit(unit.lower()), cut_off)
    if not spans and _SAME_DAY.search(words):
        return TimeLimit(Decimal(1), Unit.SAME_DAY, cut_off)
    return None
