"""Files become rows whatever program wrote them."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.imports.reading import xlsx_file
from bot.imports.reading.broken import BrokenFileError
from bot.imports.reading.columns import columns_of
from bot.imports.reading.files import read_rows
from bot.imports.reading.limits import Limits
from bot.imports.reading.tables import Row
from tests.bot.imports.written import HEAD, ROW, csv_text, gzip_bomb, part_changed, workbook, zipped

COLUMNS = columns_of("dossiers")
CELLS = {"code": ROW[0], "status": ROW[1]}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path, limits: Limits = Limits()) -> list[Row]:  # noqa: B008 - frozen
    return list(read_rows(path, COLUMNS, limits))


def given(tmp_path: Path, content: bytes | str, name: str = "tep.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def keys(rows: list[Row]) -> list[tuple[int, str, str]]:
    return [(row.number, fault.field, getattr(fault.text, "key", "")) for row in rows for fault in row.faults]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_is_read_in_every_form(tmp_path: Path, sign: str, encoding: str) -> None:
    path = given(tmp_path, csv_text(HEAD, ROW, sign=sign).encode(encoding))

    assert [(row.number, row.cells) for row in read(path)] == [(2, CELLS)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_break_ends_a_line(tmp_path: Path, end: str) -> None:
    assert [row.number for row in read(given(tmp_path, csv_text(HEAD, ROW, ROW, end=end)))] == [2, 3]


def test_the_name_of_a_file_decides_nothing(tmp_path: Path) -> None:
    book = workbook(tmp_path / "bang.csv", HEAD, ROW)

    assert [row.cells for row in read(book)] == [CELLS]
    assert [row.cells for row in read(given(tmp_path, json.dumps(CELLS), "bang.xlsx"))] == [CELLS]


def test_a_packed_file_is_read_as_what_is_in_it(tmp_path: Path) -> None:
    lines = f"{json.dumps(CELLS)}\n\n{json.dumps(CELLS)}\n".encode()

    assert [row.number for row in read(given(tmp_path, gzip.compress(lines)))] == [1, 3]
    assert [row.cells for row in read(given(tmp_path, gzip.compress(csv_text(HEAD, ROW).encode())))] == [
        CELLS
    ]


def test_a_number_of_a_row_is_the_one_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    text = csv_text(("Báo cáo tháng 11",), (), HEAD, ("H41", '"một\r\nhai\r\nba"'), ("", ""), ROW)

    assert [row.number for row in read(given(tmp_path, text))] == [4, 6]


@pytest.mark.parametrize(
    "head",
    [
        ("MÃ HỒ SƠ", "trang thai"),
        ("code", "status"),
        ("Mã hồ sơ (*)", "Trạng thái hồ sơ"),
        ("  Mã  biên nhận ", "Tình trạng"),
    ],
)
def test_a_column_is_known_by_any_of_its_names(tmp_path: Path, head: tuple[str, str]) -> None:
    assert [row.cells for row in read(given(tmp_path, csv_text(head, ROW)))] == [CELLS]


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (("Mã hồ sơ", "Trạng thái", "Trạng thái hồ sơ"), "imports.head.twice"),
        (("Mã hồ sơ", "Trạng thái", "Ngày hẹn trả kq"), "imports.head.unknown"),
        (("Mã hồ sơ", "Trạng thái", "Cột lạ"), "imports.head.strange"),
        (("Mã hồ sơ", "Trạng thái", "Họ tên"), "imports.head.personal"),
        (("Mã hồ sơ", "Ngày hẹn trả"), "imports.head.absent"),
    ],
)
def test_what_is_wrong_with_a_head_is_a_fault_of_its_row(
    tmp_path: Path, head: tuple[str, ...], fault: str
) -> None:
    rows = read(given(tmp_path, csv_text(head, ROW)))

    assert [(number, key) for number, _, key in keys(rows)] == [(1, fault)]


def test_a_workbook_is_read_from_the_sheet_that_has_the_head(tmp_path: Path) -> None:
    day = datetime(2026, 11, 3, 9, 30)  # noqa: DTZ001 - as Excel has it
    table = [("Danh sách",), (*HEAD, "Ngày tiếp nhận"), (), (*ROW, day)]

    [row] = read(workbook(tmp_path / "a.xlsx", ("Trang bìa",), sheets=[table]))

    assert (row.number, row.cells) == (4, {**CELLS, "received": day})


def test_an_error_of_a_formula_is_a_fault_at_its_cell(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", HEAD, (ROW[0], "#REF!"), ROW)
    sheet = "xl/worksheets/sheet1.xml"
    part_changed(book, sheet, lambda part: part.replace(b'r="B2" t="s"><v>3<', b'r="B2" t="e"><v>#REF!<'))

    assert keys(read(book)) == [(2, "B2", "imports.row.formula")]


def test_all_faults_of_rows_come_and_good_rows_too(tmp_path: Path) -> None:
    lines = [
        '{"code": 1',
        "7",
        '{"code": "a", "code": "b"}',
        '{"code": NaN}',
        json.dumps(CELLS),
        "[" * 99_999,
    ]

    rows = read(given(tmp_path, "\n".join(["{}", *lines])))

    assert [number for number, _, _ in keys(rows)] == [2, 3, 4, 5, 7]
    assert rows[5].cells == CELLS


def test_a_quote_at_the_wrong_place_and_a_cell_too_many_are_faults(tmp_path: Path) -> None:
    rows = read(given(tmp_path, csv_text(HEAD, ('"a"b', "c"), (*ROW, "thừa"), ROW)))

    assert keys(rows) == [(2, "", "imports.row.quotes"), (3, "", "imports.row.outside")]
    assert rows[-1].cells == CELLS


def broken_workbook(change: str) -> bytes:
    return zipped(xl__workbook_xml=change.encode())


BROKEN = {
    "empty": b"",
    "old_excel": OLE + b"\0" * 600,
    "encrypted": OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "html": b"<html><table><tr><td>a</td></tr></table></html>",
    "pdf": b"%PDF-1.7",
    "picture": b"\x89PNG\r\n",
    "unknown": b"7z\xbc\xaf\x27\x1c",
    "word": zipped(word__document_xml=b"<a/>"),
    "zip": zipped(readme_txt=b"a"),
    "open_document": zipped(content_xml=b"<a/>"),
    "binary_excel": zipped(xl__workbook_bin=b"a"),
    "broken_zip": b"PK\x03\x04" + b"a" * 100,
    "broken_workbook": broken_workbook("<workbook"),
    "broken_gzip": gzip.compress(csv_text(HEAD, ROW).encode() * 9)[:-20],
    "packed_twice": gzip.compress(gzip.compress(b"a")),
    "encoding": csv_text(HEAD, ROW).encode() + "Đang xử lý".encode("utf-16-le")[:3] + b"\xc7\xff\r\n",
    "nul": csv_text(HEAD, ("a\0b", "c")).encode(),
    "long_line": csv_text(HEAD).encode() + b"a" * 4_000_001,
    "long_cell": csv_text(HEAD).encode() + b'"' + b"dong\r\n" * 200_000,
    "json_array": b'[\n{"code": "a"}\n]',
    "no_head": b"a,b,c\r\n1,2,3\r\n",
    "bomb": gzip_bomb(5),
    "too_large": b"a" * 1_048_577,
}


@pytest.mark.parametrize("key", BROKEN)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, key: str) -> None:
    path = given(tmp_path, BROKEN[key])

    with pytest.raises(BrokenFileError) as broken:
        read(path, Limits(max_mb=1 if key in {"bomb", "too_large"} else 9))

    assert broken.value.text.key == f"imports.file.{key}"


def test_a_place_that_is_no_file_says_what_it_is(tmp_path: Path) -> None:
    for path, key in (
        (tmp_path / "khong-co", "missing"),
        (tmp_path, "folder"),
        (Path("/dev/null"), "no_file"),
    ):
        with pytest.raises(BrokenFileError) as broken:
            read(path)
        assert broken.value.text.key == f"imports.file.{key}"


def test_the_row_of_a_wrong_letter_is_named(tmp_path: Path) -> None:
    lines = [csv_text(HEAD).encode(), *[csv_text(ROW).encode()] * 3_000, b"H\xe0 T\xa1y,a\r\n"]

    with pytest.raises(BrokenFileError) as broken:
        read(given(tmp_path, b"".join(lines)))

    assert broken.value.row == 3_002


def test_a_workbook_that_unpacks_to_too_much_is_never_parsed(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", HEAD, ROW)
    part_changed(book, "xl/worksheets/sheet1.xml", lambda part: part + b" " * (5 * 1_048_576))

    with pytest.raises(BrokenFileError) as broken:
        read(book, Limits(max_mb=1))

    assert broken.value.text.key == "imports.file.bomb"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_a_workbook_with_entities_is_refused(tmp_path: Path, part: str) -> None:
    book = workbook(tmp_path / "a.xlsx", HEAD, ROW)
    bomb = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]>'
    part_changed(book, part, lambda old: old.replace(b"?>", b"?>" + bomb, 1))

    with pytest.raises(BrokenFileError) as broken:
        read(book)

    assert broken.value.text.key == "imports.file.unsafe"


@pytest.mark.parametrize("place", [b'<row r="999999999"><c r="A999999999"', b'<row r="3"><c r="XFD3"'])
def test_a_cell_at_the_end_of_the_world_is_not_walked_to(
    tmp_path: Path, place: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 20_000)  # a real sheet's million takes seconds to pass over
    book = workbook(tmp_path / "a.xlsx", HEAD, ROW)
    cell = place + b' t="inlineStr"><is><t>a</t></is></c></row></sheetData>'
    part_changed(book, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", cell))

    assert [row.cells for row in read(book)] == [CELLS]


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    path = given(tmp_path, csv_text(HEAD, *[ROW] * 5_000))
    shares: list[float] = []

    assert sum(1 for _ in read_rows(path, COLUMNS, Limits(), shares.append)) == 5_000

    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 50


def test_every_example_of_the_template_has_its_column() -> None:
    for kind in ("procedures", "dossiers", "agencies"):
        columns = columns_of(kind)
        assert all(columns.find(column.head) == column.name for column in columns.each)
        assert not any(map(columns.is_personal, (column.head for column in columns.each)))


def test_a_day_of_excel_stays_a_day(tmp_path: Path) -> None:
    [row] = read(workbook(tmp_path / "a.xlsx", (*HEAD, "Ngày tiếp nhận"), (*ROW, date(2026, 11, 3))))

    assert row.cells["received"] == datetime(2026, 11, 3, tzinfo=UTC).replace(tzinfo=None)
