"""`motcua import`: what an official sees, and what stays as it was."""

import asyncio
import errno
import json
import os
import re
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from bot.imports.reading.columns import columns_of
from storage import imports
from storage.database import Database
from storage.tables.types import metadata
from tests.bot.cli.conftest import Motcua
from tests.bot.imports.broken import BROKEN, CODE, Broken, D
from tests.bot.imports.written import csv_text
from tests.rows import all_rows

KEY = {"SECRETS__CHECK_KEY": "k" * 32}
KINDS = ("procedures", "dossiers", "agencies")
HEAD = ("Mã cơ quan", "Tên cơ quan", "Loại", "Cấp", "Điện thoại")


def agencies(*names: str) -> str:
    rows = [(f"H41.{place}", name, "một cửa", "xã", "") for place, name in enumerate(names)]
    return csv_text(HEAD, *rows, sign=";")


def written(folder: Path, content: str | bytes, name: str = "tep") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def everything(url: str) -> str:
    """All rows of all tables."""

    async def read() -> str:
        database = Database.open(url)
        tables = [await database.read(all_rows, select(table)) for table in metadata.sorted_tables]
        await database.close()
        return repr([sorted(map(repr, rows)) for rows in tables])

    return asyncio.run(read())


def test_sixty_kinds_of_broken_files_are_known() -> None:
    assert len(BROKEN) >= 60


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_by_row_place_and_remedy_and_changes_nothing(
    motcua: Motcua, tmp_path: Path, database_url: str, broken: Broken
) -> None:
    before = everything(database_url)

    ran = motcua(
        "import",
        broken.kind,
        written(tmp_path, broken.content),
        DATABASE__URL=database_url,
        IMPORT__MAX_MB="2",
        **KEY,
    )

    assert ran.exit_code == 1, ran.output
    assert f"✗ Dòng {broken.row}" in ran.stderr if broken.row else "✗ Dòng" not in ran.stderr
    assert broken.place in ran.stderr
    assert broken.remedy in ran.stderr
    assert "Chưa nhập gì" in ran.stderr
    assert everything(database_url) == before


def test_all_faults_are_told_at_once_and_the_rest_is_counted(motcua: Motcua, tmp_path: Path) -> None:
    rows = [(f"sai {number}", "4") for number in range(300)]

    ran = motcua("import", "dossiers", written(tmp_path, csv_text(("Mã hồ sơ", "Trạng thái"), *rows)))

    assert ran.stderr.count("✗ Dòng") == 200
    assert "… và 100 điều nữa" in ran.stderr
    assert "300 lỗi" in ran.stderr


def test_no_number_of_a_person_is_told(motcua: Motcua, tmp_path: Path) -> None:
    row = (CODE, "4", "09123456", "04012345678x")
    head = ("Mã hồ sơ", "Trạng thái", "Số điện thoại", "CCCD")

    ran = motcua("import", "dossiers", written(tmp_path, csv_text(head, row)))

    assert (ran.exit_code, "09123456" in ran.output, "04012345678" in ran.output) == (1, False, False)


def test_a_number_of_a_person_in_a_wrong_column_is_not_told(motcua: Motcua, tmp_path: Path) -> None:
    head = ("Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận")

    ran = motcua(
        "import", "dossiers", written(tmp_path, csv_text(head, (CODE, "040 123 456 789", "0912.345.678")))
    )

    assert "“•••” không phải là ngày" in ran.stderr
    assert not re.search("040 123|0912", ran.output)


def test_an_import_that_is_killed_shows_nothing_and_can_be_run_again_at_once(
    motcua: Motcua, tmp_path: Path, sqlite_url: str
) -> None:
    path = written(tmp_path, agencies(*map(str, range(40_000))))
    states: list[str] = []
    with motcua.begun("import", "agencies", path) as process:
        while states != ["staging"] and process.poll() is None:
            states = [one.state for one in listed(sqlite_url)]
            time.sleep(0.01)
        process.kill()

    assert [one.state for one in listed(sqlite_url)] == ["staging"]
    again = motcua("import", "agencies", written(tmp_path, agencies("Một")))

    assert again.exit_code == 0, again.output
    assert [one.state for one in listed(sqlite_url)] == ["live", "abandoned"]


