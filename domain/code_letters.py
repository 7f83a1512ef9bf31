"""The letters of a message as a dossier code is read: upper case, one kind of dash, dot and blank."""

import unicodedata
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

LONGEST_READ = 4_000

_DASHES = "-_/~\u2043\u2212\u2500\u2501\u2796\u30fc\u02d7"
_DOTS = ".,\u00b7\u2022\u2024\u2027\u2219\u22c5\u3001\u3002\u30fb"
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | set(map(chr, range(0xFE00, 0xFE10)))
"""What shows nothing and is no format character for Unicode."""

_ALIKE = {
    **dict.fromkeys("\u041d\u0397", "H"),
    "\u050c": "G",
    **dict.fromkeys("\u041e\u039f", "O"),
    **dict.fromkeys("\u0406\u0399\u04c0", "I"),
}
"""Letters of other alphabets that look like ours, as keyboards and scanners produce them."""

_WRAPPED = 3
"""How often one link may stand in another one."""


def plain(text: str) -> str:
    """The first `LONGEST_READ` characters, links decoded, nothing invisible, blanks single."""
    composed = unicodedata.normalize("NFC", _decoded(text[:LONGEST_READ]))
    return " ".join("".join(map(_letter, composed)).upper().split())


def _decoded(text: str) -> str:
    if "://" in text:
        text = text.replace("+", " ")
    for _ in range(_WRAPPED):
        if "%" in text:
            text = unquote(text)
    return unescape(text) if "&" in text else text


@lru_cache(maxsize=4_096)
def _letter(one: str) -> str:
    if one in _INVISIBLE or unicodedata.category(one) == "Cf":
        return ""
    return "".join(map(_known, unicodedata.normalize("NFKC", one)))


def _known(one: str) -> str:
    if one.isspace():
        return " "
    if one in _DOTS:
        return "."
    if one in _DASHES or unicodedata.category(one) == "Pd":
        return "-"
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    return _ALIKE.get(one.upper(), one)
