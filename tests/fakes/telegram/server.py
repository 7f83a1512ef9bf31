"""A Bot API server of our own: strict, on a port of its own, with faults to plant."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web
from telegram import User

from domain.clock import Clock, SystemClock
from tests.fakes.telegram.chats import Chats, Sent
from tests.fakes.telegram.delivery import Delivery
from tests.fakes.telegram.faults import Fault, Faults
from tests.fakes.telegram.methods import Methods
from tests.fakes.telegram.params import Params, read_params
from tests.fakes.telegram.people import People
from tests.fakes.telegram.refusals import Refusal, unauthorized
from tests.fakes.telegram.trouble import strike
from tests.fakes.telegram.updates import Json, Updates

TOKEN = "8000000001:made-up-token-of-the-fake-server"
PERSON = 700000001


@dataclass(slots=True)
class FakeTelegram:
    """`async with` it: leaving it fails when the bot used a parameter that nobody knows."""

    token: str = TOKEN
    port: int = 0
    clock: Clock = field(default_factory=SystemClock)
    faults: Faults = field(default_factory=Faults)
    strict: bool = True
    methods: Methods = field(init=False)
    delivery: Delivery = field(init=False)
    _runner: web.AppRunner = field(init=False)
    _tasks: asyncio.TaskGroup = field(init=False)
    _delivering: asyncio.Task[None] = field(init=False)

    def __post_init__(self) -> None:
        me = User(int(self.token.partition(":")[0]), "Một Cửa", is_bot=True, username="motcua_bot")
        chats = Chats(People(me, self.clock), self.clock)
        self.methods = Methods(me, chats, Updates())
        self.delivery = Delivery(self.methods, self.faults)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sent(self) -> list[Sent]:
        return self.methods.chats.sent

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self._answer)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=8 << 20)
        self.add_routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._tasks = await asyncio.TaskGroup().__aenter__()
        self._delivering = self._tasks.create_task(self.delivery.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        self._delivering.cancel()
        await self._tasks.__aexit__(None, None, None)
        await self._runner.cleanup()
        if self.strict and kind is None:
            assert not self.methods.violations, self.methods.violations

    async def push(self, update: Json) -> int:
        """Put any update in line, well-formed or not; returns its id."""
        return await self.methods.updates.push(update)

    async def says(self, words: str, chat_id: int = PERSON) -> int:
        return await self.push(self._people.text(self._met(chat_id), self._next_id(), words))

    async def presses(self, data: str, message_id: int, chat_id: int = PERSON) -> str:
        """Press a button of a message; returns the id under which the press wants an answer."""
        query_id = f"30064772{len(self.methods.open_presses):010}"
        self.methods.open_presses.add(query_id)
        bearer = self._people.from_the_bot(self._met(chat_id), message_id, "…")
        await self.push(self._people.press(chat_id, bearer, data, query_id))
        return query_id

    async def does(self, act: Callable[[People, int, int], Json], chat_id: int = PERSON) -> int:
        """Any other act: `await telegram.does(People.voice)`."""
        return await self.push(act(self._people, self._met(chat_id), self._next_id()))

    async def blocks(self, chat_id: int = PERSON) -> int:
        self.methods.chats.blocked.add(chat_id)
        return await self.push(self._people.blocks(chat_id))

    async def unblocks(self, chat_id: int = PERSON) -> int:
        self.methods.chats.blocked.discard(self._met(chat_id))
        return await self.push(self._people.unblocks(chat_id))

    async def answers(self, count: int, seconds: float = 10.0) -> list[Sent]:
        """Everything that the bot has sent, once it is at least `count`."""
        return await self.methods.chats.wait(lambda sent: len(sent) >= count, seconds)

    def plant(self, *faults: Fault) -> None:
        self.faults.plant(faults)

    @property
    def _people(self) -> People:
        return self.methods.chats.people

    def _met(self, chat_id: int) -> int:
        self.methods.chats.known.add(chat_id)
        return chat_id

    def _next_id(self) -> int:
        return self.methods.chats.next_id()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name, params = request.match_info["method"], await read_params(request)
        fault = self.faults.take(name, _chat(params))
        try:
            if request.match_info["token"] != self.token:
                raise unauthorized()
            if fault is not None:
                return await strike(fault, request, lambda: self.methods.call(name, params))
            return _json({"ok": True, "result": await self.methods.call(name, params)})
        except Refusal as refusal:
            return _json(refusal.to_json(), refusal.code)


def _chat(params: Params) -> int | None:
    try:
        return int(params.get("chat_id", ""))
    except ValueError:
        return None


def _json(content: Any, status: int = 200) -> web.Response:
    return web.Response(text=json.dumps(content), status=status, content_type="application/json")
