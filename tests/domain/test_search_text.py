"""Words come out the same however they were typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.search.text import LONGEST, clean, fold, words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoà", "hòa"),
        ("xoá", "xóa"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("uỷ ban", "ủy ban"),
        ("kĩ", "kỹ"),
        ("lí lịch", "lý lịch"),
        ("KHAI SINH", "khai sinh"),
        ("khônggggg", "không"),
        ("kh\u200bai s\u00adinh", "khai sinh"),
        ("６ tuổi", "6 tuổi"),
        (unicodedata.normalize("NFD", "đường phố"), "đường phố"),
    ],
)
def test_two_spellings_of_a_word_have_one_key(typed: str, meant: str) -> None:
    keys = [word.key for word in words(typed)]

    assert keys == [word.key for word in words(meant)]


def test_folding_takes_away_every_accent_and_the_stroke() -> None:
    assert fold("Đăng ký ở ĐƯỜNG Nguyễn Huệ, số 5!") == "dang ki o duong nguyen hue so 5"


def test_the_glide_of_qu_keeps_its_tone() -> None:
    quy, qui = words("quý quỷ")

    assert quy.key != qui.key


@pytest.mark.parametrize(
    ("typed", "meant", "same"),
    [("chet", "chết", True), ("chết", "chết", True), ("chệt", "chết", False), ("chết", "chet", False)],
)
def test_only_a_word_without_accents_may_mean_another(typed: str, meant: str, same: bool) -> None:
    assert words(typed)[0].means(words(meant)[0]) is same


def test_emoji_and_punctuation_are_no_words() -> None:
    assert words("🙂 … --- ??? \x00 \ud800") == ()


def test_a_very_long_text_is_cut_before_it_is_read() -> None:
    assert len(clean("đăng ký " * 200_000)) <= LONGEST


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_string_becomes_lower_case_composed_words(text: str) -> None:
    for word in words(text):
        assert unicodedata.is_normalized("NFC", word.written)
        assert word.folded
