"""The message catalogues: complete, alike, well spelled, and the only place for sentences."""

import ast
import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from domain.messages import Language
from handlers.texts.catalogue import LOCALE, texts

ROOT = Path(__file__).resolve().parents[1]
KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*(\.[a-z0-9]+(_[a-z0-9]+)*)+")
VIETNAMESE_LETTER = re.compile("[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]|[\u1ea0-\u1ef9]", re.IGNORECASE)

NEW_TONE_PLACE = re.compile(r"(?<![qQ])(?:[oO][àáảãạèéẻẽẹ]|[uU][ỳýỷỹỵ])(?!\w)")
"""Tone marks in the new place, as in "hoà", "thuý"; after "q" ("quý") there is but one place."""

CATALOGUES = sorted(path.name for path in (LOCALE / Language.VIETNAMESE / "LC_MESSAGES").glob("*.po"))
SPEAKING = [*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot" / "channels").rglob("*.py")]


def entries(language: Language, catalogue: str) -> dict[str, Message]:
    with (LOCALE / language / "LC_MESSAGES" / catalogue).open("rb") as file:
        return {str(entry.id): entry for entry in read_po(file) if entry.id}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def literals(path: Path) -> Iterator[str]:
    """The strings of a module that are not docstrings; an f-string as a pattern with `*`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            yield node.value


def keys_given_to_text() -> Iterator[str]:
    for path in (ROOT / "handlers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_both_languages_have_the_same_keys(catalogue: str) -> None:
    vietnamese, english = (entries(language, catalogue) for language in Language)

    assert vietnamese.keys() == english.keys()


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_both_languages_have_the_same_placeholders(catalogue: str) -> None:
    vietnamese, english = (entries(language, catalogue) for language in Language)

    different = [
        key
        for key, entry in vietnamese.items()
        if placeholders(str(entry.string)) != placeholders(str(english[key].string))
    ]
    assert different == []


@pytest.mark.parametrize("language", Language)
def test_no_sentence_is_empty_and_no_entry_is_fuzzy(language: Language) -> None:
    lacking = [
        key
        for catalogue in CATALOGUES
        for key, entry in entries(language, catalogue).items()
        if not str(entry.string).strip() or entry.fuzzy
    ]
    assert lacking == []


def test_no_key_stands_in_two_catalogues() -> None:
    keys = [key for catalogue in CATALOGUES for key in entries(Language.VIETNAMESE, catalogue)]

    assert sorted(keys) == sorted(set(keys))


def test_every_key_of_the_code_has_a_sentence() -> None:
    known = texts(Language.VIETNAMESE).keys()
    rooms = {key.partition(".")[0] for key in known}
    named = {literal for path in (ROOT / "handlers").rglob("*.py") for literal in literals(path)}
    keys = {literal for literal in named if KEY.fullmatch(literal) and literal.partition(".")[0] in rooms}

    assert (keys | set(keys_given_to_text())) - known == set()


def test_every_sentence_is_used_by_the_code() -> None:
    found = {literal for path in (ROOT / "handlers").rglob("*.py") for literal in literals(path)}
    found |= {literal for path in (ROOT / "domain").rglob("*.py") for literal in literals(path)}
    patterns = [
        re.compile(re.escape(literal).replace(r"\*", "[a-z_]+"))
        for literal in found
        if KEY.fullmatch(literal.replace("*", "x"))
    ]

    unused = [
        key
        for catalogue in ("messages.po", "dossier.po")
        for key in entries(Language.VIETNAMESE, catalogue)
        if not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_vietnamese_sentence_stands_in_code(path: Path) -> None:
    assert [literal for literal in literals(path) if VIETNAMESE_LETTER.search(literal)] == []


def test_tone_marks_stand_in_the_old_place() -> None:
    sentences = texts(Language.VIETNAMESE)

    assert {key: text for key, text in sentences.items() if NEW_TONE_PLACE.search(text)} == {}


@pytest.mark.parametrize(
    ("word", "new"), [("hoà", True), ("hòa", False), ("thuỷ", True), ("quý", False), ("toán", False)]
)
def test_the_place_of_a_tone_mark_is_told_apart(word: str, new: bool) -> None:
    assert bool(NEW_TONE_PLACE.search(word)) is new


@pytest.mark.parametrize("language", Language)
def test_catalogue_files_are_composed_text(language: Language) -> None:
    for path in (LOCALE / language / "LC_MESSAGES").glob("*.po"):
        written = path.read_text(encoding="utf-8")

        assert unicodedata.is_normalized("NFC", written)


@pytest.mark.parametrize("language", Language)
def test_only_bold_is_marked_and_always_closed(language: Language) -> None:
    for key, sentence in texts(language).items():
        assert re.findall(r"</?\w+>", sentence) == ["<b>", "</b>"] * sentence.count("<b>"), key


def test_a_label_of_a_button_is_short_and_ends_in_no_stop() -> None:
    labels = {key: text for key, text in texts(Language.VIETNAMESE).items() if key.startswith("button.")}
    labels = {key: text for key, text in labels.items() if key != "button.old"}

    assert {key: text for key, text in labels.items() if len(text) > 26 or text.endswith(".")} == {}


@pytest.mark.parametrize("language", Language)
def test_bad_news_carries_no_exclamation_mark(language: Language) -> None:
    assert [key for key, text in texts(language).items() if "!" in text and not key.startswith("web.")] == []


def test_people_are_addressed_as_ong_ba_and_the_machine_never_as_minh() -> None:
    said = " ".join(texts(Language.VIETNAMESE).values())

    assert not re.search(r"\b(?:bạn|(?<!một )mình|anh/chị|quý khách)\b", said, re.IGNORECASE)
