"""The buttons of a message as rows that fit a narrow screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, TypeAlias

import structlog

from domain.content import Button, ButtonRole, Content, Facts, Source, Words

log = structlog.get_logger(__name__)

PAYLOAD_BYTES: Final = 64
LABEL_LETTERS: Final = 64
MOST_BUTTONS: Final = 100
LINKS: Final = ("https://", "http://", "tg://")
CALLS: Final = "tel:"

# How many buttons a row may hold and how long their words may then be, most first.
ROWS: Final = {
    ButtonRole.START: ((1, LABEL_LETTERS),),
    ButtonRole.QUESTION: ((1, LABEL_LETTERS),),
    ButtonRole.PRIMARY: ((1, LABEL_LETTERS),),
    ButtonRole.CHOICE: ((2, 14), (1, LABEL_LETTERS)),
    ButtonRole.QUIET: ((3, 11), (2, 17), (1, LABEL_LETTERS)),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A button as Telegram takes it.

    Under its message exactly one of `payload` and `url` is set. In place of the letters (`typed`) a
    press writes its words or shares the number.
    """

    label: str
    payload: str = ""
    url: str = ""
    primary: bool = False
    typed: bool = False
    asks_contact: bool = False

    def to_json(self) -> dict[str, Any]:
        if self.typed:
            return {"text": self.label, **({"request_contact": True} if self.asks_contact else {})}
        target = {"url": self.url} if self.url else {"callback_data": self.payload}
        return {"text": self.label, **target, **({"style": "primary"} if self.primary else {})}


Keyboard: TypeAlias = tuple[tuple[Key, ...], ...]
Markup: TypeAlias = dict[str, Any]

NO_KEYS: Final[Markup] = {"remove_keyboard": True}
"""Takes back the keys in place of the letters."""


def markup(keys: Keyboard) -> Markup | None:
    """The keys as the Bot API reads them; those in place of the letters go away when one is pressed."""
    rows = [[key.to_json() for key in row] for row in keys]
    if any(key.typed for row in keys for key in row):
        return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}
    return {"inline_keyboard": rows} if rows else None


def keyboard(content: Content) -> Keyboard:
    """Under the message, or in place of the letters where a number is asked for."""
    return _typed(content) if content.asks_contact else _inline(content)


def _typed(content: Content) -> Keyboard:
    """Sharing first; the others write their words, which are then read as if they were pressed.

    Telegram shows either kind, never both, and keys in place of the letters cannot lead away.
    """
    shares = [button for part in content.parts for button in part.buttons if button.asks_contact]
    others = [button for button in content.pressable if button.payload and not button.url]
    labels = [(plain(button.label).strip(), button.asks_contact) for button in (*shares, *others)]
    keys = (Key(label, typed=True, asks_contact=asks) for label, asks in labels if label)
    return tuple((key,) for key in keys)


def _inline(content: Content) -> Keyboard:
    """What is asked last, facts, then the buttons, then the quiet ones with "Báo sai" among them."""
    asked = _inline(content.then) if content.then else ()
    facts = [
        Button(row.label, row.payload, role=ButtonRole.QUIET)
        for block in content.blocks
        if isinstance(block, Facts)
        for row in block.rows
    ]
    reports = [block.report for block in content.blocks if isinstance(block, Source) and block.report]
    quiet = [Button(button.label, button.payload, button.url, ButtonRole.QUIET) for button in reports]
    room = MOST_BUTTONS - sum(map(len, asked))
    usable = [button for button in (*facts, *content.buttons, *quiet) if _usable(button)][:room]
    count = sum(_usable(fact) for fact in facts)
    return (*asked, *_rows(usable[:count]), *_rows(usable[count:]))


def _usable(button: Button) -> bool:
    """Telegram refuses the whole message for one bad button: the words matter more.

    It takes no link to a telephone either; the number stands in the words, where a tap calls it.
    """
    if button.url.startswith(CALLS):
        return False
    links = button.url.startswith(LINKS)
    presses = not button.url and 0 < len(button.payload.encode()) <= PAYLOAD_BYTES
    if plain(button.label).strip() and (links or presses):
        return True
    log.error("button_left_out", payload_bytes=len(button.payload.encode()), url=bool(button.url))
    return False


def _rows(buttons: Iterable[Button]) -> Iterator[tuple[Key, ...]]:
    for role, alike in groupby(buttons, key=lambda button: button.role):
        yield from _packed([_key(button) for button in alike], role)


def _packed(keys: list[Key], role: ButtonRole) -> Iterator[tuple[Key, ...]]:
    while keys:
        for most, letters in ROWS[role]:
            row = keys[:most]
            if most == 1 or (len(row) == most and all(len(key.label) <= letters for key in row)):
                break
        yield tuple(row)
        keys = keys[len(row) :]


def _key(button: Button) -> Key:
    label = _short(plain(button.label).strip())
    primary = button.role is ButtonRole.PRIMARY
    return Key(label, "" if button.url else button.payload, button.url, primary)


def _short(label: str) -> str:
    if len(label) <= LABEL_LETTERS:
        return label
    head = label[: LABEL_LETTERS - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head}…"


def plain(words: Words) -> str:
    """Words are strings by now; an unread key is shown rather than nothing."""
    return words if isinstance(words, str) else words.key
