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


LONGEST = 1_200
"""Of any unit: a longer limit is a slip of the pen, and the calendar ends some time."""

_COUNTED = {
    "ngày làm việc": (Unit.WORKING_DAY, Decimal(1)),
    "phút": (Unit.HOUR, 1 / Decimal(60)),
    "giờ": (Unit.HOUR, Decimal(1)),
    "ngày": (Unit.DAY, Decimal(1)),
    "tuần": (Unit.DAY, Decimal(7)),
    "tháng": (Unit.MONTH, Decimal(1)),
    "năm": (Unit.MONTH, Decimal(12)),
}
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d{1,4}(?:[.,]\d{1,4})?"
_SPAN = re.compile(rf"(?<![\d.,])({_NUMBER}) ?({'|'.join(_COUNTED)})\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\.(?=\d{3}\b)")
_CUT_OFF = re.compile(
    r"(?:sau|trước) ((?:0?[6-9]|1\d|2[0-3]))(?: ?giờ|h|:)(?: ?([0-5]\d)(?: ?phút)?(?! ?ngày))?",
    re.IGNORECASE,
)
"""An hour of the day: "sau 5 giờ" and "sau 24 giờ" are spans."""

_IN_WORDS = re.compile(r" ?\([^()\d]{1,40}\)")
_SAME_DAY = re.compile(r"trong ngày", re.IGNORECASE)


def read_limit(words: str) -> TimeLimit | None:
    """The one limit that the words name; None for none, or for more than one.

    "05 (năm) ngày làm việc" says its number twice.
    """
    words = " ".join(_IN_WORDS.sub("", words).split())
    cuts = {time(int(hour), int(minute or 0)) for hour, minute in _CUT_OFF.findall(words)}
    spans = _SPAN.findall(_CUT_OFF.sub("", words))
    if len(cuts) > 1 or len(spans) > 1:
        return None
    cut_off = next(iter(cuts), None)
    if spans:
        number, unit = spans[0]
        counted, each = _COUNTED[unit.lower()]
        total = _number(number) * each
        return TimeLimit(total, counted, cut_off) if 0 < total <= LONGEST else None
    return TimeLimit(Decimal(1), Unit.SAME_DAY, cut_off) if _SAME_DAY.search(words) else None


def _number(written: str) -> Decimal:
    return Decimal(_THOUSANDS.sub("", written).replace(",", "."))
