"""Dossier codes in every form in which people type, paste or scan them.

Facts: the agency's id (either order of its parts), the date of receipt, the number of that day. The
look-up has the last word on whether a code exists.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from domain.code_letters import plain

_AS_DIGIT = str.maketrans("OIL", "011")

_D = "[0-9OIL]"
_LETTER = r"[^\W\d_]"
_PROVINCE = f"(?:[0-9]{_D}|{_D}[0-9])"
_JOINT = r"(?: ?[.\-]{1,2} ?| )"
_NOT_INSIDE = r"(?<![0-9])(?<![0-9][.\-])"
_HEAD = rf"(?:(?<!{_LETTER})[A-Z]\.)?(?:[GH]|(?<!{_LETTER})[GH] ){_PROVINCE}"
_DAY = rf"{_D}{{8}}|{_D}{{6}}|(?:{_D}{{2}})?{_D}{{2}}(?P<split>[ .\-]){_D}{{2}}(?P=split){_D}{{2}}"
_ENDS = r"(?![^\W_])"
_NUMBER = rf"{_D}{{4,10}}(?<![OIL]{{2}}){_ENDS}|[0-9]{{4,10}}(?={_LETTER})|{_D}{{4,10}}{_ENDS}"
"""Two letters at its end are rather a word that was typed without a blank."""

_CODE = re.compile(
    rf"(?:"
    rf"(?<![0-9])(?P<head>{_HEAD})(?P<parts>(?:{_JOINT}{_D}{{1,3}}){{1,3}}|{_D}{{4}}|{_D}{{2}})"
    rf"|{_NOT_INSIDE}(?P<bare>{_HEAD})"
    rf"|{_NOT_INSIDE}(?P<old>(?:[0-9]{_D}{{1,2}}|(?<!{_LETTER}){_D}{{2,3}})"
    rf"(?:{_JOINT}{_D}{{2,3}}{_JOINT}{_D}{{2,3}}{_JOINT}|(?:[.\-]{_D}{{2,3}})?[.\-])[GH]{_PROVINCE})"
    rf"){_JOINT}(?P<day>{_DAY}){_JOINT}(?P<number>{_NUMBER})"
)
"""Every repetition is bounded and no two meet, so that reading takes time by the length alone."""

_AFTER = rf"(?:(?<!{_LETTER})|(?<=M[ÃA])|(?<=S[ƠO]))"
_BEGUN = re.compile(
    rf"{_AFTER}[GH] ?{_PROVINCE}(?: ?[.\-] ?{_D}{{2}}| (?:{_D}{{1,3}} ){{0,3}}{_D}{{4}})"
    rf"|{_AFTER}[GH][0-9]{{3}}{_D}"
    rf"|{_NOT_INSIDE}(?:[0-9]{{2,3}}[.\-]){{3}}[GH][0-9]{{2}}"
    r"|^\W*(?:(?:MÃ|MA|SỐ|SO|HỒ|HO|SƠ|LÀ|LA)\W+){0,4}[GH] ?[0-9]{2}\W*$"
)
_DAY_AND_NUMBER = re.compile(rf"(?<![0-9.])([0-9]{{8}}|[0-9]{{6}})(?: ?[.\-] ?| ){_D}{{2,10}}{_ENDS}")
_RUN_ON = re.compile(r"-[0-9]|[A-Z]")
_LONG_DAY = 8


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code in its official spelling, such as `H41.16-260102-0007`.

    `repaired`: a letter was read as a digit, a missing dot put in or an end guessed, so ask back.
    `rest` is the message without the code; it may hold the number of a person.
    """

    code: str
    repaired: bool = False
    rest: str = field(default="", repr=False)


def find_code(text: str) -> FoundCode | None:
    """The first code of a message; never raises."""
    return next(_found(plain(text)), None)


def find_codes(text: str) -> tuple[FoundCode, ...]:
    """Every code of a message, each once, in order."""
    each: dict[str, FoundCode] = {}
    for found in _found(plain(text)):
        each.setdefault(found.code, found)
    return tuple(each.values())


def is_of_another_province(code: str, province: str) -> bool:
    """Whether a code in its official spelling names another province; ministries serve every one."""
    head = re.search("H[0-9]{2}", code)
    return bool(province) and head is not None and head[0] != province


def looks_like_a_code(text: str) -> bool:
    """Whether somebody began to type a code that is not whole."""
    line = plain(text)
    return bool(_BEGUN.search(line)) or any(_is_a_day(match[1]) for match in _DAY_AND_NUMBER.finditer(line))


def _found(line: str) -> Iterator[FoundCode]:
    """What follows a code is read as if it began there: codes may stand side by side."""
    begun = 0
    while match := _CODE.search(line[begun:]):
        start, end = begun + match.start(), begun + match.end()
        day = _digits(match["day"])
        if _is_a_day(day) and not (match["split"] and match["bare"]):
            code = f"{_agency(match)}-{day}-{_digits(match['number'])}"
            repaired = _is_guessed(match) or bool(_RUN_ON.match(line, end)) or _runs_in(line[begun:start])
            yield FoundCode(code, repaired, f"{line[:start]} {line[end:]}".strip())
        begun = end


def _agency(match: re.Match[str]) -> str:
    """`H41.12.34`, `T.G12.34` or, in the old order, `000.00.06.H56`."""
    if match["old"]:
        *parts, last = re.split(_JOINT, match["old"])
        return ".".join([*map(_digits, parts), _head(last)])
    parts = re.findall(f"{_D}{{2}}" if _is_joined(match) else f"{_D}{{1,3}}", match["parts"] or "")
    return ".".join([_head(match["head"] or match["bare"]), *map(_digits, parts)])


def _head(written: str) -> str:
    """The letter of a kind of agency, and the one of the agency, stay letters."""
    kind, dot, letters = written.replace(" ", "").rpartition(".")
    return f"{kind}{dot}{letters[0]}{_digits(letters[1:])}"


def _digits(written: str) -> str:
    return re.sub(r"[ .\-]", "", written).translate(_AS_DIGIT)


def _is_joined(match: re.Match[str]) -> bool:
    """`H4199` for `H41.99`."""
    return match["parts"] is not None and match["parts"][0] not in " .-"


def _is_guessed(match: re.Match[str]) -> bool:
    agency = match["old"] or f"{match['head'] or match['bare']}{match['parts'] or ''}"
    joints = {joint.strip() for joint in re.findall(_JOINT, re.sub(r"[GH] ", "", agency))}
    letters = re.search("[OIL]", re.sub(r"^[A-Z]\.", "", match.group()))
    return bool(letters or match["split"] or _is_joined(match) or ("" in joints and len(joints) > 1))


def _runs_in(before: str) -> bool:
    """Digits that are joined to the code may be a part of it that was not understood."""
    return re.search(r"[0-9]{2}[.\-]$", before) is not None


def _is_a_day(digits: str) -> bool:
    year = digits[:4] if len(digits) == _LONG_DAY else f"20{digits[:2]}"
    try:
        found = date(int(year), int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        return False
    return 2000 <= found.year < 2100  # noqa: PLR2004 - the century of all codes
