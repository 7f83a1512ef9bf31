"""Short answers to what asks for nothing."""

import pytest

from domain.messages import MessageKind
from tests.dialogue import Dialogue


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (MessageKind.PHOTO, "không giữ ảnh này"),
        (MessageKind.VOICE, "chưa nghe được tin thoại"),
        (MessageKind.VIDEO, "chưa xem được video"),
        (MessageKind.DOCUMENT, "chưa đọc được tệp"),
        (MessageKind.STICKER, "Máy đã nhận hình"),
        (MessageKind.LOCATION, "không giữ vị trí này"),
        (MessageKind.CONTACT, "không giữ số này"),
        (MessageKind.EDITED, "gửi lại thành tin mới"),
        (MessageKind.OTHER, "chưa đọc được loại tin này"),
    ],
)
async def test_every_kind_has_an_answer(dialogue: Dialogue, kind: MessageKind, told: str) -> None:
    assert told in await dialogue.says("", kind)
    assert "Về trang đầu" in dialogue.buttons


async def test_a_picture_with_a_question_is_still_only_a_picture(dialogue: Dialogue) -> None:
    assert "không giữ ảnh này" in await dialogue.says("khai tu", MessageKind.PHOTO)


@pytest.mark.parametrize("typed", ["cảm ơn", "cam on nhieu"])
async def test_thanks_are_taken_kindly(dialogue: Dialogue, typed: str) -> None:
    assert "Không có gì ạ" in await dialogue.says(typed)


@pytest.mark.parametrize("typed", ["ok", "vâng", "👍"])
async def test_a_yes_to_nothing_is_answered_shortly(dialogue: Dialogue, typed: str) -> None:
    assert (await dialogue.says(typed)).startswith("Vâng.")


async def test_a_greeting_is_answered_with_the_start(dialogue: Dialogue) -> None:
    assert (await dialogue.says("xin chào")).startswith("Chào buổi trưa, ông/bà")
    assert "Thủ tục cần gì?" in dialogue.buttons


@pytest.mark.parametrize("typed", ["cảm ơn", "ok"])
async def test_small_talk_is_no_miss(dialogue: Dialogue, typed: str) -> None:
    await dialogue.says(typed)

    assert dialogue.state.misses == 0


@pytest.mark.parametrize("typed", ["tạm biệt", "bye", "xong rồi", "không"])
async def test_a_goodbye_is_returned(dialogue: Dialogue, typed: str) -> None:
    assert (await dialogue.says(typed)).startswith("Chào ông/bà. Cần gì, ông/bà cứ nhắn lại.")


@pytest.mark.parametrize("typed", ["đm chúng mày làm ăn như cc", "cc"])
async def test_swearing_is_met_with_an_apology_and_is_no_miss(dialogue: Dialogue, typed: str) -> None:
    assert "Máy làm ông/bà bực, xin lỗi." in await dialogue.says(typed)
    assert dialogue.state.misses == 0


@pytest.mark.parametrize("typed", ["bạn là ai", "mày là máy hay người"])
async def test_who_asks_who_this_is_is_told(dialogue: Dialogue, typed: str) -> None:
    assert (await dialogue.says(typed)).startswith("Máy trả lời tự động của tỉnh Nghệ An, không phải cán bộ")
