"""What is sent as it is stored: most rows are the same card as many others, so each is worked out once."""

from functools import lru_cache

from domain.content import Content
from domain.deliveries import Outgoing
from domain.remembered import remembered
from storage.codec import dumps, loads_or_none


def written(outgoing: Outgoing) -> str:
    """As JSON; a new message and no more is written once for as long as its content lives."""
    content = outgoing.content
    marked = outgoing.edits or outgoing.arrived or outgoing.callback_id or outgoing.takes_back_keys
    is_plain = content and not marked
    return _card(content) if content and is_plain else dumps(outgoing)


@remembered
def _card(content: Content) -> str:
    return dumps(Outgoing(content))


@lru_cache(maxsize=512)
def read(stored: str) -> Outgoing | None:
    """Back from JSON, None where another release wrote it; no word of the person it goes to is in it."""
    return loads_or_none(Outgoing, stored)
