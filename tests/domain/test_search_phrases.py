"""Phrases are found among words with accents, without, and across a gap."""

from domain.search.phrases import Match, Phrases
from domain.search.text import words


def test_the_longest_phrase_at_a_place_wins() -> None:
    phrases = Phrases([("sổ", 1), ("sổ đỏ", 2), ("đỏ", 3)])

    assert phrases.find(words("làm sổ đỏ")) == [Match(2, 1, 3)]


def test_phrases_are_found_without_accents() -> None:
    assert Phrases([("sổ đỏ", 1)]).find(words("lam so do")) == [Match(1, 1, 3)]


def test_other_accents_make_another_phrase() -> None:
    assert Phrases([("sổ đỏ", 1)]).find(words("số đo")) == []


def test_a_gap_holds_up_to_three_words() -> None:
    phrases = Phrases([("bố … mất", 1)])

    assert phrases.find(words("bố tôi mới mất")) == [Match(1, 0, 4)]
    assert phrases.find(words("bố tôi và mẹ tôi mất")) == []


def test_overlapping_phrases_are_all_told_when_asked() -> None:
    phrases = Phrases([("chờ muốn chết", 1), ("muốn chết", 2)])

    assert {match.value for match in phrases.every(words("chờ muốn chết"))} == {1, 2}


def test_a_phrase_cut_off_by_the_end_is_not_found() -> None:
    assert Phrases([("sổ đỏ", 1), ("sổ … đỏ", 2)]).find(words("sổ")) == []


def test_an_empty_phrase_is_left_out() -> None:
    assert Phrases([("", 1), ("…", 2)]).every(words("sổ đỏ")) == []
