"""The crash test in short, and its judge: a bench that cannot fail proves nothing."""

from pathlib import Path

import pytest

from benchmarks.crash.judge import Heard, code_of, judge
from benchmarks.crash_test import Course, run

WHO = "telegram 1"


@pytest.mark.timeout(300)
async def test_nothing_acknowledged_is_lost_when_the_bot_is_killed_twice(tmp_path: Path) -> None:
    violations, report = await run(Course(kills=2, seed=6, database="", patience=90), tmp_path)

    assert violations == []
    assert "2 kills, 2 lives by webhook and 1 by polling" in report


def test_an_acknowledged_question_without_an_answer_is_a_violation() -> None:
    verdict = judge(WHO, ["1.000656", "1.000894"], [Heard("1.000656")], [])

    assert verdict.violations == ("telegram 1: 1.000894 was acknowledged and never answered",)


def test_an_answer_that_comes_twice_without_a_kill_is_a_violation() -> None:
    verdict = judge(WHO, ["1.000656"], [Heard("1.000656", 1.0), Heard("1.000656", 1.5)], [])

    assert "answered twice" in verdict.violations[0]


def test_an_answer_in_flight_at_a_kill_may_come_once_more() -> None:
    verdict = judge(WHO, ["1.000656"], [Heard("1.000656", 1.0), Heard("1.000656", 5.0)], [1.2])

    assert verdict.violations == ()
    assert verdict.repeats == (1.2,)


@pytest.mark.parametrize(("first", "excused"), [(1.5, True), (2.5, False)])
def test_what_a_dead_process_had_sent_may_be_read_a_moment_later(first: float, excused: bool) -> None:
    verdict = judge(WHO, ["1.000656"], [Heard("1.000656", first), Heard("1.000656", 5.0)], [1.2])

    assert (verdict.violations == ()) is excused


@pytest.mark.parametrize(
    "moments", [(1.0, 5.0, 5.1), (1.0, 1.5, 5.0), (1.0, 1.3, 1.9, 5.0), (1.5, 1.6), (1.1, 1.9)]
)
def test_one_kill_excuses_only_one_repetition_and_none_at_once(moments: tuple[float, ...]) -> None:
    heard = [Heard("1.000656", at) for at in moments]

    verdict = judge(WHO, ["1.000656"], heard, [1.2])

    assert "answered twice" in verdict.violations[0]


def test_an_answer_long_before_a_kill_must_not_come_again() -> None:
    verdict = judge(WHO, ["1.000656"], [Heard("1.000656", 1.0), Heard("1.000656", 99.0)], [90.0])

    assert "answered twice" in verdict.violations[0]


@pytest.mark.parametrize(
    "arrived",
    [["1.000894", "1.000656"], ["1.000656", "1.000894", "1.000656"]],
    ids=["swapped", "repeated behind the next"],
)
def test_answers_out_of_order_are_a_violation(arrived: list[str]) -> None:
    heard = [Heard(code, at) for at, code in enumerate(arrived)]

    verdict = judge(WHO, ["1.000656", "1.000894"], heard, [0.5])

    assert any("asked" in violation for violation in verdict.violations)


def test_a_card_is_known_by_the_code_at_its_foot() -> None:
    assert code_of("Đăng ký khai tử, xem 1.000894\n\n1.000656 · QĐ 1 · 18/07/2026") == "1.000656"
    assert code_of("Cháu bé thuộc trường hợp nào?") == ""
