"""Free text: answers, choices, misses."""

from dataclasses import replace

import pytest

from domain.procedures import Behaviour, Found, Group, Part
from domain.province import Province
from tests.builders import FakeCatalogue, a_procedure, answer
from tests.dialogue import Dialogue, dialogue_over
from tests.handlers.conftest import BIRTH, DEATH

MISSED = "Máy chưa tìm được thủ tục khớp"
MISSED_AGAIN = "Máy vẫn chưa hiểu, lỗi ở máy"


async def test_close_procedures_are_offered_to_choose_from(dialogue: Dialogue) -> None:
    await dialogue.says("khai")

    assert dialogue.buttons[:2] == ["Đăng ký khai sinh", "Đăng ký khai tử"]
    assert dialogue.buttons[2:4] == ["Không đúng ý tôi", "Về trang đầu"]
    assert DEATH.code in await dialogue.says("2")


async def test_a_choice_keeps_the_part_that_was_asked(catalogue: FakeCatalogue, province: Province) -> None:
    asked = replace(catalogue.answers["khai"], asks=Part.FEE)
    catalogue = replace(catalogue, answers={"khai het bao nhieu": asked})
    dialogue = dialogue_over(catalogue, province)
    await dialogue.says("khai het bao nhieu")

    assert "Hộ nghèo được miễn." in await dialogue.presses("Đăng ký khai tử")


async def test_two_requests_are_understood_and_offered_each(dialogue: Dialogue) -> None:
    shown = await dialogue.says("khai sinh va khai tu")

    assert "Máy hiểu ông/bà hỏi 2 việc" in shown
    assert dialogue.buttons[:2] == ["Đăng ký khai sinh", "Đăng ký khai tử"]


async def test_a_first_miss_owns_the_fault_and_offers_ways_on(dialogue: Dialogue) -> None:
    assert MISSED in await dialogue.says("thời tiết")
    assert dialogue.buttons[:4] == ["Hỏi về thủ tục", "Chọn theo việc", "Chọn theo lĩnh vực", "Về trang đầu"]
    assert dialogue.state.misses == 1


async def test_a_miss_says_the_part_that_was_understood(dialogue: Dialogue) -> None:
    assert "hỏi về giấy tờ, nhưng chưa rõ" in await dialogue.says("giay to")
    assert "Đăng ký kết hôn" not in dialogue.buttons


async def test_a_second_miss_offers_fields_and_a_person(dialogue: Dialogue) -> None:
    await dialogue.says("thời tiết")

    assert MISSED_AGAIN in await dialogue.says("thời tiết")
    assert dialogue.state.misses == 2
    assert dialogue.buttons == [
        "Hộ tịch",
        "Đất đai",
        "Mở Cổng Dịch vụ công",
        "Hỏi ở đâu",
        "Về trang đầu",
    ]


async def test_an_understood_message_ends_the_row_of_misses(dialogue: Dialogue) -> None:
    await dialogue.says("thời tiết")
    await dialogue.says("khai tu")

    assert MISSED in await dialogue.says("thời tiết")


async def test_not_what_i_meant_counts_as_a_miss(dialogue: Dialogue) -> None:
    await dialogue.says("khai")

    assert MISSED in await dialogue.presses("Không đúng ý tôi")
    assert MISSED_AGAIN in await dialogue.says("thời tiết")


@pytest.mark.parametrize(("hotline", "told"), [("0238 000 000", True), ("", False)])
async def test_the_hotline_is_named_only_when_it_is_known(
    catalogue: FakeCatalogue, hotline: str, told: bool
) -> None:
    place = Province("Nghệ An", hotline=hotline)
    dialogue = dialogue_over(catalogue, place)
    await dialogue.says("thời tiết")

    shown = await dialogue.says("thời tiết")

    assert ("Ông/bà gọi 0238 000 000" in shown) is told
    assert ("Ông/bà gọi" in shown) is told
    assert "Cổng Dịch vụ công" not in shown


@pytest.mark.parametrize("typed", ["/tracuu khai tu", "/TraCuu@motcua_bot khai tu"])
async def test_a_question_may_follow_the_command(dialogue: Dialogue, typed: str) -> None:
    assert DEATH.code in await dialogue.says(typed)


async def test_the_bare_command_asks_for_the_question(dialogue: Dialogue) -> None:
    assert "Ông/bà cần làm việc gì?" in await dialogue.says("/tracuu")


async def test_the_first_door_asks_for_the_question(dialogue: Dialogue) -> None:
    await dialogue.says("/start")

    assert "Ông/bà cần làm việc gì?" in await dialogue.presses("Thủ tục cần gì?")


def levels(*codes: str) -> Dialogue:
    """A dialogue where "ket hon" finds procedures of one title."""
    known = tuple(a_procedure(code, "Đăng ký kết hôn", level=f"Cấp {code}") for code in codes)
    found = Found(Behaviour.CLARIFY, choices=(Group("Đăng ký kết hôn", codes),))
    catalogue = FakeCatalogue(known, answers={"ket hon": found})
    return dialogue_over(catalogue, Province("X"))


async def test_one_title_at_two_levels_is_asked_further() -> None:
    dialogue = levels("xa", "tinh")
    await dialogue.says("ket hon")

    await dialogue.presses("Đăng ký kết hôn")

    assert dialogue.buttons[:2] == ["Đăng ký kết hôn (Cấp xa)", "Đăng ký kết hôn (Cấp tinh)"]


