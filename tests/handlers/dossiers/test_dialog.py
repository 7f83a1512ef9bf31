"""Asking where a dossier stands: with its code anywhere, without it, with a wrong one."""

from dataclasses import replace

import pytest

from tests.handlers.dossiers.conftest import CODE, Talk, a_dossier


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "cho hỏi hồ sơ h41.99–261106–0012 xong chưa",
        "/hoso H41.99-261106-0012",
        "ho so H41 99 261106 0012 toi dau roi",
        "https://vi.du/tra?MHS=H41.99-261106-0012",
    ],
)
async def test_a_code_anywhere_in_a_sentence_opens_its_dossier(talk: Talk, typed: str) -> None:
    assert f"Hồ sơ {CODE}" in await talk().says(typed)


@pytest.mark.parametrize("typed", ["hồ sơ của tôi đến đâu rồi", "/hoso", "tra cuu ho so"])
async def test_without_a_code_it_is_asked_for_and_then_taken_alone(talk: Talk, typed: str) -> None:
    dialogue = talk()

    asked = await dialogue.says(typed)

    assert "mã hồ sơ" in asked
    assert f"Hồ sơ {CODE}" in await dialogue.says(CODE.lower())


@pytest.mark.parametrize("typed", ["H41.99-2611", "261106-0012", "0012"])
async def test_a_code_that_is_not_whole_is_asked_for_again(talk: Talk, typed: str) -> None:
    dialogue = talk()
    await dialogue.says("/hoso")

    assert "chưa đúng hoặc chưa đủ" in await dialogue.says(typed)
    assert f"Hồ sơ {CODE}" in await dialogue.says(CODE)


async def test_another_question_in_between_is_answered_as_one(talk: Talk) -> None:
    dialogue = talk()
    await dialogue.says("/hoso")

    assert "chưa đúng hoặc chưa đủ" not in await dialogue.says("làm khai sinh cần gì")


async def test_a_letter_for_a_digit_is_asked_back_before_anything_is_shown(talk: Talk) -> None:
    dialogue = talk()

    asked = await dialogue.says("H41.99-2611O6-OO12")

    assert f"Máy đọc mã là {CODE}" in asked
    assert "Công an cấp xã" not in asked
    assert f"Hồ sơ {CODE}" in await dialogue.presses(f"Đúng, mã {CODE}")


async def test_of_several_codes_the_first_is_shown_and_the_others_are_a_press_away(talk: Talk) -> None:
    other = replace(a_dossier(), code="H41.99-261106-0013")
    dialogue = talk(a_dossier(), other)

    shown = await dialogue.says(f"cho hỏi {CODE} và {other.code.lower()}")

    assert f"Hồ sơ {CODE}" in shown
    assert f"Hồ sơ {other.code}" in await dialogue.presses(f"Xem hồ sơ {other.code}")


async def test_an_unknown_code_says_so_and_what_may_be_wrong(talk: Talk) -> None:
    dialogue = talk()

    shown = await dialogue.says("H41.99-261106-9999")

    assert "chưa thấy hồ sơ nào có mã H41.99-261106-9999" in shown
    assert dialogue.dossiers.misses == 1
    assert f"Hồ sơ {CODE}" in await dialogue.says(CODE)


async def test_a_code_of_another_province_is_said_to_be_one(talk: Talk) -> None:
    dialogue = talk()

    assert "tỉnh khác" in await dialogue.says("H50.12-261101-0003")
    assert "tỉnh khác" not in await dialogue.says("G22.99-261101-000003")
    assert "tỉnh khác" not in await dialogue.says("000.00.06.H41-261101-0003")


async def test_a_slow_system_is_no_proof_that_a_code_is_wrong(talk: Talk) -> None:
    dialogue = talk(slow=True)

    shown = await dialogue.says("H41.99-261106-9999")

    assert "đang chậm" in shown
    assert "chưa thấy" not in shown
    assert dialogue.dossiers.misses == 0


async def test_who_tries_code_after_code_is_told_to_wait(talk: Talk) -> None:
    shown = await talk(barred=True).says(CODE)

    assert "tạm dừng một giờ" in shown
    assert "Công an" not in shown


async def test_an_old_button_opens_its_dossier_at_any_time(talk: Talk) -> None:
    dialogue = talk()
    await dialogue.says("/xoa")

    assert f"Hồ sơ {CODE}" in await dialogue.presses(f"m1:dos:{CODE}")