def listed(url: str) -> list[imports.Import]:
    async def read() -> list[imports.Import]:
        database = Database.open(url)
        try:
            return await database.read(imports.listed, 9)
        finally:
            await database.close()

    return asyncio.run(read())


def test_an_unclear_state_and_an_unknown_agency_are_warnings(motcua: Motcua, tmp_path: Path) -> None:
    motcua("import", "agencies", written(tmp_path, agencies("Một")))
    text = csv_text(("code", "status", "agency"), (CODE, "Nghỉ phép", "H41.9"))

    ran = motcua("import", "dossiers", written(tmp_path, text))

    assert ran.exit_code == 0
    assert "! Dòng 2, “status”: Chưa biết trạng thái “Nghỉ phép”" in ran.stderr
    assert "! Dòng 2, “agency”: Chưa có cơ quan mã “H41.9”" in ran.stderr


def test_a_preview_shows_what_is_new_changed_and_gone_and_writes_nothing(
    motcua: Motcua, tmp_path: Path, sqlite_url: str
) -> None:
    motcua("import", "agencies", written(tmp_path, agencies("Một", "Hai", "Ba")))
    before = everything(sqlite_url)
    changed = agencies("Một", "Hai mới") + "H41.7;Bảy;một cửa;xã;1022\r\n"

    ran = motcua("import", "agencies", written(tmp_path, changed), "--dry-run")

    assert ran.exit_code == 0
    assert "  + H41.7  Bảy" in ran.stdout
    assert "  ~ H41.1  Hai mới\n      Tên cơ quan: “Hai” → “Hai mới”" in ran.stdout
    assert "  - H41.2  Ba" in ran.stdout
    assert "1 mới, 1 thay đổi, 1 không còn" in ran.stdout
    assert everything(sqlite_url) == before


def test_a_changed_number_of_a_person_is_told_without_it(motcua: Motcua, tmp_path: Path) -> None:
    for phone in ("0912345678", "0987654321"):
        text = csv_text(("code", "status", "Số điện thoại"), (CODE, "4", phone))
        ran = motcua("import", "dossiers", written(tmp_path, text), "--dry-run")
        assert "Số điện thoại: đã đổi" in ran.stdout or phone == "0912345678"
        motcua("import", "dossiers", written(tmp_path, text))

    assert "0987654321" not in ran.output


def test_a_long_list_is_shown_from_where_it_differs(motcua: Motcua, tmp_path: Path) -> None:
    for last in ("Ảnh", "Bản đồ"):
        papers = [{"name": f"Giấy {number}", "copies": 1} for number in range(30)] + [{"name": last}]
        row = {"code": "1.001193", "name": "Đăng ký khai sinh", "documents": papers}
        path = written(tmp_path, json.dumps(row))
        ran = motcua("import", "procedures", path, "--dry-run")
        motcua("import", "procedures", path)

    assert "Thành phần hồ sơ: “…" in ran.stdout
    assert "Bản đồ”" in ran.stdout


def test_escape_sequences_of_a_file_do_not_reach_the_terminal(motcua: Motcua, tmp_path: Path) -> None:
    name = "\x1b[31mđỏ"

    shown = motcua("import", "agencies", written(tmp_path, agencies(name)), "--dry-run")
    told = motcua("import", "agencies", written(tmp_path, csv_text((*HEAD, name), ("a",))))

    assert "\x1b" not in shown.output + told.output


def test_imported_procedures_answer_every_command_from_the_first_word_on(
    motcua: Motcua, tmp_path: Path
) -> None:
    row = {"code": "9.999999", "name": "Cấp giấy phép nuôi chim yến", "level": "Cấp xã"}
    before = motcua("search", "--json", "nuôi chim yến").stdout
    motcua("import", "procedures", written(tmp_path, json.dumps(row)))

    found = json.loads(motcua("search", "--json", "nuôi chim yến").stdout)
    said = motcua.process("console", "--json", typed="nuôi chim yến\n").stdout

    assert "9.999999" not in before
    assert [hit["code"] for hit in found["results"]] == ["9.999999"]
    assert "9.999999" in said


