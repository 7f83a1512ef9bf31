"""How long the office may take: a number and its unit, or that the record does not say it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.imports.records.numbers import decimal_written
from bot.imports.records.phrases import phrase
from bot.imports.records.raw import RawMethod
from bot.imports.records.ways import by_way, in_order, kind_of
from bot.imports.records.wording import capital, fitting, lines, one_line, says_nothing, sentence
from domain.procedures import Brief
from domain.search.text import fold

SHORT = 80
_LONGEST_LINE, _BUDGET = 400, 1_500
_EITHER = 2

_LIMIT = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*(\D*)")
_UNITS = {
    "ngay lam viec": "working_day",
    "working day": "working_day",
    "working days": "working_day",
    "ngay": "day",
    "day": "day",
    "days": "day",
    "gio": "hour",
    "gio lam viec": "hour",
    "hour": "hour",
    "hours": "hour",
    "phut": "minute",
    "minute": "minute",
    "tuan": "week",
    "week": "week",
    "thang": "month",
    "month": "month",
    "months": "month",
    "nam": "year",
    "year": "year",
}
"""Units without accents, as records and the portal's data name them; any other is unknown."""

_OTHER = re.compile(r"\s*\bOTHER\s*$")
_SINCE = "ke tu "
_TIME = re.compile(r"\b(\d{1,3})(?: \d{1,3})? (?:ngay|gio|thang|phut|tuan)\b")
"""A time in the folded words of a note: "05 (nam) ngày" is "05 nam ngay" there."""


@dataclass(frozen=True, slots=True)
class Limit:
    number: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{decimal_written(self.number)} {phrase(f'unit.{self.unit}')}"


Known = Limit | str


def limit_of(method: RawMethod) -> Known | None:
    """The limit of one way: a number with its unit, what else is said of it, or None."""
    said = one_line(method.time_limit)
    if not said:
        raw = _OTHER.sub("", one_line(method.time_limit_raw))
        said = raw.replace("_", " ")
    found = _LIMIT.fullmatch(said)
    if found:
        unit, number = _UNITS.get(fold(found[2])), Decimal(found[1].replace(",", "."))
        return Limit(number, unit) if unit and number else None
    return None if says_nothing(said) else said


def time_of(methods: Sequence[RawMethod]) -> Brief:
    """What the card says of the time, honest about ways and cases that the record leaves open."""
    ordered = in_order(tuple(methods))
    known = [(kind_of(method), limit_of(method)) for method in ordered]
    notes = [line for method in ordered for line in lines(method.note) if names_a_time(line)]
    short = _short(known)
    limits = {limit for _, limit in known if isinstance(limit, Limit)}
    if len(limits) == 1 and _other_times(notes, limits):
        short = phrase("time.other", known=short)
    return Brief(short, _detail(known, notes))


def names_a_time(line: str) -> bool:
    folded = fold(line)
    return folded.startswith(_SINCE) or bool(_TIME.search(folded))


def way_time(method: RawMethod) -> str:
    limit = limit_of(method)
    return str(limit) if isinstance(limit, Limit) else ""


def _short(known: list[tuple[str, Known | None]]) -> str:
    limits = list(dict.fromkeys(limit for _, limit in known if isinstance(limit, Limit)))
    if not limits:
        return _in_words([limit for _, limit in known if isinstance(limit, str)])
    open_ways = {kind for kind, _ in known} - {kind for kind, limit in known if limit is not None}
    short = str(limits[0]) if len(limits) == 1 else _several(known, limits)
    return phrase("partly", known=short) if open_ways else short


def _in_words(said: list[str]) -> str:
    words = list(dict.fromkeys(said))
    if not words:
        return phrase("time.unknown")
    return capital(words[0]) if len(words) == 1 and len(words[0]) <= SHORT else phrase("time.in_detail")


def _several(known: list[tuple[str, Known | None]], limits: list[Limit]) -> str:
    said = [(kind, str(limit)) for kind, limit in dict.fromkeys(known) if isinstance(limit, Limit)]
    if len({kind for kind, _ in said}) == len(said) and len(by_way(said)) <= SHORT:
        return by_way(said)
    units = {limit.unit for limit in limits}
    if len(units) > 1:
        return phrase("time.several")
    unit = phrase(f"unit.{units.pop()}")
    numbers = [decimal_written(number) for number in sorted(limit.number for limit in limits)]
    key = "time.either" if len(numbers) == _EITHER else "time.range"
    return phrase(key, least=numbers[0], most=numbers[-1], unit=unit)


def _other_times(notes: list[str], limits: set[Limit]) -> bool:
    """Whether a note names another time: that of another case, or of a part of the whole."""
    numbers = {int(limit.number) for limit in limits}
    return any(int(found[1]) not in numbers for line in notes for found in _TIME.finditer(fold(line)))


def _detail(known: list[tuple[str, Known | None]], notes: list[str]) -> tuple[str, ...]:
    limits = [limit for _, limit in known if isinstance(limit, Limit)]
    words = dict.fromkeys(limit for _, limit in known if isinstance(limit, str))
    said = [phrase("time.said", text=text) for text in words if limits or len(words) > 1 or len(text) > SHORT]
    own: list[str] = []
    if not limits and not words:
        own.append(phrase("time.unknown_detail"))
    elif any(limit is None for _, limit in known):
        own.append(phrase("time.partly_detail"))
    if len(set(limits)) > 1:
        own += _each_way(known)
    if any(limit.unit == "day" for limit in limits):
        own.append(phrase("time.calendar"))
    listed, _ = fitting((sentence(line) for line in (*said, *notes)), _LONGEST_LINE, _BUDGET)
    return (*own, *listed)


def _each_way(known: list[tuple[str, Known | None]]) -> list[str]:
    """What each way has: several limits of one way are cases, or steps of the same."""
    limits: dict[str, list[str]] = {}
    for kind, limit in dict.fromkeys(known):
        if limit is not None:
            limits.setdefault(kind, []).append(str(limit))
    return [sentence(f"{kind}: {'; '.join(found)}") for kind, found in limits.items()]
