"""The bot that is killed: started, killed at a random moment, started again on the same data."""

import asyncio
import random
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import bots
from benchmarks.processes import Child, Plan, free_port, spawn, start

MODES = ("webhook", "polling")
STOP_LIMIT = 10.0


@dataclass(slots=True)
class Lives:
    """One port and one database for all lives; the way in of Telegram changes with each."""

    database: str
    stub_url: str
    folder: Path
    dice: random.Random
    port: int = field(default_factory=free_port)
    kills: list[float] = field(default_factory=list)
    modes: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    living: Child | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def begin(self) -> Child:
        """A life that reaches readiness. Raises `NotReadyError`."""
        child = self.living = await start(self._plan(), self.folder)
        self.starts.append(child.ready_after)
        return child

    async def leave_none(self) -> None:
        """Whatever broke the test itself, no bot stays behind."""
        if self.living:
            await self.living.kill()

    async def die_while_starting(self) -> None:
        """A life that ends before it is ready, or hardly after."""
        process, _ = await spawn(self._plan(), self.folder)
        await asyncio.sleep(self.dice.uniform(0.0, 3.0))
        process.send_signal(signal.SIGKILL)
        self.kills.append(time.monotonic())
        await process.wait()

    async def kill(self, child: Child) -> None:
        await child.kill()
        self.kills.append(time.monotonic())

    async def end(self, child: Child) -> str:
        """Stop it as a service manager does; what was wrong with that, or ""."""
        began = time.monotonic()
        await child.stop()
        took, status = time.monotonic() - began, child.process.returncode
        if took > STOP_LIMIT or status != 0:
            return f"SIGTERM: ended with {status} after {took:.1f} s"
        return ""

    def _plan(self) -> Plan:
        mode = MODES[len(self.modes) % 2]
        self.modes.append(mode)
        return bots.product("motcua", self.database, self.stub_url, mode, self.port)
