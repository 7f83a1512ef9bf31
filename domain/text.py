"""Text as it passes every edge: composed, and without what no database or messenger takes."""

import re
import unicodedata

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """NFC, with U+FFFD in place of NUL and of half characters (lone surrogates)."""
    if text.isascii() and "\x00" not in text:
        return text
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text))
