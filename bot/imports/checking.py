"""A whole file judged before anything is written: every fault of every row, and the rows that are good."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.imports.faults import Fault, FaultyRowError
from bot.imports.kinds.kind import Kind
from bot.imports.reading.broken import BrokenFileError
from bot.imports.reading.files import Progress, read_rows
from bot.imports.reading.heads import Head
from bot.imports.reading.limits import Limits
from bot.imports.reading.tables import Row
from bot.imports.spool import Spool
from domain.content import Text

MOST_SHOWN = 200
"""Faults that are kept to be told; the others are counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fault at its row, in the words of whoever wrote the head; row 0 is the file as a whole."""

    row: int
    place: str
    text: Text


@dataclass(slots=True)
class Findings:
    """The first of them in full, all of them counted."""

    shown: list[Found] = field(default_factory=list)
    count: int = 0

    def add(self, row: int, head: Head, fault: Fault) -> None:
        self.count += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(Found(row, head.shown(fault.field), fault.text))


@dataclass(slots=True)
class Checked:
    """`day` is the latest date that a row names for its data."""

    spool: Spool
    digest: str = ""
    day: date | None = None
    rows: int = 0
    faults: Findings = field(default_factory=Findings)
    warnings: Findings = field(default_factory=Findings)

    def broken(self, error: BrokenFileError) -> None:
        """The file ended here; what was found before it is told too."""
        self.faults.count += 1
        self.faults.shown.insert(0, Found(error.row, "", error.text))


def check(path: Path, kind: Kind, limits: Limits, progress: Progress) -> Checked:
    """Read all of it; with faults nothing of it is of use. Nothing is raised for what a file holds."""
    checked = Checked(Spool())
    try:
        for row in read_rows(path, kind.columns, limits, progress):
            _take(row, kind, checked)
        checked.digest = _digest(path)
    except BrokenFileError as error:
        checked.broken(error)
    if not checked.rows and not checked.faults.count:
        checked.broken(BrokenFileError("no_rows"))
    return checked


def _take(row: Row, kind: Kind, checked: Checked) -> None:
    faults = list(row.faults)
    if row.cells:
        checked.rows += 1
        faults += _item(row, kind, checked)
    for fault in faults:
        checked.faults.add(row.number, row.head, fault)


def _item(row: Row, kind: Kind, checked: Checked) -> Iterator[Fault]:
    """Keep what the row gives, or tell its faults; a column that is not there was told once."""
    try:
        item = kind.read(row)
    except FaultyRowError as error:
        yield from (fault for fault in error.faults if fault.field not in row.head.absent)
        return
    earlier = checked.spool.add(item, row.number)
    if earlier is not None:
        yield Fault("code", Text("imports.row.twice", first=earlier))
    if item.day:
        checked.day = max(item.day, checked.day or item.day)
    for warning in item.warnings:
        checked.warnings.add(row.number, row.head, warning)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
