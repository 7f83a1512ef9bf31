"""What a person wants of a dossier that is spoken of, in their own words."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from domain.recognition_signs import signs_in
from domain.search.lists import sections
from domain.search.phrases import Phrases
from domain.search.said import Said
from domain.search.text import Word
from domain.second_check import Proof, Shown, read_number

_FILLER, _NUMBER_WORDS = "filler", "number"
_LONGEST = 16
_NUMBER = re.compile(r"(?<![\w.,-])\+?[0-9][0-9 .-]{2,16}[0-9](?![\w]|[.,-][0-9])")


class Wish(StrEnum):
    """In the order in which they win over one another."""

    LOST = "lost_code"
    STOP = "stop_following"
    NO_NUMBER = "no_number"
    CODE = "code"
    FOLLOW = "follow"
    ANOTHER = "another"
    MORE = "more"
    DELAY = "delay"
    WHY = "why"
    PROGRESS = "progress"
    WHERE = "where"
    NO = "no"
    YES = "yes"


ABOUT_ONE = frozenset({Wish.LOST, Wish.CODE, Wish.FOLLOW, Wish.ANOTHER, Wish.DELAY, Wish.PROGRESS})
"""Said of a dossier even where none was named yet; all else needs one."""

_ANYWHERE = (Wish.LOST, Wish.STOP)


def wish(said: Said) -> Wish | None:
    """A lost receipt or the wish for silence anywhere; all else only where nothing else was said."""
    signs = signs_in(said.written_out)
    spoken = next((each for each in _ANYWHERE if each in signs), None)
    if spoken:
        return spoken
    found = _made_of(said.written_out)
    return next((each for each in Wish if each in found), None)


def number_in(said: Said) -> Shown | None:
    """The one number of a person in a message; four digits only where all words are about a number."""
    bare = read_number(said.text)
    if bare:
        return bare
    numbers = list(numbers_in(said.cleaned))
    if len(numbers) != 1:
        return None
    number = numbers[0]
    beside = Said(_NUMBER.sub(" ", said.cleaned))
    about_it = number.proof is Proof.WHOLE or _made_of(beside.words) == {_NUMBER_WORDS}
    return number if about_it else None


def numbers_in(text: str) -> Iterator[Shown]:
    """Every number that could be the one of a check."""
    return (number for each in _NUMBER.findall(text) if (number := read_number(each)))


def _made_of(message: Sequence[Word]) -> frozenset[str]:
    """The sections of which the whole message is made, fillers left out."""
    if not 0 < len(message) <= _LONGEST:
        return frozenset()
    matches = _phrases().find(message)
    if sum(match.end - match.start for match in matches) != len(message):
        return frozenset()
    return frozenset(match.value for match in matches) - {_FILLER}


@lru_cache(maxsize=1)
def _phrases() -> Phrases[str]:
    """The list of what is said of a dossier, and the fillers of the door."""
    own = [(phrase, section) for section, phrase in sections("dossier")]
    fillers = [(phrase, _FILLER) for section, phrase in sections("door") if section == _FILLER]
    return Phrases([*own, *fillers])
