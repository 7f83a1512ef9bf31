"""A question taken apart: the part it asks for, the codes it names, the words that carry it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.procedures import Part
from domain.search.lexicon import Lexicon, Reading, Words
from domain.search.terms import Term, Weight, told, weigh
from domain.search.text import Word, clean, words

_CODE = re.compile(r"(?<![\d.])(\d\.\d{6})(?!\d)")

KnowsPair = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Unit:
    """What was said from word `start` up to, not including, `end`.

    `readings` are the official words that it may stand for.
    """

    said: tuple[Term, ...]
    start: int
    end: int
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A message understood. `units` leave out what only asks or is polite."""

    codes: tuple[str, ...]
    asks: Part | None
    units: tuple[Unit, ...]

    @property
    def vague(self) -> bool:
        """Nothing was said but what is to be done: "đăng ký lại"."""
        return not any(unit.readings or unit.said[0].weight is Weight.FULL for unit in self.units)


def understand(text: str, lexicon: Lexicon, repair: Callable[[Words], Words], knows: KnowsPair) -> Question:
    """Take a message apart; `repair` corrects typing, `knows` tells pairs that name procedures."""
    codes = tuple(dict.fromkeys(_CODE.findall(clean(text))))
    message = repair(lexicon.written_out(words(_CODE.sub(" ", clean(text)))))
    asks = lexicon.asks.find(message)
    weights = weigh(message, lexicon.roles)
    _rescue_bare_words(message, weights, knows)
    for match in asks:
        weights[match.start : match.end] = [Weight.NONE] * (match.end - match.start)
    return Question(codes, asks[0].value if asks else None, _units(message, weights, lexicon))


def _rescue_bare_words(message: Sequence[Word], weights: list[Weight], knows: KnowsPair) -> None:
    """Typed without accents, "ma tuy" must not lose "ma" to the stop word "mà"."""
    if not all(word.bare for word in message):
        return
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
