"""What a proven person sees and may follow: steps, what is missing, being told of changes."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from domain.content import Block, Button, Item, Items, Paragraph, Text, Title
from domain.dossiers import Dossier, Status, Step
from domain.effects import Followed, Unfollowed
from domain.errors import DomainError
from domain.messages import Reply
from handlers.buttons import MENU
from handlers.dossiers.buttons import (
    FOLLOWED,
    LOOKUP,
    LOOKUP_FIRST,
    back_to,
    check,
    follow,
    open_named,
    unfollow,
    unfollow_named,
)
from handlers.dossiers.opening import Dossiers, Opened
from handlers.dossiers.places import code_of, reading
from handlers.dossiers.when import moment, weekday
from handlers.payloads import Press
from handlers.places import aside
from handlers.turn import Outcome, Turn

CONSENT = "follow-2"
"""The version of the words under which somebody consents; new words, a new version."""

MOST_LISTED = 8

_NOTHING_DUE = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.STOPPED})
"""The day that was promised before would only mislead."""

Handler: TypeAlias = Callable[[Turn], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class FollowDialog:
    dossiers: Dossiers

    async def steps(self, turn: Turn, press: Press) -> Outcome:
        """The course of a dossier, for who has proven to be of it."""
        opened = await self.dossiers.open_if_proven(turn, code_of(press))
        if not opened.access.proven:
            return _ask_to_prove(turn, opened)
        return self.steps_of(turn, opened)

    def steps_of(self, turn: Turn, opened: Opened) -> Outcome:
        """Steps with dates, what is missing or to be paid, and the wish to be told."""
        dossier = opened.dossier
        if dossier is None or opened.card is None:
            raise DomainError("button.old")
        blocks: list[Block] = [*opened.card.heading(), *to_do(dossier)]
        blocks.append(Items(tuple(_rows(dossier)), numbered=False))
        offered = _told(turn, opened)
        if offered and not opened.access.follows:
            blocks.append(Paragraph(Text("follow.consent")))
        reply = Reply(tuple(blocks), (*offered, back_to(dossier.code), MENU))
        return reading(dossier.code, reply)

    async def follow(self, turn: Turn, press: Press) -> Outcome:
        """An explicit consent, for one purpose; only after the second check."""
        opened = await self.dossiers.open_if_proven(turn, code_of(press))
        if not opened.access.proven or turn.message.kiosk or opened.dossier is None:
            return _ask_to_prove(turn, opened)
        said = Reply(
            (Paragraph(Text("follow.done")), Paragraph(Text("follow.hours"))),
            (unfollow(opened.code), FOLLOWED, back_to(opened.code), MENU),
        )
        wish = Followed(turn.message.address, opened.code, turn.language, CONSENT, opened.dossier.now)
        return replace(reading(opened.code, said), records=(wish,))

    async def unfollow(self, turn: Turn, press: Press) -> Outcome:
        """One tap; a second one does no harm."""
        code = code_of(press)
        said = Reply((Paragraph(Text("follow.ended", code=code)),), (back_to(code), FOLLOWED, MENU))
        return replace(reading(code, said), records=(Unfollowed(turn.message.address, code),))

    async def followed(self, turn: Turn) -> Outcome:
        """What this chat follows, or how one comes to follow something."""
        return await self.followed_or(turn, _nothing_followed)

    async def followed_or(self, turn: Turn, otherwise: Handler) -> Outcome:
        """What this chat follows, each with where it stands and its way out; else something else."""
        codes = await self.dossiers.access.followed(turn.message.address)
        if not codes or turn.message.group:
            return await otherwise(turn)
        rows, buttons = [], []
        for code in codes[:MOST_LISTED]:
            row, ways = await self._listed(turn, code)
            rows.append(row)
            buttons += ways
        blocks: tuple[Block, ...] = (Title(Text("follow.title")), Items(tuple(rows)))
        return Outcome(replies=(Reply(blocks, (*buttons, LOOKUP, MENU)),))

    async def _listed(self, turn: Turn, code: str) -> tuple[Item, list[Button]]:
        opened = await self.dossiers.open(turn, code)
        card = opened.card
        if card is None:
            return Item(code, Text("follow.gone")), [unfollow_named(code)]
        state = Text(f"dossier.state.{card.dossier.status.name.lower()}")
        words = Text("dossier.late_row", state=state, days=card.late) if card.late else state
        row = Item(Text("follow.row", name=card.name, code=code), words)
        return row, [open_named(code, card.name), unfollow_named(code)]


async def _nothing_followed(turn: Turn) -> Outcome:
    return aside(turn, Outcome.say(Text("follow.none"), buttons=(LOOKUP_FIRST, MENU)))


def _ask_to_prove(turn: Turn, opened: Opened) -> Outcome:
    said = Outcome.say(Text("follow.prove_first"), buttons=(check(opened.code), MENU))
    return aside(turn, said)


def _told(turn: Turn, opened: Opened) -> tuple[Button, ...]:
    """At a shared counter nobody follows: the next person would read it."""
    if turn.message.kiosk:
        return ()
    return (unfollow(opened.code),) if opened.access.follows else (follow(opened.code),)


def to_do(dossier: Dossier) -> Iterator[Block]:
    """What is missing or to be paid, in the agency's own words, or that it did not say."""
    if dossier.status not in (Status.PAPERS_MISSING, Status.PAYMENT_DUE):
        return
    kind = dossier.status.name.lower()
    if dossier.now.note:
        yield Paragraph(Text(f"steps.{kind}", note=dossier.now.note))
    else:
        yield Paragraph(Text(f"steps.{kind}_unsaid"))


def _rows(dossier: Dossier) -> Iterator[Item]:
    for step in dossier.steps:
        yield Item(Text("steps.row", moment=moment(step.at), state=state_of(step)), step.note)
    if dossier.due and dossier.status not in _NOTHING_DUE:
        yield Item(Text("dossier.promised", day=weekday(dossier.due)))


def state_of(step: Step) -> Text:
    """The state in words, or the source's own word where we do not know it."""
    if step.status is Status.UNKNOWN and step.written:
        return Text("steps.unknown", written=step.written)
    return Text(f"dossier.state.{step.status.name.lower()}")
