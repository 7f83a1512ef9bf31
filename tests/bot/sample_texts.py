"""The sample catalogue as a bag of sentences, for the tests of its words and of its facts."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from bot.sample.catalogue import load_procedures
from domain.procedures import Procedure

PROCEDURES = load_procedures()
each = pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.code)


def texts(value: Any) -> Iterator[str]:
    """Every string inside a procedure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in texts(item))
    elif isinstance(value, list | tuple):
        yield from (text for item in value for text in texts(item))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (text for field in fields(value) for text in texts(getattr(value, field.name)))


def plain(text: str) -> str:
    """One spelling of a record and of our words: `8.000 đồng`, `8.000đ` and `8000 VNĐ` become equal."""
    money = re.sub(r"(?<=\d)đ\b", " đồng", text.casefold().replace("vnđ", "đồng"))
    joined = re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", money)
    spaced = re.sub(r"[()\s]+", " ", joined)
    return re.sub(r"\b0+(?=\d)", "", spaced).replace("working_day", "ngày làm việc")


def written(procedure: Procedure) -> str:
    """All our words but the aliases, which are what people say and not what is so."""
    kept = (getattr(procedure, field.name) for field in fields(procedure) if field.name != "aliases")
    return " \n ".join(texts(tuple(kept)))
