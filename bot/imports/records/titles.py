"""What people call a procedure: the official name without its frame, short enough to be read."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import takewhile

from bot.imports.records.wording import capital, one_line, tidy, unshouted
from domain.search.text import fold
from domain.text import cut

LONGEST = 90
_LONGEST_TAIL = 48

_FRAME = "thu tuc "
_NEEDS_FRAME = ("hai quan ", "doi voi ", "bien phong ", "thue ", "ve ", "cua ")
"""What is no name by itself: "thủ tục hải quan đối với …"."""

_AT_LEVEL = re.compile(
    r"(?:thuc hien )?(?:tai |o )?(?:cap )?(?:xa|phuong|tinh|trung uong|tw|bo|dia phuong)(?: thuc hien)?"
    r"|(?:thuoc )?tham quyen (?:giai quyet )?cua (?:so|bo|ubnd|uy ban nhan dan)\b.*"
)
"""A remark in brackets at the end that people leave out, without accents."""

_LAST_BRACKETS = re.compile(r"\s*\(([^()]*)\)?$")


def title_of(name: str) -> str:
    """At most 90 letters that never end inside a word."""
    title = whole_title(name)
    brackets = _LAST_BRACKETS.search(title)
    if len(title) > LONGEST and brackets and brackets.start() > 0:
        title = title[: brackets.start()]
    return _cut(title) or cut(one_line(name), LONGEST)


def told_apart(titles: Sequence[tuple[str, str]]) -> list[str]:
    """Titles, each given with its name; where names were cut to one title, it shows what parts them."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    wholes = [whole_title(name) if len(name) > LONGEST else title for title, name in titles]
    for (title, _), whole in zip(titles, wholes, strict=True):
        named[title].add(whole)
    shared = {title: _shared_words(names) for title, names in named.items() if len(names) > 1}
    return [
        _apart(whole, shared[title]) if title in shared else title
        for (title, _), whole in zip(titles, wholes, strict=True)
    ]


def whole_title(name: str) -> str:
    """The title before anything is cut."""
    title = tidy(name)
    bare = fold(title).removeprefix(_FRAME)
    if bare != fold(title) and bare and not bare.startswith(_NEEDS_FRAME):
        title = tidy(" ".join(title.split()[2:]))
    return capital(unshouted(_without_level(title)))


def _shared_words(names: Collection[str]) -> int:
    """How many words in a row all of them begin with."""
    places = zip(*(name.split() for name in names), strict=False)
    return len(list(takewhile(lambda words: len(set(words)) == 1, places)))


def _apart(whole: str, shared: int) -> str:
    """The beginning, "…", and the words that no other has there."""
    words = whole.split()
    tail = cut(" ".join(words[shared:]), _LONGEST_TAIL)
    if len(whole) <= LONGEST or not tail:
        return _cut(whole)
    return f"{cut(whole, LONGEST - len(tail) - 1)} {tail}"


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
