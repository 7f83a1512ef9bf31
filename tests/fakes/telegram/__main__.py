"""The server as a process of its own, for benches and crash tests."""

import argparse
import asyncio
import sys

from tests.fakes.telegram.control import ControlledTelegram
from tests.fakes.telegram.fast import FastTelegram
from tests.fakes.telegram.server import TOKEN


async def serve(port: int, token: str, fast: bool) -> None:
    telegram = (FastTelegram if fast else ControlledTelegram)(token=token, port=port, strict=False)
    async with telegram:
        sys.stdout.write(f"{telegram.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.telegram")
    parser.add_argument(
        "--port", type=int, default=0, help="0: any free one; the first line printed says which"
    )
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--fast", action="store_true", help="sendMessage only notes what came, unchecked")
    given = parser.parse_args()
    try:
        asyncio.run(serve(given.port, given.token, given.fast))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
