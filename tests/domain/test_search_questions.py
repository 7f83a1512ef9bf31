"""Questions as people type them find the procedure that they mean."""

import pytest

from domain.procedures import Behaviour, Part
from domain.search.catalogue import InMemoryCatalogue
from domain.search.said import Said
from domain.search.text import fold
from tests.domain.search_catalogue import (
    ALLOWANCE,
    BIRTH,
    BUSINESS,
    CARD,
    COPY,
    DEATH,
    INSURANCE,
    LAND,
    LOST_CARD,
    MARRIAGE,
    NEW_CARD,
    RESIDENCE,
    SIGNATURE,
    SINGLE,
    STAY,
    procedure,
    small_catalogue,
)

CATALOGUE = small_catalogue()

QUESTIONS = [
    ("đăng ký khai sinh cần giấy tờ gì", BIRTH),
    ("vợ tôi mới sinh con thì phải làm gì", BIRTH),
    ("thủ tục khai sinh cho cháu", BIRTH),
    ("bố tôi mới chết cần giấy gì", DEATH),
    ("bà nội tôi qua đời hôm qua", DEATH),
    ("muốn lấy vợ thì cần những gì", MARRIAGE),
    ("xin giấy độc thân", SINGLE),
    ("em chưa chồng muốn xin giấy xác nhận", SINGLE),
    ("photo công chứng ở đâu", COPY),
    ("sao y bản chính bao nhiêu tiền một bản", COPY),
    ("xác nhận sơ yếu lý lịch", SIGNATURE),
    ("nhập hộ khẩu cho con", RESIDENCE),
    ("chuyển khẩu về nhà chồng", RESIDENCE),
    ("em thuê trọ thì khai báo thế nào", STAY),
    ("làm căn cước lần đầu", CARD),
    ("căn cước hết hạn đổi ở đâu", NEW_CARD),
    ("bị mất căn cước làm lại mấy ngày", LOST_CARD),
    ("mở quán phở cần giấy tờ gì", BUSINESS),
    ("sang tên sổ đỏ cho con trai", LAND),
    ("bán đất cho hàng xóm", LAND),
    ("trợ cấp cho người già", ALLOWANCE),
    ("thẻ bảo hiểm cho bé", INSURANCE),
]


@pytest.mark.parametrize(("question", "code"), QUESTIONS)
def test_an_everyday_question_finds_its_procedure(question: str, code: str) -> None:
    found = CATALOGUE.search(Said(question))

    assert (found.behaviour, found.hits[0].procedure.code) == (Behaviour.ANSWER, code)


@pytest.mark.parametrize(("question", "code"), QUESTIONS)
def test_the_same_question_without_accents_finds_it(question: str, code: str) -> None:
    found = CATALOGUE.search(Said(fold(question)))

    assert (found.behaviour, found.hits[0].procedure.code) == (Behaviour.ANSWER, code)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("lm gks cho chau", BIRTH),
        ("làm cc", CARD),
        ("mất cc", LOST_CARD),
        ("đkks ntn", BIRTH),
        ("đkkh cần j", MARRIAGE),
        ("xin xn tthn", SINGLE),
        ("mat cccd", LOST_CARD),
        ("đổi cmnd sang thẻ mới", NEW_CARD),
        ("đk hkd", BUSINESS),
        ("bhyt cho tre em duoi 6 tuoi", INSURANCE),
        ("nhap hk cho vk", RESIDENCE),
        ("làm giấy khai sinh ở mô", BIRTH),
    ],
)
def test_abbreviations_and_chat_spellings_are_understood(question: str, code: str) -> None:
    found = CATALOGUE.search(Said(question))

    assert found.hits[0].procedure.code == code
    assert found.behaviour is not Behaviour.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("kai sinh", BIRTH),
        ("khaisinh cho be", BIRTH),
        ("khai sinhh", BIRTH),
        ("đăng ký kết hônn", MARRIAGE),
        ("ket hno", MARRIAGE),
        ("dang ky tam tru", STAY),
        ("thuong trus", RESIDENCE),
        ("ho kinh doamh", BUSINESS),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(question: str, code: str) -> None:
    found = CATALOGUE.search(Said(question))

    assert (found.behaviour, found.hits[0].procedure.code) == (Behaviour.ANSWER, code)


