"""Help, cancel, and the answer to a button or command that leads nowhere."""

from dataclasses import dataclass

from domain.content import Item, Items, Paragraph, Text, Title
from domain.messages import Reply
from handlers.buttons import ASK, EVENTS, FIELDS, HELD, MENU, PERSON
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
    async def show(self, _turn: Turn) -> Outcome:
        blocks = (Title(Text("help.title")), _WAYS, Paragraph(Text("help.emergency")))
        return Outcome(replies=(Reply(blocks, (EVENTS, FIELDS, PERSON, HELD, MENU)),))

    async def cancel(self, _turn: Turn) -> Outcome:
        """Nothing stays pending: the outcome carries no step."""
        return Outcome.say(Text("cancel.done"), buttons=(ASK, EVENTS, FIELDS, MENU))

    async def unknown_command(self, _turn: Turn) -> Outcome:
        return Outcome.say(Text("command.unknown"), buttons=(ASK, EVENTS, FIELDS, MENU))


def refused(text_key: str) -> Outcome:
    """Say kindly why a press leads nowhere, with the ways on from here."""
    return Outcome.say(Text(text_key), buttons=(ASK, EVENTS, FIELDS, MENU))
