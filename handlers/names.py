"""What events, fields and procedures are called in the person's language; data know one name only."""

from domain.content import Text, Words
from domain.messages import Language
from domain.procedures import LifeEvent, Procedure
from domain.search.text import fold
from handlers.texts.catalogue import texts


def event_name(event: LifeEvent) -> Words:
    return _named(f"event.{event.id}", event.name)


def field_name(name: str) -> Words:
    """A field by its everyday name, such as "Hộ kinh doanh" for a whole line of the record."""
    return _named(f"field.{fold(name).replace(' ', '_')}", name)


def title_of(procedure: Procedure) -> Words:
    return _named(f"title.{procedure.code.replace('.', '_')}", procedure.title)


def _named(key: str, name: str) -> Words:
    """The name in the data, unless the catalogues have words for it."""
    return Text(key, name=name) if key in texts(Language.VIETNAMESE) else name
