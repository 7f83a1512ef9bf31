"""Steps, what is missing, and being told of changes by one's own wish."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.dossiers import Status, Step
from domain.effects import Followed, Unfollowed
from tests.builders import ADDRESS
from tests.dialogue import Dialogue
from tests.handlers.dossiers.conftest import CODE, HANDED_IN, Talk, a_dossier

FOLLOW, STOP = "Theo dõi hồ sơ này", "Thôi theo dõi"


async def proven(dialogue: Dialogue) -> str:
    return await dialogue.says(f"{CODE} 5678")


async def test_the_steps_are_told_with_their_dates_and_what_is_missing(talk: Talk) -> None:
    steps = (
        Step(Status.RECEIVED, HANDED_IN),
        Step(Status.PAPERS_MISSING, HANDED_IN + timedelta(days=2), note="Giấy chứng nhận kết hôn"),
    )
    shown = await proven(talk(replace(a_dossier(), steps=steps)))

    assert "Cần bổ sung: Giấy chứng nhận kết hôn" in shown
    assert "08:30, 06/11/2026: Đã tiếp nhận" in shown
    assert "08:30, 08/11/2026: Cần bổ sung giấy tờ" in shown


async def test_a_promised_day_is_a_day_though_it_ends_a_minute_before_midnight(talk: Talk) -> None:
    last_minute = datetime(2026, 11, 17, 16, 59, tzinfo=UTC)

    shown = await proven(talk(a_dossier(due=last_minute)))

    assert "Hẹn trả thứ Ba, 17/11/2026" in shown
    assert "23:59" not in shown


async def test_what_the_agency_did_not_write_is_said_to_be_unwritten(talk: Talk) -> None:
    shown = await proven(talk(a_dossier(Status.RECEIVED, Status.PAYMENT_DUE)))

    assert "chưa ghi số tiền" in shown


async def test_following_is_a_consent_of_its_own_with_its_version(talk: Talk) -> None:
    dialogue = talk()
    offered = await proven(dialogue)

    done = await dialogue.presses(FOLLOW)

    assert "đồng ý" in offered
    assert "từ 8 giờ đến 20 giờ" in done
    [wish] = dialogue.records
    assert isinstance(wish, Followed)
    assert (wish.code, wish.consent, wish.heard.status) == (CODE, "follow-2", Status.PROCESSING)


async def test_one_tap_ends_it_and_the_steps_stay_open(talk: Talk) -> None:
    dialogue = talk()
    await proven(dialogue)
    await dialogue.presses(FOLLOW)

    ended = await dialogue.presses(STOP)

    assert "thôi theo dõi" in ended
    assert dialogue.records == (Unfollowed(ADDRESS, CODE),)
    assert FOLLOW in (await dialogue.says(CODE) and dialogue.buttons)


async def test_nobody_follows_or_reads_the_steps_without_the_check(talk: Talk) -> None:
    dialogue = talk()

    answers = [await dialogue.presses(f"m1:{verb}:{CODE}") for verb in ("follow", "steps")]

    assert all("bốn số cuối" in answer for answer in answers)
    assert dialogue.records == ()


async def test_what_is_followed_is_listed_with_its_way_out(talk: Talk) -> None:
    dialogue = talk()
    await proven(dialogue)
    await dialogue.presses(FOLLOW)

    shown = await dialogue.says("/hoso")

    assert f"Đăng ký thường trú · {CODE}" in shown
    assert "trễ hẹn 3 ngày làm việc" in shown
    assert f"Thôi theo dõi {CODE}" in dialogue.buttons


async def test_who_follows_nothing_is_told_how(talk: Talk) -> None:
    shown = await talk().presses("m1:mine")

    assert "chưa theo dõi hồ sơ nào" in shown


async def test_at_a_shared_counter_nobody_follows(talk: Talk) -> None:
    dialogue = talk()

    await dialogue.says(f"{CODE} 5678", kiosk=True)

    assert FOLLOW not in dialogue.buttons
