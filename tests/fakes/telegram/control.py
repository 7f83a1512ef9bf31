"""The control endpoints of the stand-alone server: plant, speak, and read what was sent."""

import asyncio

from aiohttp import web

from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.server import PERSON, FakeTelegram


class ControlledTelegram(FakeTelegram):
    """The server with `/control/…` beside the Bot API: JSON in, JSON out."""

    def add_routes(self, app: web.Application) -> None:
        super().add_routes(app)
        app.router.add_post("/control/say", self._say)
        app.router.add_post("/control/press", self._press)
        app.router.add_post("/control/updates", self._updates)
        app.router.add_post("/control/faults", self._faults)
        app.router.add_post("/control/reset", self._reset)
        app.router.add_get("/control/sent", self._sent)
        app.router.add_get("/control/state", self._state)

    async def _say(self, request: web.Request) -> web.Response:
        """`{"text", "chat_id"}`, or a list of them."""
        given = await request.json()
        acts = given if isinstance(given, list) else [given]
        ids = [await self.says(act["text"], act.get("chat_id", PERSON)) for act in acts]
        return web.json_response({"update_ids": ids})

    async def _press(self, request: web.Request) -> web.Response:
        """`{"data", "message_id", "chat_id"}`."""
        act = await request.json()
        query = await self.presses(act["data"], act["message_id"], act.get("chat_id", PERSON))
        return web.json_response({"callback_query_id": query})

    async def _updates(self, request: web.Request) -> web.Response:
        """`{"updates": raw ones, as strange as one likes, "chats": ids that may be written to}`."""
        given = await request.json()
        self.methods.chats.known.update(given.get("chats", ()))
        ids = [await self.push(update) for update in given["updates"]]
        return web.json_response({"update_ids": ids})

    async def _faults(self, request: web.Request) -> web.Response:
        """A list of `{"kind", "method", "times", "chat_id", "retry_after", "rate"}`."""
        for fault in await request.json():
            self.plant(Fault(**{**fault, "kind": FaultKind(fault["kind"])}))
        return web.json_response({"planted": len(self.faults.planted)})

    async def _reset(self, _: web.Request) -> web.Response:
        """Forget what was sent and planted; chats, webhook and updates in line stay."""
        self.sent.clear()
        self.faults.planted.clear()
        self.methods.answered_presses.clear()
        return web.json_response({})

    async def _sent(self, request: web.Request) -> web.Response:
        """What was sent from number `after` on; `wait`: seconds to wait for something new."""
        after, wait = int(request.query.get("after", 0)), float(request.query.get("wait", 0))
        try:
            await self.answers(after + 1, wait)
        except TimeoutError:
            await asyncio.sleep(0)
        messages = [one.to_json() for one in self.sent[after:]]
        return web.json_response({"sent": messages, "next": len(self.sent)})

    async def _state(self, _: web.Request) -> web.Response:
        now = {
            "webhook": self.methods.webhook.url,
            "pending": len(self.methods.updates.waiting),
            "sent": len(self.sent),
            "answered_presses": self.methods.answered_presses,
            "calls": len(self.methods.calls),
            "webhook_answers": self.delivery.answers,
            "violations": self.methods.violations,
            "faults_struck": self.faults.struck,
        }
        return web.json_response(now)
