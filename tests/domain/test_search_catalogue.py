"""The catalogue keeps its promises to dialogs, whatever it is asked."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.procedures import Behaviour, Catalogue
from domain.search.catalogue import MOST_HITS, InMemoryCatalogue
from domain.search.decision import MOST_CHOICES
from domain.search.fields import Field
from domain.search.said import Said
from tests.domain.search_catalogue import BIRTH, LAND, MARRIAGE, SINGLE, procedure, small_catalogue

CATALOGUE: Catalogue = small_catalogue()

HOSTILE = [
    "đăng ký khai sinh " * 60_000,
    "\x00\x00",
    "\ud800\udfff",
    "🙂👨‍👩‍👧‍👦" * 500,
    "\u202ekhai sinh\u202c",
    "<b>khai sinh</b>' OR 1=1 --",
    "9" * 5_000,
    "1.001193" * 1_000,
    "ﷺ" * 1_000,
    "à" * 10_000,
    "a\u0301\u0301\u0301" * 900,
    "và " * 3_000,
    ", " * 3_000,
    "…",
    "/start",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_answered_quickly(text: str) -> None:
    start = time.process_time()

    CATALOGUE.search(Said(text))

    assert time.process_time() - start < 0.2


@settings(max_examples=200, deadline=500)
@given(st.text(st.characters(codec=None), max_size=400))
def test_any_string_gets_a_decision(text: str) -> None:
    found = CATALOGUE.search(Said(text))

    assert len(found.hits) <= MOST_HITS
    assert found.choices or found.behaviour is not Behaviour.CLARIFY
    assert not found.choices or found.behaviour in (Behaviour.CLARIFY, Behaviour.OUT_OF_SCOPE)
    assert (found.behaviour is Behaviour.MULTI) == bool(found.parts)


_SPOKEN = [
    "khai",
    "sinh",
    "kết",
    "hôn",
    "căn",
    "cước",
    "đất",
    "chung",
    "thuc",
    "hộ",
    "khẩu",
    "và",
    "giấy",
    ",",
]


@settings(max_examples=200, deadline=500)
@given(st.lists(st.sampled_from(_SPOKEN), max_size=12))
def test_words_of_the_trade_in_any_order_keep_the_shape(spoken: list[str]) -> None:
    found = CATALOGUE.search(Said(" ".join(spoken)))

    scores = [hit.score for hit in found.hits]
    texts = [choice.text for choice in found.choices]
    assert scores == sorted(scores, reverse=True)
    assert len(texts) == len(set(texts)) <= MOST_CHOICES
    assert len(texts) != 1 or found.behaviour is Behaviour.OUT_OF_SCOPE
    assert found.hits or found.behaviour is Behaviour.OUT_OF_SCOPE


def test_a_code_anywhere_in_a_sentence_finds_its_procedure() -> None:
    found = CATALOGUE.search(Said("cho hỏi thủ tục 1.001193 hết bao nhiêu tiền"))

    assert found.behaviour is Behaviour.ANSWER
    assert [hit.procedure.code for hit in found.hits] == [BIRTH]


def test_two_codes_are_two_requests() -> None:
    found = CATALOGUE.search(Said("1.001193 và 1.000894"))

    assert found.behaviour is Behaviour.MULTI
    assert [part.codes for part in found.parts] == [(BIRTH,), (MARRIAGE,)]


@pytest.mark.parametrize("text", ["1.999999", "11.001193", "1.0011934", ".001193"])
def test_a_number_that_is_no_known_code_finds_nothing(text: str) -> None:
    assert CATALOGUE.search(Said(text)).behaviour is Behaviour.OUT_OF_SCOPE


def test_an_unknown_code_does_not_hide_the_question() -> None:
    found = CATALOGUE.search(Said("1.999999 đăng ký khai sinh"))

    assert found.hits[0].procedure.code == BIRTH


def test_procedures_are_looked_up_by_code() -> None:
    birth = CATALOGUE.get(BIRTH)

    assert birth is not None
    assert birth.title == "Đăng ký khai sinh"
    assert CATALOGUE.get("1.999999") is None


def test_fields_with_most_procedures_come_first() -> None:
    fields = CATALOGUE.fields()

    assert fields[0][0] == "Hộ tịch"
    assert [len(found) for _, found in fields] == sorted((len(found) for _, found in fields), reverse=True)


def test_life_events_without_any_procedure_here_are_left_out() -> None:
    assert [event.id for event in CATALOGUE.events()] == ["sinh-con"]


def test_an_empty_catalogue_says_that_nothing_is_in_scope() -> None:
    found = InMemoryCatalogue(()).search(Said("đăng ký khai sinh"))

    assert (found.behaviour, found.hits) == (Behaviour.OUT_OF_SCOPE, ())


def test_accents_choose_between_words_of_the_same_letters() -> None:
    catalogue = InMemoryCatalogue(
        (procedure("1.000001", "Khai thác cát"), procedure("1.000002", "Khai thác cật"))
    )

    assert catalogue.search(Said("khai thác cật")).hits[0].procedure.code == "1.000002"
    assert catalogue.search(Said("khai thac cat")).behaviour is Behaviour.CLARIFY


def test_one_title_at_several_levels_is_one_answer_from_the_nearest() -> None:
    catalogue = InMemoryCatalogue(
        (
            procedure("1.000001", "Công nhận nghệ nhân", level="Cấp Bộ/Trung ương"),
            procedure("1.000002", "Công nhận nghệ nhân", level="Cấp tỉnh"),
        )
    )

    found = catalogue.search(Said("công nhận nghệ nhân"))

    assert found.behaviour is Behaviour.ANSWER
    assert found.hits[0].procedure.code == "1.000002"


def test_a_paper_alone_does_not_make_a_procedure_meant() -> None:
    catalogue = InMemoryCatalogue((procedure("1.000001", "Đăng ký kết hôn", papers=("Giấy chứng sinh",)),))

    assert catalogue.search(Said("giấy chứng sinh")).behaviour is Behaviour.OUT_OF_SCOPE


def test_a_story_with_the_whole_name_in_it_is_still_answered() -> None:
    found = CATALOGUE.search(
        Said(
            "e can giay doc than de di lam an xa, nhung e o sai gon ma que o vinh "
            "thi gui cho me lay duoc khong"
        )
    )

    assert found.behaviour is Behaviour.ANSWER
    assert found.hits[0].procedure.code == SINGLE


def test_an_explanation_names_words_fields_and_weights() -> None:
    reasons = small_catalogue().explain(Said("sang tên sổ đỏ"))

    assert reasons[0].procedure.code == LAND
    strongest = reasons[0].reasons[0]
    assert strongest.weight >= reasons[0].reasons[-1].weight > 0
    assert {field for reason in reasons[0].reasons for field in reason.fields} >= {Field.TITLE, Field.NAME}


def test_nothing_found_needs_no_explanation() -> None:
    assert small_catalogue().explain(Said("zxcv")) == ()


def test_a_word_right_after_a_name_may_make_it_something_else() -> None:
    assert CATALOGUE.search(Said("kết hôn giả")).behaviour is Behaviour.OUT_OF_SCOPE


def test_a_small_word_that_was_not_said_counts_against_a_title() -> None:
    catalogue = InMemoryCatalogue(
        (procedure("1.000001", "Đăng ký lại khai sinh"), procedure("1.000002", "Đăng ký khai sinh"))
    )

    assert catalogue.search(Said("đăng ký khai sinh")).hits[0].procedure.code == "1.000002"
    assert catalogue.search(Said("đăng ký lại khai sinh")).hits[0].procedure.code == "1.000001"
