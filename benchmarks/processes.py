"""Processes of a bench: each with settings of its own, its log in a file, ready when it says so."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 120.0
STOP_SECONDS = 15.0
LOOK_SECONDS = 0.005


class NotReadyError(Exception):
    """A process ended, or said nothing in time; its log is named."""


@dataclass(frozen=True, slots=True)
class Child:
    """A running process. `url` is where it serves; `ready_after` the seconds until it did."""

    process: asyncio.subprocess.Process
    url: str
    ready_after: float
    log: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    async def stop(self) -> None:
        if self.process.returncode is None:
            self.process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self.process.wait()
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()


@dataclass(frozen=True, slots=True)
class Plan:
    """How to start a process: arguments of Python, settings, and the path that says it is ready."""

    name: str
    arguments: Sequence[str]
    port: int
    settings: Mapping[str, str]
    ready: str = "/health/ready"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


async def start(plan: Plan, folder: Path) -> Child:
    """Return once it is ready. Raises `NotReadyError`."""
    began = time.monotonic()
    process, log = await spawn(plan, folder)
    child = Child(process, plan.url, 0.0, log)
    try:
        await wait_until_ready(process, plan, log)
    except NotReadyError:
        await child.kill()
        raise
    return replace(child, ready_after=time.monotonic() - began)


async def spawn(plan: Plan, folder: Path) -> tuple[asyncio.subprocess.Process, Path]:
    """Start it in `folder`, so that no `.env` of the checkout reaches it; its log is added to a file."""
    log = folder / f"{plan.name}.log"
    with log.open("ab") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *plan.arguments,
            cwd=folder,
            env=_environment(plan),
            stdout=written,
            stderr=written,
        )
    return process, log


async def wait_until_ready(process: asyncio.subprocess.Process, plan: Plan, log: Path) -> None:
    """Ask until it answers 200. Raises `NotReadyError`."""
    try:
        async with asyncio.timeout(READY_SECONDS), aiohttp.ClientSession() as client:
            while not await _is_ready(client, f"{plan.url}{plan.ready}"):
                if process.returncode is not None:
                    raise NotReadyError(f"{plan.name} ended with {process.returncode}, see {log}")
                await asyncio.sleep(LOOK_SECONDS)
    except TimeoutError:
        raise NotReadyError(f"{plan.name} was not ready in {READY_SECONDS:.0f} s, see {log}") from None


async def _is_ready(client: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with client.get(url) as answer:
            return answer.ok
    except (aiohttp.ClientError, OSError):
        return False


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _environment(plan: Plan) -> dict[str, str]:
    """The caller's environment without settings of the product, then those of the plan."""
    inherited = {name: value for name, value in os.environ.items() if "__" not in name}
    return inherited | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | dict(plan.settings)
