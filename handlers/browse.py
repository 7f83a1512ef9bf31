"""Finding a procedure by what happens in a life, or by field."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.content import Button, Text, Title
from domain.errors import DomainError
from domain.procedures import Catalogue, Procedure
from handlers.buttons import MENU, back, procedure_button, quiet
from handlers.names import event_name, field_name
from handlers.payloads import BELOW, Press, Verb, payload, short_key
from handlers.places import choosing
from handlers.turn import Outcome, Turn

ROWS_A_PAGE = 6

_LISTS = {Verb.EVENTS: 0, Verb.EVENT: 1, Verb.FIELDS: 0, Verb.FIELD: 1}
"""Where the page stands among the arguments of each list."""


@dataclass(frozen=True, slots=True)
class FieldList:
    """The fields as buttons, a page at a time; a page that is not there is an old button."""

    catalogue: Catalogue

    def buttons(self, page: int) -> tuple[Button, ...]:
        names = [name for name, _ in self.catalogue.fields()]
        rows = [Button(field_name(name), payload(Verb.FIELD, short_key(name))) for name in names]
        return _page(rows, page, Verb.FIELDS)

    def procedures(self, key: str) -> tuple[str, Sequence[Procedure]]:
        """Name and procedures of a field by its short key; DomainError when it is gone."""
        for name, procedures in self.catalogue.fields():
            if short_key(name) == key:
                return name, procedures
        raise DomainError("button.old")


@dataclass(frozen=True, slots=True)
class BrowseDialog:
    catalogue: Catalogue
    fields: FieldList

    async def all_events(self, _turn: Turn, press: Press) -> Outcome:
        page = press.page(0)
        rows = [Button(event_name(event), payload(Verb.EVENT, event.id)) for event in self.catalogue.events()]
        buttons = _page(rows, page, Verb.EVENTS)
        return _list(Text("browse.events"), buttons, press)

    async def event(self, _turn: Turn, press: Press) -> Outcome:
        key, page = press.argument(0), press.page(1)
        event = next((event for event in self.catalogue.events() if event.id == key), None)
        if event is None:
            raise DomainError("button.old")
        known = [found for code in event.codes if (found := self.catalogue.get(code))]
        buttons = _page([procedure_button(one) for one in known], page, Verb.EVENT, key)
        title = Text("browse.of_event", name=event_name(event))
        return _list(title, buttons, press, back(Verb.EVENTS))

    async def all_fields(self, _turn: Turn, press: Press) -> Outcome:
        return _list(Text("browse.fields"), self.fields.buttons(press.page(0)), press)

    async def field(self, _turn: Turn, press: Press) -> Outcome:
        key, page = press.argument(0), press.page(1)
        name, procedures = self.fields.procedures(key)
        buttons = _page([procedure_button(one) for one in procedures], page, Verb.FIELD, key)
        title = Text("browse.of_field", name=field_name(name))
        return _list(title, buttons, press, back(Verb.FIELDS))


def _list(words: Text, buttons: tuple[Button, ...], press: Press, *up: Button) -> Outcome:
    """A list of its own message; turning its pages changes that message.

    A first page leads `up`, a later one to the page before (which is in `buttons` already).
    """
    named = _LISTS[press.verb]
    page = press.page(named)
    up = () if page else up
    outcome = Outcome.say(
        Title(words),
        Text("browse.choose"),
        buttons=(*buttons, *up, MENU),
        replaces=len(press.args) == named + 1,
    )
    paged = (str(page), BELOW) if page else ()
    return choosing(outcome, payload(press.verb, *press.args[:named], *paged))


def _page(rows: Sequence[Button], page: int, verb: Verb, *args: str) -> tuple[Button, ...]:
    start = page * ROWS_A_PAGE
    if page and start >= len(rows):
        raise DomainError("button.old")
    more = quiet(Text("button.more"), verb, *args, page + 1)
    before = back(verb, *args, page - 1)
    return (
        *rows[start : start + ROWS_A_PAGE],
        *((more,) if start + ROWS_A_PAGE < len(rows) else ()),
        *((before,) if page else ()),
    )
