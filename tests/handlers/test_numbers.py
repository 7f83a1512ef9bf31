"""Numbers and words typed for what stands on the screen, links included."""

import pytest

from domain.province import Province
from tests.builders import a_procedure
from tests.dialogue import Dialogue, dialogue_about
from tests.handlers.conftest import DEATH

PORTAL = "https://portal.test"


def online() -> Dialogue:
    return dialogue_about(a_procedure(online=True), Province("Nghệ An", portal_url=PORTAL))


@pytest.mark.parametrize("typed", ["1", "một", "Mở trang nộp trực tuyến", "mo trang nop truc tuyen"])
async def test_a_link_chosen_by_typing_is_answered_with_the_link(typed: str) -> None:
    dialogue = online()
    await dialogue.says("thu tuc")

    shown = await dialogue.says(typed)

    assert shown.endswith(PORTAL)
    assert PORTAL in [button.url for button in dialogue.last[0].buttons]


async def test_a_link_counts_among_the_numbers() -> None:
    dialogue = online()
    await dialogue.says("thu tuc")

    assert "Nộp hồ sơ." in await dialogue.says("2")


async def test_after_a_link_the_card_is_still_there() -> None:
    dialogue = online()
    await dialogue.says("thu tuc")
    await dialogue.says("1")

    assert "1.001193" in await dialogue.says("0")


async def test_a_number_means_the_message_said_last(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")

    assert "1. Nộp hồ sơ." in await dialogue.says("1")


async def test_the_first_notice_takes_no_number_from_the_answer(dialogue: Dialogue) -> None:
    assert "/dulieu" in await dialogue.says("khai")

    assert DEATH.code in await dialogue.says("2")


async def test_the_rows_of_the_card_above_follow_in_number(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")
    below = len(dialogue.last[1].pressable)

    await dialogue.says(str(below + 3))

    assert dialogue.open_facts == ["Lệ phí"]


async def test_an_opened_row_leaves_the_numbers_of_the_question(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")

    await dialogue.presses("Lệ phí")

    assert "Giấy tờ: Trường hợp 1" in await dialogue.says("1")


async def test_a_turned_page_takes_the_numbers_of_the_page_before(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")

    await dialogue.presses("Trường hợp khác")

    assert "Giấy tờ: Trường hợp 5" in await dialogue.says("1")
    assert "Trường hợp 1" not in [choice.label for choice in dialogue.state.choices]


@pytest.mark.parametrize("typed", ["9", "99", "7."])
async def test_a_number_that_no_button_has_is_told_with_those_that_there_are(
    dialogue: Dialogue, typed: str
) -> None:
    await dialogue.says("khai")
    before = dialogue.buttons

    shown = await dialogue.says(typed)

    assert f"gõ một số từ 1 đến {len(before)}" in shown
    assert (dialogue.buttons, dialogue.state.misses) == (before, 0)
    assert "1.001193" in await dialogue.says("1")


async def test_a_number_with_nothing_on_the_screen_is_a_question(dialogue: Dialogue) -> None:
    assert "gõ một số" not in await dialogue.says("9")
