"""Papers as the record lists them: which are papers, what to do with each, in which order."""

import re
from collections.abc import Iterable

from bot.imports.records.phrases import pattern, phrase
from bot.imports.records.raw import RawDocument
from bot.imports.records.wording import capital, one_line, tidy
from domain.procedures import Requirement
from domain.search.text import fold
from domain.text import cut

LONGEST_NAME = 220
LONGEST_FORM = 80
_LONGEST_PART = 80
_LONGEST_HEAD = 60

_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|rtf|zip|rar|odt)$", re.IGNORECASE)
_FILES = re.compile(r"\.(?:docx?|xlsx?|pdf)", re.IGNORECASE)
_COUNTED = re.compile(r"\bban (?:chinh|sao)\b")
_LETTERS = frozenset("_;")
_FIRST = (
    "to khai",
    "don ",
    "giay de nghi",
    "van ban de nghi",
    "phieu ",
    "mau ",
    "ban khai",
    "bang ke",
    "bien ban",
)
_COPY = re.compile(r"(?:\d+ )?(?:ban sao|ban chup|file)\b")
_PHOTO = re.compile(r"(?:\d+ )?(?:\w+ )?(?:anh|phong bi)\b")
_ORDER = re.compile(r"^\W{0,3}(?:(\d{1,2})|([a-z]|\u0111))[.)]")
_ALPHABET = "abcd\u0111eghiklmnopqrstuvxy"
_LINKS = frozenset({"va", "hoac", "da", "cua", "co", "la", "cho", "giua", "voi", "nguoi", "do", "tai", "ve"})
"""Words with which no name ends."""

_REMARKS = ("so luong", "luu y", "ghi chu", "thanh phan ho so")
_AFTER_ALL = 99


def is_remark(document: RawDocument) -> bool:
    """Said to be one, or of no quantity at all: 0 originals and 0 copies."""
    counted = document.originals != 0 or document.copies != 0
    return document.note_like or not counted or fold(tidy(document.name)[:30]).startswith(_REMARKS)


def in_order(documents: Iterable[RawDocument]) -> list[RawDocument]:
    """By their own numbers or letters where all have one, else what is filled in comes first."""
    rows = list(documents)
    marked = [_mark(document.name) for document in rows]
    if all(mark < _AFTER_ALL for mark in marked):
        return [row for _, row in sorted(zip(marked, rows, strict=True), key=lambda pair: pair[0])]
    return sorted(rows, key=lambda row: not fold(tidy(row.name)[:40]).startswith(_FIRST))


def requirement(document: RawDocument, *, shown: bool, part: str = "") -> Requirement:
    """A paper with what to do with it; `part` is the heading it stands under in the record."""
    name = cut(capital(tidy(document.name)) or one_line(document.name), LONGEST_NAME)
    how = phrase("how.show") if shown else _how(document)
    under = phrase("how.part", part=cut(part, _LONGEST_PART)) if part else ""
    return Requirement(name, " ".join(filter(None, (how, under))), _form(document, name))


def head_of(name: str) -> str:
    """The words that name a paper, for a sentence that lists a few."""
    head = pattern("paper_tail").sub("", name).rstrip(" ,.").split()
    while head and fold(head[-1]) in _LINKS:
        head.pop()
    return cut(" ".join(head) if len(head) > 1 else name, _LONGEST_HEAD)


def _how(document: RawDocument) -> str:
    originals, copies = document.originals or 0, document.copies or 0
    name = fold(tidy(document.name)[:30])
    if (not originals and not copies) or _PHOTO.match(name):
        return ""
    if originals and not copies and _COPY.match(name):
        return phrase("how.plain", count=_count(originals))
    if originals and copies:
        return phrase("how.both", originals=_count(originals), copies=_count(copies))
    return phrase("how.original" if originals else "how.copy", count=_count(originals or copies))


def _count(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _form(document: RawDocument, name: str) -> str:
    """The name of the blank form, or of the paper where the record only has that of a file."""
    written = one_line(document.form)
    if not written:
        return ""
    stem = tidy(_FILE.sub("", written))
    garbled = (
        _FILES.search(stem) or _COUNTED.search(fold(stem)) or stem.isascii() or not _LETTERS.isdisjoint(stem)
    )
    if not garbled and len(stem) <= LONGEST_FORM:
        return stem
    return head_of(name) if fold(name[:40]).startswith(_FIRST) else ""


def _mark(name: str) -> int:
    found = _ORDER.match(name.strip())
    if not found:
        return _AFTER_ALL
    return int(found[1]) if found[1] else _ALPHABET.find(found[2])
