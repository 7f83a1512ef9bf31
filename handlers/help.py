"""Help, cancel, and the answer to a button or command that leads nowhere."""

from dataclasses import dataclass

from domain.content import Item, Items, Paragraph, Text, Title
from domain.messages import Reply
from handlers.buttons import ASK, EVENTS, FIELDS, HELD, MENU, PERSON, PLACE, link, other_language
from handlers.places import aside
from handlers.turn import Outcome, Turn

_WAYS = Items(
    (
        Item(Text("help.ask"), Text("help.ask_note")),
        Item(Text("help.press"), Text("help.press_note")),
        Item(Text("help.commands"), Text("help.commands_note")),
    ),
    numbered=False,
)


@dataclass(frozen=True, slots=True)
class HelpDialog:
    async def show(self, turn: Turn) -> Outcome:
        blocks = (Title(Text("help.title")), _WAYS, Paragraph(Text("help.emergency")))
        reply = Reply(blocks, (EVENTS, FIELDS, PLACE, PERSON, HELD, other_language(turn.language), MENU))
        return aside(turn, Outcome(replies=(reply,)))

    async def cancel(self, _turn: Turn) -> Outcome:
        """Nothing stays pending: the outcome carries no step."""
        return Outcome.say(Text("cancel.done"), buttons=(ASK, EVENTS, FIELDS, MENU))

    async def unknown_command(self, turn: Turn) -> Outcome:
        return aside(turn, refused("command.unknown"))


def refused(text_key: str) -> Outcome:
    """Say kindly why a press leads nowhere, with the ways on from here."""
    return Outcome.say(Text(text_key), buttons=(ASK, EVENTS, FIELDS, MENU))


def opened(label: str, url: str) -> Outcome:
    """A link that was typed by its number: it can only be shown, the person has to open it."""
    return Outcome.say(Text("link.open", url=url), buttons=(link(label, url), MENU))
