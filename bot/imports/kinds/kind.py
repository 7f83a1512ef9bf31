"""What can be imported: for each kind how a row is read, what is kept of it, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.imports.faults import Fault
from bot.imports.reading.columns import Columns
from bot.imports.reading.tables import Row
from storage.import_rows import RowStore


class KindName(StrEnum):
    """As the command names them."""

    PROCEDURES = "procedures"
    DOSSIERS = "dossiers"
    AGENCIES = "agencies"


@dataclass(frozen=True, slots=True)
class Item:
    """A row that was read: `body` is JSON, `made` what is served of it; `day` is that of its data."""

    key: str
    body: str
    made: str = ""
    maker: str = ""
    day: date | None = None
    warnings: tuple[Fault, ...] = ()


class Kind(Protocol):
    """One of the three; it reads a row and knows nothing of files and of the database."""

    @property
    def name(self) -> KindName: ...

    @property
    def columns(self) -> Columns: ...

    @property
    def store(self) -> RowStore: ...

    @property
    def hidden(self) -> frozenset[str]:
        """Columns of which only a change is told, never a value."""
        ...

    def read(self, row: Row) -> Item:
        """Raises `FaultyRowError` with all faults of the row."""
        ...

    def settled(self, body: str, shown: str | None, as_of: date) -> str:
        """The body to keep, given the one that is shown of the same key and the date of the data."""
        ...

    def told(self, body: str) -> Mapping[str, object]:
        """What a body says, by the names of the columns."""
        ...
