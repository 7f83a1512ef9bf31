"""Replies, changes and answers to presses, as the strict server receives them."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from aiogram import Bot

from bot.channels.base import Outgoing, SendError
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.session import LeanSession
from domain.content import Button, Content, Paragraph, Title
from domain.messages import Address, ChannelName
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.server import FakeTelegram

BUTTON = Button("Quay lại", "v1:back")
SHARE = Button("Chia sẻ số", asks_contact=True)
ASKING = Outgoing(Content((Paragraph("Bốn số cuối?"),), (SHARE, BUTTON)))


def saying(*words: str, edits: str = "") -> Outgoing:
    return Outgoing(Content(tuple(map(Paragraph, words)), (BUTTON,)), edits=edits)


async def failure(channel: TelegramChannel, to: Address, message: Outgoing) -> SendError:
    with pytest.raises(SendError) as caught:
        await channel.send(to, message)
    return caught.value


async def test_a_reply_arrives_and_its_id_comes_back(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    content = Content((Title("Khai sinh"), Paragraph("Mang <b>giấy</b> & thẻ")), (BUTTON,))

    sent_id = await channel.send(person, Outgoing(content))

    [sent] = telegram.sent
    assert sent_id == str(sent.message_id)
    assert sent.text == "Khai sinh\n\nMang giấy & thẻ"
    assert sent.payload("Quay lại") == "v1:back"


async def test_a_reply_into_a_topic_stays_in_the_topic(
    channel: TelegramChannel, telegram: FakeTelegram
) -> None:
    telegram.methods.chats.known.add(-1001000000007)

    await channel.send(Address(ChannelName.TELEGRAM, "-1001000000007:77"), saying("Vâng"))

    assert [(sent.chat_id, sent.thread_id) for sent in telegram.sent] == [(-1001000000007, 77)]


async def test_a_long_reply_comes_in_pages_with_buttons_under_the_last(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    sent_id = await channel.send(person, saying("chữ " * 1500))

    first, last = telegram.sent
    assert (first.labels, last.labels) == ([], ["Quay lại"])
    assert sent_id == str(last.message_id)


async def test_a_menu_that_turns_a_page_changes_the_same_message(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    first = await channel.send(person, saying("Trang một"))

    second = await channel.send(person, saying("Trang hai", edits=first))

    assert second == first
    assert [(sent.text, sent.edited) for sent in telegram.sent] == [("Trang một", False), ("Trang hai", True)]


async def test_a_change_to_the_same_words_is_no_failure(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    first = await channel.send(person, saying("Trang một"))

    assert await channel.send(person, saying("Trang một", edits=first)) == first
    assert len(telegram.sent) == 1


@pytest.mark.parametrize("gone", ["999", "not-a-number"])
async def test_a_message_that_cannot_be_changed_is_sent_anew(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address, gone: str
) -> None:
    sent_id = await channel.send(person, saying("Trang hai", edits=gone))

    [sent] = telegram.sent
    assert (sent.edited, str(sent.message_id)) == (False, sent_id)


async def test_a_long_change_edits_the_first_page_and_sends_the_rest(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    first = await channel.send(person, saying("Trang một"))

    last = await channel.send(person, saying("chữ " * 1500, edits=first))

    _, changed, added = telegram.sent
    assert (changed.edited, changed.labels) == (True, [])
    assert (str(added.message_id), added.labels) == (last, ["Quay lại"])


async def test_a_press_is_answered_with_its_words(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    query = await telegram.presses("v1:menu", 5)

    sent_id = await channel.send(person, Outgoing(callback_id=query, callback_words="Đã nhận" * 50))

    assert sent_id == ""
    assert telegram.methods.answered_presses == [(query, ("Đã nhận" * 50)[:200])]


async def test_a_press_too_old_to_answer_is_no_failure(channel: TelegramChannel, person: Address) -> None:
    assert await channel.send(person, Outgoing(callback_id="long-gone")) == ""


async def test_any_other_refusal_of_a_press_is_a_failure(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    telegram.plant(Fault(FaultKind.GONE, "answerCallbackQuery"))

    assert (await failure(channel, person, Outgoing(callback_id="1"))).permanent


@pytest.mark.parametrize(
    ("kind", "permanent", "unreachable", "whole_token"),
    [
        (FaultKind.BLOCKED, True, True, False),
        (FaultKind.GONE, True, True, False),
        (FaultKind.MIGRATED, True, False, False),
        (FaultKind.SERVER, False, False, False),
        (FaultKind.GARBAGE, False, False, False),
        (FaultKind.LOST, False, False, False),
        (FaultKind.UNAUTHORIZED, False, False, True),
        (FaultKind.TOO_MANY, False, False, False),
    ],
)
async def test_each_failure_says_whether_to_try_again(
    channel: TelegramChannel,
    telegram: FakeTelegram,
    person: Address,
    kind: FaultKind,
    permanent: bool,
    unreachable: bool,
    whole_token: bool,
) -> None:
    telegram.plant(Fault(kind))

    error = await failure(channel, person, saying("Vâng"))

    assert (error.permanent, error.unreachable, error.whole_token) == (permanent, unreachable, whole_token)


async def test_flood_control_says_how_long_to_wait_and_not_whom(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    telegram.plant(Fault(FaultKind.TOO_MANY, retry_after=35))

    error = await failure(channel, person, saying("Vâng"))

    assert error.retry_after == timedelta(seconds=35)
    assert person.chat_id not in error.reason


async def test_a_group_that_became_a_supergroup_says_where_it_went(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    telegram.plant(Fault(FaultKind.MIGRATED))

    assert (await failure(channel, person, saying("Vâng"))).moved_to == "-1002000000001"


async def test_a_refused_change_is_a_failure_and_sends_nothing(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    telegram.plant(Fault(FaultKind.GONE, "editMessageText"))

    error = await failure(channel, person, saying("Vâng", edits="5"))

    assert error.permanent
    assert telegram.sent == []


async def test_a_wordless_message_is_refused_for_good(channel: TelegramChannel, person: Address) -> None:
    assert (await failure(channel, person, saying(""))).permanent


async def test_an_address_of_another_shape_is_refused_for_good(channel: TelegramChannel) -> None:
    nobody = Address(ChannelName.TELEGRAM, "lan")

    assert (await failure(channel, nobody, saying("Vâng"))).permanent


async def test_a_server_that_hangs_may_be_tried_again(
    telegram: FakeTelegram, bot: Bot, person: Address
) -> None:
    bot.session.timeout = 0.05
    telegram.plant(Fault(FaultKind.HANG))

    assert not (await failure(TelegramChannel(bot), person, saying("Vâng"))).permanent


async def test_a_server_out_of_reach_may_be_tried_again_and_the_token_stays_secret(person: Address) -> None:
    session = LeanSession("http://127.0.0.1:9")
    channel = TelegramChannel(Bot("8000000001:secret-token", session))

    error = await failure(channel, person, saying("Vâng"))
    await session.close()

    assert not error.permanent
    assert "secret-token" not in str(error.__cause__)


async def test_sixteen_replies_at_once_all_arrive(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    async with asyncio.TaskGroup() as tasks:
        for number in range(16):
            tasks.create_task(channel.send(person, saying(str(number))))

    assert sorted(int(sent.text) for sent in telegram.sent) == list(range(16))


async def test_a_number_is_asked_for_by_a_key_and_the_key_is_taken_back(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    await channel.send(person, ASKING)
    await channel.send(person, Outgoing(Content((Paragraph("Đã nhận."),)), takes_back_keys=True))

    asked, thanked = telegram.sent
    assert (asked.labels, asked.typed_keys) == (
        [],
        [[{"text": "Chia sẻ số", "request_contact": True}], [{"text": "Quay lại"}]],
    )
    assert thanked.typed_keys == []


async def test_the_keys_are_taken_back_with_the_first_page_only(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    long = Outgoing(Content((Paragraph("chữ " * 1500),)), takes_back_keys=True)

    await channel.send(person, long)

    assert [sent.typed_keys for sent in telegram.sent] == [[], None]


async def test_what_asks_for_a_number_is_never_a_change_of_an_old_message(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    first = await channel.send(person, saying("Trang một"))

    await channel.send(person, replace(ASKING, edits=first))

    assert [sent.edited for sent in telegram.sent] == [False, False]


async def test_a_message_with_keys_that_is_to_be_changed_is_sent_anew(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    asked = await channel.send(person, ASKING)

    await channel.send(person, saying("Trang một", edits=asked))

    assert [sent.edited for sent in telegram.sent] == [False, False]


async def test_a_reply_cut_off_after_its_first_page_goes_on_with_the_second(
    channel: TelegramChannel, telegram: FakeTelegram, person: Address
) -> None:
    telegram.plant(Fault(FaultKind.TOO_MANY, spared=1))
    long = saying("chữ " * 1500)

    error = await failure(channel, person, long)
    await channel.send(person, replace(long, arrived=error.arrived))

    assert error.arrived == 1
    assert [sent.labels for sent in telegram.sent] == [[], ["Quay lại"]]
