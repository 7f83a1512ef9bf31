"""The sample catalogue against the national record of the same code: nothing from memory."""

import gzip
import json
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from domain.procedures import Procedure
from tests.bot.sample_texts import PROCEDURES, each, plain, texts, written

RECORDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "procedures.jsonl.gz"
LAW = re.compile(r"\b\d[\w.]*/\d{4}(?=/)")
DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
AMOUNT = re.compile(r"(\d+) ?(ngày làm việc|ngày|giờ|tháng|tuổi|km|%|đồng|USD)")
CLOCK = re.compile(r"(\d+) giờ \((\d+) giờ chiều\)")
HALVED = "bằng 50% mức thu nêu trên"
METHODS = {"Trực tiếp": "Trực tiếp", "Dịch vụ bưu chính": "Bưu chính", "Trực tuyến": "Trực tuyến"}
LEAST_TRUE_FEE = 1000
"""Đồng; what the crawl lists below it is a fault."""
ENDED = re.compile(r"\(áp dụng đến hết ngày (\d{1,2})/(\d{1,2})/(\d{4})")


def amounts(text: str) -> set[str]:
    return {f"{number} {unit}" for number, unit in AMOUNT.findall(plain(text))}


def on_one_clock(text: str) -> str:
    """`15 giờ (3 giờ chiều)` is the record's `15 giờ`, if the two are the same hour."""
    return CLOCK.sub(lambda hour: f"{hour[1]} giờ" if int(hour[1]) == int(hour[2]) + 12 else hour[0], text)


def halves(record: str) -> set[str]:
    """What is paid where the record says only that half of a listed fee is."""
    fees = (amount.split()[0] for amount in amounts(record) if amount.endswith("đồng"))
    return {f"{int(fee) // 2} đồng" for fee in fees} if HALVED in record else set()


def has_ended(fee: str, day: date) -> bool:
    """Whether the record says that the whole fee, not a reduction of it, was in force until a day before."""
    last = ENDED.search(fee)
    return last is not None and date(int(last[3]), int(last[2]), int(last[1])) < day


def fees(rows: Iterable[dict[str, Any]]) -> set[int]:
    return {int(money) for row in rows for money in re.findall(r"(\d+) VNĐ", row["fee"])}


def told(procedure: Procedure) -> set[int]:
    return {int(number) for number in re.findall(r"\d+", plain(written(procedure)))}


@cache
def records() -> dict[str, dict[str, Any]]:
    if not RECORDS.exists():
        pytest.skip("the national records are not beside this checkout")
    codes = {procedure.code for procedure in PROCEDURES}
    with gzip.open(RECORDS, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["code"]: row for row in rows if row["code"] in codes}


def record_of(procedure: Procedure) -> tuple[dict[str, Any], str]:
    record = records()[procedure.code]
    return record, " \n ".join(texts(record))


@each
def test_names_are_those_of_the_record(procedure: Procedure) -> None:
    record, _ = record_of(procedure)

    assert (procedure.name, procedure.field, procedure.level) == (
        record["name"],
        record["field"],
        record["level"],
    )


@each
def test_source_is_the_decision_of_the_record(procedure: Procedure) -> None:
    record, _ = record_of(procedure)

    assert procedure.decision == f"QĐ {record['decision_no']}".replace("QĐ QĐ/", "QĐ/")
    assert procedure.data_date == date(2026, 7, 18)


@each
def test_ways_and_online_are_those_of_the_record(procedure: Procedure) -> None:
    record, _ = record_of(procedure)
    methods = {METHODS[row["method"]] for row in record["methods"]}

    assert {way.kind for way in procedure.ways} == methods
    assert procedure.online is ("Trực tuyến" in methods)
    assert procedure.online_url == ""


@each
def test_every_figure_with_a_unit_is_in_the_record(procedure: Procedure) -> None:
    _, record = record_of(procedure)

    assert amounts(on_one_clock(written(procedure))) - amounts(record) - halves(record) == set()


def test_an_hour_in_other_words_must_be_the_same_hour() -> None:
    assert amounts(on_one_clock("15 giờ (3 giờ chiều)")) == {"15 giờ"}
    assert amounts(on_one_clock("15 giờ (4 giờ chiều)")) == {"15 giờ", "4 giờ"}


def test_a_fee_is_halved_only_where_the_record_halves_it() -> None:
    assert halves(f"70000 đồng; {HALVED}") == {"35000 đồng"}
    assert halves("70000 đồng") == set()


@each
def test_every_date_is_in_the_record(procedure: Procedure) -> None:
    _, record = record_of(procedure)

    assert set(DATE.findall(written(procedure))) <= set(DATE.findall(record))


@each
def test_every_legal_number_is_in_the_record(procedure: Procedure) -> None:
    _, record = record_of(procedure)
    numbers = LAW.findall(written(procedure))

    assert len(numbers) >= len(procedure.legal_basis) > 0
    assert [number for number in numbers if number not in record] == []


@each
def test_blank_forms_are_named_as_the_record_names_them(procedure: Procedure) -> None:
    _, record = record_of(procedure)

    assert [form for form in procedure.forms if plain(form).strip() not in plain(record)] == []


@each
def test_a_fee_the_record_lists_as_nothing_is_not_turned_into_one(procedure: Procedure) -> None:
    record, _ = record_of(procedure)
    listed = fees(record["methods"])

    if not listed - {0}:
        assert "đồng" not in procedure.fee.short
        assert not any("đồng" in way.fee for way in procedure.ways)


@each
def test_a_limit_without_unit_is_not_given_one(procedure: Procedure) -> None:
    record, record_text = record_of(procedure)
    unknown = not any(row["time_limit"] for row in record["methods"])

    if unknown and re.search(r"\d+ ngày", procedure.time.short):
        assert amounts(procedure.time.short) <= amounts(record["steps"]), record_text[:80]


@each
def test_every_listed_fee_is_told(procedure: Procedure) -> None:
    record, _ = record_of(procedure)
    listed = fees(row for row in record["methods"] if not has_ended(row["fee"], procedure.data_date))

    assert {money for money in listed if money >= LEAST_TRUE_FEE} <= told(procedure)


@each
def test_a_fee_that_has_ended_is_not_told(procedure: Procedure) -> None:
    record, _ = record_of(procedure)
    over, now = (
        fees(row for row in record["methods"] if has_ended(row["fee"], procedure.data_date) is ended)
        for ended in (True, False)
    )

    assert {money for money in over - now if money >= LEAST_TRUE_FEE}.isdisjoint(told(procedure))


def test_a_fee_ends_after_the_last_day_that_it_names() -> None:
    fee = "320000 VNĐ (áp dụng đến hết ngày 31/12/2023)"

    assert not has_ended(fee, date(2023, 12, 31))
    assert has_ended(fee, date(2024, 1, 1))
    assert not has_ended("50000 VNĐ", date(2024, 1, 1))


@each
def test_each_way_has_the_limit_that_the_record_gives_it(procedure: Procedure) -> None:
    record, _ = record_of(procedure)
    for row in (row for row in record["methods"] if row["time_limit"]):
        told = [amounts(way.time) for way in procedure.ways if way.kind == METHODS[row["method"]]]
        allowed = amounts(f"{row['time_limit']} {row['note']}")

        assert any(limits and limits <= allowed for limits in told)
