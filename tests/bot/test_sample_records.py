"""Reading the catalogue's files: what is unknown, missing or wrong is named."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.sample.catalogue import load_events, load_procedures
from bot.sample.records import InvalidRecordError
from domain.procedures import Brief, Way


def example(**changes: Any) -> dict[str, Any]:
    brief = {"short": "Một dòng"}
    required = dict.fromkeys(("name", "title", "field", "level", "answer", "result", "decision"), "chữ")
    lists = {"steps": ["Nộp."], "legal_basis": ["Luật"], "ways": [{"kind": "Trực tiếp"}]}
    case = {"id": "a", "name": "A", "papers": [{"name": "Tờ khai"}]}
    facts = {"time": brief, "fee": brief, "where": brief, "who": brief, "cases": [case]}
    return {"code": "1.000001", "data_date": "2026-07-18", **required, **lists, **facts, **changes}


def keep(folder: Path, content: Any, name: str = "1.000001.json") -> Path:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_file_becomes_a_procedure_with_defaults(tmp_path: Path) -> None:
    (read,) = load_procedures(keep(tmp_path, example()))

    assert read.time == Brief("Một dòng")
    assert read.ways == (Way("Trực tiếp"),)
    assert (read.data_date, read.online, read.aliases) == (date(2026, 7, 18), False, ())


def test_files_of_another_kind_are_left_alone(tmp_path: Path) -> None:
    keep(tmp_path, "notes", name="README.md")

    assert load_procedures(tmp_path) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"price": 1}, "1.000001.json: price: unknown key"),
        ({"time": {"short": "x", "long": "y"}}, "1.000001.json: time.long: unknown key"),
        ({"time": {}}, "1.000001.json: time.short: missing key"),
        ({"time": "3 ngày"}, "1.000001.json: time: should be an object"),
        ({"cases": [{"id": "a", "name": "A"}]}, "1.000001.json: cases[0].papers: missing key"),
        ({"steps": "Nộp."}, "1.000001.json: steps: should be a list"),
        ({"steps": [1]}, "1.000001.json: steps[0]: should be str"),
        ({"online": 1}, "1.000001.json: online: should be bool"),
        ({"data_date": "18/07/2026"}, "1.000001.json: data_date: should be a date such as 2026-07-18"),
        ({"data_date": 5}, "1.000001.json: data_date: should be a date such as 2026-07-18"),
        ({"code": "1.000002"}, "1.000001.json: code: should be the name of the file"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_key(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    folder = keep(tmp_path, example(**changes))

    with pytest.raises(InvalidRecordError) as refusal:
        load_procedures(folder)

    assert str(refusal.value) == said


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    content = example()
    del content["fee"]

    with pytest.raises(InvalidRecordError, match=r"1\.000001\.json: fee: missing key"):
        load_procedures(keep(tmp_path, content))


def test_a_file_that_is_not_json_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidRecordError, match=r"1\.000001\.json: not JSON in UTF-8"):
        load_procedures(keep(tmp_path, "{"))


def test_events_that_are_no_list_are_refused(tmp_path: Path) -> None:
    keep(tmp_path, {}, name="life_events.json")

    with pytest.raises(InvalidRecordError, match="should be a list"):
        load_events(tmp_path / "life_events.json")


def test_a_wrong_event_is_named_by_its_place(tmp_path: Path) -> None:
    keep(tmp_path, [{"id": "a", "name": "A"}], name="life_events.json")

    with pytest.raises(InvalidRecordError, match=r"life_events\.json: \[0\]\.codes: missing key"):
        load_events(tmp_path / "life_events.json")
