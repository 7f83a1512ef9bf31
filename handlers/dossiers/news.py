"""What a follower is told when a dossier has changed: what is new, what it means, what to do."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.clock import tomorrow
from domain.content import Block, Item, Items, Note, Paragraph, Text
from domain.dossiers import PAUSED, Step
from domain.messages import Reply
from handlers.dossiers.buttons import steps, unfollow
from handlers.dossiers.card import DossierCard
from handlers.dossiers.follow import state_of, to_do
from handlers.dossiers.when import moment


def news(card: DossierCard, changes: Sequence[Step], *, urgent: bool = False) -> Reply:
    """One message for all that changed since this person was told last, in order."""
    return Reply(
        tuple(_blocks(card, changes, urgent)), (steps(card.dossier.code), unfollow(card.dossier.code))
    )


def cannot_wait(card: DossierCard, now: datetime) -> bool:
    """Whether somebody would go in vain tomorrow: the appointment is then, and the clock was stopped."""
    due = card.dossier.due
    if due is None or card.dossier.status not in PAUSED:
        return False
    begins, ends = tomorrow(now)
    return begins <= due < ends


def _blocks(card: DossierCard, changes: Sequence[Step], urgent: bool) -> Iterator[Block]:
    yield from card.heading()
    yield Paragraph(Text("news.many", count=len(changes)) if len(changes) > 1 else Text("news.one"))
    if len(changes) > 1:
        yield Items(tuple(_row(step) for step in changes), numbered=False)
    yield card.banner()
    if card.late:
        yield card.apology()
    yield Paragraph(card.meaning())
    yield from to_do(card.dossier)
    yield card.next()
    if urgent:
        yield Note(Text("news.urgent"))


def _row(step: Step) -> Item:
    return Item(Text("steps.row", moment=moment(step.at), state=state_of(step)))
