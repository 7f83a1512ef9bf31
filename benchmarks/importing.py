"""What people feel while a whole catalogue is imported beside them: `make bench-import`.

A bot on SQLite, visitors who post to its page all the time, and `motcua import procedures` with the
real records. How long a message takes to be kept, before and during; what the import costs; what
the bot weighs when it serves the new catalogue, without a restart. Reads `../shared/data`.
"""

import argparse
import asyncio
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from uuid import uuid4

import aiohttp

from benchmarks import bots
from benchmarks.machine import description, memory_mb, peak_memory_mb
from benchmarks.processes import ROOT, Child, Plan, start
from benchmarks.rounds import at_share
from benchmarks.table import table

RECORDS = ROOT / ".." / "shared" / "data" / "procedures.jsonl.gz"
VISITORS, EACH_SECONDS = 20, 0.4
QUIET_SECONDS = 20.0
SERVED_SECONDS, SETTLE_SECONDS = 60.0, 10.0
ONLY_REAL = "cấp giấy phép hoạt động in xuất bản phẩm"
"""Asked for a procedure that only the real catalogue has."""

QUESTION = "dang ky khai sinh can giay to gi"


@dataclass(slots=True)
class Kept:
    """Seconds from a POST to its 202, by phase."""

    phase: str = "before"
    waits: dict[str, list[float]] = field(default_factory=dict)

    def note(self, seconds: float) -> None:
        self.waits.setdefault(self.phase, []).append(seconds)


async def visit(url: str, kept: Kept, stopping: asyncio.Event) -> None:
    """A visitor with a cookie of their own, who writes until told to stop."""
    async with _browser(url) as session:
        await (await session.get(f"{url}/chat")).read()
        while not stopping.is_set():
            began = time.perf_counter()
            message = {"id": str(uuid4()), "text": QUESTION}
            async with session.post(f"{url}/chat/messages", json=message) as answer:
                answer.raise_for_status()
            kept.note(time.perf_counter() - began)
            await asyncio.sleep(EACH_SECONDS)


def _browser(url: str) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(headers={"Origin": url}, cookie_jar=aiohttp.CookieJar(unsafe=True))


async def import_records(plan: Plan, folder: Path, records: Path) -> tuple[float, float]:
    """Seconds, and the most megabytes of the importing process. Raises `RuntimeError` when it fails."""
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "import", "procedures", str(records)),
        cwd=folder,
        env={**plan.settings, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    if process.returncode:
        raise RuntimeError(said.decode()[-500:])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.monotonic() - began, peak


async def served_after(child: Child) -> float:
    """Seconds until the running bot answers from the new catalogue. Raises `TimeoutError`."""
    began = time.monotonic()
    async with asyncio.timeout(SERVED_SECONDS), _browser(child.url) as own:
        await (await own.get(f"{child.url}/chat")).read()
        while True:
            message = {"id": str(uuid4()), "text": ONLY_REAL}
            await (await own.post(f"{child.url}/chat/messages", json=message)).read()
            await asyncio.sleep(1.0)
            async with own.get(f"{child.url}/chat/messages?after=0") as answer:
                told = (await answer.json())["messages"]
            if any("in xuất bản phẩm" in one["text"].lower() for one in told if not one["mine"]):
                return time.monotonic() - began


async def measure(folder: Path, records: Path) -> str:
    plan = bots.product("motcua", f"sqlite:///{folder}/import.db")
    child = await start(plan, folder)
    kept, stopping = Kept(), asyncio.Event()
    try:
        before = memory_mb(child.pid)
        async with asyncio.TaskGroup() as visits:
            for _ in range(VISITORS):
                visits.create_task(visit(child.url, kept, stopping))
            await asyncio.sleep(QUIET_SECONDS)
            kept.phase = "during the import"
            seconds, peak = await import_records(plan, folder, records)
            kept.phase = "while it is put in place"
            served = await served_after(child)
            stopping.set()
        await asyncio.sleep(SETTLE_SECONDS)
        after, most = memory_mb(child.pid), peak_memory_mb(child.pid)
    finally:
        await child.stop()
    return "\n".join(
        (
            _waits(kept),
            f"Import: {seconds:.1f} s, {peak:.0f} MB at most in its process.",
            f"Served {served:.1f} s later without a restart.",
            f"The bot: {before:.0f} MB with the sample, {after:.0f} with all of it, {most:.0f} at most.",
        )
    )


def _waits(kept: Kept) -> str:
    rows = [
        (phase, str(len(waits)), *(f"{1000 * one:.1f}" for one in _figures(waits)))
        for phase, waits in kept.waits.items()
    ]
    return table(("Kept", "messages", "p50 ms", "p99 ms", "most ms"), rows)


def _figures(waits: list[float]) -> tuple[float, float, float]:
    return median(waits), at_share(waits, 0.99), max(waits)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.importing", description=__doc__)
    parser.add_argument("--records", type=Path, default=RECORDS)
    given = parser.parse_args()
    if not given.records.exists():
        sys.exit("The real records are not on this machine (../shared/data).")
    with tempfile.TemporaryDirectory(prefix="motcua-import-") as folder:
        sys.stdout.write(f"{description()}\n{asyncio.run(measure(Path(folder), given.records.resolve()))}\n")


if __name__ == "__main__":
    main()
