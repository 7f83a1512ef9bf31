"""Words put into a language."""

import unicodedata

import pytest

from domain.content import (
    Banner,
    Button,
    Fact,
    Facts,
    Item,
    Items,
    Note,
    Paragraph,
    Progress,
    Source,
    Text,
    Title,
    Tone,
    Track,
    TrackStep,
)
from domain.messages import Language, Reply
from handlers.texts.catalogue import say, texts
from handlers.texts.rendering import render


@pytest.mark.parametrize(
    ("language", "words"), [(Language.VIETNAMESE, "Quay lại"), (Language.ENGLISH, "Go back")]
)
def test_a_key_is_said_in_the_language_of_the_person(language: Language, words: str) -> None:
    assert say(Text("button.back"), language) == words


def test_numbers_and_nested_texts_fill_the_placeholders() -> None:
    nested = Text("search.missed_part", part=Text("part.fee"))

    assert "hỏi về lệ phí" in say(nested, Language.VIETNAMESE)
    assert say(Text("card.steps", count=5), Language.VIETNAMESE) == "5 bước"


def test_braces_in_the_data_are_left_alone() -> None:
    assert say(Text("card.data_date", date="{date}"), Language.ENGLISH) == "data of {date}"


def test_a_sentence_that_nobody_wrote_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match=r"no\.such_key"):
        say(Text("no.such_key"), Language.ENGLISH)


@pytest.mark.parametrize("data", ["a\x00b", "a\ud800b"])
def test_what_no_messenger_takes_becomes_a_replacement_character(data: str) -> None:
    assert say(data, Language.VIETNAMESE) == "a\N{REPLACEMENT CHARACTER}b"


def test_data_leaves_composed_however_it_came() -> None:
    assert say(unicodedata.normalize("NFD", "Đăng ký"), Language.VIETNAMESE) == "Đăng ký"


def test_every_word_of_every_block_is_said() -> None:
    back = Text("button.back")
    fact = Fact(
        back, back, "p", (Title(back), Items((Item(back, back),), numbered=False)), open=True, icon="fee"
    )
    blocks = (
        Title(back),
        Paragraph(back),
        Note(back),
        Items((Item(back, back),), numbered=False),
        Facts((fact,)),
        Source((back, "1.001193"), Button(back, "r")),
        Banner(back, back, Tone.WARNING, "alert"),
        Track((TrackStep(back, back, Progress.NOW),)),
    )
    buttons = (Button(back, "b", hint=back, icon="search"), Button(back, asks_contact=True))

    content = render(Reply(blocks, buttons), Language.ENGLISH)

    said = "Go back"
    shown = Fact(
        said, said, "p", (Title(said), Items((Item(said, said),), numbered=False)), open=True, icon="fee"
    )
    assert content.blocks == (
        Title(said),
        Paragraph(said),
        Note(said),
        Items((Item(said, said),), numbered=False),
        Facts((shown,)),
        Source((said, "1.001193"), Button(said, "r")),
        Banner(said, said, Tone.WARNING, "alert"),
        Track((TrackStep(said, said, Progress.NOW),)),
    )
    assert content.buttons == (
        Button(said, "b", hint=said, icon="search"),
        Button(said, asks_contact=True),
    )


def test_a_source_without_report_stays_without() -> None:
    content = render(Reply((Source(("1.001193",)),)), Language.ENGLISH)

    assert content.blocks == (Source(("1.001193",)),)


def test_catalogues_are_read_once() -> None:
    assert texts(Language.ENGLISH) is texts(Language.ENGLISH)
