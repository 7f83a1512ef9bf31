"""Imports into a database, as the command does them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.imports.checking import Checked, check
from bot.imports.deed import Deed, Result
from bot.imports.kinds.agencies import AgencyRows
from bot.imports.kinds.dossiers import DossierRows
from bot.imports.kinds.kind import Kind
from bot.imports.kinds.procedures import ProcedureRows
from bot.imports.reading.limits import Limits
from domain.second_check import SecondCheck
from domain.statuses import StatusWords
from storage.database import Database
from tests.fakes.clock import START, FakeClock

TODAY = date(2026, 11, 24)
CHECK = SecondCheck(b"k" * 32)


def kinds(agencies: frozenset[str] = frozenset()) -> dict[str, Kind]:
    return {
        "procedures": ProcedureRows(TODAY),
        "dossiers": DossierRows(CHECK, StatusWords.shipped().read, START, agencies),
        "agencies": AgencyRows(),
    }


@dataclass
class Imports:
    """`motcua import` without its words."""

    database: Database
    clock: FakeClock
    folder: Path

    def file(self, content: str | bytes, name: str = "tep.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def check(self, kind: str, content: str | bytes) -> Checked:
        return check(self.file(content), kinds()[kind], Limits(), lambda _: None)

    def deed(self, kind: str, as_of: date | None = None) -> Deed:
        return Deed(self.database, kinds()[kind], self.clock, self.clock, as_of, TODAY)

    async def run(self, kind: str, content: str | bytes, as_of: date | None = None) -> Result:
        checked = self.check(kind, content)
        assert checked.faults.shown == []
        return await self.deed(kind, as_of).do(self.folder / "tep.csv", checked)


Run = Callable[..., Awaitable[Result]]


@pytest.fixture
def importing(database: Database, clock: FakeClock, tmp_path: Path) -> Imports:
    return Imports(database, clock, tmp_path)
