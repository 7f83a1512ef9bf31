"""The colours of tokens.css can be read: WCAG 2.2 AA, and 7:1 in high contrast."""

import re

import pytest

from tests.fakes.web_chat import STATIC

WORDS = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "chip"),
    ("muted", "paper"),
    ("muted", "card"),
    ("ink", "around"),
    ("muted", "around"),
    ("primary", "paper"),
    ("primary", "card"),
    ("primary", "chip"),
    ("on-primary", "primary"),
    ("on-bubble", "bubble"),
    ("warning", "on-warning"),
]
SHAPES = [("control", "card"), ("control", "paper"), ("lotus", "paper"), ("lotus", "card")]


def themes() -> dict[str, dict[str, str]]:
    """The four sets of colours; a later set changes what it names of the first."""
    css = (STATIC / "tokens.css").read_text(encoding="utf-8")
    sets = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", rule)) for rule in css.split(":root")[1:]]
    light, dark, high, high_dark = [one for one in sets if "paper" in one]
    return {"light": light, "dark": dark, "high": high, "high dark": high_dark}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert round(contrast("#fff", "#0b5d57"), 1) == 7.7


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_stand_out_from_their_ground(theme: str, words: str, ground: str) -> None:
    colours = themes()[theme]

    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["high", "high dark"])
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_high_contrast_is_seven_to_one(theme: str, words: str, ground: str) -> None:
    colours = themes()[theme]

    assert contrast(colours[words], colours[ground]) >= 7


@pytest.mark.parametrize("theme", ["light", "dark", "high", "high dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_borders_and_focus_can_be_seen(theme: str, shape: str, ground: str) -> None:
    colours = themes()[theme]

    assert contrast(colours[shape], colours[ground]) >= 3
