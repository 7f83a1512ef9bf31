"""What people call a procedure: the official name without its frame, short enough to be read."""

import re

from bot.imports.records.phrases import pattern
from bot.imports.records.wording import capital, cut, one_line, tidy
from domain.search.text import fold

LONGEST = 90

_FRAME = "thu tuc "
_AT_LEVEL = re.compile(
    r"(?:thuc hien )?(?:tai |o )?(?:cap )?(?:xa|phuong|tinh|trung uong|tw|bo|dia phuong)(?: thuc hien)?"
    r"|(?:thuoc )?tham quyen (?:giai quyet )?cua (?:so|bo|ubnd|uy ban nhan dan)\b.*"
)
"""A remark in brackets at the end that people leave out, without accents."""

_LAST_BRACKETS = re.compile(r"\s*\(([^()]*)\)?$")
_SHOUTED = frozenset({"hiv", "aids", "asean"})


def title_of(name: str) -> str:
    """At most 90 letters that never end inside a word."""
    title = tidy(name)
    if fold(title).startswith(_FRAME) and len(title.split()) > len(_FRAME.split()):
        title = tidy(" ".join(title.split()[2:]))
    title = capital(_without_level(_lowered(title) if title.isupper() else title))
    brackets = _LAST_BRACKETS.search(title)
    if len(title) > LONGEST and brackets and brackets.start() > 0:
        title = title[: brackets.start()]
    return _cut(title) or cut(one_line(name), LONGEST)


def _cut(title: str) -> str:
    """Before a bracket that would stay open, where enough stands before it."""
    short = cut(title, LONGEST)
    opened = short.rfind("(")
    if short != title and opened > LONGEST // 3 and ")" not in short[opened:]:
        return cut(title, opened)
    return short


def _without_level(title: str) -> str:
    """Without "(thực hiện tại cấp xã)": the level is asked for where it matters."""
    brackets = _LAST_BRACKETS.search(title)
    is_level = brackets and brackets.start() > 0 and _AT_LEVEL.fullmatch(fold(brackets[1]))
    return title[: brackets.start()] if brackets and is_level else title


def _lowered(title: str) -> str:
    """Capitals throughout are hard to read; only names keep them."""
    return pattern("proper").sub(lambda found: " ".join(map(_named, found[0].split())), title.lower())


def _named(word: str) -> str:
    return word.upper() if word in _SHOUTED else word.capitalize()
