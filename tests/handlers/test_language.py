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


@pytest.mark.parametrize("typed", ["/en", "/english"])
async def test_english_has_a_command_in_english(dialogue: Dialogue, typed: str) -> None:
    assert "We now speak English" in await dialogue.says(typed)


async def test_vietnamese_has_a_short_command(dialogue: Dialogue) -> None:
    await dialogue.says("/en")

    assert "Từ nay máy nói tiếng Việt" in await dialogue.says("/vi")


@pytest.mark.parametrize("typed", ["/start", "/trogiup", "hello"])
async def test_english_is_one_press_away(dialogue: Dialogue, typed: str) -> None:
    await dialogue.says(typed)
    assert "English" in dialogue.buttons

    assert "We now speak English" in await dialogue.presses("English")


async def test_the_start_in_english_leads_back_to_vietnamese(dialogue: Dialogue) -> None:
    await dialogue.says("/en")
    await dialogue.says("/start")

    assert "Từ nay máy nói tiếng Việt" in await dialogue.presses("Tiếng Việt")


async def test_a_question_in_english_is_answered_with_the_offer_of_english(dialogue: Dialogue) -> None:
    assert (await dialogue.says("I want to register my newborn")).startswith(
        "English? Press “English” below."
    )
    assert dialogue.buttons[0] == "English"
    assert dialogue.state.misses == 0


async def test_who_has_chosen_english_is_searched_for_in_english(dialogue: Dialogue) -> None:
    await dialogue.says("/en")

    assert "we found no procedure" in await dialogue.says("I want to register my newborn")


async def test_an_errand_in_english_is_answered_in_english_once(dialogue: Dialogue) -> None:
    assert "Please type the dossier code" in await dialogue.says("where is my application")
    assert dialogue.buttons[-1] == "English"

    assert "Ông/bà gõ mã hồ sơ" in await dialogue.says("/hoso")


async def test_the_language_is_chosen_without_losing_the_card(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")
    await dialogue.says("/en")

    assert "Report a mistake" not in dialogue.buttons
    await dialogue.presses("Go back")
    assert "Report a mistake" in dialogue.buttons
