"""Second checks: budgets that the writing transaction holds, proofs, and what was tried in vain."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, or_, select, tuple_

from domain.access import (
    CLOSED_NETWORK,
    MISSES_A_PERSON,
    SLOW_NETWORK,
    WRONG_A_DOSSIER,
    Asked,
    Tried,
)
from domain.clock import VIETNAM
from domain.effects import Checked, CodeUnknown
from domain.errors import Conflict
from domain.messages import Address
from domain.second_check import Proof
from storage.inbox import insert_new
from storage.tables.dossiers import check_attempts, lookup_misses, proofs

EVERYBODY = ""
"""Stands for the person in the row that counts a dossier's wrong answers over all."""

_NETWORK = "n:"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Counts of wrong answers by code, proof and person."""

    counts: Mapping[tuple[str, str, str], int]

    def of(self, asked: Asked, proof: Proof) -> Tried:
        """By the person who asks, by everybody and from that network, about that dossier."""
        counted = (hashed(asked.address), EVERYBODY, f"{_NETWORK}{asked.network}")
        return Tried(*(self.counts.get((asked.code, proof.value, person), 0) for person in counted))


def tried(connection: Connection, asked: Sequence[Asked], now: datetime) -> Wrong:
    """Wrong answers of today for these dossiers, by these people, from their networks and by everybody."""
    people = {key for one in asked for key in _missers(one.address, one.network)}
    rows = connection.execute(
        select(
            check_attempts.c.code, check_attempts.c.proof, check_attempts.c.person, check_attempts.c.wrong
        ).where(
            check_attempts.c.day == _day(now),
            check_attempts.c.code.in_({one.code for one in asked}),
            check_attempts.c.person.in_({EVERYBODY, *people}),
        )
    )
    return Wrong({(row.code, row.proof, row.person): row.wrong for row in rows})


def lasts(now: datetime) -> ColumnElement[bool]:
    """Proofs that have not ended."""
    return or_(proofs.c.until.is_(None), proofs.c.until > now)


def write(connection: Connection, checked: Checked, now: datetime) -> None:
    """Count a wrong answer, or write the proof of a right one.

    Raises `Conflict` when the budget was used up since the turn read it.
    """
    if checked.counts:
        _spend(connection, checked, now)
    if checked.right:
        _prove(connection, checked, now)
    else:
        count_miss(connection, checked, now)


def count_miss(connection: Connection, missed: Checked | CodeUnknown, now: datetime) -> None:
    """One more unknown code or wrong number of this hour, for the person and for the network."""
    for person in sorted(_missers(missed.address, missed.network)):
        first = insert_new(connection, lookup_misses).values(hour=_hour(now), person=person, missed=1)
        connection.execute(
            first.on_conflict_do_update(
                index_elements=["hour", "person"], set_={"missed": lookup_misses.c.missed + 1}
            )
        )


def barred(connection: Connection, asked: Sequence[Asked], now: datetime) -> set[Asked]:
    """Those who tried too much in vain in this hour, by themselves or with their network."""
    keys = {one: _missers(one.address, one.network) for one in asked}
    rows = connection.execute(
        select(lookup_misses.c.person, lookup_misses.c.missed).where(
            lookup_misses.c.hour == _hour(now),
            lookup_misses.c.person.in_({key for pair in keys.values() for key in pair}),
        )
    )
    over = {row.person for row in rows if row.missed >= _most_missed(row.person)}
    return {one for one, mine in keys.items() if over.intersection(mine)}


def slow_networks(connection: Connection, now: datetime) -> dict[str, int]:
    """The networks that are to be answered slowly in this hour, with what they tried in vain."""
    rows = connection.execute(
        select(lookup_misses.c.person, lookup_misses.c.missed).where(
            lookup_misses.c.hour == _hour(now),
            lookup_misses.c.missed >= SLOW_NETWORK,
            lookup_misses.c.person.startswith(_NETWORK),
        )
    )
    return {row.person.removeprefix(_NETWORK): row.missed for row in rows}


def prune(connection: Connection, now: datetime, limit: int) -> int:
    """Remove attempts and misses of past days, a few at a time; how many rows went."""
    gone = 0
    for table, past in (
        (check_attempts, check_attempts.c.day < _day(now)),
        (lookup_misses, lookup_misses.c.hour < _day(now)),
    ):
        keys = list(table.primary_key.columns)
        some = select(*keys).where(past).limit(limit)
        gone = max(gone, connection.execute(delete(table).where(tuple_(*keys).in_(some))).rowcount)
    return gone


def hashed(address: Address) -> str:
    """A count outlives `/xoa` for a day, so the address itself must not stand in it."""
    return hashlib.sha256(str(address).encode()).hexdigest()[:32]


def _spend(connection: Connection, checked: Checked, now: datetime) -> None:
    """The row of everybody first: turns about one dossier wait for each other there."""
    cost = 0 if checked.right else 1
    before = _raise(connection, EVERYBODY, checked, now, cost) - cost
    from_here = 0
    if before >= WRONG_A_DOSSIER[checked.proof] and checked.network:
        from_here = _raise(connection, f"{_NETWORK}{checked.network}", checked, now, cost) - cost
    mine = _raise(connection, hashed(checked.address), checked, now, cost) - cost
    if not Tried(mine, before, from_here).left(checked.proof):
        raise Conflict


def _raise(connection: Connection, person: str, checked: Checked, now: datetime, cost: int) -> int:
    """Add to a count, made where it is missing; what it is then. Others wait until this is written."""
    first = insert_new(connection, check_attempts).values(
        day=_day(now), code=checked.code, person=person, proof=checked.proof.value, wrong=cost
    )
    raised = first.on_conflict_do_update(
        index_elements=["day", "code", "person", "proof"], set_={"wrong": check_attempts.c.wrong + cost}
    )
    return int(connection.execute(raised.returning(check_attempts.c.wrong)).scalar_one())


def _prove(connection: Connection, checked: Checked, now: datetime) -> None:
    until = now + checked.lasts if checked.lasts else None
    statement = insert_new(connection, proofs).values(
        address=str(checked.address), code=checked.code, proven_at=now, until=until
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["address", "code"], set_={"proven_at": now, "until": until}
        )
    )


def _missers(address: Address, network: str) -> tuple[str, ...]:
    """Under which keys the misses of somebody are counted."""
    return (hashed(address), f"{_NETWORK}{network}") if network else (hashed(address),)


def _most_missed(person: str) -> int:
    return CLOSED_NETWORK if person.startswith(_NETWORK) else MISSES_A_PERSON


def _day(now: datetime) -> str:
    """The day of the province, which begins at midnight there."""
    return now.astimezone(VIETNAM).date().isoformat()


def _hour(now: datetime) -> str:
    return f"{now.astimezone(VIETNAM):%Y-%m-%dT%H}"
