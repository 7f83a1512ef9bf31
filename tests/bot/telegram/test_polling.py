"""The raw loop: nothing confirmed before it is kept, nobody stopped by another's update."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiogram import Bot

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.state import Arrival, Condition, TelegramState
from tests.bot.telegram.conftest import Inbox
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.people import People
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.telegram.updates import Waiting

POISON = {"message": {"from": {"id": 1}, "chat": {"id": "bí mật"}, "text": "bí mật"}}


@dataclass
class Naps:
    """Notes how long the loop wanted to wait and how it stood, and lets it go on at once."""

    state: TelegramState
    taken: list[tuple[float, Condition]] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.taken.append((seconds, self.state.condition))
        await asyncio.sleep(0.01)


@pytest.fixture
def naps() -> Naps:
    return Naps(TelegramState())


@pytest.fixture
def polling(bot: Bot, intake: Intake, naps: Naps) -> Polling:
    return Polling(bot, intake, naps.state, sleep=naps, long_poll=1)


@asynccontextmanager
async def running(polling: Polling) -> AsyncIterator[asyncio.Task[None]]:
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(polling.run())
        yield task
        task.cancel()


async def until(holds: Callable[[], object], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - whatever is waited for has no event of its own
            await asyncio.sleep(0.005)


async def test_what_people_say_is_kept_in_their_order(
    polling: Polling, telegram: FakeTelegram, inbox: Inbox
) -> None:
    for number in range(20):
        await telegram.says(str(number))

    async with running(polling):
        await until(lambda: len(inbox.kept) == 20)

    assert inbox.texts == [str(number) for number in range(20)]


async def test_an_update_is_confirmed_only_by_the_next_question(
    polling: Polling, telegram: FakeTelegram, inbox: Inbox
) -> None:
    update_id = await telegram.says("chào")

    async with running(polling):
        await until(lambda: not telegram.methods.updates.waiting)

    assert inbox.texts == ["chào"]
    assert polling.offset == update_id + 1


async def test_nothing_is_confirmed_while_the_database_is_away(
    polling: Polling, naps: Naps, telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival]
) -> None:
    inbox.away = 3
    await telegram.says("chào")

    async with running(polling):
        await until(lambda: inbox.texts == ["chào"])

    assert naps.taken == [(1, Condition.NOT_KEPT), (2, Condition.NOT_KEPT), (4, Condition.NOT_KEPT)]
    assert counted == [Arrival.NOT_KEPT] * 3 + [Arrival.KEPT]


async def test_order_is_kept_when_the_database_fails_in_the_middle(
    polling: Polling, telegram: FakeTelegram, inbox: Inbox
) -> None:
    for number in range(10):
        await telegram.says(str(number))
    inbox.away = 1

    async with running(polling):
        await until(lambda: len(inbox.kept) == 10)

    assert inbox.texts == [str(number) for number in range(10)]


async def test_a_restart_is_told_again_and_keeps_nothing_twice(
    bot: Bot, intake: Intake, telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival]
) -> None:
    await telegram.says("chào")

    for _ in range(2):
        await Polling(bot, intake, TelegramState())._round()

    assert counted == [Arrival.KEPT, Arrival.SEEN]
    assert inbox.texts == ["chào"]


async def test_updates_that_come_twice_are_kept_once(
    polling: Polling, telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival]
) -> None:
    telegram.plant(Fault(FaultKind.DUPLICATE, "getUpdates"))
    await telegram.says("chào")

    async with running(polling):
        await until(lambda: len(counted) == 2)

    assert counted == [Arrival.KEPT, Arrival.SEEN]


async def test_a_poisonous_update_is_counted_confirmed_and_stops_nobody(
    polling: Polling, telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival]
) -> None:
    await telegram.push(POISON)
    await telegram.push({"telepathy": {}})
    await telegram.says("chào")

    async with running(polling):
        await until(lambda: inbox.texts == ["chào"])
        await until(lambda: not telegram.methods.updates.waiting)

    assert sorted(counted) == [Arrival.IGNORED, Arrival.KEPT, Arrival.UNPARSABLE]


async def test_the_log_of_a_bad_update_has_its_keys_and_no_value(
    polling: Polling, telegram: FakeTelegram, counted: list[Arrival], logged: Callable[[], list[str]]
) -> None:
    await telegram.push(POISON)

    async with running(polling):
        await until(lambda: counted)

    [line] = [line for line in logged() if "update_unparsable" in line]
    assert "message.text" in line
    assert "bí mật" not in line


async def test_a_batch_that_cannot_be_confirmed_is_asked_for_slowly(
    polling: Polling, naps: Naps, telegram: FakeTelegram
) -> None:
    telegram.methods.updates.waiting[1] = Waiting(1, "messages:1", {"no": "id"})

    async with running(polling):
        await until(lambda: len(naps.taken) == 2)

    assert naps.taken == [(1, Condition.WORKING)] * 2


async def test_a_webhook_left_over_is_removed_and_nothing_is_dropped(
    polling: Polling, telegram: FakeTelegram, inbox: Inbox
) -> None:
    telegram.methods.webhook.url = "http://127.0.0.1:9/old"
    await telegram.says("chào")

    async with running(polling):
        await until(lambda: not telegram.methods.updates.waiting)

    assert telegram.methods.webhook.url == ""
    assert inbox.texts == ["chào"]
    assert telegram.methods.calls.count("deleteWebhook") == 1


async def test_the_webhook_is_removed_even_when_the_first_attempt_fails(
    polling: Polling, naps: Naps, telegram: FakeTelegram
) -> None:
    telegram.methods.webhook.url = "http://127.0.0.1:9/old"
    telegram.plant(Fault(FaultKind.SERVER, "deleteWebhook", times=2))

    async with running(polling):
        await until(lambda: polling.state.condition is Condition.WORKING)

    assert naps.taken == [(1, Condition.UNREACHABLE), (2, Condition.UNREACHABLE)]


async def test_another_poller_is_named_and_given_more_and_more_time(
    polling: Polling, naps: Naps, telegram: FakeTelegram
) -> None:
    telegram.plant(Fault(FaultKind.CONFLICT, "getUpdates", times=6))

    async with running(polling):
        await until(lambda: len(naps.taken) == 6)

    assert naps.taken == [(seconds, Condition.TAKEN) for seconds in (5, 10, 20, 40, 60, 60)]
    assert polling.state.condition.is_degraded


async def test_a_refused_token_ends_the_loop_degraded(polling: Polling, telegram: FakeTelegram) -> None:
    telegram.plant(Fault(FaultKind.UNAUTHORIZED, "getUpdates"))

    await polling.run()

    assert polling.state.condition is Condition.REFUSED
    assert polling.state.condition.is_degraded


async def test_flood_control_is_obeyed_to_the_second(
    polling: Polling, naps: Naps, telegram: FakeTelegram
) -> None:
    telegram.plant(Fault(FaultKind.TOO_MANY, "getUpdates", retry_after=7))

    async with running(polling):
        await until(lambda: naps.taken)

    assert naps.taken[0][0] == 7


async def test_it_works_again_after_every_kind_of_failure(
    polling: Polling, telegram: FakeTelegram, inbox: Inbox
) -> None:
    kinds = (FaultKind.SERVER, FaultKind.GARBAGE, FaultKind.LOST, FaultKind.CONFLICT, FaultKind.TOO_MANY)
    telegram.plant(*(Fault(kind, "getUpdates") for kind in kinds))
    await telegram.says("chào")

    async with running(polling):
        await until(lambda: inbox.texts == ["chào"])
        await until(lambda: polling.state.condition is Condition.WORKING)

    assert (polling.conflicts.attempts, polling.failures.attempts) == (0, 0)


async def test_only_wanted_kinds_of_update_are_asked_for(polling: Polling, telegram: FakeTelegram) -> None:
    async with running(polling):
        await until(lambda: telegram.methods.updates.allowed)

    wanted = {"message", "edited_message", "callback_query", "my_chat_member"}
    assert telegram.methods.updates.allowed == wanted


async def test_cancelling_ends_the_long_poll_at_once(polling: Polling, telegram: FakeTelegram) -> None:
    polling.long_poll = 30
    begun = asyncio.get_running_loop().time()

    async with running(polling):
        await until(lambda: telegram.methods.updates.polls)

    assert asyncio.get_running_loop().time() - begun < 10


async def test_an_album_is_one_act(polling: Polling, telegram: FakeTelegram, inbox: Inbox) -> None:
    for _ in range(5):
        await telegram.does(lambda people, chat, number: people.photo(chat, number, album="4411"))

    async with running(polling):
        await until(lambda: not telegram.methods.updates.waiting)

    assert len(inbox.kept) == 1


async def test_whatever_people_send_is_kept_by_its_kind(
    polling: Polling, telegram: FakeTelegram, inbox: Inbox
) -> None:
    for act in (People.voice, People.place, People.contact, People.photo):
        await telegram.does(act)
    await telegram.does(lambda people, chat, number: people.edited(chat, number, "sửa"))
    await telegram.blocks()
    await telegram.unblocks()

    async with running(polling):
        await until(lambda: len(inbox.kept) == 7)

    kinds = ["voice", "location", "contact", "photo", "edited", "blocked", "unblocked"]
    assert [str(message.kind) for message in inbox.kept.values()] == kinds
