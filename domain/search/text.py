"""Vietnamese as people type it, brought to one form: words with a tone key and without accents."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

LONGEST = 1_000
"""Characters of a question that are read; what follows cannot change what is asked."""

_LONGEST_KNOWN = 12

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)
_LOOSE_MARKS = re.compile("[\u0300-\u036f]+")
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")
_WORD = re.compile(r"[^\W_]+")
_ENDING_IN_Y = re.compile(r"([bcdđghklmnprstvx]{1,3})y")


class Word(NamedTuple):
    """A syllable. `key` holds letters and tone apart, so that "hòa" and "hoà" are one key."""

    written: str
    key: str
    folded: str

    @property
    def bare(self) -> bool:
        """Written without any accent: it may stand for every word of the same letters."""
        return self.key == self.folded

    def means(self, other: "Word") -> bool:
        """Whether what a person typed (self) can be the properly written `other`."""
        return self.key == other.key or (self.key == self.folded == other.folded)


Words = tuple[Word, ...]


def clean(text: str, longest: int = LONGEST) -> str:
    """Lower case, composed, full-width forms and invisible characters gone, cut to `longest`."""
    composed = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text[:longest]))
    return _STRETCHED.sub(r"\1", _LOOSE_MARKS.sub("", composed[:longest].lower()))


def words(text: str, longest: int = LONGEST) -> Words:
    """The words of a text in order; punctuation and emoji are gone."""
    return words_of(clean(text, longest))


def words_of(cleaned: str) -> Words:
    """The words of what `clean` gave back."""
    return tuple(map(_word, _WORD.findall(cleaned)))


def without(cleaned: str, start: int, end: int) -> str:
    """What `clean` gave back, but for its words from `start` up to, not including, `end`."""
    found = [match.span() for match in _WORD.finditer(cleaned)][start:end]
    return f"{cleaned[: found[0][0]]}{cleaned[found[-1][1] :]}".strip() if found else cleaned


def fold(text: str) -> str:
    """The words of a text without accents, parted by single spaces."""
    return folded(words(text))


def folded(message: Iterable[Word]) -> str:
    """The same of words that were read already."""
    return " ".join(word.folded for word in message)


def _word(written: str) -> Word:
    """Remembered where it may be said again: not a number, and not letters without end."""
    return _known(written) if len(written) <= _LONGEST_KNOWN and written.isalpha() else _read(written)


def _read(written: str) -> Word:
    letters, tone = _part_tone(written)
    # "kỹ" and "kĩ", "lý" and "lí" are the same word in two spellings
    if _ENDING_IN_Y.fullmatch(letters):
        letters = letters[:-1] + "i"
    return Word(written, letters + tone, _without_accents(letters))


_known = lru_cache(maxsize=16_384)(_read)


def _part_tone(written: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", written)
    tone = "".join(mark for mark in marks if mark in _TONES)[:1]
    letters = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", letters), tone


def _without_accents(letters: str) -> str:
    marks = unicodedata.normalize("NFD", letters.replace("đ", "d"))
    return "".join(mark for mark in marks if not unicodedata.combining(mark))
