"""Everything that the dialogs read: procedures, places, dossiers, who may see what, the calendar."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self, TypeAlias

from bot import parts
from bot.access import StoredAccess
from bot.agencies import LiveAgencies
from bot.catalogue import LiveCatalogue
from bot.check_key import second_check
from bot.config import Settings
from bot.feed import Feed
from bot.feed_keys import feed_keys
from bot.gateways.build import Portal, portal
from bot.gateways.stored import StoredDossiers
from bot.history import StoredHeldData
from bot.imports.serving import Serving, shown_dossiers
from bot.jobs.news import StatusNews
from bot.jobs.slowing import Slowing
from bot.metrics import Metrics
from bot.roles import ANSWERING, SHOWING, Role
from bot.wakeups import Wakeups
from domain.calendar.working import WorkingCalendar
from domain.clock import Clock
from domain.demonstration import Demonstration
from domain.dossiers import ranks_of
from domain.second_check import SecondCheck
from domain.statuses import StatusWords
from handlers.conversation import Sources
from handlers.dossiers.opening import Dossiers
from storage.database import Database

Loop: TypeAlias = tuple[str, Callable[[], Awaitable[None]]]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Made once a process; its loops must run while anybody asks."""

    catalogue: LiveCatalogue
    agencies: LiveAgencies
    calendar: WorkingCalendar
    second_check: SecondCheck
    stored: StoredDossiers
    feed: Feed
    serving: Serving
    portal: Portal | None
    access: StoredAccess
    slowing: Slowing
    clock: Clock
    demonstration: Demonstration = field(default_factory=Demonstration)

    @classmethod
    def build(
        cls, settings: Settings, database: Database, clock: Clock, machine: Clock, metrics: Metrics
    ) -> Self:
        """Join the parts; nothing runs and nothing is connected yet."""
        ranks = ranks_of(feed_keys(settings.feed.sources))
        stored = StoredDossiers(database, ranks, shown_dossiers)
        feed = Feed(database, clock, machine, ranks, metrics)
        catalogue, agencies = parts.catalogue(), parts.agencies()
        words = StatusWords.shipped(settings.feed.statuses).read
        return cls(
            catalogue=catalogue,
            agencies=agencies,
            serving=Serving(database, catalogue, agencies),
            calendar=parts.calendar(settings.calendar),
            second_check=second_check(settings),
            stored=stored,
            feed=feed,
            portal=portal(settings.portal, stored, feed.tell, words, clock, metrics),
            access=StoredAccess(database, clock),
            slowing=Slowing(database, clock),
            clock=clock,
        )

    def sources(self, held_data: StoredHeldData) -> Sources:
        """What the dialogs are given."""
        return Sources(
            catalogue=self.catalogue,
            agencies=self.agencies,
            clock=self.clock,
            held_data=held_data,
            dossiers=self.portal.dossiers if self.portal else self.stored,
            access=self.access,
            calendar=self.calendar,
            demonstration=self.demonstration,
        )

    @property
    def told(self) -> Dossiers:
        """The dossiers as they are stored: whoever reads them so waits for no system of the province."""
        return Dossiers(self.stored, self.access, self.catalogue, self.calendar, self.clock)

    def news(self, database: Database, wakeups: Wakeups) -> StatusNews:
        """What followers are told of the stored dossiers."""
        return StatusNews(database, self.told, wakeups)

    def loops(self, role: Role) -> list[Loop]:
        """What runs beside the turns so that questions are answered."""
        loops: list[Loop] = [
            ("look up", self.stored.run),
            ("feed", self.feed.run),
            ("access", self.access.run),
            ("imports", self.serving.run),
        ]
        if role in SHOWING:
            loops.append(("slow down", self.slowing.run))
        if role in ANSWERING and self.portal:
            loops.append(("learn", self.portal.learning.run))
        return loops

    async def close(self) -> None:
        """Store what was learned last; the database must still be there."""
        if self.portal:
            await self.portal.close()
