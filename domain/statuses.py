"""What a source's word for a state means; a word that nobody has mapped is an honest "unclear"."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from domain.dossiers import Status
from domain.search.text import fold

LONGEST = 120
"""Characters of a source's word that are kept."""

EVERY_SOURCE = ""
COLUMNS = ("source", "written", "status")
_NUMBERS = {str(int(status)): status for status in Status}


class WrongTable(ValueError):
    """A table of states that cannot be read; `row` is counted from 1, the head included."""

    def __init__(self, row: int) -> None:
        super().__init__(f"row {row}: needs source,written,status with a status of 0 to 10")
        self.row = row


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words of every source; a row of a source goes before a row for all of them."""

    known: Mapping[tuple[str, str], Status]

    @classmethod
    def shipped(cls, added: str = "") -> "StatusWords":
        """The table of the product, then an operator's own. Raises `WrongTable` for the latter."""
        ours = (files("domain") / "statuses.csv").read_text(encoding="utf-8")
        return cls(dict([*_rows(ours), *_rows(added)]))

    def read(self, source: str, written: str) -> Status:
        """The state that a word or a national code stands for, whatever its case and accents."""
        word = _folded(written)
        found = self.known.get((source, word), self.known.get((EVERY_SOURCE, word)))
        return _NUMBERS.get(written.strip(), Status.UNKNOWN) if found is None else found


def _rows(table: str) -> Iterable[tuple[tuple[str, str], Status]]:
    lines = table.removeprefix("\ufeff").splitlines()
    delimiter = ";" if lines and ";" in lines[0] else ","
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and tuple(cells) == COLUMNS):
            continue
        if len(cells) != len(COLUMNS) or cells[2] not in _NUMBERS or not _folded(cells[1]):
            raise WrongTable(number)
        yield (cells[0], _folded(cells[1])), _NUMBERS[cells[2]]


@lru_cache(maxsize=512)
def _folded(written: str) -> str:
    return fold(written[:LONGEST])
