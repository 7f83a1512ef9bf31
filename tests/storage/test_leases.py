"""What only one process may do."""

from datetime import timedelta

from storage import leases
from storage.database import Database
from tests.fakes.clock import FakeClock

LASTS = timedelta(seconds=30)


async def take(database: Database, clock: FakeClock, holder: str) -> bool:
    return await database.write(leases.take, "telegram.poll", holder, clock.now() + LASTS, clock.now())


async def test_a_lease_has_one_holder_who_may_renew_it(database: Database, clock: FakeClock) -> None:
    assert await take(database, clock, "a")
    assert not await take(database, clock, "b")
    assert await take(database, clock, "a")


async def test_a_renewed_lease_lasts_from_then_on(database: Database, clock: FakeClock) -> None:
    await take(database, clock, "a")
    clock.forward(seconds=20)
    await take(database, clock, "a")
    clock.forward(seconds=20)

    assert not await take(database, clock, "b")


async def test_another_takes_over_when_the_holder_died(database: Database, clock: FakeClock) -> None:
    await take(database, clock, "a")
    clock.time += LASTS

    assert await take(database, clock, "b")
    assert not await take(database, clock, "a")


async def test_a_lease_given_back_is_free_at_once(database: Database, clock: FakeClock) -> None:
    await take(database, clock, "a")
    await database.write(leases.give_back, "telegram.poll", "b")
    assert not await take(database, clock, "b")

    await database.write(leases.give_back, "telegram.poll", "a")
    assert await take(database, clock, "b")


async def test_the_start_of_the_only_process_frees_every_lease(database: Database, clock: FakeClock) -> None:
    await take(database, clock, "killed")
    await database.write(leases.release_all)

    assert await take(database, clock, "b")
