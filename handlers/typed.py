"""Typed instead of pressed: the number or the words of a button that was just offered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from domain.content import Button, Text
from domain.conversations import Choice, State
from domain.messages import Language
from domain.search.said import Said
from domain.search.text import fold
from handlers.texts.catalogue import say
from handlers.turn import Outcome

BACK = "0"
"""The number of the way back, whatever else is on the screen."""

_SMALL = re.compile("[0-9]{1,2}[.)]?")
_NUMBER = re.compile(r"(?:so |chon |thu |number )?([0-9]{1,2}|[a-z]+)")


def chosen(typed: Said, choices: Sequence[Choice]) -> Choice | None:
    """The choice that was meant, None when none was.

    Words win over numbers and exact words over words without accents, since a label may itself be
    a number and two labels may differ by accents alone.
    """
    exact = typed.text.strip().casefold()
    wanted = typed.folded
    same = (choice for choice in choices if choice.label.casefold() == exact)
    alike = (choice for choice in choices if wanted and _folded(choice.label) == wanted)
    return next(same, None) or next(alike, None) or _numbered(wanted, choices)


def is_back(typed: Said) -> bool:
    return typed.folded == BACK


def is_number(typed: Said) -> bool:
    """Whether nothing but the number of a button can be meant."""
    return _SMALL.fullmatch(typed.text.strip()) is not None


def out_of_range(state: State) -> Outcome:
    """No button has the number that was typed: say so, and show those that there are."""
    buttons = tuple(Button(choice.label, choice.payload, choice.url) for choice in state.choices)
    said = Outcome.say(Text("typed.out_of_range", count=len(buttons)), buttons=buttons)
    return replace(said, step=state.step, answers=state.answers)


def _numbered(wanted: str, choices: Sequence[Choice]) -> Choice | None:
    if wanted == BACK:
        return next((choice for choice in choices if _folded(choice.label) in _back_labels()), None)
    written = _NUMBER.fullmatch(wanted)
    number = _places().get(written[1], 0) if written else 0
    return choices[number - 1] if 1 <= number <= len(choices) else None


@lru_cache(maxsize=4_096)
def _folded(label: str) -> str:
    """Labels are our own words and few, what is typed against them is neither."""
    return fold(label)


@cache
def _places() -> Mapping[str, int]:
    """The place that each number names, in figures and in the words of every language."""
    figures = {str(number): number for number in range(1, 100)}
    return figures | {
        fold(word): number
        for language in Language
        for number, word in enumerate(say(Text("typed.numbers"), language).split(","), 1)
    }


@cache
def _back_labels() -> frozenset[str]:
    return frozenset(fold(say(Text("button.back"), language)) for language in Language)
