"""The signs of the door in a message: which of its phrases stand in it, and which make it up whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from domain.search.lists import sections
from domain.search.phrases import Phrases
from domain.search.text import Word

Signs: TypeAlias = frozenset[str]

FILLER = "filler"
WHOLE = (
    *(
        "only_emergency",
        "only_police",
        "only_fire",
        "only_insult",
        "only_rating",
        "who_alone",
        "goodbye",
        "no",
    ),
    *("cancel", "back", "menu", "english", "vietnamese", "help", "thanks", "greeting", "yes"),
)
"""Sections that count only when the whole message is made of them and of fillers."""

_LONGEST_SMALL_TALK = 16
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class DoorPhrases:
    """The word lists of the door, ready to match."""

    anywhere: Phrases[str]
    whole: Phrases[str]
    telling: frozenset[str]
    beside: frozenset[str]


@lru_cache(maxsize=1)
def door() -> DoorPhrases:
    """Read the lists once for the whole process."""
    small = {*WHOLE, FILLER}
    listed = [(phrase, sign) for sign, phrase in sections("door")]
    english = tuple(sections("english"))
    return DoorPhrases(
        anywhere=Phrases(entry for entry in listed if entry[1] not in small),
        whole=Phrases(entry for entry in listed if entry[1] in small),
        telling=frozenset(word for sign, word in english if sign == "telling"),
        beside=frozenset(word for sign, word in english if sign == "beside"),
    )


def signs_in(message: Sequence[Word]) -> Signs:
    """Every sign that stands anywhere; one ending in "!" only where it was typed with accents."""
    found = set()
    for match in door().anywhere.every(message):
        if not match.value.endswith("!"):
            found.add(match.value)
        elif any(not word.bare for word in message[match.start : match.end]):
            found.add(match.value.removesuffix("!"))
    return frozenset(found)


def signs_of_whole(message: Sequence[Word]) -> Signs:
    """The signs of which the whole message is made; none when anything else was said."""
    if not 0 < len(message) <= _LONGEST_SMALL_TALK:
        return frozenset()
    matches = door().whole.find(message)
    said = sum(match.end - match.start for match in matches)
    return frozenset(match.value for match in matches) if said == len(message) else frozenset()


def is_english(message: Sequence[Word]) -> bool:
    """Mostly English words, one of them at least no syllable of Vietnamese typed without accents."""
    lists = door()
    telling = sum(word.written in lists.telling for word in message)
    if not telling:
        return False
    return telling + sum(word.written in lists.beside for word in message) >= _MOSTLY * len(message)
