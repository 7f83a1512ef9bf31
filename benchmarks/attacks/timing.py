"""Whether the time of an answer tells "no such code" from "wrong number"."""

import math
import time
from collections.abc import Sequence
from statistics import NormalDist, median

from benchmarks.attacks.arena import Arena
from benchmarks.attacks.pages import Browser
from benchmarks.attacks.target import unknown

PAIRS, A_BROWSER = 150, 20
MOST_APART_MS, CERTAIN = 5.0, 0.01
"""Medians further apart than this, and by more than chance, would be of use across a network."""


async def unknown_or_wrong(arena: Arena) -> None:
    """Alternately, each pair by the same browser; every dossier and code once."""
    took: tuple[list[float], list[float]] = [], []
    browser = arena.browser()
    for number in range(PAIRS):
        if number % A_BROWSER == 0:
            browser = arena.browser()
            await browser.ask("/menu")
        codes = unknown(30_000 + number), arena.target.dossiers[-1 - number].code
        for at in (0, 1) if number % 2 else (1, 0):
            took[at].append(await _timed(browser, f"{codes[at]} {number:04}"))
    medians, chance = [median(each) * 1000 for each in took], by_chance(*took)
    apart = abs(medians[0] - medians[1])
    arena.note(
        "time of no such code / wrong number",
        2 * PAIRS,
        0,
        f"medians {medians[0]:.1f} and {medians[1]:.1f} ms, p = {chance:.3f}",
        holds=apart <= MOST_APART_MS or chance > CERTAIN,
    )


async def _timed(browser: Browser, text: str) -> float:
    began = time.perf_counter()
    answer = await browser.ask(text)
    if "chưa khớp" not in answer:
        raise RuntimeError(f"not the answer that is timed: {answer[:80]}")
    return time.perf_counter() - began


def by_chance(one: Sequence[float], other: Sequence[float]) -> float:
    """How probable ranks as far apart are of equal distributions (Mann-Whitney, two-sided)."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(rank for rank, (_, which) in enumerate(ranked, 1) if which == 0)
    n, m = len(one), len(other)
    mean, deviation = n * (n + m + 1) / 2, math.sqrt(n * m * (n + m + 1) / 12)
    return 2 * (1 - NormalDist().cdf(abs(ranks - mean) / deviation))