def test_imports_are_listed_and_taken_back(motcua: Motcua, tmp_path: Path) -> None:
    for name in ("Một", "Hai"):
        motcua(
            "import", "agencies", written(tmp_path, agencies(name), f"{name}.csv"), "--as-of", "18/07/2026"
        )
    motcua("import", "dossiers", written(tmp_path, D))

    listed = motcua("import", "list").stdout
    too_early = motcua("import", "rollback", "1")
    done = motcua("import", "rollback", "2")

    assert "Hai.csv" in listed
    assert "18/07/2026" in listed
    assert (too_early.exit_code, "motcua import rollback 2" in too_early.stderr) == (1, True)
    assert (done.exit_code, "lần nhập số 1" in done.stdout) == (0, True)
    assert motcua("import", "rollback", "99").exit_code == 1


def test_the_same_file_twice_is_told_so(motcua: Motcua, tmp_path: Path) -> None:
    path = written(tmp_path, agencies("Một"))
    motcua("import", "agencies", path)

    ran = motcua("import", "agencies", path)

    assert (ran.exit_code, "Không có gì thay đổi" in ran.stdout) == (0, True)


def test_many_rows_gone_are_pointed_at(motcua: Motcua, tmp_path: Path) -> None:
    motcua("import", "agencies", written(tmp_path, agencies("Một", "Hai", "Ba")))

    ran = motcua("import", "agencies", written(tmp_path, agencies("Một")))

    assert "2 trong 3 dòng trước đây không có trong tệp này" in ran.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("import", "dossiers"),
        ("import", "dossiers", "tep", "--as-of", "hôm qua"),
        ("import", "dossiers", "tep", "--as-of", "01/01/2099"),
        ("import", "citizens", "tep"),
        ("import", "rollback", "một"),
        ("import", "template", "dossiers"),
    ],
)
def test_wrong_use_ends_with_status_2(motcua: Motcua, words: tuple[str, ...]) -> None:
    assert motcua(*words).exit_code == 2


def test_files_that_are_none_are_told_apart(motcua: Motcua, tmp_path: Path) -> None:
    assert "Không có tệp này" in motcua("import", "agencies", "khong-co.csv").stderr
    assert "Đây là thư mục" in motcua("import", "agencies", str(tmp_path)).stderr


def test_a_file_that_may_not_be_read_is_told(
    motcua: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, D)
    openly = Path.open

    def denied(self: Path, *args: Any, **kwargs: Any) -> Any:
        """As the system answers everybody but root, who may read every file."""
        if self == Path(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return openly(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", denied)

    assert "quyền đọc" in motcua("import", "dossiers", path).stderr


@pytest.mark.parametrize("form", ["xlsx", "csv", "jsonl"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_template_can_be_imported_as_it_is(motcua: Motcua, tmp_path: Path, kind: str, form: str) -> None:
    path = str(tmp_path / f"mau.{form}")
    assert motcua("import", "template", kind, "--format", form, "-o", path).exit_code == 0

    ran = motcua("import", kind, path)

    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "1 mới" in ran.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_the_three_templates_hold_the_same_row(motcua: Motcua, tmp_path: Path, kind: str) -> None:
    ran = []
    for form in ("xlsx", "csv", "jsonl"):
        path = str(tmp_path / f"mau.{form}")
        motcua("import", "template", kind, "--format", form, "-o", path)
        ran.append(motcua("import", kind, path).stdout)

    assert ["Không có gì thay đổi" in words for words in ran] == [False, True, True]


def test_a_template_does_not_write_over_a_filled_in_file(motcua: Motcua, tmp_path: Path) -> None:
    path = written(tmp_path, "đã điền", "mau.xlsx")

    ran = motcua("import", "template", "dossiers", "-o", path)

    assert (ran.exit_code, Path(path).read_text(encoding="utf-8")) == (1, "đã điền")


@pytest.mark.parametrize(("locale", "word"), [("vi_VN", "Bắt buộc"), ("en_US", "Required")])
def test_a_template_explains_every_column(motcua: Motcua, tmp_path: Path, locale: str, word: str) -> None:
    path = tmp_path / "mau.xlsx"
    motcua("import", "template", "procedures", "-o", str(path), LANG=locale)

    _, explained = openpyxl.load_workbook(path).worksheets

    rows = list(explained.iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == [column.name for column in columns_of("procedures").each]
    assert all(row[3] for row in rows)
    assert word in rows[1]
