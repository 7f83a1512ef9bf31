"""Rows in our own shape: the keys of `Procedure`, as the sample catalogue writes them."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

from bot.imports.quoting import quoted
from bot.imports.records import cells
from bot.imports.records.reading import Reader
from domain.procedures import Procedure

LONGEST_ANSWER = 300
LONGEST_TITLE = 90

_OWN_KEYS = frozenset({"answer", "title"})
_CASE_ID = re.compile(r"[a-z0-9]{1,16}")
"""It travels in a button of at most 64 bytes."""


def is_own(row: Mapping[str, object]) -> bool:
    """No national record has a short answer or an everyday title."""
    return not _OWN_KEYS.isdisjoint(row)


def own_procedure(reader: Reader, row: Mapping[str, object], as_of: date) -> Procedure | None:
    """The procedure that a row holds, its faults in `reader`; without a day of its own it is of `as_of`."""
    dated = row if not cells.is_blank(row.get("data_date")) else {**row, "data_date": as_of}
    read = reader.read(Procedure, dated)
    if read is None:
        return None
    _check_lengths(reader, read)
    _check_cases(reader, read)
    return read


def _check_lengths(reader: Reader, read: Procedure) -> None:
    for place, written, most in (
        ("answer", read.answer, LONGEST_ANSWER),
        ("title", read.title, LONGEST_TITLE),
    ):
        if len(written) > most:
            reader.fault(place, "too_long", count=len(written), most=most)


def _check_cases(reader: Reader, read: Procedure) -> None:
    seen = Counter(case.id for case in read.cases)
    for number, case in enumerate(read.cases, 1):
        if not _CASE_ID.fullmatch(case.id):
            reader.fault(f"cases[{number}].id", "case_id", value=quoted(case.id))
        elif seen[case.id] > 1:
            reader.fault(f"cases[{number}].id", "case_twice", value=case.id)
    if len(read.cases) > 1 and not read.case_question:
        reader.fault("case_question", "missing")
