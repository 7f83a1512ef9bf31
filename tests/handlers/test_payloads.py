"""What buttons carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DomainError
from domain.procedures import Part
from handlers.payloads import LIMIT, Press, Verb, fits, payload, read, short_key


def test_a_payload_is_read_back_as_it_was_written() -> None:
    written = payload(Verb.CARD, "1.001193", Part.FEE)

    assert read(written) == Press(Verb.CARD, ("1.001193", "fee"))


def test_empty_last_arguments_cost_no_bytes() -> None:
    assert payload(Verb.CARD, "1.001193", "") == "m1:card:1.001193"


@pytest.mark.parametrize("args", [("x" * LIMIT,), ("a:b",), ("ờ" * 20,)])
def test_what_does_not_fit_into_a_button_is_refused(args: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not a payload"):
        payload(Verb.CARD, *args)


def test_the_longest_payload_is_exactly_at_the_limit() -> None:
    room = LIMIT - len("m1:card:")

    assert fits(Verb.CARD, "x" * room)
    assert not fits(Verb.CARD, "x" * (room + 1))


@pytest.mark.parametrize("written", ["", "m1", "m1:", "m1:fly", "m0:menu", "2", "Về trang đầu", "m1:MENU"])
def test_foreign_payloads_are_none_of_ours(written: str) -> None:
    assert read(written) is None


@given(st.text())
def test_reading_any_text_never_raises(written: str) -> None:
    press = read(written)

    assert press is None or press.verb in set(Verb)


@pytest.mark.parametrize("args", [(), ("",)])
def test_a_missing_argument_makes_an_old_button(args: tuple[str, ...]) -> None:
    with pytest.raises(DomainError) as refusal:
        Press(Verb.CARD, args).argument(0)

    assert refusal.value.text_key == "button.old"


@pytest.mark.parametrize("page", ["-1", "1.5", "99999", "१", "x", "³"])
def test_a_malformed_page_makes_an_old_button(page: str) -> None:
    with pytest.raises(DomainError):
        Press(Verb.FIELDS, (page,)).page(0)


def test_a_page_not_named_is_the_first() -> None:
    assert Press(Verb.FIELDS).page(0) == 0


def test_a_name_outside_the_enumeration_makes_an_old_button() -> None:
    press = Press(Verb.CARD, ("1.001193", "colour"))

    with pytest.raises(DomainError):
        press.one_of(1, Part)


def test_a_part_not_named_is_none() -> None:
    assert Press(Verb.CARD, ("1.001193",)).one_of(1, Part) is None


def test_a_long_name_becomes_a_short_key_of_its_own() -> None:
    assert short_key("Hộ tịch") != short_key("Đất đai")
    assert len(short_key("Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)")) == 8
