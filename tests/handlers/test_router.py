"""Which message goes to which dialog."""

import pytest

from domain.effects import Reachability
from domain.messages import MessageKind
from handlers.turn import Outcome
from tests.builders import ADDRESS, FakeCatalogue, a_message, a_turn
from tests.dialogue import Dialogue
from tests.handlers.conftest import BIRTH, DEATH


@pytest.mark.parametrize(("kind", "blocked"), [(MessageKind.BLOCKED, True), (MessageKind.UNBLOCKED, False)])
async def test_blocking_is_recorded_without_an_answer(
    dialogue: Dialogue, kind: MessageKind, blocked: bool
) -> None:
    assert await dialogue.says("", kind) == ""
    assert dialogue.records == (Reachability(ADDRESS, blocked=blocked),)


@pytest.mark.parametrize("typed", ["khai tu", "cháy nhà rồi cứu với", "cảm ơn", "/nobody"])
async def test_talk_in_a_group_is_neither_answered_nor_kept(dialogue: Dialogue, typed: str) -> None:
    assert await dialogue.says(typed, group=True) == ""
    assert dialogue.outcome == Outcome(forget_words=True)


async def test_a_command_in_a_group_is_answered(dialogue: Dialogue) -> None:
    assert "gõ mã hồ sơ" in await dialogue.says("/hoso@motcua_bot", group=True)


async def test_a_press_in_a_group_is_answered(dialogue: Dialogue) -> None:
    message = a_message(kind=MessageKind.PRESS, payload="m1:card:1.000656", group=True)

    assert DEATH.code in await dialogue.gets(message)


@pytest.mark.parametrize("payload", ["2", "khai tu", "Đăng ký khai tử"])
async def test_a_press_may_name_a_number_or_a_label(dialogue: Dialogue, payload: str) -> None:
    await dialogue.says("khai")

    shown = await dialogue.presses(payload)

    assert (DEATH.code in shown) is (payload != "khai tu")


@pytest.mark.parametrize(
    "payload", ["", "x" * 5000, "m1", "m9:menu", "<script>", "999", "m1:menu\x00", "menu"]
)
async def test_a_foreign_press_is_answered_kindly_with_ways_on(dialogue: Dialogue, payload: str) -> None:
    assert "Nút này đã cũ" in await dialogue.presses(payload)
    assert dialogue.buttons[-1] == "Về trang đầu"


async def test_an_old_button_does_not_close_the_card(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")
    await dialogue.presses("m1:card:9.9")

    assert DEATH.code in await dialogue.says("bao nhieu tien")


async def test_a_button_works_at_any_step(dialogue: Dialogue) -> None:
    await dialogue.says("/xoa")

    assert BIRTH.code in await dialogue.presses("m1:card:1.001193")


async def test_a_typed_label_goes_before_search(dialogue: Dialogue) -> None:
    await dialogue.says("khai")

    assert DEATH.code in await dialogue.says("dang ky khai tu")


@pytest.mark.parametrize("typed", ["menu", "MENU", "/menu", "/start"])
async def test_menu_is_the_start_at_any_time(dialogue: Dialogue, typed: str) -> None:
    await dialogue.says("/xoa")

    assert "Thủ tục cần gì?" in [await dialogue.says(typed), *dialogue.buttons]


@pytest.mark.parametrize("typed", ["/huy", "hủy", "huy"])
async def test_cancel_leaves_nothing_pending(dialogue: Dialogue, typed: str) -> None:
    await dialogue.says("khai tu")

    assert "Đã bỏ việc đang làm" in await dialogue.says(typed)
    assert dialogue.step == ""
    assert dialogue.state.answers == {}


async def test_back_without_a_back_button_is_the_start(dialogue: Dialogue) -> None:
    await dialogue.says("cảm ơn")
    await dialogue.says("quay lại")

    assert "Thủ tục cần gì?" in dialogue.buttons


async def test_back_with_a_back_button_is_where_that_leads(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")
    await dialogue.presses("Trường hợp 2")

    assert "Cháu bé thuộc trường hợp nào?" in await dialogue.says("quay lai")


@pytest.mark.parametrize("typed", ["/trogiup", "/help", "giúp tôi với", "help"])
async def test_help_tells_how_to_use_this(dialogue: Dialogue, typed: str) -> None:
    assert "Cách dùng" in await dialogue.says(typed)


@pytest.mark.parametrize("typed", ["/foo", "/menuu", "/foo@motcua_bot khai tu"])
async def test_an_unknown_command_is_told_so(dialogue: Dialogue, typed: str) -> None:
    assert "Máy không có lệnh này" in await dialogue.says(typed)


async def test_a_deep_link_opens_the_card(dialogue: Dialogue) -> None:
    assert DEATH.code in await dialogue.says(f"/start p_{DEATH.code.replace('.', '-')}")


@pytest.mark.parametrize("link", ["p_9-999999", "p_", "x", "p_1.000656", "p_1-000656 x", "<b>"])
async def test_a_link_that_we_do_not_know_is_the_start(dialogue: Dialogue, link: str) -> None:
    await dialogue.says(f"/start {link}")

    assert "Thủ tục cần gì?" in dialogue.buttons


@pytest.mark.parametrize("catalogue", [FakeCatalogue()])
async def test_an_empty_catalogue_still_answers(dialogue: Dialogue, catalogue: FakeCatalogue) -> None:
    for payload in ("m1:events", "m1:fields", "m1:not"):
        assert await dialogue.presses(payload)


async def test_the_router_never_changes_the_turn(dialogue: Dialogue) -> None:
    turn = a_turn(a_message("khai sinh"))

    assert await dialogue.router.decide(turn) == await dialogue.router.decide(turn)
