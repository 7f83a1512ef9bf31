"""No message makes its readers work long, or leaves more behind than its words."""

import time
from collections.abc import Callable

import pytest

from domain.dossier_codes import find_code
from domain.recognition import recognise
from domain.search.question import LONGEST_WISH
from domain.search.said import Said
from domain.search.spelling import Speller
from domain.search.text import _known, words


class Looked(set[str]):
    """A vocabulary that counts how often it is asked."""

    times = 0

    def __contains__(self, word: object) -> bool:
        self.times += 1
        return super().__contains__(word)


@pytest.mark.parametrize("typed", ["bcdfg" * 200, "𐐀" * 1_000, "abcdefghiklmn"])
def test_no_guess_is_made_at_a_word_that_no_finger_slipped_in(typed: str) -> None:
    vocabulary = Looked({"sinh"})

    message = words(typed)

    assert Speller(vocabulary, ()).repair(message) == message
    assert vocabulary.times <= 2


def test_a_story_is_read_as_it_was_typed() -> None:
    vocabulary = Looked({"sinh"})

    Speller(vocabulary, ()).repair(words("sihn " * 200))

    assert vocabulary.times == 0


def test_a_wish_is_short_enough_to_be_repaired() -> None:
    [*_, last] = Speller({"xin", "sinh"}, ()).repair(words("xin " * LONGEST_WISH + "ssinh"))

    assert last.folded == "sinh"


@pytest.mark.parametrize("read", [find_code, lambda text: recognise(Said(text))])
@pytest.mark.parametrize("filling", [" ", "-", "1 ", ". ", "H40."])
def test_the_work_grows_as_the_message_does(read: Callable[[str], object], filling: str) -> None:
    """Eight times the length takes eight times as long; where each blank is tried with each, 64 times."""

    def taken(length: int) -> float:
        message = "1" + (filling * length)[:length] + "x"
        return min(_seconds(read, message) for _ in range(5))

    assert taken(16_000) < 30 * max(taken(2_000), 0.000_2)


def _seconds(read: Callable[[str], object], message: str) -> float:
    begun = time.thread_time()
    read(message)
    return time.thread_time() - begun


@pytest.mark.parametrize("typed", ["040123456789", "0912345678", "nguyenvanmotnguoinaodo", "g12h15"])
def test_neither_numbers_nor_long_words_are_remembered(typed: str) -> None:
    words(typed)
    before = _known.cache_info()

    words(typed)

    assert _known.cache_info() == before
