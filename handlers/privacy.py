"""What is kept of a person, shown on demand and erased on demand."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.clock import VIETNAM
from domain.content import Block, Button, ButtonRole, Item, Items, Note, Paragraph, Text, Title
from domain.effects import Erased
from domain.held_data import Held, HeldData
from domain.messages import Reply
from domain.province import Retention
from domain.search.text import fold
from handlers.buttons import MENU
from handlers.payloads import Press, Verb, payload
from handlers.places import aside
from handlers.texts.catalogue import say
from handlers.turn import Outcome, Turn

CONFIRMING_ERASURE = "privacy.confirming_erasure"

_ASK_ERASURE = Button(Text("button.erase"), payload(Verb.ERASE), role=ButtonRole.QUIET)
_ERASE_NOW = Button(Text("button.erase_now"), payload(Verb.ERASE, "now"))
_KEEP = Button(Text("button.keep"), payload(Verb.KEEP))


@dataclass(frozen=True, slots=True)
class PrivacyDialog:
    held_data: HeldData
    retention: Retention

    async def held(self, turn: Turn) -> Outcome:
        held = await self.held_data.of(turn.message.address)
        blocks: tuple[Block, ...] = (
            Title(Text("held.title")),
            Items(tuple(_rows(held)), numbered=False),
            Paragraph(self._how_long(held)),
            Paragraph(Text("held.why")),
            Note(Text("held.elsewhere")),
        )
        return aside(turn, Outcome(replies=(Reply(blocks, (_ASK_ERASURE, MENU)),)))

    def _how_long(self, held: Held) -> Text:
        hours, days = self.retention.message_hours, self.retention.web_history_days
        return Text("held.both", hours=hours, days=days) if held.history else Text("held.hours", hours=hours)

    async def ask(self, _turn: Turn) -> Outcome:
        """Erasure cannot be undone: ask once."""
        return Outcome.say(Text("erase.ask"), buttons=(_ERASE_NOW, _KEEP, MENU), step=CONFIRMING_ERASURE)

    async def press_erase(self, turn: Turn, press: Press) -> Outcome:
        return self._erase(turn) if press.args == ("now",) else await self.ask(turn)

    async def keep(self, _turn: Turn) -> Outcome:
        return Outcome.say(Text("erase.kept"), buttons=(MENU,))

    async def confirm(self, turn: Turn) -> Outcome | None:
        """A typed yes erases, a typed no keeps; anything else is a new question, nothing is lost."""
        typed = turn.said.folded
        if typed in _words(Text("erase.yes_words"), turn):
            return self._erase(turn)
        if typed in _words(Text("erase.no_words"), turn):
            return await self.keep(turn)
        return None

    def _erase(self, turn: Turn) -> Outcome:
        """Nothing is remembered, the language neither: the button that leads on carries it.

        In a group one person must not erase what belongs to the others.
        """
        if turn.message.group:
            return Outcome.say(Text("erase.private"), buttons=(MENU,))
        menu = replace(MENU, payload=payload(Verb.MENU, turn.language))
        reply = Reply((Paragraph(Text("erase.done")),), (menu,))
        return Outcome(replies=(reply,), records=(Erased(turn.message.address),))


def _words(text: Text, turn: Turn) -> set[str]:
    return {fold(word) for word in say(text, turn.language).split(",")}


def _rows(held: Held) -> list[Item]:
    rows = [Item(Text("held.address"))]
    if held.messages:
        rows.append(Item(Text("held.messages", count=held.messages), _until(held.messages_until)))
    if held.history:
        rows.append(Item(Text("held.history", count=held.history), _until(held.history_until)))
    if held.followed:
        rows.append(Item(Text("held.followed", count=held.followed)))
    if held.proven:
        rows.append(Item(Text("held.proven", count=held.proven)))
    if held.remembered:
        rows.append(Item(Text("held.remembered")))
    return rows


def _until(moment: datetime | None) -> Text | str:
    if moment is None:
        return ""
    return Text("held.until", moment=f"{moment.astimezone(VIETNAM):%H:%M, %d/%m/%Y}")
