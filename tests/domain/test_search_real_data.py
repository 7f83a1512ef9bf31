"""The search over all real procedures, where their data lies beside the checkout."""

from collections.abc import Iterator

import pytest

from benchmarks.search import DATA, Outcome, ask, real_procedures, real_questions
from domain.procedures import Behaviour
from domain.search.catalogue import InMemoryCatalogue

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data beside this checkout")


@pytest.fixture(scope="module")
def catalogue() -> InMemoryCatalogue:
    return InMemoryCatalogue(real_procedures(DATA / "procedures.jsonl.gz"))


@pytest.fixture(scope="module")
def outcomes(catalogue: InMemoryCatalogue) -> list[Outcome]:
    return [ask(catalogue, asked) for asked in real_questions(DATA / "queries-dev.jsonl")]


def answerable(outcomes: list[Outcome], tier: str) -> Iterator[Outcome]:
    return (one for one in outcomes if one.asked.tier == tier and one.asked.behaviour == "answer")


@pytest.mark.parametrize(("tier", "least"), [("1-official", 0.8), ("1-realistic", 0.75)])
def test_the_right_procedure_is_mostly_among_three(outcomes: list[Outcome], tier: str, least: float) -> None:
    found = [one.place <= 3 for one in answerable(outcomes, tier)]

    assert sum(found) / len(found) >= least


def test_small_talk_is_mostly_out_of_scope(outcomes: list[Outcome]) -> None:
    strange = [one.found.behaviour for one in outcomes if one.asked.behaviour == "out_of_scope"]

    assert strange.count(Behaviour.OUT_OF_SCOPE) * 2 >= len(strange)


def test_a_question_costs_a_few_milliseconds(outcomes: list[Outcome]) -> None:
    costs = sorted(one.seconds for one in outcomes)

    assert costs[len(costs) // 2] < 0.01
