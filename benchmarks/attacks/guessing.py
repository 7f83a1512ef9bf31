"""Numbers guessed at one dossier: four digits and whole ones, in turn and all at once, with budgets reset."""

from benchmarks.attacks.arena import Arena, in_words
from benchmarks.attacks.pages import all_at_once
from benchmarks.attacks.target import Planted
from domain.access import MOST_FROM_A_NETWORK, WRONG_A_DOSSIER, WRONG_A_PERSON
from domain.second_check import Proof

A_DAY = 0.005
"""The most that guessing digits at one dossier may succeed with in a day."""

GROUPS, FOUR_DIGITS = 2, 10_000
BEST_INFORMED = 1_000_000
"""Identity numbers that fit a person whose province, sex and year of birth are known."""


async def in_turn(arena: Arena) -> None:
    """One page, one guess after the other; then "Kết thúc" before each guess, and `/xoa` in Telegram."""
    one, page = arena.fresh(), arena.browser()
    first = [await page.ask(f"{one.code} {number:04}") for number in range(12)]
    by_person, ended = arena.target.compared(one, Proof.SHORT), []
    for number in range(100, 140):
        await page.end()
        ended.append(await page.ask(f"{one.code} {number:04}"))
    overall = arena.target.compared(one, Proof.SHORT)
    learned = arena.target.beyond_public([*first, *ended])
    holds = not learned and by_person <= WRONG_A_PERSON[Proof.SHORT]
    arena.note(
        "four digits in turn, cookie renewed",
        52,
        learned,
        f"{by_person} compared, then {overall - by_person} with fresh cookies: {_share(overall)}",
        holds=holds and _chance(overall) <= A_DAY,
    )


async def after_erasing(arena: Arena) -> None:
    """A chat is the same person after `/xoa`."""
    one, chat = arena.fresh(), arena.chat()
    said = [(await arena.chats.say({chat: f"{one.code} {number:04}"}))[chat] for number in range(5)]
    await arena.chats.say({chat: "/xoa"})
    erased = (await arena.chats.say({chat: "có"}))[chat]
    said += [(await arena.chats.say({chat: f"{one.code} {number:04}"}))[chat] for number in range(5, 8)]
    said.append((await arena.chats.say({chat: f"{one.code} {one.digits[0]}"}))[chat])
    learned, compared = arena.target.beyond_public(said), arena.target.compared(one, Proof.SHORT)
    arena.note(
        "budget reset by /xoa",
        9,
        learned,
        f"{compared} compared, erased: {'xóa' in erased.lower()}",
        holds=not learned and compared <= WRONG_A_PERSON[Proof.SHORT],
    )


async def digits_at_once(arena: Arena) -> None:
    """Every account guesses, each from an address of its own; then the right digits, too late."""
    one = arena.fresh()
    asking = [(each, f"{one.code} {at:04}") for at, each in enumerate(arena.browsers())]
    answers = await all_at_once(asking)
    late = [await arena.browser().ask(f"{one.code} {digits}") for digits in one.digits]
    await _note_digits(arena, "four digits, many pages at once", one, [*answers, *late])


async def digits_in_telegram(arena: Arena) -> None:
    one = arena.fresh()
    answers = await arena.chats.say({arena.chat(): f"{one.code} {at:04}" for at in range(arena.accounts)})
    chat = arena.chat()
    late = await arena.chats.say({chat: f"{one.code} {one.digits[0]}"})
    await _note_digits(arena, "four digits, many chats at once", one, [*answers.values(), *late.values()])


async def _note_digits(arena: Arena, attack: str, one: Planted, answers: list[str]) -> None:
    learned, compared = arena.target.beyond_public(answers), arena.target.compared(one, Proof.SHORT)
    gets_in = await arena.gets_in(one)
    arena.note(
        attack,
        len(answers),
        learned,
        f"{compared} compared: {_share(compared)}; {in_words(gets_in)}",
        holds=not learned and _chance(compared) <= A_DAY and all(gets_in),
    )


async def whole_numbers(arena: Arena) -> None:
    """A fresh cookie for each guess, all behind one address: more than a day's worth."""
    one, address, tried, answers = arena.fresh(), "100.127.255.1", 0, []
    while tried < WRONG_A_DOSSIER[Proof.WHOLE] + MOST_FROM_A_NETWORK + arena.accounts:
        asking = [
            (each, f"{one.code} 0401990{tried + at:05}") for at, each in enumerate(arena.browsers(address))
        ]
        answers += await all_at_once(asking)
        tried += len(asking)
    learned, compared = arena.target.beyond_public(answers), arena.target.compared(one, Proof.WHOLE)
    gets_in = await arena.gets_in(one)
    arena.note(
        "whole numbers, fresh cookies, one address",
        tried,
        learned,
        f"{compared} compared: {compared / BEST_INFORMED:.2%} if well informed; {in_words(gets_in)}",
        holds=not learned and compared / BEST_INFORMED <= A_DAY and all(gets_in),
    )


async def spraying(arena: Arena) -> None:
    """One guess each at many dossiers: not bounded by any budget of one dossier, so only counted."""
    known = arena.target.dossiers
    asking = [
        (each, f"{known[at % len(known)].code} {at * 7 % 7_000:04}")
        for at, each in enumerate(arena.browsers())
    ]
    answers = await all_at_once(asking)
    learned, compared = arena.target.beyond_public(answers), sum("chưa khớp" in each for each in answers)
    arena.note(
        "one guess each at many dossiers",
        len(asking),
        learned,
        f"{compared} compared, {compared * GROUPS / FOUR_DIGITS:.2f} expected to open",
        holds=not learned,
    )


def _chance(guesses: int) -> float:
    return guesses * GROUPS / FOUR_DIGITS


def _share(guesses: int) -> str:
    return f"{_chance(guesses):.2%} a day"
