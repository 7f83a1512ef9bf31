"""Dossiers as their sources told them: once each, in any order, by two sources."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert, select

from domain.dossiers import Dossier, DossierEvent, Status, Told, ranks_of
from storage import dossiers
from storage.database import Database
from storage.tables.dossiers import dossier_events, dossier_snapshots, follows
from tests.fakes.clock import START, FakeClock
from tests.rows import all_rows, column, value

CODE = "H41.99-261120-0007"
RANKS = ranks_of(["province", "national"])


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def event(status: Status = Status.RECEIVED, minute: int = 0, **fields: Any) -> DossierEvent:
    source = fields.get("source", "province")
    plain = DossierEvent(f"{source}-{status}-{minute}", "province", CODE, status, at(minute))
    return replace(plain, **fields)


async def tell(database: Database, *events: DossierEvent, now: datetime = START) -> list[Told]:
    return await database.write(dossiers.apply, events, RANKS, now)


async def look(database: Database, code: str = CODE, live: int | None = None) -> Dossier:
    return (await database.read(dossiers.find, [code], live, RANKS))[code]


async def follow(database: Database, address: str = "web:an", pending: datetime | None = None) -> None:
    row = {
        "address": address,
        "code": CODE,
        "language": "vi",
        "consent": "1",
        "followed_at": START,
        "heard_status": 2,
        "heard_at": START,
        "pending_at": pending,
    }
    await database.write(all_rows, insert(follows), row)


async def test_what_a_source_tells_is_found(database: Database) -> None:
    told = event(Status.PROCESSING, procedure="1.001193", agency_name="UBND xã", due=at(600))

    assert await tell(database, told) == [Told.APPLIED]
    found = await look(database)

    assert (found.status, found.procedure, found.agency_name) == (
        Status.PROCESSING,
        "1.001193",
        "UBND xã",
    )
    assert (found.due, found.source, found.told_at) == (at(600), "province", START)


async def test_a_code_that_nobody_told_is_not_found(database: Database) -> None:
    assert await database.read(dossiers.find, [CODE], 1, RANKS) == {}


async def test_an_event_told_again_is_seen_and_changes_nothing(database: Database) -> None:
    await tell(database, event(note="Đã nhận."))
    before = await look(database)

    assert await tell(database, event(note="Khác."), event(note="Khác.")) == [Told.SEEN, Told.SEEN]
    assert await look(database) == before


async def test_an_event_twice_in_one_batch_is_applied_once(database: Database) -> None:
    assert await tell(database, event(), event()) == [Told.APPLIED, Told.SEEN]
    assert await database.read(column, select(dossier_events.c.event_id)) == [event().event_id]


async def test_two_sources_may_use_the_same_event_id(database: Database) -> None:
    mine, theirs = event(event_id="1"), event(Status.PROCESSING, 5, event_id="1", source="national")

    assert await tell(database, mine, theirs) == [Told.APPLIED, Told.APPLIED]


async def test_a_change_that_lies_before_where_it_stands_is_older_and_kept(database: Database) -> None:
    await tell(database, event(Status.PROCESSING, 10))

    assert await tell(database, event(Status.RECEIVED, 5)) == [Told.OLDER]
    assert [step.status for step in (await look(database)).steps] == [Status.RECEIVED, Status.PROCESSING]


async def test_the_same_state_told_later_is_applied(database: Database) -> None:
    assert await tell(database, event(Status.PROCESSING, 0), event(Status.PROCESSING, 5)) == [
        Told.APPLIED,
        Told.APPLIED,
    ]


async def test_facts_of_an_older_event_fill_what_is_not_known(database: Database) -> None:
    await tell(database, event(Status.PROCESSING, 10, due=at(900)))

    assert await tell(database, event(Status.RECEIVED, 5, due=at(100), received=at(5))) == [Told.APPLIED]
    found = await look(database)

    assert (found.due, found.received) == (at(900), at(5))


async def test_a_lesser_source_does_not_speak_over_a_better_one(database: Database) -> None:
    await tell(database, event(Status.PAPERS_MISSING, 0, due=at(900)))

    told = event(Status.FINISHED, 5, source="national", due=at(100), procedure="1.001193")
    assert await tell(database, told) == [Told.APPLIED]
    found = await look(database)

    assert (found.status, found.due, found.procedure) == (Status.PAPERS_MISSING, at(900), "1.001193")


async def test_the_best_source_is_named_with_when_it_told_last(database: Database) -> None:
    await tell(database, event(source="national"), now=at(1))
    await tell(database, event(), now=at(2))
    await tell(database, event(Status.PROCESSING, 3, source="national"), now=at(3))

    assert ((await look(database)).source, (await look(database)).told_at) == ("province", at(2))


async def test_hashes_of_numbers_prove_and_a_corrected_number_replaces_the_old(database: Database) -> None:
    await tell(database, event(phone_checks=("p4", "p10"), id_checks=("i4", "i12")))
    await tell(database, event(Status.PROCESSING, 5, phone_checks=("q4", "q10")))

    assert (await look(database)).checks == {"q4", "q10", "i4", "i12"}


@pytest.mark.parametrize("seed", range(3))
async def test_ten_states_shuffled_and_doubled_end_as_in_order(database: Database, seed: int) -> None:
    walk = [event(status, 10 * status, note=f"{status}", due=at(status)) for status in Status if status]
    national = [event(status, 10 * status + 4, source="national") for status in Status if status]
    other = "H41.99-261120-0008"
    await tell(
        database, *(replace(each, code=other, event_id=f"o{each.event_id}") for each in walk + national)
    )
    shuffled = [*walk, *national, *walk]
    Random(seed).shuffle(shuffled)
    for start in range(0, len(shuffled), 7):
        await tell(database, *shuffled[start : start + 7])

    assert replace(await look(database), code=other) == await look(database, other)
    assert [step.status for step in (await look(database)).steps] == [s for s in Status if s]


async def test_every_followers_chat_is_noted_once_when_the_course_changes(database: Database) -> None:
    await follow(database, "web:an")
    await follow(database, "web:binh", pending=at(1))

    await tell(database, event(Status.PROCESSING, 5), now=at(5))

    noted = select(follows.c.pending_at).order_by(follows.c.address)
    assert await database.read(column, noted) == [at(5), at(1)]


@pytest.mark.parametrize(
    "told",
    [
        event(Status.RECEIVED, 0),
        event(Status.RECEIVED, 9, source="national"),
        event(Status.RECEIVED, 9, due=at(90)),
    ],
    ids=["seen", "by a lesser source", "only a fact"],
)
async def test_what_leaves_the_course_alone_is_no_news(database: Database, told: DossierEvent) -> None:
    await tell(database, event(Status.RECEIVED, 0))
    await follow(database)

    await tell(database, told)

    assert await database.read(value, select(follows.c.pending_at)) is None


async def test_when_each_source_told_last_is_remembered(database: Database, clock: FakeClock) -> None:
    await tell(database, event(), event(source="national"))
    clock.forward(minutes=5)
    await tell(database, event(source="national"), now=clock.now())

    told = await database.read(dossiers.sources)
    assert told == {"province": START, "national": START + timedelta(minutes=5)}


async def test_an_imported_dossier_is_found_and_joined_with_what_the_feed_told(database: Database) -> None:
    row = {"code": CODE, "status": 2, "at": at(0), "agency": "H41.99", "due": at(50), "phone_checks": "a b"}
    rows = [row | {"import_id": number, "note": f"{number}"} for number in (1, 2)]
    await database.write(all_rows, insert(dossier_snapshots), rows)

    assert (await look(database, live=2)).now.note == "2"
    await tell(
        database, event(Status.PROCESSING, 5, due=at(60)), event(Status.FINISHED, 9, source="national")
    )
    found = await look(database, live=2)

    assert [step.status for step in found.steps] == [Status.RECEIVED, Status.PROCESSING, Status.FINISHED]
    assert (found.agency, found.due, found.checks) == ("H41.99", at(60), {"a", "b"})


async def test_several_codes_are_found_at_once(database: Database) -> None:
    codes = [f"H41.99-261120-{n:04}" for n in range(1, 4)]
    await tell(database, *(event(code=code, event_id=code) for code in codes[:2]))

    assert set(await database.read(dossiers.find, codes, None, RANKS)) == set(codes[:2])


@pytest.mark.parametrize("events", [(), (event(),)])
async def test_a_batch_may_have_any_size(database: Database, events: Sequence[DossierEvent]) -> None:
    assert len(await tell(database, *events)) == len(events)
