"""What a row says: cells as files hold them become what is kept."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from bot.imports.faults import FaultyRowError
from bot.imports.kinds.agencies import agency_of
from bot.imports.kinds.dossiers import DossierRows
from bot.imports.kinds.kind import Item
from bot.imports.kinds.procedures import served
from bot.imports.reading.heads import Head
from bot.imports.reading.tables import Row
from domain.agencies import AgencyKind, AgencyLevel
from domain.dossiers import Status
from storage.import_rows import Kept
from tests.bot.imports.conftest import CHECK, TODAY, kinds

CODE = "H41.99-261102-0001"
TABLE = Head(row=1)


def dossier(head: Head = TABLE, **cells: Any) -> Item:
    return kinds()["dossiers"].read(Row(2, {"code": CODE, "status": "4"} | cells, head=head))


def kept(**cells: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(dossier(**cells).body)
    return body


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("03/11/2026 09:30", "2026-11-03T02:30:00+00:00"),
        ("3/11/2026 8:05", "2026-11-03T01:05:00+00:00"),
        ("2026-11-03T09:30:00+07:00", "2026-11-03T02:30:00+00:00"),
        ("20261103093000", "2026-11-03T02:30:00+00:00"),
        (20261103, "2026-11-02T17:00:00+00:00"),
        (datetime(2026, 11, 3, 9, 30), "2026-11-03T02:30:00+00:00"),  # noqa: DTZ001 - as Excel has it
    ],
)
def test_a_moment_is_read_in_every_form(written: object, utc: str) -> None:
    assert kept(received=written)["received"] == utc


@pytest.mark.parametrize("due", ["05/11/2026", "2026-11-05", datetime(2026, 11, 5)])  # noqa: DTZ001
def test_what_is_due_on_a_day_is_due_at_its_end(due: object) -> None:
    assert kept(due=due)["due"] == "2026-11-05T16:59:59+00:00"


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("0912 345 678", "0912345678"),
        ("+84912345678", "0912345678"),
        (912345678, "0912345678"),
        (912345678.0, "0912345678"),
        ("912345678", "0912345678"),
    ],
)
def test_a_phone_number_is_known_though_a_spreadsheet_took_its_zero(written: object, whole: str) -> None:
    assert kept(phone=written)["phone_checks"] == " ".join(CHECK.of_phone(CODE, whole))


@pytest.mark.parametrize("written", ["040123456789", 40123456789, 40123456789.0])
def test_an_identity_number_is_known_though_a_spreadsheet_took_its_zero(written: object) -> None:
    assert kept(id_number=written)["id_checks"] == " ".join(CHECK.of_identity(CODE, "040123456789"))


@pytest.mark.parametrize(
    ("written", "status"),
    [(4, Status.PROCESSING), (10.0, Status.RETURNED), ("ĐANG XỬ LÝ", Status.PROCESSING)],
)
def test_a_state_is_a_code_or_a_word(written: object, status: Status) -> None:
    assert kept(status=written)["status"] == status


def test_a_code_is_written_officially() -> None:
    assert dossier(code=f" {CODE.lower()} ").key == CODE


@pytest.mark.parametrize(
    ("status", "more", "since"),
    [
        ("4", {}, "2026-11-19T17:00"),
        ("4", {"received": "20/11/2026 08:00"}, "2026-11-20T01:00"),
        ("2", {"received": "02/11/2026 08:00"}, "2026-11-02T01:00"),
        ("9", {"finished": "05/11/2026 10:00"}, "2026-11-05T03:00"),
        ("9", {"at": "06/11/2026 10:00"}, "2026-11-06T03:00"),
    ],
)
def test_a_state_without_a_time_has_the_best_that_the_row_tells(
    status: str, more: dict[str, str], since: str
) -> None:
    kind = kinds()["dossiers"]

    body = kind.settled(dossier(status=status, **more).body, None, date(2026, 11, 20))

    assert json.loads(body)["at"].startswith(since)


def test_the_keys_of_an_object_are_heads_too() -> None:
    item = kinds()["dossiers"].read(Row(1, {"Mã hồ sơ": CODE, "trang thai": 4}))

    assert (item.key, json.loads(item.body)["status"]) == (CODE, 4)


@pytest.mark.parametrize("value", [True, ["a"], {"a": 1}, float("nan"), float("inf"), 10**30])
@pytest.mark.parametrize("name", ["code", "status", "received", "phone", "agency_name"])
def test_any_value_at_all_is_a_fault_at_most(name: str, value: object) -> None:
    with pytest.raises(FaultyRowError) as faulty:
        dossier(**{name: value})

    assert {fault.field for fault in faulty.value.faults} == {name}


def test_only_an_agency_that_nobody_imported_is_warned_of() -> None:
    kind = kinds(frozenset({"H41.16"}))["dossiers"]
    assert isinstance(kind, DossierRows)

    warned = [
        [fault.field for fault in kind.read(Row(2, {"code": CODE, "status": "4", "agency": agency})).warnings]
        for agency in ("H41.16", "H41.17", "")
    ]

    assert warned == [[], ["agency"], []]


def test_an_agency_is_read_with_vietnamese_words_for_its_kind_and_level() -> None:
    cells = {
        "code": "H41.16",
        "name": "Trung tâm",
        "kind": "Bộ phận Một cửa",
        "level": "Phường",
        "commune": 16681,
    }

    agency = agency_of(kinds()["agencies"].read(Row(2, cells, head=TABLE)).body)

    assert (agency.kind, agency.level, agency.commune) == (AgencyKind.ONE_STOP, AgencyLevel.COMMUNE, "16681")
    assert not agency.centre.known


def test_a_procedure_is_the_same_from_a_table_and_from_json() -> None:
    kind = kinds()["procedures"]
    table = {
        "code": "1.001193",
        "name": "Khai sinh",
        "documents": "Tờ khai | 1 | 0",
        "legal_basis": "Luật A\nLuật B",
    }
    papers = [{"name": "Tờ khai", "originals": 1, "copies": 0, "case": ""}]

    read = [
        kind.read(Row(1, table, head=TABLE)),
        kind.read(Row(1, table | {"documents": papers, "legal_basis": ["Luật A", "Luật B"]})),
    ]

    assert read[0].body == read[1].body


def test_the_date_of_a_row_goes_before_that_of_the_import() -> None:
    kind = kinds()["procedures"]
    plain = kind.read(Row(1, {"code": "1.001193", "name": "Khai sinh"}))
    dated = kind.read(Row(1, {"code": "1.001193", "name": "Khai sinh", "data_date": "18/07/2026"}))

    days = [
        served(Kept(item.key, item.body, item.made, item.maker), TODAY).data_date for item in (plain, dated)
    ]

    assert days == [TODAY, date(2026, 7, 18)]
    assert dated.day == date(2026, 7, 18)
