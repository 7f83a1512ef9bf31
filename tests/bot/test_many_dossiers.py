"""Made-up dossiers: of nobody, the same for the same seed, in every state."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.sample.many_dossiers import ManyDossiers
from domain.dossier_codes import find_code
from domain.dossiers import Status
from domain.second_check import SecondCheck

MANY = ManyDossiers(
    2_000, 7, date(2026, 1, 1), date(2026, 3, 31), ("1.001193", "1.000894"), SecondCheck(b"a key")
)


def test_the_same_seed_makes_the_same_rows_and_another_one_others() -> None:
    assert list(MANY) == list(MANY)
    assert list(MANY) != list(replace(MANY, seed=8))


@pytest.mark.parametrize("count", [0, 1, 89, 2_000])
def test_as_many_are_made_as_were_asked_for_each_with_a_code_of_its_own(count: int) -> None:
    codes = [made.row["code"] for made in replace(MANY, count=count)]

    assert len(set(codes)) == count
    assert [found.code for code in codes if (found := find_code(code))] == codes


def test_every_state_occurs() -> None:
    assert {event["status"] for made in MANY for event in made.events} == set(Status)


def test_nothing_happens_after_the_last_day_or_before_the_receipt() -> None:
    last = datetime(2026, 3, 31, 17, tzinfo=UTC)

    assert all(made.row["received"] <= event["at"] < last for made in MANY for event in made.events)
