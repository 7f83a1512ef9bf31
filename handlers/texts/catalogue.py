"""The message catalogues: every sentence for people, by key and language."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from domain.content import Words
from domain.messages import Language

LOCALE = Path(__file__).parent / "locale"

_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")


@cache
def texts(language: Language) -> Mapping[str, str]:
    """All sentences of a language by key, from every .po file of its folder."""
    return {
        key: sentence
        for path in sorted((LOCALE / language / "LC_MESSAGES").glob("*.po"))
        for key, sentence in _read(path)
    }


def _read(path: Path) -> Iterator[tuple[str, str]]:
    with path.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, str) and message.id and isinstance(message.string, str):
                yield message.id, unicodedata.normalize("NFC", message.string)


def say(words: Words, language: Language) -> str:
    """Put words into a language; KeyError names a sentence that nobody has written."""
    if isinstance(words, str):
        return clean(words)
    sentence = texts(language).get(words.key) or texts(Language.VIETNAMESE)[words.key]
    return sentence.format_map({name: _value(value, language) for name, value in words.args.items()})


def _value(value: Words | int, language: Language) -> str:
    return str(value) if isinstance(value, int) else say(value, language)


def clean(text: str) -> str:
    """The text in NFC, without what no database or messenger takes: NUL and lone surrogates."""
    if text.isascii() and "\x00" not in text:
        return text
    return unicodedata.normalize("NFC", _UNSENDABLE.sub("\N{REPLACEMENT CHARACTER}", text))
