"""Dossiers of a file; the numbers of their people leave this module as keyed hashes only."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.imports.faults import Fault, FaultyRowError
from bot.imports.kinds.cells import Cells, named
from bot.imports.kinds.kind import Item, KindName
from bot.imports.quoting import quoted
from bot.imports.reading.columns import Columns, columns_of
from bot.imports.reading.tables import Row
from bot.moments import END_OF_DAY, MIDNIGHT
from domain.clock import VIETNAM
from domain.content import Text
from domain.dossier_codes import find_code
from domain.dossiers import FILE, Status
from domain.second_check import SecondCheck
from domain.statuses import LONGEST
from storage.import_rows import RowStore
from storage.snapshots import SNAPSHOTS, write_body

AHEAD = timedelta(days=1)
LONGEST_CODE, LONGEST_AGENCY, LONGEST_NAME, LONGEST_NOTE, LONGEST_NUMBER = 48, 40, 1_200, 4_000, 40
_SECRET = {"phone_checks": "phone", "id_checks": "id_number"}
_COLUMNS = {**_SECRET, "note": "note_for_citizen"}
_PHONE_WITHOUT_0 = re.compile(r"[35789][0-9]{8}")
_ID_WITHOUT_0 = re.compile(r"[0-9]{11}")
"""As spreadsheets leave numbers that begin with 0."""


@dataclass(frozen=True, slots=True)
class DossierRows:
    """`agencies` are the codes that are known, none where nobody told; `now` is the time of the import."""

    check: SecondCheck
    read_status: Callable[[str, str], Status]
    now: datetime
    agencies: frozenset[str] = frozenset()
    name: KindName = KindName.DOSSIERS
    columns: Columns = field(default_factory=lambda: columns_of("dossiers"))
    store: RowStore = SNAPSHOTS
    hidden: frozenset[str] = frozenset({*_SECRET.values(), "note_for_citizen"})

    def read(self, row: Row) -> Item:
        cells = named(row, self.columns)
        code = _code(cells)
        values = self._state(cells) | self._facts(cells) | self._checks(cells, code)
        self._check_times(cells, values)
        if cells.faults:
            raise FaultyRowError(cells.faults)
        return Item(code, write_body(values), warnings=tuple(self._warnings(values)))

    def settled(self, body: str, shown: str | None, as_of: date) -> str:
        """Where the file does not say since when, it is as before, else since the date of the data."""
        new = json.loads(body)
        if "at" in new:
            return body
        old = json.loads(shown) if shown else {}
        same = old.get("status") == new["status"] and old.get("written", "") == new.get("written", "")
        return write_body(new | {"at": old["at"] if same and "at" in old else _since(new, as_of)})

    def told(self, body: str) -> Mapping[str, object]:
        values: dict[str, Any] = json.loads(body)
        return {_COLUMNS.get(name, name): value for name, value in values.items()}

    def _state(self, cells: Cells) -> dict[str, Any]:
        written = cells.text("status", LONGEST, needed=True)
        status = self.read_status(FILE, written)
        plain = status and written == str(int(status))
        return {
            "status": int(status),
            "written": "" if plain else written,
            "at": cells.moment("at", MIDNIGHT),
            "note": cells.text("note_for_citizen", LONGEST_NOTE),
        }

    def _facts(self, cells: Cells) -> dict[str, Any]:
        words = {
            "procedure": LONGEST_AGENCY,
            "agency": LONGEST_AGENCY,
            "procedure_name": LONGEST_NAME,
            "agency_name": LONGEST_NAME,
        }
        times = {"received": MIDNIGHT, "due": END_OF_DAY, "finished": MIDNIGHT}
        told: dict[str, Any] = {name: cells.text(name, most) for name, most in words.items()}
        return told | {name: cells.moment(name, day) for name, day in times.items()}

    def _checks(self, cells: Cells, code: str) -> dict[str, str]:
        phone = _with_0(cells.text("phone", LONGEST_NUMBER), _PHONE_WITHOUT_0)
        number = _with_0(cells.text("id_number", LONGEST_NUMBER), _ID_WITHOUT_0)
        made = {
            "phone_checks": self.check.of_phone(code, phone),
            "id_checks": self.check.of_identity(code, number),
        }
        for given, name in ((phone, "phone_checks"), (number, "id_checks")):
            if given and not made[name]:
                cells.fault(_SECRET[name], f"cell.{_SECRET[name]}")
        return {name: " ".join(checks) for name, checks in made.items()}

    def _check_times(self, cells: Cells, values: Mapping[str, Any]) -> None:
        for name in ("received", "at", "finished"):
            if values[name] and values[name] > self.now + AHEAD:
                cells.fault(name, "cell.future")
        for name, key in (("due", "due_first"), ("finished", "finished_first")):
            if values["received"] and values[name] and _day(values[name]) < _day(values["received"]):
                cells.fault(name, f"cell.{key}")

    def _warnings(self, values: Mapping[str, Any]) -> list[Fault]:
        found = []
        if not values["status"]:
            word = quoted(values["written"])
            found.append(Fault("status", Text("imports.warning.status", value=word)))
        if self.agencies and values["agency"] and values["agency"] not in self.agencies:
            known = quoted(values["agency"])
            found.append(Fault("agency", Text("imports.warning.agency", value=known)))
        return found


def _code(cells: Cells) -> str:
    written = cells.text("code", LONGEST_CODE, needed=True).upper()
    found = find_code(written) if written else None
    if written and (found is None or found.code != written):
        cells.fault("code", "cell.dossier_code")
    return written


def _with_0(written: str, without: re.Pattern[str]) -> str:
    return f"0{written}" if without.fullmatch(written) else written


def _since(told: Mapping[str, Any], as_of: date) -> datetime:
    """Not before the file's own dates: the morning of the data's day may lie before the receipt."""
    morning = datetime.combine(as_of, time(0), VIETNAM).astimezone(UTC)
    if told["status"] in {Status.FINISHED, Status.RETURNED} and "finished" in told:
        return datetime.fromisoformat(told["finished"])
    received = datetime.fromisoformat(told["received"]) if "received" in told else morning
    return received if told["status"] in {Status.REGISTERED, Status.RECEIVED} else max(morning, received)


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()
