"""Matters that a machine must not take: emergencies, despair, denunciations, legal complaints.

Every answer points to people who can act, and asks for the words not to be kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.content import Block, Button, Note, Paragraph, Text
from domain.messages import Reply
from domain.province import Province
from domain.recognition import Recognised, Service
from handlers.buttons import ASK, MENU, PERSON
from handlers.places import aside
from handlers.turn import Outcome, Turn

_CALL: Mapping[Service, Text] = {
    Service.POLICE: Text("emergency.police"),
    Service.FIRE: Text("emergency.fire"),
    Service.AMBULANCE: Text("emergency.medical"),
}


@dataclass(frozen=True, slots=True)
class GraveDialog:
    province: Province

    async def emergency(self, _turn: Turn, heard: Recognised) -> Outcome:
        """The number that fits first, all three after it."""
        return _unkept(
            _CALL[heard.service or Service.POLICE],
            Text("emergency.others"),
            Text("emergency.not_watched"),
            buttons=(ASK, MENU),
        )

    async def despair(self, _turn: Turn) -> Outcome:
        """Somebody near first, then the province's crisis line where there is one, else 115."""
        line = self.province.crisis_line
        call = Text("despair.line", line=line) if line else Text("despair.no_line")
        return _unkept(Text("despair.heard"), Text("despair.near"), call, Text("despair.machine"))

    async def sad(self, _turn: Turn) -> Outcome:
        """Heavy-hearted, not in danger as far as one can tell."""
        line = self.province.crisis_line
        call = Text("despair.line", line=line) if line else Text("sad.danger")
        return _unkept(Text("sad.heard"), Text("sad.near"), call, buttons=(ASK, MENU))

    async def personal_number(self, turn: Turn) -> Outcome:
        """An ID or telephone number does not belong into a chat."""
        return aside(turn, _unkept(Text("personal_number.not_here"), buttons=(ASK, MENU)))

    async def fraud(self, turn: Turn) -> Outcome:
        said = Outcome.say(Text("fraud.police"), Text("fraud.bank"), buttons=(ASK, PERSON, MENU))
        return aside(turn, said)

    async def denunciation(self, _turn: Turn) -> Outcome:
        return _unkept(Text("denunciation.route"), Text("denunciation.where"), Text("denunciation.warning"))

    async def legal_complaint(self, _turn: Turn) -> Outcome:
        return _unkept(
            Text("legal_complaint.route"), Text("legal_complaint.where"), Text("legal_complaint.soon")
        )


def _unkept(*words: Text, buttons: tuple[Button, ...] = (MENU,)) -> Outcome:
    blocks: tuple[Block, ...] = (*(Paragraph(text) for text in words), Note(Text("grave.not_kept")))
    return Outcome(replies=(Reply(blocks, buttons),), forget_words=True)
