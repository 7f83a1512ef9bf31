"""The sample catalogue through the search: people's own words reach the card that they mean."""

from dataclasses import replace

import pytest

from bot.sample.catalogue import load_events
from domain.procedures import Behaviour, Procedure
from domain.recognition import recognise
from domain.search.catalogue import InMemoryCatalogue
from domain.search.said import Said
from domain.search.text import fold
from tests.bot.sample_texts import PROCEDURES, each

CATALOGUE = InMemoryCatalogue(PROCEDURES, load_events())
MOST_CHOICES = 4


def first(question: str) -> str:
    return CATALOGUE.search(Said(question)).hits[0].procedure.code


@each
def test_every_alias_brings_its_card_among_the_choices(procedure: Procedure) -> None:
    lost = []
    for alias in procedure.aliases:
        offered = [hit.procedure.code for hit in CATALOGUE.search(Said(alias)).hits[:MOST_CHOICES]]
        lost += [] if procedure.code in offered else [(alias, offered)]

    assert lost == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("kết hôn với người nước ngoài", "2.000806"),
        ("lấy chồng người Hàn", "2.000806"),
        ("đăng ký khai sinh cho con có bố nước ngoài", "2.000528"),
        ("giải thể hộ kinh doanh", "1.001266"),
        ("làm mất sổ đỏ xin cấp lại", "1.012786"),
        ("xin làm sổ đỏ lần đầu", "1.013978"),
        ("tach ho", "1.010038"),
        ("xóa tên vợ trong hộ khẩu", "1.003197"),
        ("cấp giấy xác nhận hộ nghèo", "1.011607"),
        (
            "Tôi muốn hỏi thủ tục đăng ký kết hôn với vợ tôi, chúng tôi ở hai xã khác nhau thì nộp ở đâu",
            "1.000894",
        ),
        ("Tôi cần giấy xác nhận tình trạng hôn nhân để bán đất", "1.004873"),
        ("chau tui khuyet tat xin tro cap", "1.001776"),
        ("khai tu can chi", "1.000656"),
        ("con dau tui mat roi, chừ khai tu can chi", "1.000656"),
        ("Kết hôn với người Lào cần giấy tờ gì", "2.000806"),
        ("ket hon voi nguoi trung quoc", "2.000806"),
        ("marry my vietnamese boyfriend", "2.000806"),
        ("How do I register my marriage with a Vietnamese man?", "2.000806"),
        ("căn cước bị hỏng", "1.014064"),
        ("can cuoc bi gay", "1.014064"),
        ("trợ cấp khuyết tật", "1.001776"),
        ("giấy khuyết tật", "1.001699"),
        ("bà tôi 80 tuổi được hưởng trợ cấp không", "1.014027"),
        ("80 tuoi duoc huong gi", "1.014027"),
        ("disability allowance", "1.001776"),
        ("i lost my red book", "1.012786"),
        ("first red book", "1.013978"),
    ],
)
def test_what_the_sample_had_wrong_now_has_its_own_card(question: str, code: str) -> None:
    assert first(question) == code


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("khai sinh cho con", "1.001193"),
        ("dang ky ket hon", "1.000894"),
        ("mở quán ăn", "1.001612"),
        ("sang ten so do", "1.013831"),
        ("đăng ký thường trú", "1.004222"),
        ("dang ky kinh doanh quan tap hoa", "1.001612"),
    ],
)
def test_a_common_question_is_not_drawn_to_a_rarer_card(question: str, code: str) -> None:
    assert first(question) == code


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("register a birth", "1.001193"),
        ("I want to register my newborn", "1.001193"),
        ("marriage", "1.000894"),
        ("death certificate", "1.000656"),
        ("my wife died", "1.000656"),
        ("copy certification", "2.000815"),
        ("I lost my ID card", "1.014064"),
        ("permanent residence", "1.004222"),
        ("open a shop", "1.001612"),
    ],
)
def test_english_words_find_the_vietnamese_card(question: str, code: str) -> None:
    assert first(question) == code


@each
def test_whoever_wants_one_hit_gets_the_same_answer(procedure: Procedure) -> None:
    """Most candidates are not judged then: none of them could have changed the decision."""
    for name in (procedure.title, procedure.name, *procedure.aliases):
        for question in (name, fold(name), f"{name} hết bao nhiêu tiền", name.rpartition(" ")[0]):
            every, one = CATALOGUE.search(Said(question)), CATALOGUE.search(Said(question), most_hits=1)

            assert replace(one, hits=one.hits[:1]) == replace(every, hits=every.hits[:1])


@pytest.mark.parametrize(
    "question",
    [
        *("nộp thuế đất ở đâu", "luong huu", "ly hôn", "visa extension", "đăng kiểm ô tô", "sang ten xe may"),
        *("trợ cấp thất nghiệp", "thai san", "nghĩa vụ quân sự", "chuyen truong cho con"),
    ],
)
def test_what_is_known_not_to_be_here_is_told(question: str) -> None:
    found = CATALOGUE.search(Said(question))

    assert (found.behaviour, found.absent or bool(found.choices)) == (Behaviour.OUT_OF_SCOPE, True)


@pytest.mark.parametrize("question", ["thời tiết hôm nay", "khai sinh", "abc xyz"])
def test_nothing_else_is_said_to_be_missing(question: str) -> None:
    assert not CATALOGUE.search(Said(question)).absent


@each
def test_what_a_card_is_called_opens_it_when_it_is_typed(procedure: Procedure) -> None:
    found = CATALOGUE.search(Said(procedure.title))

    assert recognise(Said(procedure.title)) is None
    assert (found.behaviour, found.hits[0].procedure.code) == (Behaviour.ANSWER, procedure.code)
