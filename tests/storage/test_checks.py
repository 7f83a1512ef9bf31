"""Second checks: how often a number may be tried, held by the transaction that writes the answer."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, update

from domain.access import (
    CLOSED_NETWORK,
    MISSES_A_PERSON,
    MOST_FROM_A_NETWORK,
    SLOW_NETWORK,
    Asked,
    Tried,
)
from domain.effects import Checked, CodeUnknown
from domain.errors import Conflict
from domain.messages import Address, ChannelName
from domain.second_check import Proof
from storage import checks, follows
from storage.database import Database
from storage.faults import Busy
from storage.tables.dossiers import check_attempts

CODE = "H41.99-261102-0007"
NOW = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)


def person(number: int) -> Address:
    return Address(ChannelName.TELEGRAM, str(number))


def answer(who: int, *, right: bool = False, proof: Proof = Proof.SHORT, **changes: object) -> Checked:
    return Checked(person(who), CODE, proof, right, **changes)  # type: ignore[arg-type]  # a test names any field


async def check(database: Database, answers: Iterable[Checked], now: datetime = NOW) -> list[bool]:
    """Which of the answers were heard."""
    heard = []
    for one in answers:
        try:
            await database.write(checks.write, one, now)
        except Conflict:
            heard.append(False)
        else:
            heard.append(True)
    return heard


async def is_proven(database: Database, who: int, now: datetime = NOW) -> bool:
    [access] = await database.read(follows.access, [Asked(person(who), CODE)], now)
    return access.proven


async def tried(database: Database, who: int) -> tuple[Tried, Tried]:
    asked = Asked(person(who), CODE)
    wrong = await database.read(checks.tried, [asked], NOW)
    return wrong.of(asked, Proof.SHORT), wrong.of(asked, Proof.WHOLE)


async def is_barred(database: Database, who: int, network: str = "", now: datetime = NOW) -> bool:
    return bool(await database.read(checks.barred, [Asked(person(who), CODE, network)], now))


async def test_a_person_is_heard_five_times_a_day_with_wrong_digits(database: Database) -> None:
    heard = await check(database, [answer(1)] * 7)

    assert heard == [True] * 5 + [False] * 2
    assert await check(database, [answer(1)], NOW + timedelta(days=1)) == [True]


async def test_twenty_wrong_digits_close_a_dossier_to_digits_for_everybody(database: Database) -> None:
    heard = await check(database, [answer(who) for who in range(30)])

    assert heard == [True] * 20 + [False] * 10
    assert await check(database, [answer(99, right=True)]) == [False]
    assert not await is_proven(database, 99)


async def test_a_whole_number_is_heard_when_digits_are_used_up(database: Database) -> None:
    await check(database, [answer(who) for who in range(20)])

    assert await check(database, [answer(99, right=True, proof=Proof.WHOLE)]) == [True]
    assert await is_proven(database, 99)


async def test_strangers_cannot_use_up_the_last_whole_number_of_the_applicant(database: Database) -> None:
    await check(database, [answer(who, proof=Proof.WHOLE) for who in range(120)])

    once, again = answer(999, proof=Proof.WHOLE), answer(998, right=True, proof=Proof.WHOLE)
    assert await check(database, [once, once, again]) == [True, False, True]
    assert await is_proven(database, 998)


async def test_a_shared_contact_is_heard_whatever_was_tried_before(database: Database) -> None:
    await check(database, [answer(1, proof=Proof.WHOLE)] * 12)

    vouched = answer(1, right=True, proof=Proof.WHOLE, counts=False)
    assert await check(database, [vouched]) == [True]
    assert await is_proven(database, 1)


async def test_guesses_that_come_at_once_share_one_budget(database: Database) -> None:
    async def guess(who: int) -> bool:
        while True:
            try:
                return await check(database, [answer(who)]) == [True]
            except Busy:
                await asyncio.sleep(0.01)

    heard = await asyncio.gather(*(guess(who) for who in range(40)))

    assert sum(heard) == 20
    short, _ = await tried(database, 0)
    assert short.all == 20


async def test_a_right_answer_costs_nothing(database: Database) -> None:
    await check(database, [answer(1, right=True)] * 8)

    assert await tried(database, 1) == (Tried(), Tried())


async def test_a_proof_of_a_browser_ends_and_that_of_a_messenger_does_not(database: Database) -> None:
    await check(database, [answer(1, right=True, lasts=timedelta(days=30)), answer(2, right=True)])

    later = NOW + timedelta(days=31)
    assert await is_proven(database, 1)
    assert [await is_proven(database, who, later) for who in (1, 2)] == [False, True]


@pytest.mark.parametrize(("misses", "too_much"), [(MISSES_A_PERSON - 1, False), (MISSES_A_PERSON, True)])
async def test_a_person_who_tries_too_many_codes_must_wait(
    database: Database, misses: int, too_much: bool
) -> None:
    for _ in range(misses):
        await database.write(checks.count_miss, CodeUnknown(person(1)), NOW)

    assert await is_barred(database, 1) is too_much
    assert not await is_barred(database, 2)
    assert not await is_barred(database, 1, now=NOW + timedelta(hours=1))


async def test_a_network_is_slowed_before_it_is_refused(database: Database) -> None:
    async def miss(count: int, start: int) -> None:
        for who in range(start, start + count):
            await database.write(checks.count_miss, CodeUnknown(person(who), "net"), NOW)

    await miss(SLOW_NETWORK, 0)
    slow = await database.read(checks.slow_networks, NOW)
    refused_early = await is_barred(database, 9_999, "net")
    await miss(CLOSED_NETWORK - SLOW_NETWORK, SLOW_NETWORK)

    assert (slow, refused_early) == ({"net": SLOW_NETWORK}, False)
    assert await is_barred(database, 9_999, "net")
    assert not await is_barred(database, 9_999)


async def test_counts_of_past_days_go(database: Database) -> None:
    await check(database, [answer(1), answer(2)])

    gone = await database.write(checks.prune, NOW + timedelta(days=1), 10)

    assert gone == 3
    assert await check(database, [answer(1)]) == [True]


async def test_fresh_accounts_of_one_network_do_not_guess_whole_numbers_for_ever(database: Database) -> None:
    """A cookie costs nothing, and of somebody known an identity number has but a million forms."""
    await check(database, [answer(who, proof=Proof.WHOLE) for who in range(100)])
    here: dict[str, Any] = {"proof": Proof.WHOLE, "network": "net"}
    await check(database, [answer(200, **here)])
    await database.write(_count_from, "n:net", MOST_FROM_A_NETWORK - 1)

    heard = await check(database, [answer(who, **here) for who in (201, 202)])
    right = [
        answer(301, right=True, **here),
        answer(302, right=True, proof=Proof.WHOLE, network="elsewhere"),
        answer(303, right=True, proof=Proof.WHOLE),
    ]

    assert heard == [True, False]
    assert await check(database, right) == [False, True, True]
    [access] = await database.read(follows.access, [Asked(person(304), CODE, "net")], NOW)
    assert access.left(Proof.WHOLE) == 0


def _count_from(connection: Connection, key: str, wrong: int) -> None:
    """As if so many had been counted there."""
    counted = connection.execute(
        update(check_attempts).where(check_attempts.c.person == key).values(wrong=wrong)
    )
    assert counted.rowcount == 1
