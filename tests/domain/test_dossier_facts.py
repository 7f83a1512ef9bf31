"""Facts of a dossier: whose word counts, and that the order of arrival does not."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.dossier_facts import Fact, facts_of, merged
from domain.dossiers import DossierEvent, Status, ranks_of

NINE = datetime(2026, 11, 20, 2, tzinfo=UTC)
RANKS = ranks_of(["province", "national"])


def fact(value: str, minute: int = 0, source: str = "province") -> dict[str, Fact]:
    return {"agency": Fact(value, source, NINE + timedelta(minutes=minute))}


def test_what_an_event_does_not_tell_stays_known() -> None:
    event = DossierEvent("1", "province", "H41.99-261120-0001", Status.RECEIVED, NINE, due=NINE)

    assert merged(fact("H41.99"), facts_of(event), RANKS).keys() == {"agency", "due"}


def test_the_later_word_of_one_source_counts() -> None:
    assert merged(fact("H41.01", 0), fact("H41.02", 5), RANKS)["agency"].value == "H41.02"


def test_an_earlier_word_that_comes_late_changes_nothing() -> None:
    assert merged(fact("H41.02", 5), fact("H41.01", 0), RANKS)["agency"].value == "H41.02"


def test_a_lesser_source_does_not_change_what_a_better_one_told() -> None:
    assert merged(fact("H41.02", 0), fact("G22", 5, "national"), RANKS)["agency"].value == "H41.02"


def test_a_better_source_changes_what_a_lesser_one_told_later() -> None:
    assert merged(fact("G22", 5, "national"), fact("H41.02", 0), RANKS)["agency"].value == "H41.02"


def test_a_source_that_no_setting_names_is_trusted_least() -> None:
    assert merged(fact("H41.01", 5, "gone"), fact("G22", 0, "national"), RANKS)["agency"].value == "G22"


def test_hashes_of_a_number_stand_in_one_value() -> None:
    event = DossierEvent("1", "province", "C", Status.RECEIVED, NINE, phone_checks=("a", "b"), id_checks=())

    told = facts_of(event)

    assert (told["phone_checks"].value, told["id_checks"].value) == ("a b", "")


tellings = st.lists(
    st.tuples(st.sampled_from(["province", "national", "gone"]), st.integers(0, 9)),
    min_size=1,
    max_size=10,
    unique=True,
)


@given(tellings, st.randoms())
def test_any_order_ends_in_the_same_facts(told: list[tuple[str, int]], chance: Random) -> None:
    shuffled = told + told
    chance.shuffle(shuffled)

    assert folded(shuffled) == folded(told)


def folded(told: list[tuple[str, int]]) -> dict[str, Any]:
    held: dict[str, Fact] = {}
    for source, minute in told:
        held = merged(held, fact(f"{source} {minute}", minute, source), RANKS)
    return held
