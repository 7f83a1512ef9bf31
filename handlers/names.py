"""What events and fields are called in the person's language; data keep the name of the record."""

from domain.content import Text, Words
from domain.messages import Language
from domain.procedures import LifeEvent
from domain.search.text import fold
from handlers.texts.catalogue import texts


def event_name(event: LifeEvent) -> Words:
    return _named(f"event.{event.id}", event.name)


def field_name(name: str) -> Words:
    """A field by its everyday name, such as "Hộ kinh doanh" for a whole line of the record."""
    return _named(f"field.{fold(name).replace(' ', '_')}", name)


def _named(key: str, otherwise: str) -> Words:
    return Text(key) if key in texts(Language.VIETNAMESE) else otherwise
