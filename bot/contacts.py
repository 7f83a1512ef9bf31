"""The keys with which a person shares a phone number: where they fit, and that they are taken back."""

from collections.abc import Sequence
from dataclasses import replace

from domain.content import Content
from domain.effects import Send
from domain.messages import ChannelName, InboundMessage, Language
from domain.remembered import remembered
from handlers.contact import RECEIVED, TAKEN_BACK
from handlers.texts.rendering import render


def fitting(message: InboundMessage, content: Content) -> Content:
    """The content without what asks for a number, where nobody could share one.

    Only Telegram vouches for a number, and in private chats only.
    """
    can_share = message.address.channel is ChannelName.TELEGRAM and not message.group
    return content if can_share or not content.asks_contact else _without(content)


@remembered
def _without(content: Content) -> Content:
    buttons = tuple(button for button in content.buttons if not button.asks_contact)
    return Content(content.blocks, buttons, _without(content.then) if content.then else None)


def taking_back(message: InboundMessage, sends: Sequence[Send], language: Language) -> tuple[Send, ...]:
    """The same messages, one of which takes the keys away; a message with buttons of its own cannot."""
    for place, send in enumerate(sends):
        if not send.edits and not send.content.pressable:
            return (*sends[:place], replace(send, takes_back_keys=True), *sends[place + 1 :])
    words = RECEIVED if message.contact_phone else TAKEN_BACK
    return (Send(message.address, render(words, language), takes_back_keys=True), *sends)
