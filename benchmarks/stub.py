"""The fake Bot API server as a process of the benches: it tells at once what arrived, and what waits."""

import argparse
import asyncio

from aiohttp import web

from tests.fakes.telegram.control import ControlledTelegram
from tests.fakes.telegram.fast import FastTelegram
from tests.fakes.telegram.server import TOKEN


class WatchedTelegram(FastTelegram):
    """`GET /bench/arrivals` streams a line `chat moment` for each message, and none is remembered."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.watchers: set[asyncio.Queue[bytes]] = set()

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/bench/arrivals", self._stream)
        super().add_routes(app)

    async def _note(self, request: web.Request) -> web.Response:
        answer = await super()._note(request)
        lines = b"".join(b"%d %f\n" % (one.chat_id, one.at) for one in self.sent)
        self.sent.clear()
        for watcher in self.watchers if lines else ():
            watcher.put_nowait(lines)
        return answer

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"\n")
        mine: asyncio.Queue[bytes] = asyncio.Queue()
        self.watchers.add(mine)
        try:
            while True:
                await response.write(await mine.get())
        finally:
            self.watchers.discard(mine)


class LedgerTelegram(ControlledTelegram):
    """`GET /bench/waiting` lists the updates that the bot has not acknowledged."""

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/bench/waiting", self._waiting)
        super().add_routes(app)

    async def _waiting(self, _: web.Request) -> web.Response:
        return web.json_response({"update_ids": sorted(self.methods.updates.waiting)})


async def serve(port: int, *, fast: bool) -> None:
    kind = WatchedTelegram if fast else LedgerTelegram
    async with kind(token=TOKEN, port=port, strict=False):
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stub")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--fast", action="store_true", help="sendMessage only notes what came, unchecked")
    given = parser.parse_args()
    asyncio.run(serve(given.port, fast=given.fast))


if __name__ == "__main__":
    main()
