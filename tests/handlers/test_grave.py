"""Emergencies, despair, denunciations and legal complaints."""

import pytest

from domain.messages import MessageKind
from domain.province import Province
from handlers.privacy import CONFIRMING_ERASURE
from tests.builders import FakeCatalogue
from tests.dialogue import Dialogue, dialogue_over

FIRE = "cháy nhà rồi cứu với"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        (FIRE, "Gọi ngay 114"),
        ("chay nha roi cuu voi", "Gọi ngay 114"),
        ("có người bị đâm, có cướp", "Gọi ngay 113"),
        ("bố tôi ngất, không thở được, gọi cấp cứu", "Gọi ngay 115"),
    ],
)
async def test_an_emergency_gets_the_right_number_first(dialogue: Dialogue, typed: str, first: str) -> None:
    shown = await dialogue.says(typed)

    assert shown.startswith(first)
    assert "Công an 113, cứu hỏa và cứu nạn 114, cấp cứu 115" in shown


@pytest.mark.parametrize(
    ("typed", "ways_on"),
    [
        (FIRE, ["Hỏi về thủ tục", "Về trang đầu"]),
        ("Tôi muốn tố cáo cán bộ nhận hối lộ", ["Về trang đầu"]),
        ("tôi không muốn sống nữa", ["Về trang đầu"]),
        ("tôi muốn khiếu nại quyết định thu hồi đất", ["Về trang đầu"]),
    ],
)
async def test_words_of_grave_matters_are_not_kept(
    dialogue: Dialogue, typed: str, ways_on: list[str]
) -> None:
    shown = await dialogue.says(typed)

    assert dialogue.outcome.forget_words
    assert "Máy không giữ lại lời vừa gửi." in shown
    assert dialogue.buttons == ways_on


async def test_a_denunciation_is_warned_and_shown_the_way(dialogue: Dialogue) -> None:
    shown = await dialogue.says("Tôi muốn tố cáo cán bộ nhận hối lộ")

    assert "Xin đừng gửi tên người" in shown
    assert "Thanh tra tỉnh" in shown


async def test_despair_is_met_with_somebody_near_and_115(dialogue: Dialogue) -> None:
    shown = await dialogue.says("tôi muốn tự tử")

    assert "một người thân" in shown
    assert "115" in shown


async def test_the_crisis_line_is_named_where_there_is_one() -> None:
    province = Province("Nghệ An", crisis_line="1800 0000")
    dialogue = dialogue_over(FakeCatalogue(), province)

    assert "Gọi 1800 0000" in await dialogue.says("tôi muốn tự tử")


async def test_a_legal_complaint_has_a_route_of_its_own(dialogue: Dialogue) -> None:
    assert "cơ quan đã ra quyết định" in await dialogue.says("tôi muốn khiếu nại quyết định thu hồi đất")


async def test_the_door_goes_before_an_open_question(dialogue: Dialogue) -> None:
    await dialogue.says("/xoa")
    assert dialogue.step == CONFIRMING_ERASURE

    assert (await dialogue.says(FIRE)).startswith("Gọi ngay 114")


@pytest.mark.parametrize("kind", [MessageKind.PHOTO, MessageKind.EDITED])
async def test_grave_words_are_heard_in_captions_and_edits(dialogue: Dialogue, kind: MessageKind) -> None:
    assert (await dialogue.says(FIRE, kind)).startswith("Gọi ngay 114")


async def test_grave_words_are_met_in_english(dialogue: Dialogue) -> None:
    await dialogue.says("/ngonngu en")

    assert (await dialogue.says(FIRE)).startswith("Call 114 now")


@pytest.mark.parametrize("typed", ["tôi buồn quá", "cuộc đời tôi bế tắc quá", "toi tuyet vong lam"])
async def test_a_heavy_heart_is_heard_and_not_kept(dialogue: Dialogue, typed: str) -> None:
    shown = await dialogue.says(typed)

    assert shown.startswith("Nghe ông/bà đang rất nặng lòng.")
    assert "một người thân" in shown
    assert "gọi 115" in shown
    assert dialogue.outcome.forget_words


async def test_a_heavy_heart_is_told_the_crisis_line_where_there_is_one() -> None:
    dialogue = dialogue_over(FakeCatalogue(), Province("Nghệ An", crisis_line="1800 0000"))

    assert "Gọi 1800 0000" in await dialogue.says("tôi buồn quá")


@pytest.mark.parametrize("typed", ["0912345678", "so can cuoc 040123456789"])
@pytest.mark.parametrize("kind", [MessageKind.TEXT, MessageKind.PHOTO])
async def test_a_number_of_a_person_is_declined_and_not_kept(
    dialogue: Dialogue, typed: str, kind: MessageKind
) -> None:
    assert "Máy không gọi lại được" in await dialogue.says(typed, kind)
    assert dialogue.outcome.forget_words


async def test_fraud_is_shown_to_the_police_and_the_bank(dialogue: Dialogue) -> None:
    shown = await dialogue.says("bị lừa đảo qua mạng mất tiền")

    assert "hoặc gọi 113" in shown
    assert "ngân hàng" in shown


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("someone is attacking me", "Call 113 now"),
        ("fire", "Call 114 now"),
        ("I want to kill myself", "What you wrote sounds very hard to bear."),
    ],
)
async def test_grave_words_in_english_are_answered_in_english(
    dialogue: Dialogue, typed: str, first: str
) -> None:
    assert (await dialogue.says(typed)).startswith(first)
    assert dialogue.buttons[-1] == "English"
    assert dialogue.state.language is None


async def test_after_an_emergency_one_can_ask_on(dialogue: Dialogue) -> None:
    assert (await dialogue.says("tôi bị tai nạn lao động")).startswith("Gọi ngay 115")

    assert "Ông/bà cần làm việc gì?" in await dialogue.presses("Hỏi về thủ tục")
