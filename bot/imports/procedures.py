"""One row of a file of procedures, raw or in our own words, as a `Procedure` that can be served."""

from collections.abc import Mapping
from datetime import date

from bot.imports.faults import FaultyRowError
from bot.imports.records.checks import check, with_code
from bot.imports.records.making import made_of
from bot.imports.records.own import is_own, own_procedure
from bot.imports.records.raw import RawProcedure
from bot.imports.records.reading import Reader
from domain.procedures import Procedure


def procedure_of(cells: Mapping[str, object], as_of: date) -> Procedure:
    """Read a raw national record, or a procedure in our own shape (known by `answer` or `title`).

    `as_of` is the day on which the record was read; the own shape may name its own. Raises
    `FaultyRowError` with all faults of the row, and nothing else whatever the cells hold.
    """
    reader, row = Reader(), with_code(cells)
    check(reader, row)
    made = own_procedure(reader, row, as_of) if is_own(row) else _raw(reader, row, as_of)
    if made is None or reader.faults:
        raise FaultyRowError(reader.faults)
    return made


def _raw(reader: Reader, row: Mapping[str, object], as_of: date) -> Procedure | None:
    record = reader.read(RawProcedure, row)
    return None if record is None or reader.faults else made_of(record, as_of)
