"""The language of the interface."""

import pytest

from domain.messages import Language
from tests.dialogue import Dialogue


@pytest.mark.parametrize("typed", ["/ngonngu en", "/ngonngu English", "/ngonngu tiếng anh", "/ngonngu anh"])
async def test_a_named_language_is_used_at_once(dialogue: Dialogue, typed: str) -> None:
    assert "We now speak English" in await dialogue.says(typed)
    assert dialogue.state.language is Language.ENGLISH


async def test_the_bare_command_asks_which(dialogue: Dialogue) -> None:
    assert "Ông/bà muốn dùng tiếng nào?" in await dialogue.says("/ngonngu")
    assert "We now speak English" in await dialogue.says("english")


async def test_a_language_we_do_not_speak_is_asked_again(dialogue: Dialogue) -> None:
    await dialogue.says("/ngonngu klingon")

    assert dialogue.buttons[:2] == ["Tiếng Việt", "English"]


async def test_the_way_back_to_vietnamese_is_open(dialogue: Dialogue) -> None:
    await dialogue.says("/ngonngu en")

    assert "Từ nay máy nói tiếng Việt" in await dialogue.says("/ngonngu vi")
    assert "Ông/bà cần làm việc gì?" in await dialogue.says("/tracuu")


async def test_the_chosen_language_stays(dialogue: Dialogue) -> None:
    await dialogue.says("/ngonngu en")

    assert "Good day" in await dialogue.says("/start")


@pytest.mark.parametrize(
    ("payload", "told"), [("m1:lang", "Ông/bà muốn dùng tiếng nào?"), ("m1:lang:xx", "Nút này đã cũ")]
)
async def test_a_language_button_without_a_language_is_harmless(
    dialogue: Dialogue, payload: str, told: str
) -> None:
    assert told in await dialogue.presses(payload)


async def test_a_wish_in_words_is_heard(dialogue: Dialogue) -> None:
    assert "We now speak English" in await dialogue.says("english please")
