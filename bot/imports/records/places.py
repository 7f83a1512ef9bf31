"""Where papers are handed in: the counter of the commune, else the office that the record names."""

import re
from collections.abc import Iterator, Sequence

from bot.imports.records.phrases import phrase
from bot.imports.records.raw import RawProcedure
from bot.imports.records.wording import one_line, sentence, tidy
from domain.procedures import Brief
from domain.search.text import fold
from domain.text import cut

SHORT = 90
_LONGEST_LINE = 400

_COMMUNE = re.compile(
    r"(?:uy ban nhan dan|ubnd|chu tich ubnd|chu tich uy ban nhan dan)"
    r" (?:cap )?(?:xa|phuong)(?: phuong)?(?: thi tran)?(?: dac khu)?"
)
"""The people's committee of a commune, by each of its names in the records, without accents."""

_ELSEWHERE = ("thanh pho ha noi", "tp ha noi", "thanh pho ho chi minh", "tp ho chi minh", "tp hcm")
_COUNTER = re.compile(r"\b(?:trung tam|bo phan|mot cua|cong an|phong|so|uy ban|cuc|bo) ")
_BRACKETS = re.compile(r"\s*\([^()]*\)?$")
_LEVELS = (("cap xa", "where.of_commune"), ("cap tinh", "where.of_province"), ("cap bo", "where.of_ministry"))
_MINISTRY = "cap bo"


def where_of(record: RawProcedure) -> Brief:
    """The counter as far as it is known, then who decides and what the record says of the place."""
    offices = offices_of(record.agency)
    communal = any(is_communal(office) for office in offices) and not fold(record.level).startswith(_MINISTRY)
    short = phrase("where.commune") if communal else _named(record, offices)
    return Brief(short, tuple(_detail(record, offices, communal=communal, short=short)))


def offices_of(agency: str) -> tuple[str, ...]:
    """The offices of a list whose commas also stand inside names; each once."""
    found: list[str] = []
    for part in one_line(agency).split(","):
        piece = part.strip(" .")
        if piece and found and not piece[0].isupper():
            found[-1] = f"{found[-1]}, {piece}"
        elif piece:
            found.append(piece)
    return tuple(dict.fromkeys(map(_of_any_province, found)))


def is_communal(office: str) -> bool:
    return bool(_COMMUNE.fullmatch(fold(office)))


def _of_any_province(office: str) -> str:
    """A department without the province that the record happens to name."""
    folded = fold(office)
    if not folded.startswith("so "):
        return office
    strange = next((name for name in _ELSEWHERE if folded.endswith(f" {name}")), "")
    return " ".join(office.split()[: -len(strange.split()) or None]).rstrip(",")


def _named(record: RawProcedure, offices: Sequence[str]) -> str:
    address = _BRACKETS.sub("", tidy(record.receiving_address.partition("\n")[0]))
    if 0 < len(address) <= SHORT and _COUNTER.match(fold(address)):
        return address
    if offices:
        several = len(offices) > 1
        listed = ", ".join(offices)
        if len(listed) <= SHORT:
            return listed
        return cut(phrase("where.one_of", agency=offices[0]) if several else listed, SHORT)
    level = fold(record.level)
    return phrase(next((key for start, key in _LEVELS if level.startswith(start)), "where.somewhere"))


def _detail(record: RawProcedure, offices: Sequence[str], *, communal: bool, short: str) -> Iterator[str]:
    address = one_line(record.receiving_address)
    listed = ", ".join(offices)
    if communal and all(map(is_communal, offices)):
        yield phrase("where.commune_detail")
    elif not offices:
        yield phrase("where.unnamed")
    elif listed != short:
        yield cut(phrase("where.agency", agency=listed), _LONGEST_LINE)
    if address and tidy(address) != short:
        yield sentence(cut(phrase("where.address", address=address), _LONGEST_LINE))
    if "huyen" in fold(f"{listed} {address}").split():
        yield phrase("where.district")
