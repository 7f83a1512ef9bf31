"""Messages and turns for the tests of storage."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from domain.content import Content, Paragraph
from domain.conversations import State
from domain.effects import Effects, Send
from domain.messages import Address, ChannelName, InboundMessage, MessageKind
from storage.conversations import Begun
from tests.fakes.clock import START

CHAT = Address(ChannelName.TELEGRAM, "42")
HELLO = Content((Paragraph("Chào ông/bà."),))


@pytest.fixture
def message() -> Callable[..., InboundMessage]:
    """A text of one person; every field can be given."""

    def make(external_id: str = "1", **fields: Any) -> InboundMessage:
        plain = InboundMessage(external_id, CHAT, "42", MessageKind.TEXT, START, "khai sinh")
        return replace(plain, **fields)

    return make


def answered(begun: Begun, **fields: Any) -> Effects:
    """The end of a turn that says one sentence."""
    plain = Effects(
        inbox_id=begun.inbox_id,
        conversation=begun.conversation.id,
        epoch=begun.conversation.epoch,
        address=begun.message.address,
        state=State(greeted=True),
        sends=(Send(begun.message.address, HELLO),),
    )
    return replace(plain, **fields)
