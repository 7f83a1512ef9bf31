"""A dossier is before the person, and they ask on in their own words instead of pressing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.dossiers import Status, Step
from domain.messages import MessageKind
from tests.builders import NOON
from tests.handlers.dossiers.conftest import CODE, PHONE, Talk, a_dossier

IN_TIME = NOON + timedelta(days=3)


@pytest.mark.parametrize(
    "typed", ["sao lau the", "tre hen roi ai chiu trach nhiem", "ai giai quyet", "tại sao", "hoi ai"]
)
async def test_why_is_answered_with_who_has_it_and_who_knows(talk: Talk, typed: str) -> None:
    dialogue = talk()
    await dialogue.says(CODE)

    shown = await dialogue.says(typed)

    assert "Công an cấp xã giải quyết" in shown
    assert "xin lỗi" in shown
    assert "quầy nơi đã nộp" in shown
    assert "Về hồ sơ" in dialogue.buttons
    assert dialogue.step == "dossiers.reading"


async def test_why_of_one_in_time_names_the_day_and_does_not_apologise(talk: Talk) -> None:
    dialogue = talk(a_dossier(due=IN_TIME))
    await dialogue.says(CODE)

    shown = await dialogue.says("sao lau the")

    assert "23/11/2026" in shown
    assert "xin lỗi" not in shown


async def test_what_the_agency_wrote_is_shown_once_the_number_is_given(talk: Talk) -> None:
    refused = replace(a_dossier(Status.REFUSED), steps=(Step(Status.REFUSED, NOON, "Thiếu tờ khai"),))
    dialogue = talk(refused)
    await dialogue.says(CODE)

    asked = await dialogue.says("sao khong nhan")
    offered = dialogue.buttons
    await dialogue.says("5678")

    assert "Máy không biết lý do" not in asked
    assert "Thiếu tờ khai" not in asked
    assert offered[0] == "Xem lý do"
    assert "Thiếu tờ khai" in await dialogue.says("tai sao")


@pytest.mark.parametrize("state", [Status.REFUSED, Status.STOPPED, Status.WITHDRAWN])
async def test_a_day_that_was_promised_is_no_promise_any_more(talk: Talk, state: Status) -> None:
    dialogue = talk(a_dossier(Status.RECEIVED, state))

    steps = await dialogue.says(f"{CODE} 5678")

    assert "08:30, 07/11/2026" in steps
    assert "Hẹn trả" not in steps


@pytest.mark.parametrize(
    "typed", ["bao gio xong", "den dau roi", "nghia la gi", "toi phai lam gi", "toi gio phai lam gi", "xem"]
)
async def test_where_is_answered_with_the_dossier_itself(talk: Talk, typed: str) -> None:
    dialogue = talk()
    await dialogue.says(CODE)

    assert f"Hồ sơ {CODE}" in await dialogue.says(typed)


@pytest.mark.parametrize("typed", ["theo doi", "xem cac buoc", "xem giup me toi", "thieu giay gi", "co"])
async def test_more_of_it_needs_the_number_first(talk: Talk, typed: str) -> None:
    dialogue = talk()
    await dialogue.says(CODE)

    assert "bốn số cuối" in await dialogue.says(typed)
    assert "08:30, 06/11/2026" in await dialogue.says("5678")


@pytest.mark.parametrize("typed", ["5678", "bon so cuoi la 5678", PHONE, f"so dien thoai {PHONE}"])
async def test_digits_after_a_code_are_its_check_without_a_press(talk: Talk, typed: str) -> None:
    dialogue = talk()
    await dialogue.says(CODE)

    assert "08:30, 06/11/2026" in await dialogue.says(typed)
    assert dialogue.outcome.mask_words


@pytest.mark.parametrize("typed", ["bon so cuoi la 5678", f"so toi la {PHONE}", f"toi ten Hoa so {PHONE} a"])
async def test_the_number_that_was_asked_for_may_stand_in_a_sentence(talk: Talk, typed: str) -> None:
    dialogue = talk()
    await dialogue.says(CODE)
    await dialogue.presses(f"m1:check:{CODE}")

    assert "08:30, 06/11/2026" in await dialogue.says(typed)


async def test_despair_is_heard_before_the_number_beside_it(talk: Talk) -> None:
    dialogue = talk()
    await dialogue.says(CODE)
    await dialogue.presses(f"m1:check:{CODE}")

    shown = await dialogue.says(f"tôi không muốn sống nữa, số tôi {PHONE}")

    assert "06/11/2026" not in shown
    assert not dialogue.records


async def test_who_knows_no_number_hears_which_it_may_be_and_is_not_sent_away(talk: Talk) -> None:
    dialogue = talk()
    await dialogue.says(CODE)
    await dialogue.presses(f"m1:check:{CODE}")

    shown = await dialogue.says("toi khong nho so nao")

    assert "tờ đơn" in shown
    assert "quầy nơi đã nộp" in shown
    assert "08:30, 06/11/2026" in await dialogue.says("5678")


async def test_what_is_not_understood_loses_no_dossier(talk: Talk) -> None:
    dialogue = talk()
    await dialogue.says(CODE)

    await dialogue.says("abc xyz")
    await dialogue.says("", MessageKind.PHOTO)

    assert "Quay lại" in dialogue.buttons
    assert "08:30, 06/11/2026" in await dialogue.says("5678")


async def test_a_late_dossier_is_not_said_to_need_nothing(talk: Talk) -> None:
    dialogue = talk()

    shown = await dialogue.says(CODE)

    assert "không cần làm gì thêm" not in shown
    assert "quầy nơi đã nộp" in shown
    assert "Hỏi ở đâu" in dialogue.buttons


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (Status.PAPERS_MISSING, "Xem cần bổ sung giấy gì"),
        (Status.PAYMENT_DUE, "Xem khoản cần nộp"),
        (Status.REFUSED, "Xem lý do"),
        (Status.STOPPED, "Xem lý do"),
        (Status.PROCESSING, "Xem các bước và theo dõi"),
    ],
)
async def test_the_button_of_the_check_says_what_it_is_good_for(
    talk: Talk, status: Status, label: str
) -> None:
    dialogue = talk(a_dossier(status, due=IN_TIME))

    await dialogue.says(CODE)

    assert label in dialogue.buttons
