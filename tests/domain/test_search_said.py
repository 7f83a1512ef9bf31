"""A text is read once, and no further than it can matter."""

from domain.search.said import LONGEST_READ, Said
from domain.search.text import LONGEST


def test_a_reading_is_made_once_for_all_who_ask() -> None:
    said = Said("Làm KS cho bé")

    assert said.words is said.words
    assert said.folded == "lam ks cho be"
    assert [word.folded for word in said.written_out] == ["lam", "khai", "sinh", "cho", "be"]


def test_a_search_reads_the_beginning_of_a_long_text_and_the_whole_of_a_short_one() -> None:
    short, long = Said("khai sinh"), Said("khai sinh " * 5_000)

    assert short.searched is short
    assert len(long.cleaned) <= LONGEST_READ
    assert len(long.searched.cleaned) <= LONGEST


def test_what_nobody_sees_takes_no_room() -> None:
    assert Said("\u200b" * 1_500 + "khai sinh").searched.folded == "khai sinh"


def test_words_can_be_taken_out_and_the_punctuation_between_the_others_stays() -> None:
    said = Said("Khai sinh, ở xã Anh Sơn: cần gì?")

    assert said.without(2, 6).cleaned == "khai sinh, : cần gì?"
    assert said.without(9, 12).cleaned == said.cleaned
