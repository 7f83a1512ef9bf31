"""Followers hear every change once, in order, together where they come together, and by day."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.jobs.news import GATHER, StatusNews
from bot.wakeups import Wakeups
from domain.calendar.working import WorkingCalendar
from domain.clock import VIETNAM
from domain.content import Content
from domain.deliveries import Outgoing
from domain.dossiers import Dossier, DossierEvent, Status, Step
from domain.effects import Checked, Followed, Lane
from domain.messages import Address, ChannelName, Language
from domain.plain_text import plain
from domain.second_check import Proof
from handlers.dossiers.opening import Dossiers
from storage import checks, dossiers, follows, messages
from storage.codec import loads
from storage.database import Database
from storage.tables.road import outbox
from tests.builders import FakeCatalogue, FakeClock
from tests.fakes.dossiers import FakeAccess, FakeDossiers
from tests.rows import all_rows

CODE = "H41.99-261106-0012"
CHAT, PAGE = Address(ChannelName.TELEGRAM, "7"), Address(ChannelName.WEB, "an")
MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)


@dataclass(slots=True)
class Followers:
    """A followed dossier, its feed, and what its followers were told."""

    database: Database
    clock: FakeClock
    known: FakeDossiers = field(default_factory=FakeDossiers)
    told: int = 0

    @property
    def job(self) -> StatusNews:
        reads = Dossiers(self.known, FakeAccess(self.known), FakeCatalogue(), WorkingCalendar(), self.clock)
        return StatusNews(self.database, reads, Wakeups())

    async def follow(self, *addresses: Address) -> None:
        heard = self.known.known[CODE].now
        for address in addresses:
            await self.database.write(checks.write, Checked(address, CODE, Proof.SHORT, right=True), self.now)
            wish = Followed(address, CODE, Language.VIETNAMESE, "follow-1", heard)
            await self.database.write(follows.follow, wish, self.now)

    async def changes(self, *statuses: Status, **facts: object) -> None:
        """The source tells of these changes now, a minute apart."""
        for status in statuses:
            self.told += 1
            at = self.now - timedelta(hours=1) + timedelta(minutes=self.told)
            event = DossierEvent(f"e{self.told}", "province", CODE, status, at, **facts)  # type: ignore[arg-type]
            await self.database.write(dossiers.apply, [event], {"province": 0}, self.now)
            old = self.known.known.get(CODE)
            steps = (*(old.steps if old else ()), Step(status, at))
            found = old or Dossier(CODE, steps, "province", self.now, procedure_name="Khai sinh")
            self.known.known[CODE] = replace(found, steps=steps, **facts)  # type: ignore[arg-type]  # any field

    async def hear(self, address: Address = CHAT, after: timedelta = GATHER) -> list[str]:
        """All that this chat was told so far, once the job has run."""
        self.clock.pass_by(after)
        while await self.job.tell():
            pass
        if address is PAGE:
            shown = await self.database.read(messages.since, PAGE, 0)
            return [plain(one.content) for one in shown or []]
        rows = await self.database.read(all_rows, select(outbox).order_by(outbox.c.id))
        assert {row.lane for row in rows} <= {Lane.STATUS}
        return [_words(row.content) for row in rows if row.address == str(address)]

    @property
    def now(self) -> datetime:
        return self.clock.now()


def _words(written: str) -> str:
    return plain(loads(Outgoing, written).content or Content(()))


@pytest.fixture
async def followers(database: Database) -> Followers:
    made = Followers(database, FakeClock(MORNING))
    await made.changes(Status.RECEIVED)
    await made.follow(CHAT, PAGE)
    return made


async def test_nothing_is_told_where_nothing_changed(followers: Followers) -> None:
    assert await followers.hear() == []


@pytest.mark.parametrize("address", [CHAT, PAGE], ids=str)
async def test_a_change_is_told_once_on_every_channel(followers: Followers, address: Address) -> None:
    await followers.hear()
    await followers.changes(Status.PROCESSING)

    first, again = await followers.hear(address), await followers.hear(address)

    assert len(first) == len(again) == 1
    assert "Đang giải quyết" in first[0]
    assert CODE in first[0]


async def test_changes_that_come_together_are_one_message_in_order(followers: Followers) -> None:
    await followers.changes(Status.PROCESSING, Status.PAPERS_MISSING, Status.FINISHED)

    [told] = await followers.hear()

    assert "có 3 thay đổi" in told
    places = [told.index(state) for state in ("Đang giải quyết", "Cần bổ sung giấy tờ", "Đã có kết quả")]
    assert places == sorted(places)


async def test_the_first_of_several_waits_a_moment_for_the_others(followers: Followers) -> None:
    await followers.hear()
    await followers.changes(Status.PROCESSING)

    at_once = await followers.hear(after=timedelta(seconds=1))

    assert at_once == []
    assert len(await followers.hear()) == 1


async def test_what_changes_at_night_is_told_in_the_morning(followers: Followers) -> None:
    await followers.hear()
    followers.clock.pass_by(timedelta(hours=12))
    await followers.changes(Status.PROCESSING)
    evening = await followers.hear()
    followers.clock.pass_by(timedelta(hours=10))
    early = await followers.hear()
    followers.clock.pass_by(timedelta(hours=1, minutes=5))

    assert (evening, early) == ([], [])
    assert len(await followers.hear()) == 1


async def test_who_would_go_in_vain_tomorrow_is_told_in_the_evening_and_why(followers: Followers) -> None:
    await followers.hear()
    followers.clock.pass_by(timedelta(hours=11, minutes=30))
    tomorrow = MORNING + timedelta(days=1)
    await followers.changes(Status.PAPERS_MISSING, due=tomorrow)

    [told] = await followers.hear()

    assert "ngoài giờ vì ngày hẹn là ngày mai" in told


async def test_what_waits_for_the_morning_is_not_looked_at_again_and_again(followers: Followers) -> None:
    await followers.hear()
    followers.clock.pass_by(timedelta(hours=12))
    await followers.changes(Status.PROCESSING, due=MORNING + timedelta(days=3))
    before = len(followers.known.looked_up)

    await followers.hear()

    assert len(followers.known.looked_up) == before


async def test_nobody_is_woken_even_then(followers: Followers) -> None:
    await followers.hear()
    followers.clock.pass_by(timedelta(hours=13, minutes=30))
    await followers.changes(Status.PAPERS_MISSING, due=MORNING + timedelta(days=1))

    assert await followers.hear() == []


async def test_a_change_between_look_up_and_consent_is_told(followers: Followers) -> None:
    late = Address(ChannelName.TELEGRAM, "8")
    seen = followers.known.known[CODE].now
    await followers.changes(Status.PROCESSING)
    await followers.database.write(checks.write, Checked(late, CODE, Proof.SHORT, right=True), followers.now)
    wish = Followed(late, CODE, Language.VIETNAMESE, "follow-1", seen)
    await followers.database.write(follows.follow, wish, followers.now)

    assert len(await followers.hear(late)) == 1


async def test_an_older_change_told_late_is_no_news(followers: Followers) -> None:
    await followers.changes(Status.PROCESSING)
    await followers.hear()
    found = followers.known.known[CODE]
    older = Step(Status.REGISTERED, found.steps[0].at - timedelta(days=1))
    followers.known.known[CODE] = replace(found, steps=(older, *found.steps))
    event = DossierEvent("old", "province", CODE, Status.REGISTERED, older.at)
    await followers.database.write(dossiers.apply, [event], {"province": 0}, followers.now)

    assert len(await followers.hear()) == 1
