"""The product with one dialog that takes five seconds for one chat: planted here, not in the product."""

import asyncio
import signal

import uvloop

from bot.app import App, build
from bot.cli.settings import load
from bot.config import Settings
from bot.start import lock_of, prepare
from handlers.turn import Outcome, Turn

SLOW_CHAT = 999_999_999
SLOW_SECONDS = 5.0


def plant(app: App) -> None:
    decide = app.turns.decide

    async def slowly(turn: Turn) -> Outcome:
        if turn.message.address.chat_id == str(SLOW_CHAT):
            await asyncio.sleep(SLOW_SECONDS)
        return await decide(turn)

    app.turns.decide = slowly


async def serve(settings: Settings) -> None:
    app = build(settings)
    plant(app)
    await prepare(app.database)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, app.stop.set)
    await app.run()


def main() -> None:
    settings = load()
    with lock_of(settings), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(settings))


if __name__ == "__main__":
    main()
