"""Code after code: from one account, from many behind one address, from many of everywhere."""

from collections.abc import Sequence

from benchmarks.attacks.arena import Arena
from benchmarks.attacks.pages import Browser, all_at_once
from benchmarks.attacks.target import PUBLIC, unknown
from domain.access import CLOSED_NETWORK, MISSES_A_PERSON

UNDER_WAY = 64
"""Turns that run side by side may have read a budget before it was used up."""


async def from_one_account(arena: Arena) -> None:
    """Unknown codes until it is refused, and then codes that exist."""
    browser, misses = arena.browser(), MISSES_A_PERSON + 20
    answers = [await browser.ask(unknown(number)) for number in range(misses)]
    told = _told_unknown(answers)
    later = [await browser.ask(one.code) for one in arena.target.dossiers[:20]]
    cards, learned = _cards(later), arena.target.beyond_public(browser.heard)
    arena.note(
        "enumerate, one page",
        misses + 20,
        learned,
        f"{told} unknown answered, {cards} of 20 cards after",
        holds=not learned and told <= MISSES_A_PERSON and not cards,
    )


async def behind_one_address(arena: Arena) -> None:
    """A fresh cookie for every code."""
    browsers = arena.browsers("100.127.255.254")
    answers = await all_at_once([(each, unknown(at)) for at, each in enumerate(browsers, 1_000)])
    told, learned = _told_unknown(answers), arena.target.beyond_public(answers)
    later = await all_at_once([(arena.browser(browsers[0].address), arena.target.dossiers[0].code)])
    most = CLOSED_NETWORK + UNDER_WAY
    arena.note(
        "enumerate, many cookies, one address",
        len(browsers) + 1,
        learned,
        f"{told} unknown answered, {_cards(later)} of 1 card after",
        holds=not learned and told <= most and not (_cards(later) and len(browsers) > most),
    )


async def from_everywhere(arena: Arena) -> None:
    """Half of the codes exist: what is read of them is what anybody may read."""
    known = arena.target.dossiers
    asking = [
        (each, known[at // 2 % len(known)].code if at % 2 else unknown(at))
        for at, each in enumerate(arena.browsers(), 3_000)
    ]
    await _note_open(arena, "enumerate, many cookies and addresses", asking)


async def from_telegram(arena: Arena) -> None:
    known = arena.target.dossiers
    words = {
        arena.chat(): known[at // 2 % len(known)].code if at % 2 else unknown(at)
        for at in range(5_000, 5_000 + arena.accounts)
    }
    answers = list((await arena.chats.say(words)).values())
    _note(arena, "enumerate, many Telegram accounts", answers)


async def _note_open(arena: Arena, attack: str, asking: Sequence[tuple[Browser, str]]) -> None:
    _note(arena, attack, await all_at_once(asking))


def _note(arena: Arena, attack: str, answers: Sequence[str]) -> None:
    learned = arena.target.beyond_public(answers)
    measured = f"{_cards(answers)} public cards, {_told_unknown(answers)} unknown"
    arena.note(attack, len(answers), learned, measured, holds=not learned)


def _cards(answers: Sequence[str]) -> int:
    return sum(PUBLIC in answer for answer in answers)


def _told_unknown(answers: Sequence[str]) -> int:
    return sum("chưa thấy hồ sơ" in answer for answer in answers)
