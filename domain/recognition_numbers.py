"""Numbers that people type at the door: dossier codes, and those of persons, which nobody asked for."""

import re

_CODE = re.compile(
    r"(?<![\w.])(?:[A-Z]\.)?(?:[GH]\d{2}(?:\.\d{1,3}){0,3}|(?:\d{2,3}\.){1,3}[GH]\d{2})"
    r"-(?:\d{8}|\d{6})-\d{4,10}(?![\w-])"
)
_CODE_IN_BLANKS = re.compile(
    r"(?<![\w.])([GH]\d{2}(?: \d{1,3}){0,3}|(?:\d{2,3} ){1,3}[GH]\d{2}) +(\d{8}|\d{6}) +(\d{4,10})(?![\w-])"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACED_JOINT = re.compile(r"(?<!\s)\s*([.-])\s*(?=[\dGH])")  # tried once for each run of blanks
_COMMA_BETWEEN_DIGITS = re.compile(r"(?<=\d)[,。](?=[\dGH])")

_PERSONAL = re.compile(
    r"(?<![\d.,-])(?:"
    r"(?:\+?84|0)[ .-]?[235789](?:[ .-]?\d){8}"  # a phone
    r"|\d{12}|0\d{2}(?: \d{3}){3}"  # an identity card
    r"|\d{9}"  # the old one
    r")(?![\d-]|[.,]\d)"
)


def first_dossier_code(cleaned: str) -> str:
    """The first dossier code of a clean text in its official spelling, empty when there is none."""
    typed = _COMMA_BETWEEN_DIGITS.sub(".", _DASHES.sub("-", cleaned.upper()))
    found = _CODE.search(typed) or _CODE.search(_SPACED_JOINT.sub(r"\1", typed))
    if found:
        return found.group()
    blank = _CODE_IN_BLANKS.search(typed)
    return f"{blank[1].replace(' ', '.')}-{blank[2]}-{blank[3]}" if blank else ""


def names_a_person(cleaned: str) -> bool:
    """Whether a clean text holds the number of a phone or of an identity card."""
    return bool(_PERSONAL.search(cleaned))
