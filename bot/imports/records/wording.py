"""Official text made fit to be read: one line, no list marks, cut where a person would pause."""

import re
from collections.abc import Iterable, Iterator

from bot.imports.records.phrases import pattern, phrase
from domain.search.text import fold
from domain.text import cut

_MARK = re.compile(
    r"(?:[-–—•*+.:;,!?~&)]+|\(\*+\)"
    r"|\((?:\d{1,2}(?:\.\d{1,2})*|[^\W\d_]\d?|[ivxIVX]{1,5})\)"
    r"|(?:\d{1,2}(?:\.\d{1,2})*|[^\W\d_]\d?|[ivxIVX]{1,5})(?:\.\d{1,2})*[.)](?=\s))\s*"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}\.?\s+")
_SIGN = re.compile(r"[\d/]")
_SHOUTED = frozenset({"hiv", "aids", "asean"})
_ENDING = " .;:,/-–_"
_MARKUP = re.compile(r"<(/?b)>", re.IGNORECASE)
_NOTHING = frozenset(
    {
        "",
        "khong",
        "khong co",
        "khong quy dinh",
        "khong quy dinh cu the",
        "khong yeu cau",
        "khong co quy dinh",
        "chua quy dinh",
        "xem phan mo ta",
        "xem mo ta",
        "n a",
        "chua co",
        "khong ap dung",
    }
)


def one_line(text: str) -> str:
    """White space made single spaces, and nothing that would be taken for our markup."""
    return " ".join(_MARKUP.sub(r"‹\1›", text).split())


def tidy(text: str) -> str:
    """One line without the marks of a list before it and the stops after it."""
    line = one_line(text)
    while mark := _MARK.match(line) or _NUMBERED.match(line):
        line = line[mark.end() :]
    return line.rstrip(_ENDING)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing to say."""
    return fold(text) in _NOTHING


def sentence(text: str) -> str:
    """With a capital and a stop."""
    return capital(text) if text.endswith(("…", ".", "!", "?", ":")) else f"{capital(text)}."


def spoken(text: str) -> str:
    """A tidy line that may lead to the next: a colon at its end stays, abbreviations are spelled out."""
    line = pattern("abbreviation").sub(lambda found: phrase(f"abbreviation.{found[0].lower()}"), tidy(text))
    return f"{line}:" if line and text.rstrip().endswith(":") else line


def lines(text: str) -> Iterator[str]:
    """The lines of a text as one would say them; those that say nothing are left out."""
    return (spoken(line) for line in unwrapped(text) if not says_nothing(tidy(line)))


def unwrapped(text: str) -> Iterator[str]:
    """Lines that were broken inside a sentence are whole again."""
    whole = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if whole and line[0].islower() and whole[-1].isalnum() and not _MARK.match(line):
            whole = f"{whole} {line}"
        else:
            yield from filter(None, (whole,))
            whole = line
    yield from filter(None, (whole,))


def unshouted(text: str) -> str:
    """Capitals throughout are hard to read: only names and numbers of documents keep them."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(map(str.isupper, letters)) * 4 < len(letters) * 3:
        return text
    words = (word if _SIGN.search(word) else word.lower() for word in text.split(" "))
    return capital(pattern("proper").sub(_proper, " ".join(words)))


def fitting(texts: Iterable[str], longest: int, budget: int) -> tuple[tuple[str, ...], bool]:
    """As many texts as the budget of letters takes, each cut; whether anything was left out."""
    kept: list[str] = []
    whole = True
    for text in dict.fromkeys(texts):
        shown = cut(text, longest)
        budget -= len(shown)
        if kept and budget < 0:
            return tuple(kept), True
        whole = whole and shown == text
        kept.append(shown)
    return tuple(kept), not whole


def _proper(found: re.Match[str]) -> str:
    return " ".join(word.upper() if word in _SHOUTED else word.capitalize() for word in found[0].split())
