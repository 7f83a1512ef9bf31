"""A word that makes another procedure of the same thing never ends in one sure card."""

import pytest

from domain.procedures import Behaviour, Found
from domain.search.catalogue import InMemoryCatalogue
from domain.search.decision import MOST_NEAREST
from domain.search.said import Said
from domain.search.text import fold
from tests.domain.search_catalogue import (
    BIRTH,
    BUSINESS,
    CARD,
    DEATH,
    INSURANCE,
    LAND,
    LOST_CARD,
    MARRIAGE,
    RESIDENCE,
    SINGLE,
    procedure,
    small_catalogue,
)

CATALOGUE = small_catalogue()


def nearest(found: Found) -> list[str]:
    return [code for choice in found.choices for code in choice.codes]


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("kết hôn với người nước ngoài", MARRIAGE),
        ("lấy chồng người Hàn", MARRIAGE),
        ("đăng ký khai sinh cho con có bố nước ngoài", BIRTH),
        ("đăng ký lại khai sinh", BIRTH),
        ("sửa tên trong giấy khai sinh", BIRTH),
        ("giải thể hộ kinh doanh", BUSINESS),
        ("đổi tên hộ kinh doanh", BUSINESS),
        ("làm mất sổ đỏ xin cấp lại", LAND),
        ("sổ đỏ bị rách", LAND),
        ("xin làm sổ đỏ lần đầu", LAND),
        ("tôi muốn làm sổ đỏ", LAND),
        ("xóa tên vợ trong hộ khẩu", RESIDENCE),
        ("bảo hiểm y tế hết hạn", INSURANCE),
        ("thẻ bảo hiểm y tế bị mất", INSURANCE),
    ],
)
def test_what_is_missing_is_said_with_the_nearest_beside_it(question: str, near: str) -> None:
    for typed in (question, fold(question)):
        found = CATALOGUE.search(Said(typed))

        assert found.behaviour is Behaviour.OUT_OF_SCOPE
        assert near in nearest(found)
        assert len(found.choices) <= MOST_NEAREST


@pytest.mark.parametrize(
    "question",
    [
        "tách hộ",
        "tôi muốn ly hôn",
        "xin nhập học cho con",
        "cấp giấy xác nhận hộ nghèo",
        "lương hưu của vợ tôi thì sao",
        "hôm nay trời có mưa không",
    ],
)
def test_nothing_is_near_when_no_subject_is_left(question: str) -> None:
    for typed in (question, fold(question)):
        found = CATALOGUE.search(Said(typed))

        assert (found.behaviour, found.choices) == (Behaviour.OUT_OF_SCOPE, ())


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("mất căn cước", LOST_CARD),
        ("mẹ tôi mất căn cước", LOST_CARD),
        ("bố tôi mất", DEATH),
        ("con tôi mất", DEATH),
        ("khai sinh mất bao lâu", BIRTH),
        ("làm khai sinh có mất tiền không", BIRTH),
        ("làm căn cước lần đầu", CARD),
        ("đã ly hôn, xin giấy độc thân", SINGLE),
        ("mở quán trà sữa", BUSINESS),
    ],
)
def test_a_name_that_says_the_word_is_still_the_answer(question: str, code: str) -> None:
    for typed in (question, fold(question)):
        found = CATALOGUE.search(Said(typed))

        assert (found.behaviour, found.hits[0].procedure.code) == (Behaviour.ANSWER, code)


def test_the_procedure_that_is_meant_comes_before_a_better_sounding_name() -> None:
    catalogue = InMemoryCatalogue(
        (
            procedure("1.000001", "Đăng ký kết hôn"),
            procedure("1.000002", "Đăng ký kết hôn có yếu tố nước ngoài tại khu vực biên giới"),
        )
    )

    found = catalogue.search(Said("đăng ký kết hôn với người nước ngoài"))

    assert found.behaviour is Behaviour.ANSWER
    assert found.hits[0].procedure.code == "1.000002"


def test_a_word_in_another_sense_counts_only_in_the_whole_name() -> None:
    catalogue = InMemoryCatalogue((procedure("1.000001", "Xác nhận cư trú", "xác nhận cư trú để nhập học"),))

    assert catalogue.search(Said("xác nhận cư trú để nhập học")).behaviour is Behaviour.ANSWER
    assert catalogue.search(Said("xin nhập học cho con")).behaviour is Behaviour.OUT_OF_SCOPE


def test_a_part_of_a_message_with_a_deciding_word_is_not_sure() -> None:
    found = CATALOGUE.search(Said("đăng ký thường trú và kết hôn với người nước ngoài"))

    assert found.behaviour is not Behaviour.MULTI


def test_a_lost_thing_in_a_long_story_decides_nothing() -> None:
    found = CATALOGUE.search(
        Said("hôm trước nhà em mất con gà nên chưa đi được, nay em muốn đi đăng ký kết hôn với anh hàng xóm")
    )

    assert found.hits[0].procedure.code == MARRIAGE
    assert found.behaviour is not Behaviour.OUT_OF_SCOPE


def test_a_doubtful_best_is_asked_about_beside_the_sure_one() -> None:
    catalogue = InMemoryCatalogue(
        (
            procedure("1.000001", "Đơn thân nghèo nuôi con, chăm sóc trẻ mồ côi"),
            procedure("1.000002", "Xác nhận hôn nhân", "giấy đơn thân", level="Cấp Bộ"),
        )
    )

    found = catalogue.search(Said("mẹ đơn thân"))

    assert found.behaviour is Behaviour.CLARIFY
    assert nearest(found) == ["1.000001", "1.000002"]
