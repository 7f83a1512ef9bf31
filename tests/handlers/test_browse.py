"""Life events and fields."""

import pytest

from domain.procedures import LifeEvent
from domain.province import Province
from handlers.payloads import short_key
from tests.builders import FakeCatalogue, a_procedure
from tests.dialogue import Dialogue, dialogue_over


def many(count: int) -> Dialogue:
    """A dialogue over so many fields and life events of one procedure each."""
    known = tuple(a_procedure(f"1.{n}", f"Việc {n}", field=f"Lĩnh vực {n}") for n in range(1, count + 1))
    events = tuple(LifeEvent(f"e{n}", f"Chuyện {n}", (f"1.{n}",)) for n in range(1, count + 1))
    catalogue = FakeCatalogue(known, events)
    return dialogue_over(catalogue, Province("X"))


async def test_a_life_event_leads_to_its_procedures(dialogue: Dialogue) -> None:
    await dialogue.says("/start")
    await dialogue.presses("Chọn theo việc")

    assert "Thủ tục cho việc: Sinh con" in await dialogue.presses("Sinh con")
    assert dialogue.buttons == ["Đăng ký khai sinh", "Quay lại", "Về trang đầu"]


async def test_a_field_leads_to_its_procedures(dialogue: Dialogue) -> None:
    await dialogue.says("/tracuu")
    await dialogue.presses("Chọn theo lĩnh vực")

    assert "Thủ tục thuộc lĩnh vực: Đất đai" in await dialogue.presses("Đất đai")
    assert dialogue.buttons == ["Sang tên sổ đỏ", "Quay lại", "Về trang đầu"]


async def test_back_from_a_field_is_the_list_of_fields(dialogue: Dialogue) -> None:
    await dialogue.presses(f"m1:field:{short_key('Đất đai')}")

    assert "Ông/bà cần lĩnh vực nào?" in await dialogue.presses("Quay lại")


@pytest.mark.parametrize(("verb", "name"), [("fields", "Lĩnh vực"), ("events", "Chuyện")])
async def test_a_long_list_shows_six_and_turns_in_place(verb: str, name: str) -> None:
    dialogue = many(8)
    await dialogue.presses(f"m1:{verb}")
    assert dialogue.buttons[:8] == [*(f"{name} {n}" for n in range(1, 7)), "Xem thêm", "Về trang đầu"]

    await dialogue.presses("Xem thêm")

    assert dialogue.buttons == [f"{name} 7", f"{name} 8", "Quay lại", "Về trang đầu"]
    assert dialogue.outcome.replies[0].replaces


@pytest.mark.parametrize(("count", "more"), [(6, False), (7, True)])
async def test_more_is_offered_only_where_there_is_more(count: int, more: bool) -> None:
    dialogue = many(count)

    await dialogue.presses("m1:fields")

    assert ("Xem thêm" in dialogue.buttons) is more


async def test_a_first_page_is_a_message_of_its_own(dialogue: Dialogue) -> None:
    await dialogue.presses("m1:fields")

    assert not dialogue.outcome.replies[0].replaces


@pytest.mark.parametrize(
    "payload", ["m1:event:gone", "m1:event", "m1:field:00000000", "m1:fields:7", "m1:events:7"]
)
async def test_a_list_that_is_gone_is_an_old_button(dialogue: Dialogue, payload: str) -> None:
    assert "Nút này đã cũ" in await dialogue.presses(payload)


async def test_a_name_on_the_list_can_be_typed(dialogue: Dialogue) -> None:
    await dialogue.presses("m1:fields")

    assert "Thủ tục thuộc lĩnh vực: Đất đai" in await dialogue.says("dat dai")
