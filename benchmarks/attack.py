"""An attacker against the running product: what is tried and what is learned, counted: `make attack`.

From outside only: pages with many cookies and addresses, Telegram accounts, calls of the feed. Then
the log and the database are searched. A line that breaks a bound fails the run.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from benchmarks import bots
from benchmarks.attacks import enumerating, feeding, forging, guessing, timing, traces
from benchmarks.attacks.arena import Arena
from benchmarks.attacks.chats import Chats
from benchmarks.attacks.finding import Finding, report
from benchmarks.attacks.target import target
from benchmarks.machine import description, memory_mb
from benchmarks.processes import start

DOSSIERS = 300
MOST_MB = 300.0
"""By which the product may have grown after it was attacked, with what a flood of bodies left behind."""

Attack = Callable[[Arena], Awaitable[None]]

ATTACKS: tuple[Attack, ...] = (
    timing.unknown_or_wrong,
    enumerating.from_one_account,
    enumerating.behind_one_address,
    enumerating.from_everywhere,
    enumerating.from_telegram,
    guessing.in_turn,
    guessing.after_erasing,
    guessing.digits_at_once,
    guessing.digits_in_telegram,
    guessing.whole_numbers,
    guessing.spraying,
    forging.payloads,
    forging.digits_by_spelling,
    forging.contacts,
    forging.addresses,
    feeding.forged,
    feeding.replayed,
    feeding.lies,
    feeding.flood,
    traces.in_log,
    traces.in_database,
)


@asynccontextmanager
async def arena(accounts: int, folder: Path) -> AsyncIterator[Arena]:
    async with AsyncExitStack() as opened:
        stub = await start(bots.stub(fast=False), folder)
        opened.push_async_callback(stub.stop)
        proxied = await opened.enter_async_context(target(folder, stub.url, DOSSIERS, behind_proxy=True))
        bare = await opened.enter_async_context(target(folder, "", 1, behind_proxy=False))
        yield Arena(proxied, bare, Chats(proxied.client, stub.url), accounts)


async def run(accounts: int, only: str, folder: Path) -> list[Finding]:
    async with arena(accounts, folder) as ours:
        before = memory_mb(ours.target.child.pid)
        for attack in (each for each in ATTACKS if only in f"{each.__module__}.{each.__name__}"):
            await attack(ours)
            _say(".")
        grown = memory_mb(ours.target.child.pid) - before
        ours.note("memory", accounts, 0, f"{grown:.0f} MB more than before", holds=grown <= MOST_MB)
        _say("\n")
        return ours.findings


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attack", description=__doc__)
    parser.add_argument("--accounts", type=int, default=1_000)
    parser.add_argument("--only", default="", help="attacks whose name holds this, such as feed")
    given = parser.parse_args()
    _say(f"{description()}\n{given.accounts} accounts, {DOSSIERS} dossiers\n")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="motcua-attack-") as folder:
        findings = asyncio.run(run(given.accounts, given.only, Path(folder)))
    _say(f"\n{report(findings)}\n{time.monotonic() - began:.0f} s\n")
    if not all(each.holds for each in findings):
        sys.exit(1)


if __name__ == "__main__":
    main()
