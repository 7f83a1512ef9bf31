"""Text as it passes every edge: composed, and without what no database takes or no screen should run."""

import re
import unicodedata

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """NFC, with U+FFFD in place of NUL and of half characters (lone surrogates).

    Blanks stand for control characters, which a terminal obeys; marks that turn the direction of
    writing are left out, since one of them would turn round all that follows.
    """
    if text.isascii() and not _CONTROL.search(text):
        return text
    storable = _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return unicodedata.normalize("NFC", _TURNING.sub("", _CONTROL.sub(" ", storable)))


def cut(text: str, most: int) -> str:
    """At most so many letters, ending after a word and with "…" where something is left out."""
    if len(text) <= most:
        return text
    head = text[:most]
    kept = head[: head.rfind(" ")] if " " in head else head[:-1]
    return f"{kept.rstrip(' .;:,/-–(“')}…"
