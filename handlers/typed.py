"""Typed instead of pressed: the number or the words of a button that was just offered."""

import re
from collections.abc import Sequence

from domain.conversations import Choice
from domain.search.text import fold

_NUMBER = re.compile(r"(?:so |chon |number )?([0-9]{1,2})")


def chosen(typed: str, choices: Sequence[Choice]) -> str:
    """The payload of the choice that was meant; empty when none was.

    Words win over numbers and exact words over words without accents, since a label may itself be
    a number and two labels may differ by accents alone.
    """
    exact = typed.strip().casefold()
    wanted = fold(typed)
    for choice in choices:
        if choice.label.casefold() == exact:
            return choice.payload
    for choice in choices:
        if wanted and fold(choice.label) == wanted:
            return choice.payload
    return _numbered(wanted, choices)


def _numbered(wanted: str, choices: Sequence[Choice]) -> str:
    number = _NUMBER.fullmatch(wanted)
    if not number or not 1 <= int(number[1]) <= len(choices):
        return ""
    return choices[int(number[1]) - 1].payload
