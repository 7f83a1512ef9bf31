"""Who follows which dossier, what they have heard of it, and what they are still to hear."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from domain.access import Access, Asked
from domain.dossiers import Status, Step
from domain.effects import Followed, Unfollowed
from domain.messages import Address, Language
from domain.second_check import Proof
from storage import checks
from storage.inbox import insert_new
from storage.tables.chats import addresses
from storage.tables.dossiers import dossier_snapshots, dossiers, follows, proofs


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who may have news to hear; `heard` is the last change that they were told."""

    address: Address
    code: str
    language: Language
    heard: Step
    pending_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody will have heard once it is written; the same as before where there was no news."""

    before: Pending
    heard: Step


def access(connection: Connection, asked: Sequence[Asked], now: datetime) -> list[Access]:
    """How each chat stands to each dossier at this moment, whether the dossier exists or not."""
    proven = _pairs(connection, proofs, asked, checks.lasts(now))
    following = _pairs(connection, follows, asked)
    wrong, barred = checks.tried(connection, asked, now), checks.barred(connection, asked, now)
    return [
        Access(
            proven=(pair := (str(one.address), one.code)) in proven,
            follows=pair in proven & following,
            short=wrong.of(one, Proof.SHORT),
            whole=wrong.of(one, Proof.WHOLE),
            barred=one in barred,
        )
        for one in asked
    ]


def _pairs(
    connection: Connection, table: Table, asked: Sequence[Asked], *which: ColumnElement[bool]
) -> set[tuple[str, str]]:
    """Those of the pairs of chat and dossier that have a row in the table."""
    wanted = [(str(one.address), one.code) for one in asked]
    rows = select(table.c.address, table.c.code).where(
        tuple_(table.c.address, table.c.code).in_(wanted), *which
    )
    return {(row.address, row.code) for row in connection.execute(rows)}


def followed(connection: Connection, address: Address, now: datetime) -> list[str]:
    """The codes that a chat follows, the newest first."""
    rows = (
        select(follows.c.code)
        .join(proofs, _same_chat())
        .where(follows.c.address == str(address), checks.lasts(now))
        .order_by(follows.c.followed_at.desc(), follows.c.code)
    )
    return list(connection.execute(rows).scalars())


def held(connection: Connection, address: Address) -> tuple[int, int]:
    """How many dossiers a chat follows, and how many it has proven."""
    counts = (
        connection.scalar(select(func.count()).select_from(table).where(table.c.address == str(address)))
        for table in (follows, proofs)
    )
    following, proven = (int(count or 0) for count in counts)
    return following, proven


def follow(connection: Connection, each: Followed, now: datetime) -> None:
    """Write a consent; one given before stays as it was, with what was heard since."""
    statement = insert_new(connection, follows).values(
        address=str(each.address),
        code=each.code,
        language=each.language.value,
        consent=each.consent,
        followed_at=now,
        heard_status=each.heard.status,
        heard_at=each.heard.at,
        pending_at=now,  # a change may have come between the look-up and this consent
    )
    connection.execute(statement.on_conflict_do_nothing())


def unfollow(connection: Connection, each: Unfollowed, _now: datetime) -> None:
    """Forget a consent; the proof stays, so that the dossier can still be read."""
    connection.execute(delete(follows).where(_of(each.address, each.code)))


def pending(
    connection: Connection,
    until: datetime,
    now: datetime,
    limit: int,
    promised: tuple[datetime, datetime] | None = None,
) -> list[Pending]:
    """Who may have news that came before `until`; chats that block us and ended proofs are left out.

    With `promised`, only of dossiers that some source promised for then: from the one instant on,
    before the other.
    """
    rows = connection.execute(
        select(follows)
        .join(proofs, _same_chat())
        .outerjoin(addresses, addresses.c.address == follows.c.address)
        .where(
            follows.c.pending_at <= until,
            checks.lasts(now),
            or_(addresses.c.blocked.is_(None), addresses.c.blocked.is_(False)),
            *([_is_due(*promised)] if promised else ()),
        )
        .order_by(follows.c.pending_at, follows.c.address, follows.c.code)
        .limit(limit)
    )
    return [
        Pending(
            Address.parse(row.address),
            row.code,
            Language(row.language),
            Step(Status(row.heard_status), row.heard_at),
            row.pending_at,
        )
        for row in rows
    ]


def tell(connection: Connection, told: Sequence[Told]) -> list[Told]:
    """Note what will have been heard; those returned are to be sent in this same transaction.

    Left out is who stopped following meanwhile, or was told by another process. Who had news since
    the look-up stays pending.
    """
    return [each for each in told if _tell(connection, each)]


def _tell(connection: Connection, each: Told) -> bool:
    before, heard = each.before, each.heard
    unchanged = and_(
        _of(before.address, before.code),
        follows.c.heard_status == before.heard.status,
        follows.c.heard_at == before.heard.at,
    )
    written = connection.execute(
        update(follows).where(unchanged).values(heard_status=heard.status, heard_at=heard.at)
    )
    if written.rowcount != 1:
        return False
    connection.execute(
        update(follows)
        .where(_of(before.address, before.code), follows.c.pending_at == before.pending_at)
        .values(pending_at=None)
    )
    return True


def erase(connection: Connection, address: Address) -> None:
    """Forget everything that a chat follows or has proven."""
    for table in (follows, proofs):
        connection.execute(delete(table).where(table.c.address == str(address)))


def prune(connection: Connection, now: datetime, limit: int) -> int:
    """Remove proofs that ended, with what was followed by them."""
    ended = connection.execute(
        select(proofs.c.address, proofs.c.code).where(proofs.c.until <= now).limit(limit)
    ).all()
    for address, code in ended:
        for table in (proofs, follows):
            connection.execute(delete(table).where(table.c.address == address, table.c.code == code))
    return len(ended)


def _of(address: Address, code: str) -> ColumnElement[bool]:
    return and_(follows.c.address == str(address), follows.c.code == code)


def _is_due(begins: datetime, ends: datetime) -> ColumnElement[bool]:
    return or_(
        *(
            exists().where(table.c.code == follows.c.code, table.c.due >= begins, table.c.due < ends)
            for table in (dossiers, dossier_snapshots)
        )
    )


def _same_chat() -> ColumnElement[bool]:
    return and_(proofs.c.address == follows.c.address, proofs.c.code == follows.c.code)
