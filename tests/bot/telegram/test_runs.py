"""Long texts are parted where a person would pause, and every page stands by itself."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.runs import Run, Style, pages, units
from tests.fakes.telegram.markup import plain_text, utf16_units

STYLED = st.lists(st.builds(Run, st.text(), st.sampled_from(Style)), max_size=6)


def test_a_short_text_is_one_page() -> None:
    assert pages([Run("Nộp "), Run("1 bản", Style.BOLD)]) == ("Nộp <b>1 bản</b>",)


def test_everything_that_looks_like_markup_is_escaped() -> None:
    assert pages([Run("a < b && <i>")]) == ("a &lt; b &amp;&amp; &lt;i&gt;",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("một hai.\n\nba bốn năm", ("một hai.", "ba bốn năm")),
        ("một hai ba\nbốn năm", ("một hai ba", "bốn năm")),
        ("một hai. Ba bốn", ("một hai.", "Ba bốn")),
        ("một hai ba bốn", ("một hai ba", "bốn")),
        ("mộthaibabốnnăm", ("mộthaibabốn", "năm")),
        ("một.\n\nhai ba bốn năm", ("một.\n\nhai", "ba bốn năm")),
    ],
)
def test_a_text_is_parted_at_the_best_pause_in_reach(text: str, parts: tuple[str, ...]) -> None:
    assert pages([Run(text)], limit=11) == parts


def test_a_mark_over_the_border_is_closed_and_opened_again() -> None:
    assert pages([Run("một hai ba", Style.BOLD)], limit=8) == ("<b>một hai</b>", "<b>ba</b>")


@pytest.mark.parametrize(("text", "length"), [("ễ", 1), ("🙏", 2), ("a🙏b", 4), ("", 0)])
def test_letters_beyond_the_basic_plane_count_twice(text: str, length: int) -> None:
    assert units(text) == length


def test_a_page_of_emoji_holds_half_as_many_letters() -> None:
    assert pages([Run("🙏" * 10)], limit=8) == ("🙏" * 4, "🙏" * 4, "🙏" * 2)


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\u00a0"])
def test_a_blank_text_makes_no_page(blank: str) -> None:
    assert pages([Run(blank)]) == ()


@given(STYLED, st.integers(min_value=2, max_value=40))
def test_no_page_is_blank_or_longer_than_telegram_takes(runs: list[Run], limit: int) -> None:
    shown = [plain_text(page, "HTML") for page in pages(runs, limit)]

    assert all(page.strip() and utf16_units(page) <= limit for page in shown)


@given(STYLED, st.integers(min_value=2, max_value=40))
def test_pages_hold_every_letter_but_white_space(runs: list[Run], limit: int) -> None:
    shown = "".join(plain_text(page, "HTML") for page in pages(runs, limit))
    given_text = "".join(run.text for run in runs)

    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", given_text)
