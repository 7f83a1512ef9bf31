"""Finding a procedure by what happens in a life, or by field."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.content import Button, Text, Title
from domain.errors import DomainError
from domain.procedures import Catalogue, Procedure
from handlers.buttons import MENU, back, procedure_button, quiet
from handlers.payloads import Press, Verb, payload, short_key
from handlers.turn import Outcome, Turn

ROWS_A_PAGE = 6


@dataclass(frozen=True, slots=True)
class FieldList:
    """The fields as buttons, a page at a time; a page that is not there is an old button."""

    catalogue: Catalogue

    def buttons(self, page: int) -> tuple[Button, ...]:
        names = [name for name, _ in self.catalogue.fields()]
        rows = [Button(name, payload(Verb.FIELD, short_key(name))) for name in names]
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
        rows = [Button(event.name, payload(Verb.EVENT, event.id)) for event in self.catalogue.events()]
        buttons = _page(rows, page, Verb.EVENTS)
        return _list(Text("browse.events"), (*buttons, MENU), page)

    async def event(self, _turn: Turn, press: Press) -> Outcome:
        key, page = press.argument(0), press.page(1)
        event = next((event for event in self.catalogue.events() if event.id == key), None)
        if event is None:
            raise DomainError("button.old")
        known = [found for code in event.codes if (found := self.catalogue.get(code))]
        buttons = _page([procedure_button(one) for one in known], page, Verb.EVENT, key)
        return _list(Text("browse.of_event", name=event.name), (*buttons, back(Verb.EVENTS), MENU), page)

    async def all_fields(self, _turn: Turn, press: Press) -> Outcome:
        page = press.page(0)
        return _list(Text("browse.fields"), (*self.fields.buttons(page), MENU), page)

    async def field(self, _turn: Turn, press: Press) -> Outcome:
        key, page = press.argument(0), press.page(1)
        name, procedures = self.fields.procedures(key)
        buttons = _page([procedure_button(one) for one in procedures], page, Verb.FIELD, key)
        return _list(Text("browse.of_field", name=name), (*buttons, back(Verb.FIELDS), MENU), page)


def _list(words: Text, buttons: tuple[Button, ...], page: int) -> Outcome:
    """A list of its own message; turning its pages changes that message."""
    outcome = Outcome.say(Title(words), Text("browse.choose"), buttons=buttons)
    return replace(outcome, replies=tuple(replace(reply, replaces=page > 0) for reply in outcome.replies))


def _page(rows: Sequence[Button], page: int, verb: Verb, *args: str) -> tuple[Button, ...]:
    start = page * ROWS_A_PAGE
    if page and start >= len(rows):
        raise DomainError("button.old")
    shown = tuple(rows[start : start + ROWS_A_PAGE])
    if start + ROWS_A_PAGE >= len(rows):
        return shown
    return (*shown, quiet(Text("button.more"), verb, *args, page + 1))
