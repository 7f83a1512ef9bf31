"""What a code alone shows: public fields, in words that explain themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.content import Banner, Tone, Track
from domain.dossiers import Status, Step
from tests.builders import NOON
from tests.dialogue import Dialogue
from tests.handlers.dossiers.conftest import CODE, DUE, HANDED_IN, Talk, a_dossier


def banner(dialogue: Dialogue) -> Banner:
    return next(block for content in dialogue.last for block in content.blocks if isinstance(block, Banner))


def track(dialogue: Dialogue) -> list[tuple[str, str, str]]:
    blocks = [block for content in dialogue.last for block in content.blocks if isinstance(block, Track)]
    return [(str(step.words), str(step.note), step.progress) for block in blocks for step in block.steps]


async def test_a_late_dossier_is_called_late_with_an_apology(talk: Talk) -> None:
    dialogue = talk()

    shown = await dialogue.says(f"hồ sơ {CODE} đến đâu rồi")

    assert "Trễ hẹn 3 ngày làm việc" in shown
    assert "Hẹn trả thứ Ba, 17/11/2026" in shown
    assert "xin lỗi ông/bà" in shown
    assert banner(dialogue).tone is Tone.WARNING
    assert track(dialogue) == [
        ("Đã tiếp nhận", "06/11/2026", "done"),
        ("Đang giải quyết", "Công an cấp xã", "now"),
        ("Trả kết quả", "chưa có hẹn mới", "ahead"),
    ]


async def test_a_dossier_in_time_names_its_day_and_says_that_nothing_is_to_be_done(talk: Talk) -> None:
    dialogue = talk(a_dossier(due=NOON + timedelta(days=3)))

    shown = await dialogue.says(CODE)

    assert "Hẹn trả thứ Hai, 23/11/2026" in shown
    assert "không cần làm gì thêm" in shown
    assert "xin lỗi" not in shown


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.REGISTERED, "Đã nộp, chờ kiểm tra"),
        (Status.RECEIVED, "Đã tiếp nhận"),
        (Status.REFUSED, "Không được tiếp nhận"),
        (Status.PROCESSING, "Trễ hẹn"),
        (Status.PAPERS_MISSING, "Cần bổ sung giấy tờ"),
        (Status.PAYMENT_DUE, "Cần nộp phí, lệ phí hoặc thuế"),
        (Status.WITHDRAWN, "Đã rút hồ sơ"),
        (Status.STOPPED, "Đã dừng giải quyết"),
        (Status.FINISHED, "Đã có kết quả"),
        (Status.RETURNED, "Đã trả kết quả"),
        (Status.UNKNOWN, "Trạng thái chưa rõ"),
    ],
)
async def test_every_state_says_what_it_means_and_what_to_do(talk: Talk, status: Status, said: str) -> None:
    late = status is Status.PROCESSING
    dialogue = talk(a_dossier(status, due=DUE if late else NOON + timedelta(days=30)))

    shown = await dialogue.says(CODE)

    assert said in shown
    assert "Ông/bà" in shown or "ông/bà" in shown
    assert "Theo hệ thống một cửa, lúc 10:30 hôm nay" in shown


@pytest.mark.parametrize("status", [Status.PAPERS_MISSING, Status.PAYMENT_DUE])
async def test_a_paused_clock_is_said_and_nobody_is_called_late(talk: Talk, status: Status) -> None:
    shown = await talk(a_dossier(Status.RECEIVED, status)).says(CODE)

    assert "Thời gian chờ không tính vào hạn trả" in shown
    assert "Trễ hẹn" not in shown


async def test_a_state_that_is_not_known_is_not_guessed(talk: Talk) -> None:
    unclear = Step(Status.UNKNOWN, HANDED_IN, written="Chờ bà Mơ ký số")
    dialogue = talk(replace(a_dossier(), steps=(unclear,), due=None))

    shown = await dialogue.says(CODE)

    assert "Trạng thái chưa rõ" in shown
    assert "không đoán" in shown
    assert track(dialogue) == []


async def test_a_sources_own_word_may_name_somebody_and_is_quoted_to_who_has_proven_only(talk: Talk) -> None:
    unclear = Step(Status.UNKNOWN, HANDED_IN, written="Chờ bà Mơ ký số")
    dialogue = talk(replace(a_dossier(), steps=(unclear,), due=None))

    assert "Mơ" not in await dialogue.says(CODE)
    assert "“Chờ bà Mơ ký số”" in await dialogue.says(f"{CODE} 5678")


async def test_neither_notes_nor_numbers_are_shown_for_a_bare_code(talk: Talk) -> None:
    noted = Step(Status.PAPERS_MISSING, HANDED_IN, note="Bà Trần Thị Mơ thiếu sổ hộ khẩu")
    dialogue = talk(replace(a_dossier(), steps=(noted,)))

    shown = await dialogue.says(CODE)

    assert "Mơ" not in shown
    assert "sổ hộ khẩu" not in shown


async def test_a_day_is_counted_only_where_the_source_gives_none_and_called_expected(talk: Talk) -> None:
    dialogue = talk(a_dossier(Status.RECEIVED, due=None, received=NOON))

    shown = await dialogue.says(CODE)

    assert "Dự kiến trả" in shown or "Chưa có ngày hẹn trả" in shown


async def test_a_slow_system_is_owned_with_what_was_known_last(talk: Talk) -> None:
    shown = await talk(slow=True).says(CODE)

    assert "Hệ thống của tỉnh đang chậm" in shown
    assert "lần cuối, lúc 10:30 hôm nay" in shown


async def test_a_procedure_that_we_do_not_know_has_the_name_of_its_source(talk: Talk) -> None:
    strange = a_dossier(procedure="9.999999", procedure_name="Cấp phép " * 40)

    shown = await talk(strange).says(CODE)

    title = shown.splitlines()[0]
    assert title.startswith("Cấp phép Cấp phép")
    assert title.endswith("…")
    assert len(title) <= 121
