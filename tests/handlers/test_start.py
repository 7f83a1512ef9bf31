"""The first screen and the notice."""

from datetime import UTC, datetime

import pytest

from domain.content import ButtonRole
from domain.demonstration import Demonstration, SampleDossier
from domain.messages import Address, ChannelName
from domain.province import Province, Retention
from handlers.start import StartDialog
from handlers.texts.rendering import render
from tests.builders import FakeCatalogue, FakeClock, a_turn
from tests.dialogue import Dialogue, dialogue_over

NOTICE = "Tin nhắn được giữ 72 giờ"


async def test_the_start_says_what_this_is_and_what_it_keeps(dialogue: Dialogue) -> None:
    shown = await dialogue.says("/start")

    assert "Máy trả lời tự động của tỉnh Nghệ An, không phải cán bộ" in shown
    assert NOTICE in shown
    assert "113, 114 hoặc 115" in shown


async def test_the_start_has_three_doors_and_two_questions(dialogue: Dialogue) -> None:
    await dialogue.says("/menu")

    roles = [button.role for button in dialogue.last[0].buttons]
    assert roles == [ButtonRole.START] * 3 + [ButtonRole.QUESTION] * 2 + [ButtonRole.QUIET] * 2


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (3, "Chào ông/bà"),
        (4, "Chào buổi sáng, ông/bà"),
        (11, "Chào buổi trưa, ông/bà"),
        (13, "Chào buổi chiều, ông/bà"),
        (18, "Chào buổi tối, ông/bà"),
        (22, "Chào ông/bà"),
    ],
)
async def test_the_greeting_follows_the_hour_in_viet_nam(
    dialogue: Dialogue, clock: FakeClock, hour: int, greeting: str
) -> None:
    clock.instant = datetime(2026, 11, 20, (hour - 7) % 24, tzinfo=UTC)

    assert (await dialogue.says("/start")).startswith(greeting)


async def test_the_first_answer_comes_before_the_notice(dialogue: Dialogue) -> None:
    shown = await dialogue.says("khai tu")

    assert shown.startswith("Đăng ký khai tử")
    assert shown.index(NOTICE) > shown.index("1.000656")


async def test_the_notice_is_given_only_once(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")

    assert NOTICE not in await dialogue.says("khai sinh")


async def test_the_start_itself_is_the_notice(dialogue: Dialogue) -> None:
    await dialogue.says("/start")

    assert NOTICE not in await dialogue.says("khai sinh")


async def test_grave_words_are_not_followed_by_the_notice(dialogue: Dialogue) -> None:
    assert NOTICE not in await dialogue.says("Tôi muốn tố cáo cán bộ nhận hối lộ")
    assert NOTICE in await dialogue.says("khai tu")


@pytest.mark.parametrize(
    ("channel", "told"),
    [(ChannelName.WEB, True), (ChannelName.CONSOLE, True), (ChannelName.TELEGRAM, False)],
)
async def test_a_history_that_can_be_read_again_is_told_where_there_is_one(
    dialogue: Dialogue, channel: ChannelName, told: bool
) -> None:
    shown = await dialogue.says("/start", address=Address(channel, "x"))

    assert ("được giữ 30 ngày" in shown) is told


async def test_the_notice_says_the_figures_of_the_settings(clock: FakeClock) -> None:
    province = Province("Nghệ An", operator="Sở X")
    dialogue = dialogue_over(FakeCatalogue(), province, clock, retention=Retention(24, 7))

    shown = await dialogue.says("/start")

    assert "giữ 24 giờ" in shown
    assert "Sở X" in shown


async def test_an_example_question_is_asked_in_vietnamese_whatever_the_language(dialogue: Dialogue) -> None:
    await dialogue.says("/ngonngu en")
    await dialogue.says("/start")

    assert "Đăng ký khai sinh" in await dialogue.presses("What do I need to register a birth?")


async def test_an_example_that_is_not_there_is_a_miss(dialogue: Dialogue) -> None:
    assert "chưa tìm được" in await dialogue.presses("m1:example:9")


def test_the_page_can_show_the_start_before_any_message(clock: FakeClock) -> None:
    dialog = StartDialog(clock, Province("Nghệ An"), Retention(72, 30))

    content = render(dialog.reply(ChannelName.WEB), a_turn().language)

    assert content.pressable


async def test_groups_get_no_notice(dialogue: Dialogue) -> None:
    assert NOTICE not in await dialogue.says("/hoso", group=True)


async def test_the_web_page_is_not_told_twice_what_is_kept(dialogue: Dialogue) -> None:
    said = await dialogue.says("khai tu", address=Address(ChannelName.WEB, "a"))

    assert "72 giờ" not in said
    assert dialogue.state.greeted


async def test_the_notice_has_no_buttons(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")

    assert dialogue.last[-1].pressable == ()


async def test_the_page_has_its_own_switch_of_language(dialogue: Dialogue) -> None:
    await dialogue.says("/start", address=Address(ChannelName.WEB, "x"))

    assert "English" not in dialogue.buttons


def test_the_digits_of_a_trial_stand_above_its_codes(clock: FakeClock) -> None:
    trial = Demonstration((SampleDossier("H41.99-261106-0012", "processing"),), "1234")
    start = StartDialog(clock, Province("Nghệ An"), Retention(72, 30), trial)

    *_, digits, codes = start.reply(ChannelName.WEB).blocks

    assert "1234" in str(digits)
    assert "H41.99-261106-0012" in str(codes)
