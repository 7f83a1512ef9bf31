"""All national records as they really are, where their data lie beside the checkout."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.render import render as as_telegram
from bot.imports.procedures import procedure_of
from domain.messages import Language
from domain.procedures import Procedure
from domain.province import Province
from handlers.card import Card
from handlers.papers import paper_list
from handlers.sections import Section, sections
from handlers.texts.rendering import render
from tests.bot.imports.rows import READ_ON

RECORDS = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "procedures.jsonl.gz"
NGHE_AN = Province("Nghệ An", portal_url="https://dichvucong.gov.vn")
EVERY = 76

pytestmark = pytest.mark.skipif(not RECORDS.exists(), reason="no ../shared/data beside this checkout")


@pytest.fixture(scope="module")
def raw() -> list[dict[str, Any]]:
    with gzip.open(RECORDS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def made(raw: list[dict[str, Any]]) -> dict[str, Procedure]:
    return {row["code"]: procedure_of(row, READ_ON) for row in raw}


def test_every_record_is_taken(raw: list[dict[str, Any]], made: dict[str, Procedure]) -> None:
    assert len(made) == len(raw) == 4_581


def test_a_listed_zero_is_never_called_free(raw: list[dict[str, Any]], made: dict[str, Procedure]) -> None:
    zero = [row["code"] for row in raw if {way["fee"] for way in row.get("methods", ())} == {"0 VNĐ"}]

    said = {" ".join((made[code].fee.short, *made[code].fee.detail)) for code in zero}

    assert len(zero) > 2_000
    assert len(said) == 1
    assert "miễn" not in said.pop().lower()


def test_a_limit_of_no_unit_is_never_said(raw: list[dict[str, Any]], made: dict[str, Procedure]) -> None:
    other = [
        row["code"]
        for row in raw
        if row.get("methods") and all(way["time_limit_raw"] in ("1 OTHER", "OTHER") for way in row["methods"])
    ]

    assert len(other) > 300
    assert {made[code].time.short for code in other} == {"Chưa rõ mấy ngày; xem ngày trên phiếu hẹn"}


def test_no_remark_is_listed_as_a_paper(raw: list[dict[str, Any]], made: dict[str, Procedure]) -> None:
    for row in raw:
        remarks = {one["name"] for one in row.get("documents", ()) if one["note_like"]}
        papers = {one["name"] for one in row.get("documents", ()) if not one["note_like"]}
        shown = {paper.name for case in made[row["code"]].cases for paper in case.papers}

        assert not (remarks - papers) & shown


def test_everything_is_short_enough_and_said(made: dict[str, Procedure]) -> None:
    for procedure in made.values():
        briefs = (procedure.time, procedure.fee, procedure.where, procedure.who)

        assert 0 < len(procedure.title) <= 90
        assert 0 < len(procedure.answer) <= 300
        assert all(0 < len(brief.short) <= 100 for brief in briefs)
        assert sum(map(len, procedure.steps)) <= 3_000
        assert all(case.papers or case.note for case in procedure.cases)
        assert bool(procedure.case_question) == (len(procedure.cases) > 1)


def test_birth_registration_says_what_the_record_leaves_open(made: dict[str, Procedure]) -> None:
    birth = made["1.001193"]

    assert (birth.title, birth.decision, birth.level) == ("Đăng ký khai sinh", "QĐ 163/QĐ-BTP", "Cấp xã")
    assert birth.where.short == "Trung tâm Phục vụ hành chính công xã, phường"
    assert birth.time.short.startswith("Chưa rõ")
    assert "Phải xuất trình." in {paper.how for case in birth.cases for paper in case.papers}
    assert birth.online


def test_a_card_of_any_record_fits_into_two_messages(made: dict[str, Procedure]) -> None:
    for procedure in list(made.values())[::EVERY]:
        replies = [
            Card(procedure, NGHE_AN, Language.VIETNAMESE, opened=section).reply()
            for section in (None, *sections(procedure))
        ]
        replies += [paper_list(procedure, case, NGHE_AN, "") for case in procedure.cases]

        assert all(len(as_telegram(render(reply, Language.VIETNAMESE))) <= 2 for reply in replies)
        assert Section.DOCUMENTS in sections(procedure)
