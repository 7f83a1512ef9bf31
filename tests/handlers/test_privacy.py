"""What is kept, and its erasure."""

from datetime import UTC, datetime

import pytest

from domain.conversations import State
from domain.effects import Erased
from domain.held_data import Held
from domain.messages import MessageKind
from tests.builders import ADDRESS, FakeHeldData, a_message
from tests.dialogue import Dialogue

ASKED = "Xóa rồi không lấy lại được"
DONE = "Đã xóa hết"


async def test_what_is_kept_is_told_with_times(dialogue: Dialogue, held_data: FakeHeldData) -> None:
    until = datetime(2026, 11, 23, 18, 5, tzinfo=UTC)
    held_data.kept[ADDRESS] = Held(4, until, history=9, history_until=until, remembered=True)

    shown = await dialogue.says("/dulieu")

    assert "4 tin nhắn đến và đi\n   Tự xóa chậm nhất lúc 01:05, 24/11/2026" in shown
    assert "9 tin trong bản xem lại" in shown
    assert "Bước đang làm" in shown


async def test_what_is_not_kept_is_not_told(dialogue: Dialogue) -> None:
    shown = await dialogue.says("/dulieu")

    assert "tin nhắn đến và đi" not in shown
    assert "tin trong bản xem lại" not in shown
    assert "Bước đang làm" not in shown


async def test_an_unknown_end_leaves_the_time_out(dialogue: Dialogue, held_data: FakeHeldData) -> None:
    held_data.kept[ADDRESS] = Held(4)

    assert "Tự xóa" not in await dialogue.says("/dulieu")


async def test_the_link_of_the_notice_tells_what_is_kept(dialogue: Dialogue) -> None:
    await dialogue.says("/start")

    assert "Máy đang giữ của ông/bà" in await dialogue.presses("Máy giữ những gì")


@pytest.mark.parametrize("wish", ["/xoa", "m1:erase"])
async def test_erasure_is_asked_before_it_is_done(dialogue: Dialogue, wish: str) -> None:
    shown = await (dialogue.says(wish) if wish.startswith("/") else dialogue.presses(wish))

    assert ASKED in shown
    assert dialogue.records == ()


@pytest.mark.parametrize("yes", ["Xóa hết", "xoa het", "1", "có", "dong y", "Vâng", "ok"])
async def test_a_pressed_or_typed_yes_erases(dialogue: Dialogue, yes: str) -> None:
    await dialogue.says("/xoa")

    assert DONE in await dialogue.says(yes)
    assert dialogue.records == (Erased(ADDRESS),)


@pytest.mark.parametrize("no", ["Giữ lại", "khong", "đừng xóa"])
async def test_a_no_keeps_everything(dialogue: Dialogue, no: str) -> None:
    await dialogue.says("/xoa")

    assert "chưa xóa gì" in await dialogue.says(no)
    assert dialogue.records == ()


async def test_another_question_in_between_erases_nothing(dialogue: Dialogue) -> None:
    await dialogue.says("/xoa")
    assert "1.000656" in await dialogue.says("khai tu")

    await dialogue.says("ok")

    assert dialogue.records == ()


async def test_a_thank_you_in_between_drops_the_question(dialogue: Dialogue) -> None:
    await dialogue.says("/xoa")
    await dialogue.says("cảm ơn")

    await dialogue.says("ok")

    assert dialogue.records == ()


async def test_yes_is_understood_in_english_too(dialogue: Dialogue) -> None:
    await dialogue.says("/ngonngu en")
    await dialogue.says("/xoa")

    assert "Everything is erased" in await dialogue.says("yes")


async def test_nothing_is_remembered_after_erasure(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")
    await dialogue.says("/xoa")

    await dialogue.presses("Xóa hết")

    assert dialogue.state == State()


@pytest.mark.parametrize(
    ("history", "told"),
    [
        (0, "Lời nhắn giữ 72 giờ, rồi xóa."),
        (9, "Lời nhắn giữ 72 giờ; bản xem lại trên trang web giữ 30 ngày."),
    ],
)
async def test_how_long_is_told_of_what_is_there(
    dialogue: Dialogue, held_data: FakeHeldData, history: int, told: str
) -> None:
    held_data.kept[ADDRESS] = Held(4, history=history)

    assert told in await dialogue.says("/dulieu")


async def test_after_erasure_the_button_that_leads_on_keeps_the_language(dialogue: Dialogue) -> None:
    await dialogue.says("/en")
    await dialogue.says("/xoa")
    assert "Everything is erased" in await dialogue.says("1")

    payload = dialogue.last[0].buttons[0].payload

    assert "Good day" in await dialogue.presses(payload)


async def test_nobody_erases_a_whole_group(dialogue: Dialogue) -> None:
    press = a_message(kind=MessageKind.PRESS, payload="m1:erase:now", group=True)

    told = await dialogue.gets(press)

    assert "nhắn riêng" in told
    assert dialogue.outcome.records == ()
