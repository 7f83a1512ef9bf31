"""The composition root: every part is made here once, run together, and stopped in order."""

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from bot import parts
from bot.channels.base import Channel
from bot.channels.web.chat import WebChat
from bot.clock import FileClock, product_clock
from bot.config import Settings
from bot.history import StoredHeldData, StoredHistory
from bot.jobs.leased import Leased
from bot.jobs.retention import Retention
from bot.jobs.sweep import Sweep
from bot.jobs.tidying import Tidying
from bot.jobs.watch import FileWatch, NoticeWatch
from bot.jobs.wiping import Wiping
from bot.knowledge import Knowledge, Loop
from bot.limits import Bucket
from bot.messengers import Messenger, messengers
from bot.metrics import Metrics
from bot.road import Road
from bot.roles import ANSWERING, NOTIFYING, SHOWING, Role
from bot.sender import OutboxSender
from bot.supervision import supervised
from bot.turns import Turns
from bot.wakeups import Wakeups
from bot.web.health import Health
from bot.web.server import WebServer
from bot.writer import Writer
from domain.clock import Clock, SystemClock
from domain.effects import Lane
from domain.messages import ChannelName
from handlers.conversation import build_router
from storage.database import Database

log = structlog.get_logger()

STOP_SECONDS = 6.0
"""Of the ten that a service manager allows between SIGTERM and SIGKILL."""

LAST_SECONDS = 1.5
"""For the database to say goodbye."""

NOTICES_PER_SECOND = 25.0


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
    knowledge: Knowledge
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
                await self.knowledge.close()
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
        self.clock: Clock = product_clock(settings)
        self.machine: Clock = SystemClock()
        self.database = Database.open(settings.database.url)
        self.metrics, self.wakeups = Metrics.new(), Wakeups()
        self.history = StoredHistory(self.database, self.wakeups)
        self.writer = Writer(self.database, self.clock, self.machine)
        self.road = Road(self.writer, self.wakeups, self.metrics)
        self.knowledge = Knowledge.build(settings, self.database, self.clock, self.machine, self.metrics)
        self.turns = self._turns()
        self.sweep = Sweep(self.database, self.turns, self.wakeups, self.machine)
        accept = self.turns.accept
        self.messengers = messengers(settings, accept, self.clock, self.metrics) if receive else []
        self.senders = self._senders()

    def app(self) -> App:
        networks = parts.networks(self.settings, self.knowledge.slowing.delay)
        start = parts.start(self.settings, self.clock, self.knowledge.demonstration)
        chat = parts.web_chat(self.settings, self.turns.accept, self.history, networks, start)
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
            knowledge=self.knowledge,
            history=self.history,
            chat=chat_here,
            web=self._web(chat_here) if self.with_web else None,
        )

    def _turns(self) -> Turns:
        held = StoredHeldData(self.database, self.clock, self.settings.retention)
        router = build_router(
            self.knowledge.sources(held),
            parts.province(self.settings),
            parts.retention(self.settings.retention),
            self.knowledge.second_check,
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
            self._states(),
        )
        if chat is None:
            return WebServer(self.settings.web, health.routes())
        hooks = [route for each in self.messengers for route in each.routes]
        systems = parts.feed_api(
            self.settings, self.knowledge.feed, self.knowledge.second_check, self.machine
        )
        return WebServer(self.settings.web, [*hooks, *health.routes(), *chat.routes(), systems])

    def _states(self) -> dict[str, Callable[[], tuple[str, bool]]]:
        """How the ways in and the systems we ask stand."""
        portal = self.knowledge.portal
        states = {each.name.value: each.state for each in self.messengers}
        return {**states, "portal": portal.state} if portal else states

    def _loops(self) -> list[Loop]:
        loops: list[Loop] = [
            ("write", self.writer.run),
            ("watch", self._watch().run),
            ("wipe", Wiping(self.database, self.wakeups).run),
            *self.knowledge.loops(self.role),
        ]
        if self.role in ANSWERING:
            news, retention = self.knowledge.news(self.database, self.wakeups), self._retention()
            loops += [("sweep", self.sweep.run), ("retention", retention.run), ("news", news.run)]
            loops += [("tidy", Tidying(self.database, self.clock, self.machine).run)]
            self._at_a_jump(news.jumped.set, retention.jumped.set)
            loops += [(f"receive {each.name}", self._receiver(each).run) for each in self.messengers]
        loops += [("send", sender.run) for sender in self.senders]
        self._at_a_jump(self.wakeups.outbox)
        return loops + ([("clock", self.clock.run)] if isinstance(self.clock, FileClock) else [])

    def _at_a_jump(self, *acts: Callable[[], None]) -> None:
        """After a jump of the product's clock, whatever waits for a moment looks again at once."""
        if isinstance(self.clock, FileClock):
            self.clock.jumps += acts

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
