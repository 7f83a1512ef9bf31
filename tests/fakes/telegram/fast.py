"""The fast path for benches: what is sent is noted and not looked at."""

import asyncio

from aiohttp import web

from tests.fakes.telegram.chats import Sent
from tests.fakes.telegram.control import ControlledTelegram
from tests.fakes.telegram.params import read_params


class FastTelegram(ControlledTelegram):
    """Everything but `sendMessage` is as strict as ever."""

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post("/bot{token}/sendMessage", self._note)
        super().add_routes(app)

    async def _note(self, request: web.Request) -> web.Response:
        params = await read_params(request)
        chats, at = self.methods.chats, asyncio.get_running_loop().time()
        chat_id, message_id, html = int(params["chat_id"]), chats.next_id(), params["text"]
        chats.sent.append(
            Sent(len(chats.sent), chat_id, message_id, html, html, [], edited=False, thread_id=None, at=at)
        )
        await chats.wake()
        chat = f'{{"id":{chat_id},"type":"private"}}'
        answer = (
            f'{{"ok":true,"result":{{"message_id":{message_id},"date":1795478400,"chat":{chat},"text":"…"}}}}'
        )
        return web.Response(text=answer, content_type="application/json")
