"""The second check: which numbers are read, and that only those of the dossier hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.second_check import Proof, SecondCheck, Shown, read_number

CHECK = SecondCheck(b"k" * 32)
CODE = "H41.99-261102-0007"
CHECKS = frozenset(CHECK.of_phone(CODE, "0912 345 678") + CHECK.of_identity(CODE, "040085001234"))


@pytest.mark.parametrize(
    ("typed", "proof", "digits"),
    [
        ("5678", Proof.SHORT, "5678"),
        (" 5 6 7 8 ", Proof.SHORT, "5678"),
        ("0912345678", Proof.WHOLE, "0912345678"),
        ("+84 912 345 678", Proof.WHOLE, "0912345678"),
        ("84912345678", Proof.WHOLE, "0912345678"),
        ("091.234.5678", Proof.WHOLE, "0912345678"),
        ("040085001234", Proof.WHOLE, "040085001234"),
        ("187654321", Proof.WHOLE, "187654321"),
    ],
)
def test_a_number_is_read_however_it_is_spaced(typed: str, proof: Proof, digits: str) -> None:
    assert read_number(typed) == Shown(proof, digits)


@pytest.mark.parametrize("typed", ["", "567", "56789", "mười hai", "5678 nhé", "٥٦٧٨", "0112345678", "+5678"])
def test_what_is_no_number_of_a_person_is_not_read(typed: str) -> None:
    assert read_number(typed) is None


@pytest.mark.parametrize("typed", ["5678", "1234", "0912345678", "+84912345678", "040085001234"])
def test_every_number_of_the_dossier_holds(typed: str) -> None:
    shown = read_number(typed)

    assert shown
    assert CHECK.holds(CODE, shown, CHECKS)


@given(st.from_regex(r"\A[0-9]{4}\Z"))
def test_no_other_four_digits_hold(digits: str) -> None:
    shown = read_number(digits)

    assert shown
    assert CHECK.holds(CODE, shown, CHECKS) is (digits in {"5678", "1234"})


def test_a_number_of_one_dossier_is_nothing_on_another_or_under_another_key() -> None:
    shown = Shown(Proof.SHORT, "5678")

    assert not CHECK.holds("H41.99-261102-0008", shown, CHECKS)
    assert not SecondCheck(b"x" * 32).holds(CODE, shown, CHECKS)
    assert not CHECK.holds(CODE, shown, frozenset())


def test_four_digits_never_stand_for_a_whole_number() -> None:
    assert not CHECK.holds(CODE, Shown(Proof.WHOLE, "5678"), CHECKS)


@pytest.mark.parametrize("number", ["", "5678", "không có", "12"])
def test_what_is_no_whole_number_leaves_no_hash(number: str) -> None:
    assert CHECK.of_phone(CODE, number) == ()


def test_no_digit_and_no_key_shows_when_they_are_printed() -> None:
    assert "5678" not in repr(Shown(Proof.SHORT, "5678"))
    assert "kkkk" not in repr(CHECK)
