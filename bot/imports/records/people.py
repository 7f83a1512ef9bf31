"""Who may apply, as the record lists them."""

import re

from bot.imports.records.phrases import phrase
from bot.imports.records.wording import capital, fitting, lines, one_line, sentence
from domain.procedures import Brief
from domain.search.text import fold

SHORT = 70
_LONGEST_LINE, _BUDGET = 400, 2_000
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_PROPER = ("viet nam", "nha nuoc", "dang ")
_NAME = re.compile(r", (?=[A-ZĐ])")
"""A comma inside a name is followed by a small letter."""


def who_of(audience: str) -> Brief:
    """A few of them in the row, all in the detail where not all fit."""
    people = people_of(audience)
    if not people:
        return Brief(phrase("who.unknown"))
    whole = capital(", ".join(_inside(people)))
    if len(whole) <= SHORT:
        return Brief(whole)
    return Brief(_shortened(people), (sentence(whole),))


def people_of(audience: str) -> list[str]:
    """Without what a name excludes in brackets."""
    said = _BRACKETS.sub("", one_line(audience)).strip(" ,;")
    return list(dict.fromkeys(name.strip() for name in _NAME.split(said) if name.strip()))


def conditions_of(text: str) -> tuple[str, ...]:
    return fitting((sentence(line) for line in lines(text)), _LONGEST_LINE, _BUDGET)[0]


def _shortened(people: list[str]) -> str:
    """As many names as fit before "and 4 others"; the first always."""
    for count in range(len(people) - 1, 0, -1):
        listed = capital(", ".join(_inside(people[:count])))
        short = phrase("list.more", listed=listed, count=len(people) - count, kind=phrase("kind.person"))
        if len(short) <= SHORT or count == 1:
            return short
    return people[0]


def _inside(people: list[str]) -> list[str]:
    """Small letters after the first, but for what begins with a name."""
    return [one if fold(one).startswith(_PROPER) else f"{one[:1].lower()}{one[1:]}" for one in people]
