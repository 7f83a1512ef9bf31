"""Ways back: from a card, from an answer in between, from a page of a list."""

from dataclasses import replace

import pytest

from domain.conversations import State
from handlers.payloads import short_key
from tests.builders import FakeCatalogue, a_procedure
from tests.dialogue import Dialogue, dialogue_over
from tests.handlers.conftest import BIRTH, DEATH

CIVIL = f"m1:field:{short_key('Hộ tịch')}"


def many() -> Dialogue:
    """A dialogue over eight procedures of one field."""
    known = tuple(a_procedure(f"1.{n}", f"Việc {n}") for n in range(1, 9))
    dialogue = dialogue_over(FakeCatalogue(known))
    dialogue.state = State(greeted=True)
    return dialogue


@pytest.mark.parametrize("back", ["Quay lại", "quay lai", "0"])
async def test_back_from_a_card_is_the_list_it_was_opened_from(dialogue: Dialogue, back: str) -> None:
    await dialogue.presses(CIVIL)
    await dialogue.presses("Đăng ký khai tử")

    assert "Thủ tục thuộc lĩnh vực: Hộ tịch" in await dialogue.says(back)


async def test_back_from_a_card_of_a_life_event_is_that_event(dialogue: Dialogue) -> None:
    await dialogue.presses("m1:event:sinhcon")
    await dialogue.presses("Đăng ký khai sinh")

    assert "Thủ tục cho việc: Sinh con" in await dialogue.presses("Quay lại")


async def test_back_from_a_chosen_card_is_the_choice(dialogue: Dialogue) -> None:
    await dialogue.says("khai")
    await dialogue.presses("Đăng ký khai tử")

    await dialogue.presses("Quay lại")

    assert dialogue.buttons[:3] == ["Đăng ký khai sinh", "Đăng ký khai tử", "Không đúng ý tôi"]


@pytest.mark.parametrize("away", ["Lệ phí", "Trường hợp 2", "Báo sai"])
async def test_what_is_looked_at_on_a_card_does_not_lose_its_list(dialogue: Dialogue, away: str) -> None:
    await dialogue.presses(CIVIL)
    await dialogue.presses("Đăng ký khai sinh")
    await dialogue.presses(away)

    await dialogue.presses("m1:cases:1.001193")

    assert "Thủ tục thuộc lĩnh vực: Hộ tịch" in await dialogue.presses("Quay lại")


async def test_turning_to_the_cases_does_not_lose_the_list(dialogue: Dialogue) -> None:
    await dialogue.presses(CIVIL)
    await dialogue.presses("Đăng ký khai sinh")
    await dialogue.presses("m1:cases:1.001193")

    await dialogue.presses("m1:card:1.001193")

    assert "Thủ tục thuộc lĩnh vực: Hộ tịch" in await dialogue.presses("Quay lại")


async def test_a_card_that_was_asked_for_has_no_list_to_go_back_to(dialogue: Dialogue) -> None:
    await dialogue.presses(CIVIL)

    await dialogue.says("khai sinh")

    assert "Quay lại" not in dialogue.buttons


@pytest.mark.parametrize(
    "typed",
    [
        "giúp",
        "/trogiup",
        "asdf",
        "/foo",
        "cảm ơn",
        "bạn là ai",
        "/phananh",
        "/dulieu",
        "/ngonngu",
        "tạm biệt",
    ],
)
async def test_an_answer_in_between_leads_back_to_the_card(dialogue: Dialogue, typed: str) -> None:
    await dialogue.says("khai tu")
    await dialogue.says(typed)
    assert dialogue.buttons[0] == "Quay lại"

    assert DEATH.code in await dialogue.says("1")


async def test_an_answer_in_between_leads_back_to_the_list(dialogue: Dialogue) -> None:
    await dialogue.presses(CIVIL)
    await dialogue.says("asdf")

    assert "Thủ tục thuộc lĩnh vực: Hộ tịch" in await dialogue.says("0")


async def test_the_list_is_still_known_behind_help_and_card(dialogue: Dialogue) -> None:
    await dialogue.presses(CIVIL)
    await dialogue.presses("Đăng ký khai sinh")
    await dialogue.says("giúp")
    assert BIRTH.code in await dialogue.says("quay lại")

    assert "Thủ tục thuộc lĩnh vực: Hộ tịch" in await dialogue.says("quay lại")


async def test_where_nobody_stands_nothing_leads_back(dialogue: Dialogue) -> None:
    await dialogue.says("giúp")

    assert "Quay lại" not in dialogue.buttons


async def test_nought_without_a_way_back_is_the_start(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")
    await dialogue.says("0")

    assert "Thủ tục cần gì?" in dialogue.buttons


async def test_back_from_a_later_page_is_the_page_before_in_place() -> None:
    dialogue = many()
    await dialogue.presses(CIVIL)
    await dialogue.presses("Xem thêm")

    await dialogue.presses("Quay lại")

    assert dialogue.buttons[:1] == ["Việc 1"]
    assert dialogue.outcome.replies[0].replaces


async def test_back_from_a_card_of_a_later_page_is_that_page_below() -> None:
    dialogue = many()
    await dialogue.presses(CIVIL)
    await dialogue.presses("Xem thêm")
    await dialogue.presses("Việc 8")

    await dialogue.presses("Quay lại")

    assert dialogue.buttons == ["Việc 7", "Việc 8", "Quay lại", "Về trang đầu"]
    assert not dialogue.outcome.replies[0].replaces


async def test_back_from_the_next_cases_is_the_first_four_in_place(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")
    await dialogue.presses("Trường hợp khác")

    await dialogue.presses("Quay lại")

    assert dialogue.buttons[:1] == ["Trường hợp 1"]
    assert dialogue.outcome.replies[0].replaces


async def test_a_card_that_is_gone_ends_in_an_old_button(dialogue: Dialogue) -> None:
    dialogue.state = replace(dialogue.state, step="procedure.reading", answers={"code": "9.9", "list": ""})
    await dialogue.says("giúp")

    assert "Nút này đã cũ" in await dialogue.says("0")
