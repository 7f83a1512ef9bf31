"""Typing what could be pressed."""

from collections.abc import Sequence

import pytest

from domain.conversations import Choice
from domain.search.said import Said
from handlers.typed import chosen

CHOICES = (Choice("Có Giấy chứng sinh", "a"), Choice("Trẻ bị bỏ rơi", "b"), Choice("Quay lại", "c"))


def payload(typed: str, choices: Sequence[Choice] = CHOICES) -> str:
    choice = chosen(Said(typed), choices)
    return choice.payload if choice else ""


@pytest.mark.parametrize(
    "typed",
    ["2", " 2. ", "2)", "số 2", "so 2", "chọn 2", "２", "②", "hai", "Hai", "số hai", "thứ hai", "two"],
)
def test_a_typed_number_is_the_button_at_that_place(typed: str) -> None:
    assert payload(typed) == "b"


@pytest.mark.parametrize("label", ["Quay lại", "Go back"])
@pytest.mark.parametrize("typed", ["0", " 0 ", "số 0"])
def test_nought_is_the_way_back_wherever_it_stands(typed: str, label: str) -> None:
    choices = (Choice("Một", "a"), Choice(label, "back"))

    assert (payload(typed, choices) == "back") is (typed != "số 0")


@pytest.mark.parametrize("typed", ["Trẻ bị bỏ rơi", "tre bi bo roi", "TRẺ BỊ BỎ RƠI!", " tre  bi bo roi "])
def test_a_typed_label_needs_no_accents(typed: str) -> None:
    assert payload(typed) == "b"


@pytest.mark.parametrize(
    "typed", ["4", "bốn", "99", "100000000000", "2 con", "hai con", "giay chung sinh", "", "👍"]
)
def test_anything_else_chooses_nothing(typed: str) -> None:
    assert payload(typed) == ""


def test_accents_tell_apart_what_is_otherwise_the_same() -> None:
    choices = (Choice("Má", "mother"), Choice("Mạ", "rice"))

    assert payload("mạ", choices) == "rice"


def test_a_label_that_is_a_number_goes_before_places() -> None:
    choices = (Choice("2", "two"), Choice("1", "one"))

    assert payload("1", choices) == "one"


def test_an_emoji_is_not_the_label_of_another_emoji() -> None:
    assert payload("👍", (Choice("👎", "down"),)) == ""


def test_without_offered_buttons_a_number_means_nothing() -> None:
    assert payload("1", ()) == ""
