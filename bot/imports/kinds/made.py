"""A procedure as JSON and back, many times faster than it is made of its record."""

import json
import sys
from dataclasses import asdict
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from domain.procedures import Brief, PaperCase, Procedure, Requirement, Way

_BRIEFS = ("time", "fee", "where", "who")
_LISTS = ("steps", "legal_basis", "conditions", "aliases")
_REPEATED = ("field", "level", "decision")
"""Thousands of procedures share one string of each."""


@cache
def maker() -> str:
    """A mark of the code that makes procedures: what other code made is made again."""
    sources = [
        file for file in files("bot.imports.records").iterdir() if file.name.endswith((".py", ".json"))
    ]
    sources.append(files("domain") / "procedures.py")
    mark = sha256()
    for file in sorted(sources, key=lambda each: each.name):
        mark.update(file.read_bytes())
    return mark.hexdigest()


def dumps(procedure: Procedure) -> str:
    """Without the date of the data, which is that of the import."""
    told = asdict(procedure)
    del told["data_date"]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def loads(made: str, data_date: date) -> Procedure:
    """Raises `ValueError`, `LookupError` or `TypeError` for what other code has written."""
    told: dict[str, Any] = json.loads(made)
    told |= {name: Brief(told[name]["short"], tuple(told[name]["detail"])) for name in _BRIEFS}
    told |= {name: tuple(told[name]) for name in _LISTS}
    told |= {name: sys.intern(told[name]) for name in _REPEATED}
    cases = tuple(_case(case) for case in told.pop("cases"))
    ways = tuple(Way(**way | {"kind": sys.intern(way["kind"])}) for way in told.pop("ways"))
    return Procedure(**told, cases=cases, ways=ways, data_date=data_date)


def _case(told: dict[str, Any]) -> PaperCase:
    papers = tuple(Requirement(**paper | {"how": sys.intern(paper["how"])}) for paper in told.pop("papers"))
    return PaperCase(**told, papers=papers)
