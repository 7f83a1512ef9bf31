"""What people want of a dossier, typed with accents, without them, in dialect, with mistakes."""

import pytest

from domain.dossier_wishes import ABOUT_ONE, Wish, number_in, wish
from domain.recognition import Kind, recognise
from domain.search.said import Said
from domain.second_check import Proof


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ho so toi toi dau roi", Wish.PROGRESS),
        ("bao gio thi co ket qua", Wish.PROGRESS),
        ("sao lau the", Wish.DELAY),
        ("răng lâu rứa", Wish.DELAY),
        ("tre hen roi ai chiu trach nhiem", Wish.WHY),
        ("lien he ai", Wish.WHY),
        ("toi phai lam gi", Wish.WHERE),
        ("den dau nhan ket qua", Wish.WHERE),
        ("xem giup me toi", Wish.ANOTHER),
        ("theo doi", Wish.FOLLOW),
        ("con thieu giay gi nua", Wish.MORE),
        ("toi khong nho so nao", Wish.NO_NUMBER),
        ("so cua con trai toi", Wish.NO_NUMBER),
        ("ma o dau", Wish.CODE),
        ("toi quen ma roi", Wish.LOST),
        ("giay hen mat roi", Wish.LOST),
        ("khong co ma", Wish.LOST),
        ("toi muon huy theo doi", Wish.STOP),
        ("dung nhan tin nua", Wish.STOP),
        ("dung roi", Wish.YES),
        ("khong phai", Wish.NO),
        ("what now", Wish.WHERE),
        ("stop following", Wish.STOP),
    ],
)
def test_a_wish_is_known_however_it_is_typed(typed: str, wanted: Wish) -> None:
    assert wish(Said(typed)) is wanted


@pytest.mark.parametrize(
    "typed",
    [
        "đăng ký khai sinh bao lâu",
        "lam lai the can cuoc",
        "theo dõi người nghèo",
        "mất sổ đỏ",
        "cam on",
        "khong co ma phai lam the nao de xin giay khai sinh",
        "quy tin dung nhan dan",
        "",
    ],
)
def test_what_asks_for_something_else_is_no_wish(typed: str) -> None:
    assert wish(Said(typed)) is None


@pytest.mark.parametrize("typed", ["nộp ở đâu", "bao nhiêu tiền", "bao lâu", "phải làm gì"])
def test_a_question_for_a_procedure_needs_a_dossier_to_be_about_one(typed: str) -> None:
    assert wish(Said(typed)) not in ABOUT_ONE


@pytest.mark.parametrize(
    "typed",
    [
        "giay hen mat roi",
        "toi lam mat giay hen thi lay ket qua the nao",
        "quen ma ho so",
        "toi muon huy theo doi",
        "ho so cua tui den mo roi",
        "giay to toi nop hom truoc xong chua",
        "xem ho so giup me toi",
    ],
)
def test_what_speaks_of_a_dossier_is_known_at_the_door(typed: str) -> None:
    known = recognise(Said(typed))

    assert known
    assert known.kind is Kind.DOSSIER


@pytest.mark.parametrize(
    ("typed", "proof"),
    [
        ("1234", Proof.SHORT),
        ("bon so cuoi la 1234", Proof.SHORT),
        ("4 số cuối căn cước của mẹ tôi là 1234 ạ", Proof.SHORT),
        ("so dt 0912 345 678", Proof.WHOLE),
        ("toi la Hoa, cccd 040152001234", Proof.WHOLE),
    ],
)
def test_the_one_number_of_a_sentence_is_the_one_that_is_meant(typed: str, proof: Proof) -> None:
    number = number_in(Said(typed))

    assert number
    assert number.proof is proof


@pytest.mark.parametrize("typed", ["lam the can cuoc nam 2026", "1234 hay 4321", "nộp năm 2026", "12", ""])
def test_a_year_or_a_choice_of_numbers_is_no_number_of_a_person(typed: str) -> None:
    assert number_in(Said(typed)) is None
