"""Very many accounts guess at one dossier at once: what they learn is counted, the applicant gets in."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest

from domain.dossiers import DossierEvent, Status
from domain.messages import Address, ChannelName, InboundMessage, MessageKind
from tests.eventually import eventually
from tests.fakes.clock import START
from tests.fakes.process import Process, running, settings

CODE, NOBODYS = "H41.99-261102-0042", "H41.99-261102-9999"
PHONE, DIGITS = "0912345678", "5678"
NOTE = "Thiếu giấy chứng nhận kết hôn"


def console(who: str) -> Address:
    return Address(ChannelName.CONSOLE, who)


@asynccontextmanager
async def guarded(url: str) -> AsyncIterator[Process]:
    """The product with one dossier of somebody."""
    async with running(settings(url), seconds=240) as process:
        knowledge = process.app.knowledge
        event = DossierEvent(
            event_id="e1",
            source="province",
            code=CODE,
            status=Status.PAPERS_MISSING,
            at=START,
            note=NOTE,
            procedure_name="Đăng ký kết hôn",
            phone_checks=knowledge.second_check.of_phone(CODE, PHONE),
        )
        await knowledge.feed.tell([event])
        yield process


async def say(process: Process, said: Iterable[tuple[str, str]]) -> None:
    """Each of these people says this, all at once, and is answered."""
    messages = [
        InboundMessage(f"{who}:{text}", console(who), who, MessageKind.TEXT, START, text)
        for who, text in said
    ]
    async with asyncio.TaskGroup() as tasks:
        for message in messages:
            tasks.create_task(process.app.turns.accept(message))
    await eventually(process.is_idle, 200)


async def learned(process: Process, people: Iterable[str]) -> int:
    """How many of them were shown the note of the dossier."""
    shown = [NOTE in " ".join(await process.answers(console(who))) for who in people]
    return sum(shown)


async def test_a_thousand_accounts_find_no_digits_beyond_the_budget_and_lock_nobody_out(
    sqlite_url: str,
) -> None:
    guesses = {f"guesser {number}": f"{number:04}" for number in range(1_000)}
    assert DIGITS not in guesses.values()

    async with guarded(sqlite_url) as process:
        await say(process, ((who, f"{CODE} {digits}") for who, digits in guesses.items()))
        heard = [who for who in guesses if "chưa khớp" in " ".join(await process.answers(console(who)))]
        found = await learned(process, guesses)
        await say(process, [("late guesser", f"{CODE} {DIGITS}")])
        await say(process, [("applicant", f"{CODE} {PHONE}")])

        assert len(heard) <= 20
        assert (found, await learned(process, ["late guesser"])) == (0, 0)
        assert await learned(process, ["applicant"]) == 1


@pytest.mark.parametrize("code", [CODE, NOBODYS])
async def test_a_wrong_number_sounds_the_same_whether_the_code_exists_or_not(
    sqlite_url: str, code: str
) -> None:
    async with guarded(sqlite_url) as process:
        await say(process, [("stranger", f"{code} 0000")])

        [answer, *_] = await process.answers(console("stranger"))
        assert answer.startswith("Số này chưa khớp với hồ sơ.")
        assert "Đăng ký kết hôn" not in answer


async def test_erasing_oneself_gives_no_new_tries(sqlite_url: str) -> None:
    async with guarded(sqlite_url) as process:
        for number in range(6):
            await say(process, [("guesser", f"{CODE} 00{number:02}")])
        await say(process, [("guesser", "/xoa")])
        await say(process, [("guesser", "có")])
        await say(process, [("guesser", f"{CODE} {DIGITS}")])

        assert await learned(process, ["guesser"]) == 0
