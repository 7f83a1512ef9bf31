"""What the bot cannot do yet, and who can."""

import pytest

from domain.province import Province
from handlers.conversation import OFFICIALS_COMMANDS
from tests.builders import FakeCatalogue
from tests.dialogue import Dialogue, dialogue_over


def of(province: Province) -> Dialogue:
    return dialogue_over(FakeCatalogue(), province)


async def test_without_a_portal_its_sentence_is_left_out() -> None:
    dialogue = of(Province("Nghệ An"))

    assert "Cổng" not in await dialogue.says("/hoso")
    assert "Mở Cổng Dịch vụ công" not in dialogue.buttons


@pytest.mark.parametrize(
    ("command", "plainly"), [("/danhgia", "chưa nhận đánh giá"), ("/phananh", "chưa nhận phản ánh")]
)
@pytest.mark.parametrize("portal", ["https://portal.test", ""])
async def test_what_is_not_here_yet_names_where_it_is(command: str, plainly: str, portal: str) -> None:
    shown = await of(Province("Nghệ An", portal_url=portal)).says(command)

    assert plainly in shown
    assert "nơi đã nộp hồ sơ" in shown
    assert ("Cổng Dịch vụ công" in shown) is bool(portal)


async def test_a_complaint_is_told_that_it_reaches_nobody(dialogue: Dialogue) -> None:
    assert "không được chuyển cho ai" in await dialogue.says("/phananh")


async def test_a_person_is_the_hotline_with_its_hours_and_the_office() -> None:
    shown = await of(Province("Nghệ An", hotline="0238 000", hours="7 giờ đến 17 giờ")).says("gặp cán bộ")

    assert "Ông/bà gọi 0238 000" in shown
    assert "Giờ làm việc: 7 giờ đến 17 giờ." in shown
    assert "bộ phận một cửa" in shown


async def test_without_a_hotline_no_number_is_invented(dialogue: Dialogue) -> None:
    shown = await dialogue.presses("m1:person")

    assert "bộ phận một cửa" in shown
    assert "gọi" not in shown.partition("Máy trả lời")[0]


@pytest.mark.parametrize("command", OFFICIALS_COMMANDS)
async def test_commands_of_officials_are_declined_kindly(dialogue: Dialogue, command: str) -> None:
    assert "chỉ dành cho cán bộ" in await dialogue.says(f"/{command} 12")


@pytest.mark.parametrize("portal", ["https://portal.test", ""])
async def test_praise_is_thanked_for_and_shown_where_it_is_heard(portal: str) -> None:
    shown = await of(Province("Nghệ An", portal_url=portal)).says("tôi muốn khen cán bộ")

    assert shown.startswith("Cảm ơn ông/bà. Máy này chưa chuyển được lời khen")
    assert "nơi đã nộp hồ sơ" in shown


async def test_who_asks_for_a_person_over_a_card_is_told_its_place(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")

    shown = await dialogue.says("gặp cán bộ")

    assert "Thủ tục “Đăng ký khai tử” nộp tại: Ủy ban nhân dân cấp xã." in shown
