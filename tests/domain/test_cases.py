"""Which case a question names."""

import pytest

from domain.cases import named_case
from domain.procedures import PaperCase
from domain.search.said import Said

BIRTH = ("Có Giấy chứng sinh", "Không có Giấy chứng sinh", "Sinh do mang thai hộ", "Trẻ bị bỏ rơi")
DEATH = (
    "Có Giấy báo tử hoặc giấy thay thế",
    "Mới mất, chưa có Giấy báo tử",
    "Mất đã lâu, không có Giấy báo tử",
)
LAND = (
    "Chuyển nhượng (mua bán), đổi đất",
    "Thừa kế (người mất để lại đất)",
    "Tặng cho (cho con, cho người khác)",
)


def named(names: tuple[str, ...], question: str) -> str:
    cases = [PaperCase(str(place), name, ()) for place, name in enumerate(names)]
    case = named_case(cases, Said(question))
    return case.name if case else ""


@pytest.mark.parametrize(
    ("question", "case"),
    [
        ("không có giấy chứng sinh thì sao", BIRTH[1]),
        ("khong co giay chung sinh", BIRTH[1]),
        ("ko có giấy chứng sinh", BIRTH[1]),
        ("chưa có giấy chứng sinh", BIRTH[1]),
        ("đã có giấy chứng sinh rồi", BIRTH[0]),
        ("khai sinh cho trẻ bỏ rơi", BIRTH[3]),
        ("con sinh do mang thai hộ", BIRTH[2]),
    ],
)
def test_a_case_is_known_by_the_words_of_its_name(question: str, case: str) -> None:
    assert named(BIRTH, question) == case


@pytest.mark.parametrize(
    "question",
    [
        "",
        "làm khai sinh cần gì",
        "có cần giấy chứng sinh không",
        "con 3 tuổi chưa làm khai sinh",
        "giấy chứng sinh",
    ],
)
def test_where_no_case_is_named_none_is_chosen(question: str) -> None:
    assert named(BIRTH, question) == ""


@pytest.mark.parametrize(
    ("question", "case"),
    [
        ("bố tôi mới mất", DEATH[1]),
        ("ông mất lâu rồi", DEATH[2]),
        ("khai tử không có giấy báo tử", ""),
        ("chồng tôi mất 3 năm rồi", ""),
    ],
)
def test_what_two_cases_share_decides_nothing(question: str, case: str) -> None:
    assert named(DEATH, question) == case


@pytest.mark.parametrize(
    ("question", "case"),
    [
        ("vợ mất để lại đất", LAND[1]),
        ("thừa kế đất", LAND[1]),
        ("tặng cho em", LAND[2]),
        ("nhà có bốn con", ""),
    ],
)
def test_words_beside_the_first_must_be_three_at_least(question: str, case: str) -> None:
    assert named(LAND, question) == case


def test_two_words_beside_the_first_are_too_few() -> None:
    assert named(LAND, "mua bán nhà") == ""


def test_what_is_denied_is_not_the_case() -> None:
    assert named(BIRTH[:1], "không có giấy chứng sinh") == ""
    assert named(BIRTH[:1], "có giấy chứng sinh") == BIRTH[0]


def test_words_with_other_accents_are_other_words() -> None:
    assert named(BIRTH, "trẻ bộ rối") == ""


def test_a_procedure_without_cases_names_none() -> None:
    assert named((), "không có giấy chứng sinh") == ""
