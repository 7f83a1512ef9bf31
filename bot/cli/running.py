"""`motcua run`: one process of the product, from its lock to its last farewell."""

import asyncio
import signal
import sys
from importlib import import_module
from importlib.util import find_spec

import typer

from bot.app import Role, build
from bot.config import Settings
from bot.lock import Taken
from bot.start import OldSchema, lock_of, prepare
from domain.errors import Away

UVLOOP = "uvloop"


def run(settings: Settings, role: Role) -> None:
    """Serve until SIGTERM or Ctrl-C; every reason not to start is one sentence and status 1."""
    try:
        with lock_of(settings), asyncio.Runner(loop_factory=_new_loop) as runner:
            runner.run(_serve(settings, role))
    except Taken as taken:
        _stop(
            f"Tiến trình {taken.holder} đang chạy với dữ liệu này rồi (already running: {taken.holder}).\n"
            "Hãy dừng nó trước, hoặc dùng tệp dữ liệu khác (DATABASE__URL)."
        )
    except OldSchema:
        _stop("Dữ liệu thuộc bản cũ hơn. Hãy chạy: motcua migrate (the schema is older than the code).")
    except Away:
        _stop("Không kết nối được cơ sở dữ liệu, xem DATABASE__URL (the database cannot be reached).")
    except OSError as error:
        _stop(
            f"Không mở được cổng {settings.web.port}: {error.strerror}. "
            f"Hãy chọn cổng khác, ví dụ PORT={settings.web.port + 1} make run (the port is taken)."
        )


def _new_loop() -> asyncio.AbstractEventLoop:
    """The faster loop where this system has it."""
    if find_spec(UVLOOP) is None:
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = import_module(UVLOOP).new_event_loop()
    return loop


async def _serve(settings: Settings, role: Role) -> None:
    app = build(settings, role)
    await prepare(app.database)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, app.stop.set)
    await app.run(_announce)


def _announce(url: str) -> None:
    """The first line that a newcomer reads says where to go."""
    typer.echo(f"Một Cửa đang chạy: mở {url}/chat")
    sys.stdout.flush()


def _stop(why: str) -> None:
    typer.echo(why, err=True)
    sys.exit(1)
