"""Procedures of a file: the record is kept as it was read, beside the card that was made of it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date

from bot.imports.faults import Fault, FaultyRowError
from bot.imports.kinds import made
from bot.imports.kinds.cells import compact
from bot.imports.kinds.kind import Item, KindName
from bot.imports.procedures import procedure_of
from bot.imports.reading.columns import Columns, columns_of
from bot.imports.reading.tables import Row
from bot.imports.records import cells
from bot.imports.records.cells import UnreadableError
from bot.imports.records.own import is_own
from bot.imports.records.raw import RawProcedure
from bot.imports.records.reading import Reader
from domain.content import Text
from domain.procedures import Procedure
from storage.import_rows import RECORDS, Kept, RowStore

DATE = "data_date"


@dataclass(frozen=True, slots=True)
class ProcedureRows:
    """Implements `Kind`; `today` is the latest date that data can be of."""

    today: date
    name: KindName = KindName.PROCEDURES
    columns: Columns = field(default_factory=lambda: columns_of("procedures"))
    store: RowStore = RECORDS
    hidden: frozenset[str] = frozenset()

    def read(self, row: Row) -> Item:
        given = dict(row.cells)
        day = self._day(given)
        procedure = procedure_of(given, day or self.today)
        body = _body(given, procedure, day)
        return Item(procedure.code, body, made.dumps(procedure), made.maker(), day)

    def settled(self, body: str, shown: str | None, as_of: date) -> str:  # noqa: ARG002 - nothing is left open
        return body

    def told(self, body: str) -> Mapping[str, object]:
        values: dict[str, object] = json.loads(body)
        return values

    def _day(self, given: dict[str, object]) -> date | None:
        """Taken out of the row, since no national record has it."""
        value = given.pop(DATE, None)
        if cells.is_blank(value):
            return None
        try:
            day = cells.day(value)
        except UnreadableError as error:
            raise FaultyRowError([Fault(DATE, error.text), *_others(given, self.today)]) from None
        if day > self.today:
            future = Fault(DATE, Text("imports.cell.future"))
            raise FaultyRowError([future, *_others(given, self.today)])
        return day


def served(kept: Kept, as_of: date) -> Procedure:
    """What is served of a kept row; made anew where other code made it. Raises `FaultyRowError`."""
    told = json.loads(kept.body)
    day = date.fromisoformat(told.pop(DATE)) if DATE in told else as_of
    if kept.maker == made.maker():
        with suppress(ValueError, LookupError, TypeError):
            return made.loads(kept.made, day)
    return procedure_of(told, day)


def _others(given: Mapping[str, object], today: date) -> tuple[Fault, ...]:
    """The other faults of a row whose date is wrong."""
    try:
        procedure_of(given, today)
    except FaultyRowError as error:
        return error.faults
    return ()


def _body(given: Mapping[str, object], procedure: Procedure, day: date | None) -> str:
    """The same whether the row stood in JSON, in Excel or in CSV."""
    dated = {DATE: day.isoformat()} if day else {}
    if is_own(given):
        own = asdict(procedure)
        del own[DATE]
        return json.dumps(own | dated, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    record = Reader().read(RawProcedure, given)
    return compact((asdict(record) if record else {}) | dated)
