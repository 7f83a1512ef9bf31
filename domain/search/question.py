"""A question taken apart: the part it asks for, the codes it names, the words that carry it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from domain.procedures import Part
from domain.search.deciding import Demand, deciding_words
from domain.search.lexicon import Lexicon, Reading
from domain.search.said import Said
from domain.search.terms import Term, Weight, told, weigh
from domain.search.text import Word, Words

_CODE = re.compile(r"(?<![\d.])(\d\.\d{6})(?!\d)")

LONGEST_WISH = 20
"""A message of more words is a story, and "mất" in it may be said of anything."""

KnowsPair = Callable[[str, str], bool]


class Unit(NamedTuple):
    """What was said from word `start` up to, not including, `end`.

    `readings` are the official words that it may stand for.
    """

    said: tuple[Term, ...]
    start: int
    end: int
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A message understood. `units` leave out what only asks or is polite.

    `subject` is the message without the words on which `demands` rest.
    """

    codes: tuple[str, ...]
    asks: Part | None
    units: tuple[Unit, ...]
    demands: tuple[Demand, ...] = ()
    subject: Words = ()
    bare: bool = False

    @property
    def vague(self) -> bool:
        """Nothing was said but what is to be done: "đăng ký lại"."""
        return not any(unit.readings or unit.said[0].weight is Weight.FULL for unit in self.units)


def understand(said: Said, lexicon: Lexicon, repair: Callable[[Words], Words], knows: KnowsPair) -> Question:
    """Take a message apart; `repair` corrects typing, `knows` tells pairs that name procedures."""
    codes = tuple(dict.fromkeys(_CODE.findall(said.cleaned)))
    if codes:
        said = Said(_CODE.sub(" ", said.cleaned))
    message = repair(said.written_out)
    bare = _is_bare(said.words) and (len(said.words) <= LONGEST_WISH or _is_bare(message))
    return asked(message, lexicon, knows, bare=bare, codes=codes)


def _is_bare(message: Sequence[Word]) -> bool:
    return all(word.bare for word in message)


def asked(
    message: Words, lexicon: Lexicon, knows: KnowsPair, *, bare: bool, codes: tuple[str, ...] = ()
) -> Question:
    """Tell what is asked for, of what, and which words decide between procedures of one thing.

    `bare`: no accent was typed, even where a short message holds some for what was written out.
    """
    parts = lexicon.asks.find(message)
    weights = weigh(message, lexicon.roles)
    if bare:
        _rescue_bare_words(message, weights, knows)
    for match in parts:
        if match.value:
            weights[match.start : match.end] = [Weight.NONE] * (match.end - match.start)
    units = _units(message, weights, lexicon)
    part = next((match.value for match in parts if match.value), None)
    demands, subject = _demands(message, units)
    return Question(codes, part, units, demands, subject, bare)


def _demands(message: Words, units: Sequence[Unit]) -> tuple[tuple[Demand, ...], Words]:
    """Words inside an everyday phrase decide nothing of themselves: what the phrase stands for does."""
    if len(message) > LONGEST_WISH:
        return (), message
    matches = deciding_words().in_question(message)
    phrases = [unit for unit in units if unit.readings]
    found: list[Demand] = [
        frozenset((match.value,))
        for match in matches
        if not any(unit.start < match.end and match.start < unit.end for unit in phrases)
    ]
    readings = (tuple(map(_decided, unit.readings)) for unit in phrases)
    found += [frozenset().union(*ids) for ids in readings if all(ids)]
    cut = {place for match in matches for place in range(match.start, match.end)}
    return tuple(found), tuple(word for place, word in enumerate(message) if place not in cut)


@lru_cache(maxsize=1_024)
def _decided(reading: Reading) -> frozenset[int]:
    return deciding_words().in_reading([term.word for term in reading])


def _rescue_bare_words(message: Sequence[Word], weights: list[Weight], knows: KnowsPair) -> None:
    """Typed without accents, "ma tuy" must not lose "ma" to the stop word "mà"."""
    told_before = tuple(weights)
    for place, (left, right) in enumerate(pairwise(message)):
        around = (told_before[place], told_before[place + 1])
        if sorted(around) == [Weight.NONE, Weight.FULL] and knows(left.folded, right.folded):
            weights[place] = weights[place + 1] = Weight.FULL


def _units(message: Sequence[Word], weights: Sequence[Weight], lexicon: Lexicon) -> tuple[Unit, ...]:
    units: list[Unit] = []
    place = 0
    for match in lexicon.synonyms.find(message):
        units += _plain(message, weights, range(place, match.start))
        said = told(message[match.start : match.end], weights[match.start : match.end])
        units.append(Unit(said, match.start, match.end, match.value))
        place = match.end
    return (*units, *_plain(message, weights, range(place, len(message))))


def _plain(message: Sequence[Word], weights: Sequence[Weight], places: range) -> list[Unit]:
    return [
        Unit((Term(message[place], weights[place]),), place, place + 1) for place in places if weights[place]
    ]
