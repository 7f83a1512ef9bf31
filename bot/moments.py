"""Dates and times as systems of the administration write them."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from domain.clock import VIETNAM

YEARS = range(2000, 2101)
"""Others are a slip of the pen, and some would not fit a database."""

MIDNIGHT = time(0)
END_OF_DAY = time(23, 59, 59)
"""What is due on a day is not late on that day."""

_PACKED = re.compile(r"[0-9]{14}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:[ T,]+(.+))?")
_DATE = re.compile(r"[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_moment(written: Any, day: time | None = None) -> datetime | None:
    """The instant in UTC; None for anything else. Without a zone it is Viet Nam's time.

    A date alone is read only where `day` says which time of that day it means.
    """
    try:
        found = _read(str(written).strip(), day)
        return found.astimezone(UTC) if found and found.year in YEARS else None
    except (ValueError, OverflowError):
        return None


def _read(written: str, day: time | None) -> datetime | None:
    if _PACKED.fullmatch(written):
        return _in_vietnam(datetime.strptime(written, "%Y%m%d%H%M%S"))  # noqa: DTZ007 - the next step zones it
    if first := _DAY_FIRST.fullmatch(written):
        that_day = date(int(first[3]), int(first[2]), int(first[1]))
        at = time.fromisoformat(first[4].strip().zfill(5)) if first[4] else day
        return None if at is None else _in_vietnam(datetime.combine(that_day, at))
    if _DATE.fullmatch(written):
        return None if day is None else _in_vietnam(datetime.combine(date.fromisoformat(written), day))
    return _in_vietnam(datetime.fromisoformat(written))


def _in_vietnam(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
