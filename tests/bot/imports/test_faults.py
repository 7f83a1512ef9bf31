"""A row that cannot be taken: every fault is named by its place, in words that say the remedy."""

import json
from importlib.resources import files
from typing import Any

import pytest

from bot.imports.faults import FaultyRowError
from bot.imports.procedures import procedure_of
from bot.sample.catalogue import load_procedures
from domain.messages import Language
from handlers.texts.catalogue import say, texts
from tests.bot.imports.rows import READ_ON, a_method, a_paper, a_row, faults_of, made

SAMPLE = files("bot.sample") / "procedures"


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({"code": "1.00119"}, "code", "chưa đúng dạng 1.001193"),
        ({"code": "abc"}, "code", "“abc”"),
        ({"code": 5}, "code", "“5”"),
        ({"code": ["1.001193"]}, "code", "phải là chữ"),
        ({"code": None}, "code", "Còn trống"),
        ({"name": "  "}, "name", "Còn trống"),
        ({"name": "dài " * 600}, "name", "nhiều nhất là 2000"),
        ({"name": ["Tên"]}, "name", "phải là chữ"),
        ({"nane": "x"}, "nane", "Có phải là “name” không?"),
        ({"decision": "x"}, "decision", "Có phải là “decision_no” không?"),
        ({"zzz": "x"}, "zzz", "dùng một trong các tên: code, name"),
        ({"documents": {"name": "x"}}, "documents", "phải là danh sách"),
        ({"documents": "[1,"}, "documents", "phải là danh sách"),
        ({"documents": [3]}, "documents[1]", "các khóa có tên"),
        ({"documents": [a_paper("A"), a_paper("B", originals=-1)]}, "documents[2].originals", "nhỏ hơn 0"),
        ({"documents": [a_paper("A", copies="hai")]}, "documents[1].copies", "“hai” không phải là số"),
        ({"documents": [a_paper("A", copies=True)]}, "documents[1].copies", "không phải là số"),
        ({"documents": [a_paper("A", copies=float("nan"))]}, "documents[1].copies", "lớn quá"),
        ({"documents": [a_paper("A", copies=10**5000)]}, "documents[1].copies", "lớn quá"),
        ({"documents": [a_paper("A", note_like="có lẽ")]}, "documents[1].note_like", "có hay không"),
        ({"documents": [a_paper("")]}, "documents[1].name", "Còn trống"),
        ({"documents": [a_paper("A", orignals=1)]}, "documents[1].orignals", "“originals”"),
        ({"documents": [a_paper("A")] * 1_001}, "documents", "nhiều nhất là 1000"),
        ({"methods": [{"fee": "0"}]}, "methods[1].method", "Còn trống"),
        ({"legal_basis": [["Luật"]]}, "legal_basis[1]", "phải là chữ"),
        ({"online_url": "javascript:alert(1)"}, "online_url", "bắt đầu bằng https://"),
    ],
)
def test_a_fault_is_named_by_place_and_remedy(changes: dict[str, Any], place: str, said: str) -> None:
    found = faults_of(a_row(**changes))

    assert list(found) == [place]
    assert said in found[place]


def test_all_faults_of_a_row_come_at_once() -> None:
    row = a_row(code="1", name="", documents=[a_paper("A", copies=-1)], methods=5, zzz=1)

    assert list(faults_of(row)) == ["code", "zzz", "name", "documents[1].copies", "methods"]


def test_faults_are_said_in_english_too() -> None:
    with pytest.raises(FaultyRowError) as raised:
        procedure_of(a_row(code="1"), READ_ON)

    assert "should look like 1.001193" in say(raised.value.faults[0].text, Language.ENGLISH)


@pytest.mark.parametrize("language", Language)
def test_no_sentence_of_a_fault_asks_for_what_is_not_given(language: Language) -> None:
    values = dict.fromkeys(("name", "nearest", "known", "value", "count", "most"), "x")
    sentences = {key: text for key, text in texts(language).items() if key.startswith("records.")}

    assert len(sentences) == 17
    assert all(text.format_map(values) for text in sentences.values())


