"""What is said when the keys for sharing a phone number go away."""

from typing import Final

from domain.content import Paragraph, Text
from domain.messages import Reply

RECEIVED: Final = Reply((Paragraph(Text("contact.received")),))
TAKEN_BACK: Final = Reply((Paragraph(Text("contact.taken_back")),))
