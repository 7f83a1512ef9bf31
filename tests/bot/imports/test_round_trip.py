"""What is written into a file is what is read from it, whatever the words are."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.imports.reading.columns import columns_of
from bot.imports.reading.files import read_rows
from bot.imports.reading.limits import Limits
from tests.bot.imports.written import workbook

COLUMNS = columns_of("agencies")
HEAD = ("Mã cơ quan", "Tên cơ quan")
CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n;,\"'|"), max_size=20)
TABLE = st.lists(st.tuples(CELL, CELL).filter(lambda row: any(map(str.strip, row))), min_size=1, max_size=6)
WORD = st.text(st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x2000), min_size=1, max_size=20)
once = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path: Path) -> list[tuple[object, object]]:
    rows = [row for row in read_rows(path, COLUMNS, Limits()) if row.cells]
    return [(row.cells.get("code"), row.cells.get("name")) for row in rows]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@given(rows=TABLE)
@once
def test_any_words_come_back_from_csv(
    tmp_path: Path, encoding: str, sign: str, rows: list[tuple[str, str]]
) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=sign).writerows([HEAD, *rows])
    path = tmp_path / "bang"
    path.write_bytes(written.getvalue().encode(encoding))

    assert read(path) == rows


@given(rows=st.lists(st.tuples(WORD, WORD), min_size=1, max_size=6))
@once
def test_any_words_come_back_from_a_workbook(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = workbook(tmp_path / "bang", HEAD, *rows)

    assert read(path) == rows
