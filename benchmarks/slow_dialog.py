"""One dialog that takes five seconds for one chat."""

import asyncio

from benchmarks.planted import Decide, run
from handlers.turn import Outcome, Turn

SLOW_CHAT = 999_999_999
SLOW_SECONDS = 5.0


def plant(decide: Decide) -> Decide:
    async def slowly(turn: Turn) -> Outcome:
        if turn.message.address.chat_id == str(SLOW_CHAT):
            await asyncio.sleep(SLOW_SECONDS)
        return await decide(turn)

    return slowly


if __name__ == "__main__":
    run(plant)