async def test_codes_that_do_not_fit_a_button_leave_the_best_ones() -> None:
    codes = tuple(f"{number}.{'0' * 20}" for number in range(4))
    dialogue = levels(*codes)
    await dialogue.says("ket hon")

    await dialogue.presses("Đăng ký kết hôn")

    offered = [label for label in dialogue.buttons if "Cấp" in label]
    assert offered == [f"Đăng ký kết hôn (Cấp {code})" for code in codes[:2]]


async def test_when_only_one_code_fits_its_card_is_opened() -> None:
    codes = tuple(f"{number}.{'0' * 40}" for number in range(2))
    dialogue = levels(*codes)
    await dialogue.says("ket hon")

    assert codes[0] in await dialogue.presses("Đăng ký kết hôn")


async def test_choices_of_procedures_that_are_gone_are_not_offered(province: Province) -> None:
    found = Found(Behaviour.CLARIFY, choices=(Group("Một", ("9.9",)), Group("Hai", (BIRTH.code,))))
    catalogue = FakeCatalogue((BIRTH,), answers={"hai": found})
    dialogue = dialogue_over(catalogue, province)

    await dialogue.says("hai")

    assert dialogue.buttons[:2] == ["Đăng ký khai sinh", "Không đúng ý tôi"]


async def test_picking_among_what_is_gone_is_an_old_button(dialogue: Dialogue) -> None:
    assert "Nút này đã cũ" in await dialogue.presses("m1:pick::9.9")


async def test_from_the_third_miss_on_nobody_is_left_without_a_way_on(dialogue: Dialogue) -> None:
    for _ in range(2):
        await dialogue.says("thời tiết")

    for _ in range(2):
        assert "Máy không trả lời được câu này." in await dialogue.says("thời tiết")
        assert dialogue.buttons == ["Chọn theo lĩnh vực", "Hỏi ở đâu", "Về trang đầu"]


async def test_what_is_not_here_is_said_with_what_comes_nearest(province: Province) -> None:
    nearest = Found(Behaviour.OUT_OF_SCOPE, asks=Part.FEE, choices=(Group("Khai sinh", (BIRTH.code,)),))
    dialogue = dialogue_over(FakeCatalogue((BIRTH,), answers={"khai sinh nước ngoài": nearest}), province)

    shown = await dialogue.says("khai sinh nước ngoài")

    assert shown.startswith("Máy chưa có thủ tục này.")
    assert "hỏi Ủy ban nhân dân xã, phường" in shown
    assert dialogue.state.misses == 0
    assert "Hộ nghèo được miễn." in await dialogue.presses("Đăng ký khai sinh")


async def test_several_titles_shown_again_need_no_level(dialogue: Dialogue) -> None:
    await dialogue.presses(f"m1:pick::{BIRTH.code}:{DEATH.code}")

    assert dialogue.buttons[:2] == ["Đăng ký khai sinh", "Đăng ký khai tử"]


async def test_a_part_named_before_a_list_opens_its_cards_there(dialogue: Dialogue) -> None:
    await dialogue.says("khai")
    before = dialogue.buttons

    await dialogue.says("bao nhieu tien")
    assert dialogue.buttons == before

    await dialogue.presses(before[0])
    assert dialogue.open_facts == ["Lệ phí"]


async def test_a_part_named_before_a_list_of_one_name_still_tells_its_levels_apart() -> None:
    known = tuple(a_procedure(code, "Đăng ký kết hôn", level=f"Cấp {code}") for code in ("xa", "tinh"))
    found = Found(Behaviour.CLARIFY, choices=(Group("Đăng ký kết hôn", ("xa", "tinh")),))
    fee = Found(Behaviour.OUT_OF_SCOPE, asks=Part.FEE)
    dialogue = dialogue_over(FakeCatalogue(known, answers={"ket hon": found, "phi": fee}), Province("X"))
    await dialogue.says("ket hon")

    await dialogue.says("phi")

    assert dialogue.buttons[:2] == ["Đăng ký kết hôn (Cấp xa)", "Đăng ký kết hôn (Cấp tinh)"]


async def test_a_part_named_before_no_list_of_procedures_is_of_nothing(dialogue: Dialogue) -> None:
    await dialogue.presses("m1:fields")

    assert "chưa rõ của thủ tục nào" in await dialogue.says("bao nhieu tien")


@pytest.mark.parametrize("portal", ["https://portal.test", ""])
async def test_what_is_not_here_is_told_plainly_and_is_nobody_s_miss(portal: str) -> None:
    absent = Found(Behaviour.OUT_OF_SCOPE, asks=Part.FEE, absent=True)
    catalogue = FakeCatalogue((BIRTH,), answers={"khai sinh": answer(BIRTH), "ho chieu": absent})
    dialogue = dialogue_over(catalogue, Province("Nghệ An", portal_url=portal))
    await dialogue.says("khai sinh")

    shown = await dialogue.says("ho chieu")

    assert "Máy chưa có thủ tục này" in shown
    assert ("Mở Cổng Dịch vụ công" in dialogue.buttons) is bool(portal)
    assert dialogue.state.misses == 0
    assert BIRTH.code in await dialogue.presses("Quay lại")
