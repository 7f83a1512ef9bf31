"""The product with another way to decide: planted here, the product has no such switch."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

import uvloop

from bot.app import build
from bot.cli.settings import load
from bot.config import Settings
from bot.start import lock_of, prepare
from handlers.turn import Outcome, Turn

Decide = Callable[[Turn], Awaitable[Outcome]]
Plant = Callable[[Decide], Decide]


def run(plant: Plant) -> None:
    """`motcua run`, where `plant` is given how a turn is decided and gives back how it shall be."""
    settings = load()
    with lock_of(settings), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, plant))


async def _serve(settings: Settings, plant: Plant) -> None:
    app = build(settings)
    app.turns.decide = plant(app.turns.decide)
    await prepare(app.database)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, app.stop.set)
    await app.run()
