"""One event of a call, read field by field; what cannot be read is named with its remedy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from bot.moments import END_OF_DAY, MIDNIGHT, read_moment
from domain.clock import Clock
from domain.content import Text
from domain.dossier_codes import find_code
from domain.dossiers import DossierEvent
from domain.second_check import SecondCheck
from domain.statuses import LONGEST, StatusWords
from domain.text import clean

AHEAD = timedelta(days=1)
LONGEST_CODE, LONGEST_ID, LONGEST_NAME, LONGEST_NOTE = 48, 80, 1_200, 4_000
_PROCEDURE = re.compile(r"([0-9]\.[0-9]{6})(?:\.[0-9A-Z.]+)?")
_AGENCY = re.compile(r"(?:[0-9]{2,3}\.){0,3}[GH][0-9]{2}(?:\.[0-9]{1,3}){0,3}")

Item = Mapping[str, Any]


class Fault(Exception):
    """A field cannot be read; `text` says what to do about it."""

    def __init__(self, field: str, text: Text) -> None:
        super().__init__(field)
        self.field = field
        self.text = text


@dataclass(frozen=True, slots=True)
class Read:
    """An event, and the field of a number that proves nobody, since it is none."""

    event: DossierEvent
    warning: Fault | None = None


@dataclass(frozen=True, slots=True)
class EventReader:
    """Reads the items of calls; numbers of persons leave it as keyed hashes only."""

    words: StatusWords
    check: SecondCheck
    clocks: tuple[Clock, Clock]

    def read(self, source: str, item: Any) -> Read:
        """Raises `Fault`."""
        if not isinstance(item, dict):
            raise Fault("events", Text("feed.fault.item"))
        code = _code(item)
        written = _text(item, "status", LONGEST, needed=True)
        status = self.words.read(source, written)
        phone, identity = _text(item, "phone", LONGEST_ID), _text(item, "id_number", LONGEST_ID)
        phone_checks, id_checks = self.check.of_phone(code, phone), self.check.of_identity(code, identity)
        event = DossierEvent(
            event_id=_text(item, "event_id", LONGEST_ID, needed=True),
            source=source,
            code=code,
            status=status,
            at=self._at(item),
            written="" if status and written == str(int(status)) else written,
            note=_text(item, "note_for_citizen", LONGEST_NOTE),
            **_named(item, "procedure", _PROCEDURE),
            **_named(item, "agency", _AGENCY),
            received=_moment(item, "received", MIDNIGHT),
            due=_moment(item, "due", END_OF_DAY),
            finished=_moment(item, "finished", MIDNIGHT),
            phone_checks=phone_checks or None,
            id_checks=id_checks or None,
        )
        if (phone and not phone_checks) or (identity and not id_checks):
            field = "id_number" if phone_checks or not phone else "phone"
            return Read(event, Fault(field, Text("feed.fault.number")))
        return Read(event)

    def _at(self, item: Item) -> datetime:
        """Neither clock may find it far ahead: a demonstration moves the product's own."""
        at = _moment(item, "at", None)
        if at is None:
            raise Fault("at", Text("feed.fault.missing"))
        if at > max(clock.now() for clock in self.clocks) + AHEAD:
            raise Fault("at", Text("feed.fault.future"))
        return at


def _code(item: Item) -> str:
    written = _text(item, "code", LONGEST_CODE, needed=True).upper()
    found = find_code(written)
    if found is None or found.code != written:  # a system spells codes officially, people need not
        raise Fault("code", Text("feed.fault.code"))
    return written


def _text(item: Item, field: str, most: int, *, needed: bool = False) -> str:
    """A string or a number as a clean string; empty where it is not told and not needed."""
    value = item.get(field)
    if value is None or value == "":
        if needed:
            raise Fault(field, Text("feed.fault.missing"))
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Fault(field, Text("feed.fault.text", most=most))
    text = clean(str(value)).strip()
    if len(text) > most or (needed and not text):
        raise Fault(field, Text("feed.fault.text", most=most))
    return text


def _named(item: Item, field: str, code: re.Pattern[str]) -> dict[str, str | None]:
    """A code or a name, whichever was written in the field, and the name in a field of its own."""
    told = _text(item, field, LONGEST_NAME)
    name = _text(item, f"{field}_name", LONGEST_NAME)
    found = code.fullmatch(told)
    if found:
        return {field: found[1] if code.groups else told, f"{field}_name": name or None}
    return {field: None, f"{field}_name": name or told or None}


def _moment(item: Item, field: str, day: time | None) -> datetime | None:
    written = _text(item, field, LONGEST_ID)
    if not written:
        return None
    moment = read_moment(written, day)
    if moment is None:
        raise Fault(field, Text("feed.fault.moment"))
    return moment
