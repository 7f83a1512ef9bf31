"""The composition root: every part is made here once, run together, and stopped in order."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from bot import parts
from bot.access import StoredAccess
from bot.channels.base import Channel
from bot.channels.web.chat import WebChat
from bot.check_key import second_check
from bot.config import Settings
from bot.feed import Feed
from bot.feed_keys import feed_keys
from bot.gateways.stored import StoredDossiers
from bot.history import StoredHeldData, StoredHistory
from bot.jobs.leased import Leased
from bot.jobs.news import StatusNews
from bot.jobs.retention import Retention
from bot.jobs.slowing import Slowing
from bot.jobs.sweep import Sweep
from bot.jobs.watch import FileWatch, NoticeWatch
from bot.jobs.wiping import Wiping
from bot.limits import Bucket
from bot.messengers import Messenger, messengers
from bot.metrics import Metrics
from bot.road import Road
from bot.sender import OutboxSender
from bot.supervision import supervised
from bot.turns import Turns
from bot.wakeups import Wakeups
from bot.web.health import Health
from bot.web.server import WebServer
from bot.writer import Writer
from domain.clock import Clock, SystemClock
from domain.dossiers import ranks_of
from domain.effects import Lane
from domain.messages import ChannelName
from handlers.conversation import Sources, build_router
from handlers.dossiers.opening import Dossiers
from storage.database import Database

log = structlog.get_logger()

STOP_SECONDS = 6.0
"""Of the ten that a service manager allows between SIGTERM and SIGKILL."""

LAST_SECONDS = 1.5
"""For the database to say goodbye."""

NOTICES_PER_SECOND = 25.0
Loop = tuple[str, Callable[[], Awaitable[None]]]


class Role(StrEnum):
    """What a process is for; on an embedded database one process is all of it."""

    ALL = "all"
    CONVERSATION = "conversation"
    NOTIFIER = "notifier"
    WEB = "web"


ANSWERING = frozenset({Role.ALL, Role.CONVERSATION})
NOTIFYING = frozenset({Role.ALL, Role.NOTIFIER})
SHOWING = frozenset({Role.ALL, Role.WEB})


@dataclass(slots=True)
class App:
    """One process of the product, made by `build`, run once by `run`."""

    role: Role
    database: Database
    clock: Clock
    metrics: Metrics
    road: Road
    turns: Turns
    sweep: Sweep
    loops: list[Loop]
    senders: list[OutboxSender]
    messengers: list[Messenger]
    history: StoredHistory
    chat: WebChat | None
    web: WebServer | None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    patience: float = STOP_SECONDS

    async def run(self, ready: Callable[[str], None] = lambda _: None) -> None:
        """Run until `stop` is set, then finish what is under way.

        `ready` is called with the address of the web server once it serves. Raises `OSError`
        when its port is taken.
        """
        opened = self.web.bind() if self.web else None
        async with asyncio.TaskGroup() as turning, asyncio.TaskGroup() as looping:
            self.turns.tasks = turning
            running = [looping.create_task(supervised(name, run, self.metrics)) for name, run in self.loops]
            if self.web and opened:
                running.append(looping.create_task(self.web.run(opened)))
                await self.web.started.wait()
            gc.collect()
            gc.freeze()
            gc.set_threshold(20_000, 20, 50)
            gc.enable()
            ready(self.web.url(opened) if self.web and opened else "")
            await self.stop.wait()
            await self._close()
            self.turns.abandon()
            for task in running:
                task.cancel()
        with suppress(TimeoutError):  # a server that answers no more is left to itself
            async with asyncio.timeout(LAST_SECONDS):
                await self.database.close()

    async def _close(self) -> None:
        """Take nothing more in, answer what is begun, send what is claimed."""
        if self.chat:
            self.chat.closing.set()
        if self.web:
            self.web.close()
        try:
            async with asyncio.timeout(self.patience):
                await self.turns.drain()
                for sender in self.senders:
                    await sender.close()
        except TimeoutError:
            log.warning("stopped_before_all_was_done")
        for messenger in self.messengers:
            await messenger.close()


def build(settings: Settings, role: Role = Role.ALL, *, web: bool = True, receive: bool = True) -> App:
    """Make every part and join them; nothing runs yet and nothing is connected.

    The console wants neither the web server nor the messengers.
    """
    return _Builder(settings, role, web=web, receive=receive).app()


class _Builder:
    def __init__(self, settings: Settings, role: Role, *, web: bool, receive: bool) -> None:
        self.settings, self.role, self.with_web = settings, role, web
        self.clock: Clock = SystemClock()
        self.machine: Clock = SystemClock()
        self.database = Database.open(settings.database.url)
        self.metrics, self.wakeups = Metrics.new(), Wakeups()
        self.history = StoredHistory(self.database, self.wakeups)
        self.writer = Writer(self.database, self.clock, self.machine)
        self.road = Road(self.writer, self.wakeups, self.metrics)
        self.catalogue, self.calendar = parts.catalogue(), parts.calendar(settings.calendar)
        self.check = second_check(settings)
        ranks = ranks_of(feed_keys(settings.feed.sources))
        self.dossiers = StoredDossiers(self.database, ranks)
        self.feed = Feed(self.database, self.clock, self.machine, ranks, self.metrics)
        self.agencies = parts.agencies()
        self.access = StoredAccess(self.database, self.clock)
        self.slowing = Slowing(self.database, self.clock)
        self.turns = self._turns()
        self.sweep = Sweep(self.database, self.turns, self.wakeups, self.machine)
        accept = self.turns.accept
        self.messengers = messengers(settings, accept, self.clock, self.metrics) if receive else []
        self.senders = self._senders()

    def app(self) -> App:
        networks = parts.networks(self.settings, self.slowing.delay)
        chat = parts.web_chat(self.settings, self.turns.accept, self.history, self.clock, networks)
        chat_here = chat if self.role in SHOWING else None
        return App(
            role=self.role,
            database=self.database,
            clock=self.clock,
            metrics=self.metrics,
            road=self.road,
            turns=self.turns,
            sweep=self.sweep,
            loops=self._loops(),
            senders=self.senders,
            messengers=self.messengers,
            history=self.history,
            chat=chat_here,
            web=self._web(chat_here) if self.with_web else None,
        )

    def _turns(self) -> Turns:
        sources = Sources(
            catalogue=self.catalogue,
            agencies=self.agencies,
            clock=self.clock,
            held_data=StoredHeldData(self.database, self.clock, self.settings.retention),
            dossiers=self.dossiers,
            access=self.access,
            calendar=self.calendar,
        )
        router = build_router(
            sources,
            parts.province(self.settings),
            parts.retention(self.settings.retention),
            self.check,
        )
        return Turns(
            keep=self.road.keep,
            begin=self.road.begin,
            finish=self.road.finish,
            decide=router.decide,
            metrics=self.metrics,
            answers=self.role in ANSWERING,
        )

    def _senders(self) -> list[OutboxSender]:
        senders = []
        if self.messengers and self.role in ANSWERING:
            replies = {each.name: each.replies for each in self.messengers}
            senders.append(self._sender(replies, (Lane.REPLY,)))
        if self.messengers and self.role in NOTIFYING:
            steady = Bucket(NOTICES_PER_SECOND, NOTICES_PER_SECOND, NOTICES_PER_SECOND, 0.0)
            notices = {each.name: each.notices for each in self.messengers}
            lanes = (Lane.STATUS, Lane.INVITATION, Lane.BULK)
            senders.append(self._sender(notices, lanes, steady))
        return senders

    def _sender(
        self, channels: dict[ChannelName, Channel], lanes: tuple[Lane, ...], steady: Bucket | None = None
    ) -> OutboxSender:
        return OutboxSender(
            writer=self.writer,
            channels=channels,
            lanes=lanes,
            wakeups=self.wakeups,
            metrics=self.metrics,
            steady=steady,
        )

    def _web(self, chat: WebChat | None) -> WebServer:
        health = Health(
            self.database,
            self.clock,
            self.machine,
            self.metrics,
            self.sweep if self.role in ANSWERING else None,
            {each.name.value: each.state for each in self.messengers},
        )
        if chat is None:
            return WebServer(self.settings.web, health.routes())
        hooks = [route for each in self.messengers for route in each.routes]
        systems = parts.feed_api(self.settings, self.feed, self.check, self.machine)
        return WebServer(self.settings.web, [*hooks, *health.routes(), *chat.routes(), systems])

    def _loops(self) -> list[Loop]:
        loops: list[Loop] = [
            ("write", self.writer.run),
            ("watch", self._watch().run),
            ("wipe", Wiping(self.database, self.wakeups).run),
            ("look up", self.dossiers.run),
            ("feed", self.feed.run),
            ("access", self.access.run),
        ]
        if self.role in SHOWING:
            loops.append(("slow down", self.slowing.run))
        if self.role in ANSWERING:
            loops += [
                ("sweep", self.sweep.run),
                ("retention", self._retention().run),
                ("news", self._news().run),
            ]
            loops += [(f"receive {each.name}", self._receiver(each).run) for each in self.messengers]
        return loops + [("send", sender.run) for sender in self.senders]

    def _news(self) -> StatusNews:
        told = Dossiers(self.dossiers, self.access, self.catalogue, self.calendar, self.clock)
        return StatusNews(self.database, self.dossiers, told, self.clock, self.wakeups)

    def _retention(self) -> Retention:
        return Retention(self.database, self.clock, self.settings.retention, self.wakeups)

    def _receiver(self, messenger: Messenger) -> Leased:
        """One process polls, or tells the messenger where our webhook is."""
        return Leased(f"{messenger.name}.poll", messenger.receive, self.database, self.machine)

    def _watch(self) -> FileWatch | NoticeWatch:
        if self.database.embedded:
            return FileWatch(self.database, self.wakeups)
        given = self.settings.database
        return NoticeWatch(given.listen_url or given.url, self.wakeups)
