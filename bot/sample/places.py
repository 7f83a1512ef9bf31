"""The communes of Nghệ An, old and new, and the agencies that ship with the source."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import StringIO

from bot.sample.records import InvalidRecordError, build
from domain.agencies import Agency, AgencyKind, AgencyLevel, OneStopCentre
from domain.communes import Commune, Communes, District, OldCommune

_TABLES = files("bot.sample") / "agencies"
_CENTRE = ("address", "hours", "phone", "map_url", "email", "site")


def load_communes(folder: Traversable = _TABLES) -> Communes:
    """Read the three tables of places. Raises InvalidRecordError naming file, row and column."""
    try:
        return Communes(
            [build(Commune, row, where) for where, row in _rows(folder / "communes.csv")],
            [build(OldCommune, row, where) for where, row in _rows(folder / "old_communes.csv")],
            [build(District, row, where) for where, row in _rows(folder / "districts.csv")],
        )
    except InvalidRecordError:
        raise
    except ValueError as error:
        raise InvalidRecordError("old_communes.csv", str(error)) from error


def load_agencies(folder: Traversable = _TABLES) -> tuple[Agency, ...]:
    """Read the agencies; an empty cell is what no source tells. Errors as above."""
    return tuple(_agency(row, where) for where, row in _rows(folder / "agencies.csv"))


def _agency(row: dict[str, str], where: str) -> Agency:
    centre = build(OneStopCentre, {name: row.pop(name) for name in _CENTRE if name in row}, where)
    try:
        return Agency(
            code=row.pop("code"),
            name=row.pop("name"),
            kind=AgencyKind(row.pop("kind")),
            level=AgencyLevel(row.pop("level")),
            centre=centre,
            **row,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidRecordError(where, str(error)) from error


def _rows(file: Traversable) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row by the names of its columns, with its place in the file; a code occurs once."""
    seen: set[str] = set()
    table = csv.DictReader(StringIO(file.read_text(encoding="utf-8")), strict=True)
    for number, row in enumerate(table, start=2):
        where = f"{file.name}: row {number}"
        if None in row or None in row.values():
            raise InvalidRecordError(where, f"should have {len(table.fieldnames or ())} cells")
        code = row.get("code", "")
        if code in seen:
            raise InvalidRecordError(where, f"{code} stands there twice")
        seen.update((code,) if code else ())
        yield where, {name: cell.strip() for name, cell in row.items()}
