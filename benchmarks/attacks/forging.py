"""Payloads that no button of ours carried, contacts of others, and addresses that are made up."""

from benchmarks.attacks.arena import Arena
from benchmarks.attacks.enumerating import UNDER_WAY
from benchmarks.attacks.pages import Browser, all_at_once
from benchmarks.attacks.target import unknown
from domain.access import CLOSED_NETWORK

VERBS = ("steps", "follow", "stop", "check", "dos", "mine", "held")


async def payloads(arena: Arena) -> None:
    """Another's dossier by every verb, in every spelling; its applicant goes on following."""
    one, owner, stranger = arena.fresh(), arena.browser(), arena.browser()
    await owner.ask(f"{one.code} {one.phone}")
    await owner.ask(press=f"m1:follow:{one.code}")
    spellings = (one.code, one.code.lower(), f" {one.code}", f"{one.code}\u200b", f"{one.code}:x", "x" * 200)
    written = [f"m1:{verb}:{code}" for verb in VERBS for code in spellings]
    answers = [await stranger.ask(press=each) for each in written]
    chat = arena.chat()
    answers += [await arena.chats.press(chat, f"m1:{verb}:{one.code}") for verb in VERBS]
    still = one.code in await owner.ask(press="m1:mine")
    theirs = one.code in await stranger.ask("/hoso")
    learned = arena.target.beyond_public(answers)
    arena.note(
        "forged payloads",
        len(answers),
        learned,
        f"stranger follows: {theirs}, owner still follows: {still}",
        holds=not learned and still and not theirs,
    )


async def digits_by_spelling(arena: Arena) -> None:
    """A code in another spelling must not have a budget of its own."""
    one, guesses = arena.fresh(), []
    for number, spelled in enumerate(
        (one.code, one.code.lower(), f"{one.code} ", one.code.replace(".", "-"))
    ):
        page = arena.browser()
        await page.ask(press=f"m1:check:{spelled}")
        guesses += [await page.ask(f"{number}{at:03}") for at in range(6)]
        guesses.append(await page.ask(one.digits[1]) if spelled != one.code else "")
    learned = arena.target.beyond_public(guesses)
    arena.note("a budget for each spelling", len(guesses), learned, "no spelling opens it", holds=not learned)


async def contacts(arena: Arena) -> None:
    """The applicant's card, sent by somebody else; in private and in a group."""
    one, answers = arena.fresh(), []
    for owner in (arena.chat(), 0):
        chat = arena.chat()
        await arena.chats.press(chat, f"m1:check:{one.code}")
        answers.append(await arena.chats.share(chat, one.phone, owner))
    group = -1_000_000_000_000 - arena.chat()
    answers += [await arena.chats.press(group, f"m1:{verb}:{one.code}") for verb in VERBS]
    said = await arena.chats.say({group: f"/hoso {one.code} {one.phone}"})
    learned = arena.target.beyond_public([*answers, *said.values()])
    arena.note("another's contact, groups", len(answers) + 1, learned, "refused", holds=not learned)


async def addresses(arena: Arena) -> None:
    """`X-Forwarded-For` of one's own choice: without a proxy, and in front of what the proxy adds."""
    bare = [Browser(arena.bare.client, arena.bare.url) for _ in range(arena.accounts)]
    proxied = [
        Browser(arena.target.client, arena.target.url, address=f"10.9.{at}.1, 100.126.0.1")
        for at in range(arena.accounts)
    ]
    told = []
    for browsers in (bare, proxied):
        answers = await all_at_once([(each, unknown(at)) for at, each in enumerate(browsers, 20_000)])
        told.append(sum("chưa thấy hồ sơ" in answer for answer in answers))
    most = CLOSED_NETWORK + UNDER_WAY
    arena.note(
        "made-up X-Forwarded-For",
        len(bare) + len(proxied),
        0,
        f"{told[0]} unknown answered without a proxy, {told[1]} behind one",
        holds=max(told) <= most,
    )
