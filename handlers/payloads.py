"""What a button carries: a version, a verb and all that its handler needs, in at most 64 bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from zlib import crc32

from domain.errors import DomainError

Named = TypeVar("Named", bound=StrEnum)

VERSION = "m1"
LIMIT = 64
"""Telegram keeps no more bytes with a button."""

BELOW = "below"
"""Said after a page: it comes as a message of its own and takes the place of none."""

_PAGE = re.compile("[0-9]{1,4}")


class Verb(StrEnum):
    """What a press asks for; a value, once sent, is never given another meaning."""

    MENU = "menu"
    QUESTION = "ask"
    EXAMPLE = "example"
    EVENTS = "events"
    EVENT = "event"
    FIELDS = "fields"
    FIELD = "field"
    CARD = "card"
    FACT = "fact"
    CASES = "cases"
    CASE = "case"
    PICK = "pick"
    NOT_MEANT = "not"
    REPORT = "report"
    HELD = "held"
    ERASE = "erase"
    KEEP = "keep"
    LANGUAGE = "lang"
    PERSON = "person"
    LOOKUP = "lookup"
    DOSSIER = "dos"
    CHECK = "check"
    STEPS = "steps"
    FOLLOW = "follow"
    UNFOLLOW = "stop"
    FOLLOWED = "mine"
    PLACE = "place"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Press:
    """A payload read back; its arguments come from outside and may be anything."""

    verb: Verb
    args: tuple[str, ...] = ()

    def argument(self, place: int) -> str:
        """The argument at that place; DomainError when the button has none."""
        if place >= len(self.args) or not self.args[place]:
            raise DomainError("button.old")
        return self.args[place]

    def one_of(self, place: int, kind: type[Named]) -> Named | None:
        """The member of an enumeration named at that place, if any; DomainError on an unknown one."""
        written = self.args[place] if place < len(self.args) else ""
        if written and written not in set(kind):
            raise DomainError("button.old")
        return kind(written) if written else None

    def page(self, place: int) -> int:
        """The page number at that place, 0 when none is given; DomainError on anything else."""
        written = self.args[place] if place < len(self.args) else "0"
        if not _PAGE.fullmatch(written):
            raise DomainError("button.old")
        return int(written)


def payload(verb: Verb, *args: str | int) -> str:
    """Write what `read` reads; ValueError when it does not fit into a button."""
    written = _joined(verb, args)
    if any(":" in str(arg) for arg in args) or not fits(verb, *args):
        raise ValueError(f"not a payload: {written}")
    return written


def fits(verb: Verb, *args: str | int) -> bool:
    return len(_joined(verb, args).encode()) <= LIMIT


def _joined(verb: Verb, args: Sequence[str | int]) -> str:
    return ":".join([VERSION, verb, *map(str, args)]).rstrip(":")


def read(written: str) -> Press | None:
    """The press that a payload stands for, or None when it is none of ours."""
    version, *rest = written.split(":")
    if version != VERSION or not rest or rest[0] not in set(Verb):
        return None
    return Press(Verb(rest[0]), tuple(rest[1:]))


def short_key(name: str) -> str:
    """A name of any length as eight letters that stay the same when lists are reordered."""
    return f"{crc32(name.encode()):08x}"
