"""Short, sensible answers to what asks for nothing: thanks, stickers, pictures, places."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.content import Text
from domain.messages import MessageKind
from handlers.buttons import ASK, EVENTS, MENU
from handlers.places import aside
from handlers.turn import Outcome, Turn


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence and the ways on; a "thank you" in between closes no card."""

    text_key: str

    async def __call__(self, turn: Turn) -> Outcome:
        said = Outcome.say(Text(self.text_key), buttons=(ASK, EVENTS, MENU))
        return aside(turn, said)


THANKS = Remark("talk.thanks")
ACKNOWLEDGED = Remark("talk.acknowledged")
GOODBYE = Remark("talk.goodbye")
INSULTED = Remark("talk.insulted")
UNREADABLE = Remark("talk.other")

OF_KIND: Mapping[MessageKind, Remark] = {
    MessageKind.STICKER: Remark("talk.sticker"),
    MessageKind.PHOTO: Remark("talk.photo"),
    MessageKind.VOICE: Remark("talk.voice"),
    MessageKind.VIDEO: Remark("talk.video"),
    MessageKind.DOCUMENT: Remark("talk.document"),
    MessageKind.LOCATION: Remark("talk.location"),
    MessageKind.CONTACT: Remark("talk.contact"),
    MessageKind.EDITED: Remark("talk.edited"),
}
