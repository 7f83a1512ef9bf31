"""`motcua search` says what the bot would make of a question, in the form that scripts rely on."""

import io
import json
import sys
from typing import Any

import pytest

from bot.cli.search import answers, search_command
from tests.domain.search_catalogue import BIRTH, COPY, SIGNATURE, small_catalogue


def told(query: str, *, explain: bool = False) -> dict[str, Any]:
    (line,) = answers([query], small_catalogue(), as_json=True, explain=explain)
    answer: dict[str, Any] = json.loads(line)
    return answer


def test_an_answer_has_the_keys_of_the_surface() -> None:
    answer = told("đăng ký khai sinh hết bao nhiêu tiền")

    assert list(answer) == ["query", "intent", "asks", "behaviour", "results"]
    assert (answer["intent"], answer["asks"], answer["behaviour"]) == ("procedure", "fee", "answer")
    assert list(answer["results"][0]) == ["code", "name", "score"]
    assert answer["results"][0]["code"] == BIRTH


def test_choices_are_told_only_when_asking_back() -> None:
    answer = told("chứng thực")

    assert answer["behaviour"] == "clarify"
    assert sorted(choice["codes"] for choice in answer["choices"]) == [[COPY], [SIGNATURE]]
    assert "parts" not in answer


def test_parts_are_told_for_two_requests() -> None:
    answer = told("khai sinh và nhập hộ khẩu")

    assert answer["behaviour"] == "multi"
    assert [part["text"] for part in answer["parts"]] == ["Đăng ký khai sinh", "Đăng ký thường trú"]


def test_what_is_known_at_the_door_is_out_of_scope() -> None:
    answer = told("xin chào")

    assert (answer["intent"], answer["behaviour"]) == ("greeting", "out_of_scope")


def test_an_explanation_is_added_on_wish() -> None:
    answer = told("khai sinh", explain=True)

    assert answer["explain"][0]["code"] == BIRTH
    assert "khai sinh" in [found["words"] for found in answer["explain"][0]["found"]]


def test_people_read_one_line_a_hit_with_reasons_below() -> None:
    lines = list(answers(["khai sinh mấy ngày"], small_catalogue(), as_json=False, explain=True))

    assert lines[0] == "procedure → answer asks=time"
    assert BIRTH in lines[1]
    assert "coverage 1.00" in lines[2]
    assert any("khai sinh  (title" in line for line in lines[3:])


def test_without_a_query_every_line_of_the_input_is_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("khai sinh\n\nkết hôn\n"))

    search_command(None, as_json=True, explain=False, catalogue=small_catalogue())

    queries = [json.loads(line)["query"] for line in capsys.readouterr().out.splitlines()]
    assert queries == ["khai sinh", "", "kết hôn"]


def test_a_lone_surrogate_does_not_stop_the_output() -> None:
    assert told("khai sinh \ud800")["query"] == "khai sinh ?"