@pytest.mark.parametrize(
    "question",
    [
        "cấp hộ chiếu",
        "đổi bằng lái xe",
        "xin giấy phép xây dựng",
        "lý lịch tư pháp",
        "ly hôn đơn phương",
        "đăng ký xe máy",
        "bảo hiểm xã hội một lần",
        "mua bảo hiểm xe máy",
        "trợ cấp thất nghiệp",
        "đi nghĩa vụ quân sự",
        "chuyển mục đích sử dụng đất",
        "thành lập công ty cổ phần",
        "hôm nay trời có mưa không",
        "anh yêu em",
        "giá vàng hôm nay",
        "asdf qwerty zxcv",
        "xin giấy",
        "cc",
        "",
        "???",
    ],
)
def test_what_we_do_not_have_is_out_of_scope(question: str) -> None:
    found = [CATALOGUE.search(Said(typed)).behaviour for typed in (question, fold(question))]

    assert found == [Behaviour.OUT_OF_SCOPE] * 2


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("chứng thực", {COPY, SIGNATURE}),
        ("can cuoc", {CARD, NEW_CARD, LOST_CARD}),
        ("căn cước công dân", {CARD, NEW_CARD, LOST_CARD}),
    ],
)
def test_an_open_question_is_answered_with_choices(question: str, codes: set[str]) -> None:
    found = CATALOGUE.search(Said(question))

    assert found.behaviour is Behaviour.CLARIFY
    assert {code for choice in found.choices for code in choice.codes} == codes


def test_choices_are_the_titles_of_the_procedures() -> None:
    found = CATALOGUE.search(Said("chứng thực"))

    texts = [choice.text for choice in found.choices]
    assert sorted(texts) == ["Chứng thực bản sao từ bản chính", "Chứng thực chữ ký"]


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("khai sinh và nhập hộ khẩu cho con", [BIRTH, RESIDENCE]),
        ("lam giay khai sinh, the bao hiem y te cho be", [BIRTH, INSURANCE]),
        ("đăng ký kết hôn đồng thời đăng ký tạm trú", [MARRIAGE, STAY]),
    ],
)
def test_two_requests_in_one_message_become_parts(question: str, codes: list[str]) -> None:
    found = CATALOGUE.search(Said(question))

    assert found.behaviour is Behaviour.MULTI
    assert [part.codes for part in found.parts] == [(code,) for code in codes]


def test_a_joint_inside_one_request_parts_nothing() -> None:
    found = CATALOGUE.search(Said("khai sinh, làm khai sinh cho con và cần giấy gì"))

    assert found.behaviour is Behaviour.ANSWER


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("khai sinh hết bao nhiêu tiền", Part.FEE),
        ("khai sinh lệ phí", Part.FEE),
        ("khai sinh mấy ngày có", Part.TIME),
        ("khai sinh mất bao lâu", Part.TIME),
        ("khai sinh nộp ở đâu", Part.WHERE),
        ("làm khai sinh ở mô", Part.WHERE),
        ("khai sinh cần giấy gì", Part.DOCUMENTS),
        ("khai sinh hồ sơ gồm những gì", Part.DOCUMENTS),
        ("ai được làm khai sinh", Part.WHO),
        ("khai sinh nộp qua mạng", Part.ONLINE),
        ("khai sinh làm online", Part.ONLINE),
        ("trình tự làm khai sinh", Part.STEPS),
        ("khai sinh căn cứ pháp lý", Part.LEGAL),
        ("khai sinh thì được cấp gì", Part.RESULT),
        ("khai sinh", None),
        ("khai sinh được hỗ trợ bao nhiêu tiền", None),
    ],
)
def test_the_part_that_is_asked_for_is_named(question: str, part: Part | None) -> None:
    found = [CATALOGUE.search(Said(typed)) for typed in (question, fold(question))]

    assert [one.asks for one in found] == [part] * 2
    assert {one.hits[0].procedure.code for one in found} == {BIRTH}


@pytest.mark.parametrize("question", ["mai táng phí", "phí mai táng bao nhiêu", "chi phí mai táng"])
def test_a_fee_in_a_name_is_not_a_question_of_the_fee(question: str) -> None:
    catalogue = InMemoryCatalogue((procedure("1.000001", "Hỗ trợ chi phí mai táng", "mai táng phí"),))

    found = [catalogue.search(Said(typed)) for typed in (question, fold(question))]

    assert [(one.behaviour, one.asks) for one in found] == [(Behaviour.ANSWER, None)] * 2


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("birth certificate", BIRTH),
        ("I want to register my newborn", BIRTH),
        ("how do I register a marriage", MARRIAGE),
        ("my wife died", DEATH),
        ("I lost my id card", LOST_CARD),
        ("open a small shop", BUSINESS),
        ("certified copy of a document", COPY),
        ("temporary residence", STAY),
        ("permanent residence", RESIDENCE),
        ("transfer land to my son", LAND),
        ("certificate of single status", SINGLE),
    ],
)
def test_a_question_in_english_finds_its_procedure(question: str, code: str) -> None:
    found = CATALOGUE.search(Said(question))

    assert (found.behaviour, found.hits[0].procedure.code) == (Behaviour.ANSWER, code)
