"""Following a dossier: who is to hear what, once, and nothing after a farewell."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, update

from domain.access import Asked
from domain.clock import tomorrow
from domain.dossiers import DossierEvent, Status, Step
from domain.effects import Checked, Followed, Reachability, Unfollowed
from domain.messages import Address, ChannelName, Language
from domain.second_check import Proof
from storage import checks, dossiers, erasure, follows, records
from storage.database import Database
from storage.follows import Pending, Told
from storage.tables.dossiers import dossier_snapshots
from storage.tables.dossiers import follows as table
from tests.rows import all_rows

CODE, OTHER = "H41.99-261102-0007", "H41.99-261102-0008"
NOW = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
CHAT = Address(ChannelName.TELEGRAM, "7")
RECEIVED = Step(Status.RECEIVED, NOW - timedelta(days=3))
WORKED_ON = Step(Status.PROCESSING, NOW - timedelta(days=1))


async def following(database: Database, code: str = CODE, lasts: timedelta | None = None) -> None:
    await database.write(checks.write, Checked(CHAT, code, Proof.SHORT, right=True, lasts=lasts), NOW)
    wish = Followed(CHAT, code, Language.VIETNAMESE, "follow-1", RECEIVED)
    await database.write(follows.follow, wish, NOW)


async def pending(database: Database, now: datetime = NOW) -> list[Pending]:
    return await database.read(follows.pending, now, now, 10)


async def test_who_follows_is_asked_for_news_at_once_and_then_only_when_there_may_be_some(
    database: Database,
) -> None:
    await following(database)

    [first] = await pending(database)
    told = await database.write(follows.tell, [Told(first, first.heard)])

    assert (first.address, first.code, first.heard) == (CHAT, CODE, RECEIVED)
    assert len(told) == 1
    assert await pending(database) == []


async def test_news_is_told_by_one_process_only(database: Database) -> None:
    await following(database)
    [mine] = await pending(database)

    first = await database.write(follows.tell, [Told(mine, WORKED_ON)])
    second = await database.write(follows.tell, [Told(mine, WORKED_ON)])

    assert (len(first), len(second)) == (1, 0)


async def test_news_that_comes_while_other_news_is_told_stays_to_be_told(database: Database) -> None:
    await following(database)
    [mine] = await pending(database)

    def comes(connection: Connection) -> None:
        connection.execute(update(table).values(pending_at=NOW + timedelta(seconds=1)))

    await database.write(comes)
    await database.write(follows.tell, [Told(mine, WORKED_ON)])

    [again] = await pending(database, NOW + timedelta(minutes=1))
    assert again.heard == WORKED_ON


async def test_who_stopped_following_is_told_nothing_more(database: Database) -> None:
    await following(database)
    [mine] = await pending(database)

    await database.write(follows.unfollow, Unfollowed(CHAT, CODE), NOW)

    assert await database.write(follows.tell, [Told(mine, WORKED_ON)]) == []
    [access] = await database.read(follows.access, [Asked(CHAT, CODE)], NOW)
    assert (access.proven, access.follows) == (True, False)


async def test_a_second_consent_keeps_what_was_heard(database: Database) -> None:
    await following(database)
    [mine] = await pending(database)
    await database.write(follows.tell, [Told(mine, WORKED_ON)])

    await following(database)

    heard = await database.read(lambda connection: connection.execute(table.select()).one())
    assert (heard.heard_status, heard.heard_at) == (Status.PROCESSING, WORKED_ON.at)


async def test_a_chat_that_blocks_us_has_no_news_until_it_lets_us_in(database: Database) -> None:
    await following(database)

    await database.write(records.remember, Reachability(CHAT, blocked=True), NOW)
    while_blocked = await pending(database)
    await database.write(records.remember, Reachability(CHAT, blocked=False), NOW)

    assert while_blocked == []
    assert len(await pending(database)) == 1


async def test_the_newest_followed_dossier_is_listed_first(database: Database) -> None:
    await following(database)
    await database.write(checks.write, Checked(CHAT, OTHER, Proof.SHORT, right=True), NOW)
    later = Followed(CHAT, OTHER, Language.VIETNAMESE, "follow-1", RECEIVED)
    await database.write(follows.follow, later, NOW + timedelta(hours=1))

    assert await database.read(follows.followed, CHAT, NOW) == [OTHER, CODE]


async def test_following_ends_with_its_proof(database: Database) -> None:
    await following(database, lasts=timedelta(days=30))
    later = NOW + timedelta(days=31)

    before = await database.read(follows.followed, CHAT, later)
    gone = await database.write(follows.prune, later, 10)

    assert (before, gone) == ([], 1)
    assert await database.read(follows.held, CHAT) == (0, 0)


async def test_news_of_dossiers_that_are_due_at_a_time_can_be_asked_for_alone(database: Database) -> None:
    codes = [f"H41.99-261102-000{number}" for number in range(1, 6)]
    for code in codes:
        await following(database, code)
    begins, ends = tomorrow(NOW)
    told, imported, early, late, _undated = codes
    for code, due in ((told, begins), (early, begins - timedelta(minutes=1)), (late, ends)):
        event = DossierEvent(code, "province", code, Status.PROCESSING, NOW, due=due)
        await database.write(dossiers.apply, [event], {"province": 0}, NOW)
    snapshot = {"code": imported, "import_id": 1, "status": 4, "at": NOW, "due": ends - timedelta(minutes=1)}
    await database.write(all_rows, insert(dossier_snapshots), [snapshot])

    found = await database.read(follows.pending, NOW, NOW, 10, (begins, ends))

    assert [each.code for each in found] == [told, imported]


async def test_erasing_a_chat_forgets_what_it_follows_but_not_how_often_it_guessed(
    database: Database,
) -> None:
    await following(database)
    wrong = Checked(CHAT, CODE, Proof.SHORT, right=False)
    for _ in range(5):
        await database.write(checks.write, wrong, NOW)

    await database.write(erasure.erase, CHAT)

    [access] = await database.read(follows.access, [Asked(CHAT, CODE)], NOW)
    assert (access.proven, access.follows, access.left(Proof.SHORT)) == (False, False, 0)