@pytest.mark.parametrize("empty", [None, "", "  ", []])
def test_what_is_absent_is_not_known_and_no_fault(empty: object) -> None:
    kept = {key: empty for key in a_row() if key not in ("code", "name")}
    read = procedure_of({"code": "1.001193", "name": "Khai sinh", **kept}, READ_ON)

    assert (read.level, read.cases, read.ways, read.decision) == ("", (), (), "")
    assert read.data_date == READ_ON


@pytest.mark.parametrize("code", ["1.001190", 1.00119, " 1.001190 "])
def test_a_code_that_a_spreadsheet_took_for_a_number_is_read(code: object) -> None:
    assert made(code=code).code == "1.001190"


@pytest.mark.parametrize(("written", "how"), [("3,5", "3,5"), ("2", "2"), (2, "2"), (2.0, "2"), ("2,0", "2")])
def test_quantities_are_read_as_people_write_them(written: object, how: str) -> None:
    (case,) = made(documents=[a_paper("Đơn", originals=written)]).cases

    assert case.papers[0].how == f"Nộp {how} bản chính."


def test_lists_may_be_written_into_one_cell() -> None:
    read = made(
        documents="Tờ khai | 1 | 0\nBản sao hộ chiếu | 0 | 2 | Người nước ngoài",
        methods="Trực tiếp | 3,5 ngày làm việc | 20.000 đồng",
        legal_basis="Luật 60/2014/QH13\n\nLuật 52/2014/QH13",
    )

    assert [paper.how for case in read.cases for paper in case.papers][:2] == [
        "Nộp 1 bản chính.",
        "Nộp 2 bản sao. Thuộc mục: Người nước ngoài.",
    ]
    assert (read.time.short, read.fee.short) == ("3,5 ngày làm việc", "20.000 đồng")
    assert read.legal_basis == ("Luật 60/2014/QH13", "Luật 52/2014/QH13")


def test_a_list_may_be_json_in_a_cell() -> None:
    assert made(methods=json.dumps([a_method()])).time.short == "5 ngày làm việc"


@pytest.mark.parametrize("procedure", load_procedures(), ids=lambda procedure: procedure.code)
def test_our_own_files_are_rows_too(procedure: Any) -> None:
    row = json.loads((SAMPLE / f"{procedure.code}.json").read_text(encoding="utf-8"))

    assert procedure_of(row, READ_ON) == procedure


def own(**changes: Any) -> dict[str, Any]:
    row = json.loads((SAMPLE / "1.001193.json").read_text(encoding="utf-8"))
    return {key: value for key, value in {**row, **changes}.items() if value is not None}


def test_our_own_shape_without_a_day_is_of_the_import() -> None:
    assert procedure_of(own(data_date=None), READ_ON).data_date == READ_ON


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({"answer": "x" * 301}, "answer", "nhiều nhất là 300"),
        ({"title": "x" * 91}, "title", "nhiều nhất là 90"),
        ({"data_date": "hôm qua"}, "data_date", "18/07/2026"),
        ({"time": "5 ngày"}, "time", "các khóa có tên"),
        ({"fee": {"shrt": "x", "short": "y"}}, "fee.shrt", "“short”"),
        ({"steps": 5}, "steps", "phải là danh sách"),
        ({"online": "chắc vậy"}, "online", "có hay không"),
        ({"case_question": None}, "case_question", "Còn trống"),
        ({"code": "x"}, "code", "1.001193"),
        ({"online_url": "dichvucong"}, "online_url", "https://"),
        ({"cases": [{"id": "A B", "name": "A", "papers": []}]}, "cases[1].id", "chữ thường"),
        ({"cases": [{"id": "a", "name": "A"}]}, "cases[1].papers", "Còn trống"),
    ],
)
def test_our_own_shape_is_read_strictly(changes: dict[str, Any], place: str, said: str) -> None:
    found = faults_of(own(**changes))

    assert list(found) == [place]
    assert said in found[place]


def test_two_cases_of_one_id_are_named() -> None:
    case = {"id": "a", "name": "A", "papers": [{"name": "Đơn"}]}

    assert list(faults_of(own(cases=[case, case]))) == ["cases[1].id", "cases[2].id"]
