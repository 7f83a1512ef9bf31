"""Notices through the second library: the same words, the same meaning of failures."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.channels.base import Outgoing, SendError
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.notices import TelegramNotices
from bot.config import TelegramSettings
from domain.content import Button, ButtonRole, Content, Paragraph, Title
from domain.messages import Address, ChannelName
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.server import FakeTelegram

CARD = Outgoing(
    Content(
        (Title("Hồ sơ"), Paragraph("Đã có <b>kết quả</b> & biên lai")),
        (
            Button("Xem", "v1:see", role=ButtonRole.PRIMARY),
            Button("Mở cổng", url="https://dichvucong.gov.vn"),
        ),
    )
)


ASKING = Outgoing(
    Content((Paragraph("Số nào?"),), (Button("Chia sẻ số", asks_contact=True), Button("Thôi", "v1:no")))
)


@pytest.fixture
async def notices(telegram: FakeTelegram) -> AsyncIterator[TelegramNotices]:
    built = TelegramNotices.build(
        TelegramSettings(token=SecretStr(telegram.token), api_base=f"{telegram.url}/")
    )
    yield built
    await built.close()


async def failure(notices: TelegramNotices, to: Address, message: Outgoing = CARD) -> SendError:
    with pytest.raises(SendError) as caught:
        await notices.send(to, message)
    return caught.value


@pytest.mark.parametrize("message", [CARD, ASKING], ids=["buttons", "keys"])
async def test_a_notice_looks_as_a_reply_does(
    notices: TelegramNotices,
    channel: TelegramChannel,
    telegram: FakeTelegram,
    person: Address,
    message: Outgoing,
) -> None:
    ids = [await notices.send(person, message), await channel.send(person, message)]

    notice, reply = telegram.sent
    assert (notice.html, notice.buttons) == (reply.html, reply.buttons)
    assert notice.typed_keys == reply.typed_keys
    assert ids == [str(notice.message_id), str(reply.message_id)]


async def test_neither_token_nor_words_are_ever_logged(
    notices: TelegramNotices, telegram: FakeTelegram, person: Address, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    await notices.send(person, CARD)

    assert telegram.token not in caplog.text
    assert "kết quả" not in caplog.text


async def test_a_long_notice_comes_in_pages(
    notices: TelegramNotices, telegram: FakeTelegram, person: Address
) -> None:
    last_id = await notices.send(person, Outgoing(Content((Paragraph("chữ " * 1500),))))

    assert [str(sent.message_id) for sent in telegram.sent][-1] == last_id
    assert len(telegram.sent) == 2


async def test_a_notice_into_a_topic_stays_in_the_topic(
    notices: TelegramNotices, telegram: FakeTelegram
) -> None:
    telegram.methods.chats.known.add(-1001000000007)

    await notices.send(Address(ChannelName.TELEGRAM, "-1001000000007:77"), CARD)

    assert [(sent.chat_id, sent.thread_id) for sent in telegram.sent] == [(-1001000000007, 77)]


async def test_a_notice_is_never_a_change_of_an_old_message(
    notices: TelegramNotices, telegram: FakeTelegram, person: Address
) -> None:
    first = await notices.send(person, CARD)

    await notices.send(person, Outgoing(CARD.content, edits=first))

    assert [sent.edited for sent in telegram.sent] == [False, False]


async def test_an_answer_to_a_press_is_no_notice(notices: TelegramNotices, person: Address) -> None:
    assert (await failure(notices, person, Outgoing(callback_id="1"))).permanent


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
@pytest.mark.filterwarnings("ignore:.*retry_after")
async def test_each_failure_says_whether_to_try_again(
    notices: TelegramNotices,
    telegram: FakeTelegram,
    person: Address,
    kind: FaultKind,
    permanent: bool,
    unreachable: bool,
    whole_token: bool,
) -> None:
    telegram.plant(Fault(kind))

    error = await failure(notices, person)

    assert (error.permanent, error.unreachable, error.whole_token) == (permanent, unreachable, whole_token)


@pytest.mark.parametrize("as_timedelta", ["", "true"])
@pytest.mark.filterwarnings("ignore:.*retry_after")
async def test_flood_control_says_how_long_to_wait(
    notices: TelegramNotices,
    telegram: FakeTelegram,
    person: Address,
    monkeypatch: pytest.MonkeyPatch,
    as_timedelta: str,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", as_timedelta)
    telegram.plant(Fault(FaultKind.TOO_MANY, retry_after=35))

    assert (await failure(notices, person)).retry_after == timedelta(seconds=35)


async def test_a_group_that_moved_says_where_it_went(
    notices: TelegramNotices, telegram: FakeTelegram, person: Address
) -> None:
    telegram.plant(Fault(FaultKind.MIGRATED))

    assert (await failure(notices, person)).moved_to == "-1002000000001"


@pytest.mark.filterwarnings("ignore:.*retry_after")
async def test_a_notice_cut_off_after_its_first_page_goes_on_with_the_second(
    notices: TelegramNotices, telegram: FakeTelegram, person: Address
) -> None:
    telegram.plant(Fault(FaultKind.TOO_MANY, spared=1))
    long = Outgoing(Content((Paragraph("chữ " * 1500),)))

    error = await failure(notices, person, long)
    await notices.send(person, replace(long, arrived=error.arrived))

    assert error.arrived == 1
    assert len(telegram.sent) == 2
