"""The second step: a number of the dossier opens its steps, and nothing tells a wrong one from no code."""

import pytest

from domain.effects import Checked
from domain.messages import Address, ChannelName, MessageKind
from domain.second_check import Proof
from tests.builders import FakeCatalogue
from tests.dialogue import Dialogue, dialogue_over
from tests.fakes.dossiers import FakeDossiers
from tests.handlers.dossiers.conftest import CODE, IDENTITY, PHONE, Talk

ASK = "Xem các bước và theo dõi"
UNKNOWN = "H41.99-261106-9999"


async def asked(dialogue: Dialogue, code: str = CODE) -> str:
    await dialogue.says(CODE)
    return await dialogue.presses(f"m1:check:{code}")


@pytest.mark.parametrize(
    "typed", ["5678", "1234", " 5 6 7 8", PHONE, "+84 912 345 678", IDENTITY, "040 085 001 234"]
)
async def test_four_digits_or_the_whole_number_open_the_steps(talk: Talk, typed: str) -> None:
    dialogue = talk()
    await asked(dialogue)

    shown = await dialogue.says(typed)

    assert "06/11/2026: Đã nộp" in shown or "08:30, 06/11/2026" in shown
    assert "Theo dõi hồ sơ này" in dialogue.buttons
    assert dialogue.outcome.mask_words


async def test_wrong_digits_say_how_many_tries_are_left(talk: Talk) -> None:
    dialogue = talk()
    await asked(dialogue)

    shown = await dialogue.says("0000")

    assert "chưa khớp" in shown
    assert "còn 4 lần thử" in shown
    assert dialogue.outcome.mask_words
    assert dialogue.records == (Checked(dialogue.outcome.records[0].address, CODE, Proof.SHORT, right=False),)  # type: ignore[union-attr]  # a Checked


async def test_a_code_that_does_not_exist_is_answered_like_a_wrong_number(talk: Talk) -> None:
    dialogue, other = talk(), talk()
    questions = [await asked(dialogue), await asked(other, UNKNOWN)]

    answers = [[await each.says("0000") for _ in range(6)] for each in (dialogue, other)]

    assert questions[0] == questions[1]
    assert answers[0] == answers[1]


async def test_after_five_wrong_tries_only_a_whole_number_is_heard(talk: Talk) -> None:
    dialogue = talk()
    await asked(dialogue)

    said = [await dialogue.says("0000") for _ in range(5)]
    refused = await dialogue.says("5678")
    opened = await dialogue.says(PHONE)

    assert "cả số điện thoại hoặc cả số căn cước" in said[-1]
    assert "cả số điện thoại" in refused
    assert "06/11/2026" in opened


async def test_a_shared_contact_of_ones_own_opens_the_steps(talk: Talk) -> None:
    dialogue = talk()
    await asked(dialogue)

    shown = await dialogue.says("", MessageKind.CONTACT, contact_phone="84912345678")

    assert "06/11/2026" in shown
    [checked] = dialogue.records
    assert isinstance(checked, Checked)
    assert not checked.counts


async def test_somebody_elses_contact_is_no_proof(talk: Talk) -> None:
    dialogue = talk()
    await asked(dialogue)

    shown = await dialogue.says("", MessageKind.CONTACT)

    assert "của chính người gửi" in shown
    assert dialogue.records == ()


async def test_a_code_and_a_number_together_are_both_steps_at_once(talk: Talk) -> None:
    dialogue = talk()

    shown = await dialogue.says(f"https://vi.du/tra?MHS={CODE}&SGT={IDENTITY}")

    assert "06/11/2026" in shown
    assert dialogue.outcome.mask_words
    assert "06/11/2026" in await talk().says(f"{CODE} số cuối 5678")


@pytest.mark.parametrize(
    "typed",
    [
        f"https://vi.du/tra?MHS={CODE}&SGT=C1234567",
        f"https://vi.du/tra?ma={CODE}&cccd={IDENTITY}",
        f"{CODE.replace('0', 'O')} số cuối 5678",
        f"{CODE} {IDENTITY} {PHONE}",
    ],
)
async def test_a_number_beside_a_code_is_not_kept_where_it_proves_nothing(talk: Talk, typed: str) -> None:
    dialogue = talk()

    shown = await dialogue.says(typed)

    assert "06/11/2026: Đã nộp" not in shown
    assert dialogue.outcome.mask_words


async def test_a_code_alone_stays_in_the_chat(talk: Talk) -> None:
    dialogue = talk()

    await dialogue.says(f"hồ sơ {CODE} đến đâu rồi")

    assert not dialogue.outcome.mask_words


async def test_a_number_at_another_time_does_not_belong_into_the_chat(talk: Talk) -> None:
    shown = await talk().says(PHONE)

    assert "06/11/2026" not in shown


async def test_what_is_no_number_is_taken_as_any_other_question(talk: Talk) -> None:
    dialogue = talk()
    await asked(dialogue)

    again = await dialogue.says("567")
    assert "bốn số cuối" in again
    assert dialogue.outcome.mask_words
    assert "bốn số cuối" not in await dialogue.says("cảm ơn")


async def test_four_small_digits_are_no_number_of_a_button(talk: Talk) -> None:
    dialogue = talk()
    await asked(dialogue)

    assert "chưa khớp" in await dialogue.says("0001")


async def test_no_number_is_asked_for_in_a_group(talk: Talk) -> None:
    shown = await talk().gets_press_in_group(f"m1:check:{CODE}")

    assert "nhắn riêng" in shown


async def test_a_browser_is_believed_for_thirty_days_a_messenger_for_as_long_as_it_is_kept(
    talk: Talk,
) -> None:
    lasts = []
    for channel in (ChannelName.WEB, ChannelName.TELEGRAM):
        dialogue = talk()
        where = Address(channel, "x")
        await dialogue.says(CODE, address=where)
        await dialogue.says(f"{CODE} 5678", address=where)
        [checked] = dialogue.records
        assert isinstance(checked, Checked)
        lasts.append(checked.lasts.days if checked.lasts else None)

    assert lasts == [30, None]


async def test_who_sits_behind_a_barred_network_still_gets_in_with_a_whole_number(talk: Talk) -> None:
    dialogue = talk(barred=True)

    assert "tạm dừng" in await dialogue.says(f"{CODE} 5678")
    assert "06/11/2026" in await dialogue.says(f"{CODE} {PHONE}")


@pytest.mark.parametrize("verb", ["check", "steps", "follow", "stop"])
@pytest.mark.parametrize(
    "code", [CODE.lower(), f" {CODE}", f"{CODE}\u200b", "x" * 200, CODE.replace(".", " ")]
)
async def test_a_button_names_a_code_in_its_official_spelling_only(talk: Talk, verb: str, code: str) -> None:
    """Each spelling would have budgets of its own, and be asked of the province."""
    dialogue = talk()

    shown = await dialogue.presses(f"m1:{verb}:{code}")

    assert "Nút này đã cũ" in shown
    assert (dialogue.outcome.step, dialogue.records) == ("", ())


@pytest.mark.parametrize("verb", ["check", "steps", "follow"])
async def test_a_press_of_a_stranger_looks_nothing_up(talk: Talk, verb: str) -> None:
    """It counts as no miss, so it must not pass code after code on to the province."""
    known = FakeDossiers()
    dialogue = dialogue_over(FakeCatalogue(()), dossiers=known)

    await dialogue.presses(f"m1:{verb}:{UNKNOWN}")

    assert known.looked_up == []
