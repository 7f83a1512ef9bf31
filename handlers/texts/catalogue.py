"""The message catalogues: every sentence for people, by key and language."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from domain.content import Words
from domain.messages import Language
from domain.text import clean

LOCALE = Path(__file__).parent / "locale"


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
                yield message.id, clean(message.string)


def say(words: Words, language: Language) -> str:
    """Put words into a language; KeyError names a sentence that nobody has written."""
    if isinstance(words, str):
        return clean(words)
    sentence = texts(language).get(words.key) or texts(Language.VIETNAMESE)[words.key]
    return sentence.format_map({name: _value(value, language) for name, value in words.args.items()})


def _value(value: Words | int, language: Language) -> str:
    return str(value) if isinstance(value, int) else say(value, language)
