"""Dossier codes in every form in which people type, paste or scan them.

Facts: the agency's id (either order of its parts), the date of receipt, the number of that day. The
look-up has the last word on whether a code exists.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import unquote

LONGEST_READ = 4_000

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u02d7\ufe58\ufe63\uff0d_/"
_DOTS = ".,\u3002\uff0e\uff61\u00b7\u2022\u2024"
_ALIKE = {"\u041d": "H", "\u0397": "H", "\u041e": "O", "\u039f": "O", "\u0406": "I", "\u0399": "I", "|": "I"}
"""Letters of other alphabets that look like ours, as keyboards and scanners produce them."""

_AS_DIGIT = str.maketrans("OIL", "011")

_D = "[0-9OIL]"
_GAP = " {0,3}"
_JOINT = rf"(?:{_GAP}\.{_GAP}| {{1,3}})"
_CUT = rf"(?:{_GAP}[-.]{{1,2}}{_GAP}| {{1,3}})"
_CODE = re.compile(
    rf"(?<![0-9.])(?:"
    rf"(?P<head>(?:(?<![A-Z])[A-Z]\.)?[GH]{_D}{{2}})(?P<parts>(?:{_JOINT}{_D}{{1,3}}){{0,3}}|{_D}{{2}}|{_D}{{4}})"
    rf"|(?P<old>(?:{_D}{{2,3}}{_JOINT}){{1,3}}[GH]{_D}{{2}})"
    rf"){_CUT}(?P<day>{_D}{{8}}|{_D}{{6}}){_CUT}(?P<number>{_D}{{4,10}})(?![A-Z0-9]|-[0-9])"
)
_BEGUN = re.compile(
    r"(?<![A-Z0-9])[GH] ?[0-9]{2}(?:[-. ]|$)|(?<![0-9.-])[0-9]{6,8} ?- ?[0-9]{2,10}(?![0-9-])"
)
_MORE = re.compile(rf"{_D}{{1,3}}")


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code in its official spelling, such as `H41.16-260102-0007`.

    `repaired`: a letter was read as a digit or a missing dot put in, so ask back. `rest` is the
    message without the code.
    """

    code: str
    repaired: bool = False
    rest: str = ""


def find_code(text: str) -> FoundCode | None:
    """The first code of a message; never raises."""
    return next(_found(text), None)


def find_codes(text: str) -> tuple[FoundCode, ...]:
    """Every code of a message, each once, in order."""
    each: dict[str, FoundCode] = {}
    for found in _found(text):
        each.setdefault(found.code, found)
    return tuple(each.values())


def looks_like_a_code(text: str) -> bool:
    """Whether somebody began to type a code that is not whole."""
    return _BEGUN.search(_line(text[:LONGEST_READ])) is not None


def _found(text: str) -> Iterator[FoundCode]:
    line = _line(unquote(text[:LONGEST_READ]) if "%" in text else text[:LONGEST_READ])
    for match in _CODE.finditer(line):
        agency, guessed = _agency(match)
        day, number = (match[name].translate(_AS_DIGIT) for name in ("day", "number"))
        if _is_a_day(day):
            code = f"{agency}-{day}-{number}"
            repaired = guessed or _had_letters(match)
            yield FoundCode(code, repaired, f"{line[: match.start()]} {line[match.end() :]}".strip())


def _agency(match: re.Match[str]) -> tuple[str, bool]:
    """The id of the agency, and whether dots were missing in it."""
    if match["old"]:
        parts = re.split(_JOINT, match["old"])
        return ".".join([*(part.translate(_AS_DIGIT) for part in parts[:-1]), _head(parts[-1])]), False
    parts, guessed = _MORE.findall(match["parts"]), False
    if match["parts"] and not match["parts"].startswith((".", " ")):
        parts, guessed = re.findall(rf"{_D}{{2}}", match["parts"]), True
    return ".".join([_head(match["head"]), *(part.translate(_AS_DIGIT) for part in parts)]), guessed


def _head(written: str) -> str:
    """`H41` or `T.G12`: the letter of a kind of agency stays one."""
    kind, dot, letters = written.rpartition(".")
    return f"{kind}{dot}{letters[0]}{letters[1:].translate(_AS_DIGIT)}"


def _had_letters(match: re.Match[str]) -> bool:
    written = match.group().replace("H", "").replace("G", "")
    prefixed = match["head"] and "." in match["head"]
    return any(letter in written[1 if prefixed else 0 :] for letter in "OIL")


def _is_a_day(digits: str) -> bool:
    year = digits[:4] if len(digits) == len("20260609") else f"20{digits[:2]}"
    try:
        found = date(int(year), int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        return False
    return 2000 <= found.year < 2100  # noqa: PLR2004 - the century of all codes


def _line(text: str) -> str:
    """Upper case, one kind of dash, dot and blank, nothing invisible."""
    return "".join(map(_letter, text)).upper()


@lru_cache(maxsize=4_096)
def _letter(one: str) -> str:
    if one in _DASHES:
        return "-"
    if one in _DOTS:
        return "."
    if one.isspace():
        return " "
    if unicodedata.category(one) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", one)
    return _ALIKE.get(plain.upper(), plain)