@pytest.mark.parametrize(
    "payload",
    ["m1:dos", "m1:dos:abc", "m1:steps", "m1:steps:" + "9" * 60, "m1:follow:x", "m1:check:x", "m1:stop:x"],
)
async def test_a_button_without_a_code_is_an_old_one(talk: Talk, payload: str) -> None:
    shown = await talk().presses(payload)

    assert "cũ" in shown


async def test_in_a_group_the_public_fields_are_shown_and_nothing_is_asked(talk: Talk) -> None:
    dialogue = talk()

    shown = await dialogue.says(f"/hoso {CODE}", group=True)

    assert f"Hồ sơ {CODE}" in shown
    assert not [label for label in dialogue.buttons if "theo dõi" in label]


@pytest.mark.parametrize(
    "typed",
    ["giay hen mat roi", "toi quen ma ho so", "khong co ma", "mất giấy hẹn rồi làm sao", "in giay hen"],
)
async def test_who_lost_the_receipt_hears_where_the_code_is_found(talk: Talk, typed: str) -> None:
    dialogue = talk()

    assert "nhờ tìm lại mã" in await dialogue.says(typed)
    assert f"Hồ sơ {CODE}" in await dialogue.says(CODE)


@pytest.mark.parametrize("typed", ["toi muon huy theo doi", "dung nhan tin nua"])
async def test_who_wants_no_more_messages_sees_what_is_followed(talk: Talk, typed: str) -> None:
    dialogue = talk()
    await dialogue.says(f"{CODE} 5678")
    await dialogue.presses("Theo dõi hồ sơ này")

    await dialogue.says(typed)

    assert f"Thôi theo dõi {CODE}" in dialogue.buttons


@pytest.mark.parametrize(
    ("first", "second"),
    [("H41.99", "261106-0012"), ("h41", "99 261106 0012"), ("H41.99-2611", "06-0012")],
)
async def test_a_code_in_two_messages_is_put_together_and_asked_back(
    talk: Talk, first: str, second: str
) -> None:
    dialogue = talk()
    assert "chưa đúng hoặc chưa đủ" in await dialogue.says(first)

    assert f"Máy đọc mã là {CODE}" in await dialogue.says(second)
    assert f"Hồ sơ {CODE}" in await dialogue.says("đúng rồi")


@pytest.mark.parametrize(
    ("typed", "shown"), [("dung", f"Hồ sơ {CODE}"), ("co", f"Hồ sơ {CODE}"), ("khong phai", "gõ mã hồ sơ")]
)
async def test_the_question_whether_a_code_was_read_right_may_be_answered_by_word(
    talk: Talk, typed: str, shown: str
) -> None:
    dialogue = talk()
    await dialogue.says("H41.99-2611O6-OO12")

    assert shown in await dialogue.says(typed)


@pytest.mark.parametrize("typed", ["0912345678", "Nguyen Thi Hoa cccd 040152001234"])
async def test_a_number_of_a_person_finds_no_dossier_and_is_not_kept(talk: Talk, typed: str) -> None:
    dialogue = talk()
    await dialogue.says("/hoso")

    assert "Máy chỉ tra theo mã hồ sơ" in await dialogue.says(typed)
    assert dialogue.outcome.mask_words


async def test_a_name_where_a_code_was_asked_for_is_told_that_only_codes_are_looked_up(talk: Talk) -> None:
    dialogue = talk()
    await dialogue.says("/hoso")

    assert "không tra theo tên" in await dialogue.says("nguyen van an")
    assert dialogue.step == "dossiers.awaiting_code"


@pytest.mark.parametrize(
    "typed",
    [
        *("sao lau the", "bao gio thi co ket qua", "xem giup me toi", "ma o dau"),
        *(
            "ho so cua toi",
            "tra cuu",
            "trang thai ho so",
            "Kiểm tra tiến độ xử lý",
            "Tra cứu thông tin hồ sơ",
        ),
        *("theo doi tien trinh ho so", "Tôi có thể theo dõi tiến trình xử lý ở đâu?"),
    ],
)
async def test_words_of_a_dossier_without_one_ask_for_its_code(talk: Talk, typed: str) -> None:
    assert "mã hồ sơ" in await talk().says(typed)
