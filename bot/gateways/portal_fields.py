"""Reading single fields of an answer that may hold anything, and finding the dossier in it."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from bot.gateways.trouble import PortalTrouble, Trouble
from domain.text import clean

Fields: TypeAlias = Mapping[str, Any]

VIETNAMESE = 228
"""The language's number in iGate."""

WRAPPINGS = ("data", "content")


def the_dossier(
    answer: object, code: str, named: tuple[str, ...], *, must_be_named: bool = True
) -> Fields | None:
    """The one dossier of the answer, with its names in lower case; None where it says "none".

    Systems mix dossiers up, so the code in the answer must be the code that was asked. Raises
    `PortalTrouble`.
    """
    inner = _unwrapped(answer)
    if inner is None or inner == []:
        return None
    for row in inner if isinstance(inner, list) else [inner]:
        found = fields(row)
        codes = {text(found[name], 48).upper() for name in named if found.get(name)}
        if codes == {code} or (found and not codes and not must_be_named):
            return found
    raise PortalTrouble(Trouble.WRONG)


def fields(value: object) -> Fields:
    """An object with its names in lower case: the same system writes them in one way or another."""
    return {str(name).lower(): inner for name, inner in value.items()} if isinstance(value, dict) else {}


def rows(value: object) -> Iterator[Fields]:
    """The objects of a list."""
    yield from (fields(row) for row in value if isinstance(row, dict)) if isinstance(value, list) else ()


def text(value: object, longest: int) -> str:
    """A word or a number on one line; nothing for anything else."""
    is_written = isinstance(value, str | int) and not isinstance(value, bool)
    return " ".join(clean(str(value)).split())[:longest] if is_written else ""


def name(value: object, longest: int) -> str:
    """A name, or the Vietnamese one of several."""
    if not isinstance(value, list):
        return text(value, longest)
    several = list(rows(value))
    ours = [each for each in several if each.get("languageid") == VIETNAMESE]
    return next((text(each.get("name"), longest) for each in ours or several), "")


def _unwrapped(answer: object) -> object:
    outer = fields(answer)
    for wrapping in WRAPPINGS:
        if wrapping in outer:
            return outer[wrapping]
    return answer
