"""Cards: the answer, the facts, the source, what follows a question."""

import pytest

from domain.effects import MistakeReported
from domain.procedures import Brief, Way
from domain.province import Province
from handlers.places import READING
from tests.builders import a_procedure
from tests.dialogue import Dialogue, dialogue_about
from tests.handlers.conftest import BIRTH, DEATH

OLD = "Nút này đã cũ"


async def test_a_card_gives_answer_facts_and_source(dialogue: Dialogue) -> None:
    shown = await dialogue.says("khai tu")

    assert "Nộp Tờ khai và Giấy chứng sinh." in shown
    assert "Thời hạn: Trong ngày làm việc" in shown
    assert "1.000656 · QĐ 163/QĐ-BTP · dữ liệu ngày 18/07/2026" in shown


async def test_a_question_for_a_part_is_answered_on_top_and_opened(dialogue: Dialogue) -> None:
    shown = await dialogue.says("khai sinh bao nhieu tien")

    assert "Lệ phí: Cổng không ghi mức thu; hỏi nơi nộp.\n" in shown
    assert "   Hộ nghèo được miễn." in shown
    assert dialogue.open_facts == ["Lệ phí"]
    assert "Cháu bé thuộc trường hợp nào?" not in shown


async def test_a_pressed_fact_opens_on_the_same_card(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")

    await dialogue.presses("Lệ phí")

    assert dialogue.outcome.replies[0].replaces
    assert dialogue.open_facts == ["Lệ phí"]


async def test_an_open_fact_closes_when_pressed_again(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")
    await dialogue.presses("Lệ phí")

    await dialogue.presses("Lệ phí")

    assert dialogue.open_facts == []


async def test_the_answer_on_top_stays_when_another_fact_opens(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh bao nhieu tien")

    shown = await dialogue.presses("Thời hạn")

    assert "Lệ phí: Cổng không ghi mức thu; hỏi nơi nộp.\n" in shown
    assert dialogue.open_facts == ["Thời hạn"]


async def test_a_fact_opened_by_typing_comes_as_a_new_message(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")

    await dialogue.says("le phi")

    assert dialogue.open_facts == ["Lệ phí"]
    assert not dialogue.outcome.replies[0].replaces


async def test_a_fact_that_says_no_more_says_so() -> None:
    dialogue = dialogue_about(a_procedure(time=Brief("3 ngày làm việc")))
    await dialogue.says("thu tuc")

    assert "Thời hạn: 3 ngày làm việc\n   Dữ liệu không ghi gì thêm." in await dialogue.presses("Thời hạn")


async def test_the_place_lists_the_ways_to_hand_in(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")

    shown = await dialogue.presses("Nơi nộp")

    assert "   - Trực tiếp\n   - Bưu chính\n      Gửi kèm bản sao có chứng thực." in shown


async def test_a_way_does_not_repeat_what_the_place_has_said() -> None:
    where = Brief("Ủy ban nhân dân cấp xã", ("Nộp tại Trung tâm.",))
    dialogue = dialogue_about(a_procedure(where=where, ways=(Way("Trực tiếp", note="Nộp tại Trung tâm."),)))

    shown = await dialogue.presses("m1:fact:1.001193:where")

    assert shown.count("Nộp tại Trung tâm.") == 1


async def test_steps_are_numbered_and_laws_are_not(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")

    assert "   1. Nộp hồ sơ.\n   2. Nhận Giấy khai sinh." in await dialogue.presses("Các bước")
    assert "   - Luật Hộ tịch" in await dialogue.presses("Căn cứ pháp lý")


async def test_what_the_record_says_of_filing_online_stands_in_its_row() -> None:
    ways = (Way("Trực tiếp"), Way("Trực tuyến", note="Bản chụp phải rõ."))
    dialogue = dialogue_about(a_procedure(online=True, ways=ways))
    await dialogue.says("thu tuc")

    assert "   Bản chụp phải rõ.\n   Ông/bà" in await dialogue.presses("Nộp trực tuyến")
    assert "Bản chụp phải rõ." not in await dialogue.presses("Nơi nộp")


async def test_rows_without_data_are_left_out() -> None:
    dialogue = dialogue_about(a_procedure(steps=(), legal_basis=(), result=""))

    await dialogue.says("thu tuc")

    rows = {"Các bước", "Căn cứ pháp lý", "Kết quả", "Nộp trực tuyến", "Mẫu đơn"}
    assert rows.isdisjoint(dialogue.buttons)


async def test_what_is_asked_seldom_is_a_button_and_no_line() -> None:
    dialogue = dialogue_about(a_procedure(result="Giấy khai sinh"))

    closed = await dialogue.says("thu tuc")

    assert "Kết quả" in dialogue.buttons
    assert "Giấy khai sinh" not in closed
    assert "   Giấy khai sinh" in await dialogue.presses("Kết quả")


@pytest.mark.parametrize(
    ("own", "portal", "url", "told"),
    [
        ("https://own.test", "https://portal.test", "https://own.test", "mở trang nộp của thủ tục này"),
        ("", "https://portal.test", "https://portal.test", "đăng nhập Cổng Dịch vụ công"),
        ("", "", None, "hỏi cách nộp trực tuyến"),
    ],
)
async def test_filing_online_leads_to_the_own_link_else_the_portal(
    own: str, portal: str, url: str | None, told: str
) -> None:
    dialogue = dialogue_about(
        a_procedure(online=True, online_url=own), Province("Nghệ An", portal_url=portal)
    )
    await dialogue.says("thu tuc")

    shown = await dialogue.presses("m1:fact:1.001193:online")

    assert told in shown
    assert [button.url for button in dialogue.last[0].buttons if button.url] == ([url] if url else [])


async def test_no_way_online_is_said_with_the_place_to_go(dialogue: Dialogue) -> None:
    shown = await dialogue.says("khai tu nop qua mang")

    assert "Dữ liệu không ghi cách nộp trực tuyến. Nơi nộp: Ủy ban nhân dân cấp xã." in shown


async def test_a_reported_mistake_is_kept_with_the_open_part(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh bao nhieu tien")

    assert "không cần làm gì thêm" in await dialogue.presses("Báo sai")
    assert dialogue.records == (MistakeReported(BIRTH.code, "fee"),)


async def test_a_bare_question_is_about_the_card_just_read(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")
    assert dialogue.step == READING

    shown = await dialogue.says("bao nhieu tien")

    assert DEATH.code in shown
    assert dialogue.open_facts == ["Lệ phí"]


async def test_a_thank_you_in_between_does_not_close_the_card(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")
    await dialogue.says("cảm ơn")

    assert DEATH.code in await dialogue.says("bao nhieu tien")


async def test_a_bare_question_without_a_card_is_a_miss(dialogue: Dialogue) -> None:
    assert "hỏi về lệ phí, nhưng chưa rõ của thủ tục nào" in await dialogue.says("bao nhieu tien")


@pytest.mark.parametrize(
    "payload",
    [
        "m1:card",
        "m1:card:9.999999",
        "m1:card:1.001193:colour",
        "m1:case:1.001193",
        "m1:case:1.001193:gone",
        "m1:cases:1.001193:9",
        "m1:cases:1.001193:x",
        "m1:fact:9.999999:fee",
        "m1:fact:1.001193:fee:colour",
        "m1:report:9.999999",
    ],
)
async def test_a_button_of_what_is_gone_is_answered_kindly(dialogue: Dialogue, payload: str) -> None:
    assert OLD in await dialogue.presses(payload)
    assert "Về trang đầu" in dialogue.buttons


async def test_english_says_plainly_that_texts_are_vietnamese(dialogue: Dialogue) -> None:
    assert "Vietnamese only" not in await dialogue.says("khai tu")
    await dialogue.says("/ngonngu en")

    assert "The details of procedures are in Vietnamese only." in await dialogue.says("khai tu")


@pytest.mark.parametrize("asked", ["time", "where", "who", "result", "steps", "legal", "form", "online"])
@pytest.mark.parametrize("bare", [False, True])
async def test_every_part_has_a_sentence_with_and_without_data(asked: str, bare: bool) -> None:
    changes = {"steps": (), "legal_basis": (), "result": "", "online": False} if bare else {"online": True}
    dialogue = dialogue_about(a_procedure(**changes))

    shown = await dialogue.presses(f"m1:card:1.001193:{asked}")

    assert shown.startswith("Đăng ký khai sinh\n\n")
    assert "<b>" not in shown


def by_appointment(note: str) -> Dialogue:
    ways = (Way("Trực tiếp"), Way("Trực tuyến", note=note))
    return dialogue_about(
        a_procedure(online=True, ways=ways), Province("X", portal_url="https://portal.test")
    )


@pytest.mark.parametrize(
    ("note", "button", "row"),
    [
        ("Chỉ để hẹn thời gian, địa điểm.", "Đặt hẹn trên mạng", "Hẹn trên mạng"),
        ("Hẹn ngày nhận kết quả.", "Mở trang nộp trực tuyến", "Nộp trực tuyến"),
    ],
)
async def test_where_only_a_visit_can_be_booked_nothing_promises_more(
    note: str, button: str, row: str
) -> None:
    dialogue = by_appointment(note)

    await dialogue.says("thu tuc")

    assert button in dialogue.buttons
    assert row in dialogue.buttons


async def test_asked_for_online_an_appointment_is_called_one() -> None:
    shown = await by_appointment("Chỉ để hẹn ngày.").presses("m1:card:1.001193:online")

    assert "Trên mạng chỉ đặt hẹn" in shown
