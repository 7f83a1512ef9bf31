"""What the words of sources mean."""

import csv
from pathlib import Path

import pytest

from domain.dossiers import Status
from domain.statuses import StatusWords, WrongTable

WORDS = StatusWords.shipped()
TABLES = Path(__file__).resolve().parents[2] / ".." / "shared" / "domain"


@pytest.mark.parametrize("status", Status)
def test_a_national_code_is_its_state(status: Status) -> None:
    assert WORDS.read("province", f" {status} ") is status


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Đang xử lý", Status.PROCESSING),
        ("ĐANG XỬ LÍ", Status.PROCESSING),
        ("dang xu ly", Status.PROCESSING),
        ("Chờ bổ sung hồ sơ.", Status.PAPERS_MISSING),
        ("Releasing", Status.FINISHED),
    ],
)
def test_a_word_is_read_however_it_is_written(written: str, status: Status) -> None:
    assert WORDS.read("province", written) is status


@pytest.mark.parametrize(
    "written", ["Từ chối chuyên ngành", "Đã hủy", "interoperating", "Nghỉ phép", "11", "", "…"]
)
def test_an_unclear_word_is_an_unclear_state(written: str) -> None:
    assert WORDS.read("province", written) is Status.UNKNOWN


def test_a_row_of_a_source_goes_before_the_row_for_all() -> None:
    words = StatusWords.shipped("source,written,status\nnational,9,0\nprovince,Đã hủy,7\n,Đang xử lý,2")

    assert words.read("national", "9") is Status.UNKNOWN
    assert words.read("province", "9") is Status.FINISHED
    assert (words.read("province", "đã huỷ"), words.read("national", "đã hủy")) == (
        Status.WITHDRAWN,
        Status.UNKNOWN,
    )
    assert words.read("national", "Đang xử lý") is Status.RECEIVED


def test_a_table_of_a_spreadsheet_program_is_read() -> None:
    words = StatusWords.shipped("\ufeffsource;written;status\r\nprovince;Đã hủy, không thu phí;7\r\n;;\r\n")

    assert words.read("province", "Đã hủy, không thu phí") is Status.WITHDRAWN


@pytest.mark.parametrize(
    "row", ["province,Đã hủy", "province,Đã hủy,11", "province,,7", "province,Đã hủy,bảy"]
)
def test_a_wrong_row_is_named_by_its_number(row: str) -> None:
    with pytest.raises(WrongTable, match="row 2"):
        StatusWords.shipped(f"source,written,status\n{row}")


@pytest.mark.skipif(not TABLES.exists(), reason="the shared tables are absent")
def test_every_state_of_the_national_table_is_read_by_name_and_by_portal_word() -> None:
    with (TABLES / "dossier_statuses.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] != "0"]
    names = {row["name_vi"]: int(row["code"]) for row in rows}

    assert {name: int(WORDS.read("", name)) for name in names} == names
