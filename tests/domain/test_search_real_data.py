"""The search over a share of the real procedures, where their data lies beside the checkout.

All of them take minutes under coverage; `benchmarks/search.py` measures that.
"""

import pytest

from benchmarks.search import DATA, Outcome, ask, real_procedures, real_questions
from domain.procedures import Behaviour
from domain.search.catalogue import InMemoryCatalogue

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data beside this checkout")

TIERS = ("1-official", "1-realistic")
EVERY_QUESTION, EVERY_PROCEDURE = 8, 10


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    asked = [
        question
        for number, question in enumerate(real_questions(DATA / "queries-dev.jsonl"))
        if question.behaviour == "out_of_scope" or (question.tier in TIERS and number % EVERY_QUESTION == 0)
    ]
    answers = frozenset(code for question in asked for code in question.codes)

    def wanted(place: int, code: str) -> bool:
        return place % EVERY_PROCEDURE == 0 or code in answers

    catalogue = InMemoryCatalogue(real_procedures(DATA / "procedures.jsonl.gz", wanted))
    return [ask(catalogue, question) for question in asked]


def test_the_right_procedure_is_mostly_among_three(outcomes: list[Outcome]) -> None:
    places = [one.place for one in outcomes if one.asked.behaviour == "answer"]

    assert len(places) > 50
    assert sum(place <= 3 for place in places) / len(places) >= 0.8


def test_small_talk_is_mostly_out_of_scope(outcomes: list[Outcome]) -> None:
    strange = [one.found.behaviour for one in outcomes if one.asked.behaviour == "out_of_scope"]

    assert strange.count(Behaviour.OUT_OF_SCOPE) * 2 > len(strange)
