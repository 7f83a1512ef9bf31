"""How much each word of a text tells of the procedure that is meant."""

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import NamedTuple

from domain.search.phrases import Phrases
from domain.search.text import Word


class Role(StrEnum):
    """The lists of common words."""

    STOP = "stop"  # tells nothing: "thủ tục", "cần", "cho tôi hỏi"
    WEAK = "weak"  # tells what is to be done, not with what: "cấp", "đổi", "giấy"
    KEPT = "kept"  # the subject itself, although made of such words: "trợ cấp", "căn cước"


class Weight(IntEnum):
    """What a word counts for."""

    NONE = 0
    WEAK = 1
    FULL = 2


class Term(NamedTuple):
    """A word with its weight."""

    word: Word
    weight: Weight


_WEIGHTS = {Role.STOP: Weight.NONE, Role.WEAK: Weight.WEAK, Role.KEPT: Weight.FULL}


def weigh(message: Sequence[Word], roles: Phrases[Role]) -> list[Weight]:
    """A weight for each word: full unless it is a number or the lists say that it tells little."""
    weights = [Weight.WEAK if word.folded.isdigit() else Weight.FULL for word in message]
    for match in roles.find(message):
        weights[match.start : match.end] = [_WEIGHTS[match.value]] * (match.end - match.start)
    return weights


def told(message: Sequence[Word], weights: Sequence[Weight]) -> tuple[Term, ...]:
    """The words that tell something, with what they count for."""
    return tuple(Term(word, weight) for word, weight in zip(message, weights, strict=True) if weight)
