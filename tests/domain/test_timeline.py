"""The course of a dossier: what sources tell late, twice, shuffled, or wrongly."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dossiers import Status, Step
from domain.timeline import news, timeline

NINE = datetime(2026, 11, 20, 2, tzinfo=UTC)
OURS, NATIONAL = 0, 1


def step(status: Status, minute: int, rank: int = OURS, **words: str) -> Step:
    return Step(status, NINE + timedelta(minutes=minute), rank=rank, **words)


def states(course: Sequence[Step]) -> list[tuple[Status, int]]:
    return [(each.status, (each.at - NINE) // timedelta(minutes=1)) for each in course]


WALK = [step(status, 10 * status) for status in Status if status]


def test_ten_states_in_order_are_ten_changes() -> None:
    assert timeline(WALK) == tuple(WALK)


def test_a_change_told_late_takes_its_own_place() -> None:
    told = [step(Status.RECEIVED, 0), step(Status.PROCESSING, 20), step(Status.PAPERS_MISSING, 10)]

    assert [each.status for each in timeline(told)] == [
        Status.RECEIVED,
        Status.PAPERS_MISSING,
        Status.PROCESSING,
    ]


def test_the_same_state_again_is_no_change_and_keeps_its_first_time() -> None:
    told = [step(Status.PROCESSING, 5), step(Status.PROCESSING, 9)]

    assert states(timeline(told)) == [(Status.PROCESSING, 5)]


def test_the_same_state_again_brings_its_note() -> None:
    told = [
        step(Status.PAPERS_MISSING, 5),
        step(Status.PAPERS_MISSING, 9, note="Nộp bản sao."),
        step(Status.PAPERS_MISSING, 12),
    ]

    assert timeline(told)[0].note == "Nộp bản sao."


def test_of_two_states_at_one_moment_the_one_further_on_is_last() -> None:
    told = [step(Status.PROCESSING, 0), step(Status.RECEIVED, 0), step(Status.REGISTERED, 0)]

    assert timeline(told)[-1].status is Status.PROCESSING


def test_a_pause_of_our_own_source_outlives_a_national_end() -> None:
    told = [step(Status.PAPERS_MISSING, 0), step(Status.FINISHED, 5, NATIONAL)]

    assert timeline(told)[-1].status is Status.PAPERS_MISSING


def test_our_own_end_ends_a_pause() -> None:
    told = [step(Status.PAPERS_MISSING, 0), step(Status.FINISHED, 5)]

    assert timeline(told)[-1].status is Status.FINISHED


def test_a_national_end_ends_what_is_not_paused() -> None:
    told = [step(Status.PROCESSING, 0), step(Status.FINISHED, 5, NATIONAL)]

    assert timeline(told)[-1].status is Status.FINISHED


def test_a_state_of_two_sources_stands_at_the_time_of_the_better_one() -> None:
    told = [step(Status.FINISHED, 5, NATIONAL), step(Status.FINISHED, 20)]

    assert states(timeline(told)) == [(Status.FINISHED, 20)]


def test_an_unclear_word_of_a_lesser_source_hides_no_state() -> None:
    told = [step(Status.PROCESSING, 0), step(Status.UNKNOWN, 5, NATIONAL, written="interoperating")]

    assert timeline(told)[-1].status is Status.PROCESSING


def test_two_unclear_words_are_two_changes() -> None:
    told = [step(Status.UNKNOWN, 0, written="Đã hủy"), step(Status.UNKNOWN, 5, written="Chờ liên thông")]

    assert len(timeline(told)) == 2


steps = st.builds(
    step, st.sampled_from(Status), st.integers(0, 30), st.integers(0, 2), written=st.sampled_from(["a", "b"])
)


@given(st.lists(steps, min_size=1, max_size=14), st.randoms())
def test_any_order_and_any_doubling_end_in_the_same_course(told: list[Step], chance: Random) -> None:
    again = told + chance.choices(told, k=len(told))
    chance.shuffle(again)

    assert timeline(again) == timeline(told)


@given(st.lists(steps, min_size=1, max_size=14))
def test_a_course_is_in_order_and_never_says_the_same_twice_running(told: list[Step]) -> None:
    course = timeline(told)

    assert course
    assert [each.at for each in course] == sorted(each.at for each in course)
    assert all(a.status is not b.status or a.written != b.written for a, b in pairwise(course))


def test_what_is_told_in_order_is_news_once_each() -> None:
    heard, told = None, []
    for place in range(1, len(WALK) + 1):
        fresh = news(timeline(WALK[:place]), heard)
        told += fresh
        heard = fresh[-1]

    assert told == WALK


@pytest.mark.parametrize("seed", range(20))
def test_however_shuffled_nothing_that_is_true_is_news_twice(seed: int) -> None:
    national = [step(s, 10 * s + 3, NATIONAL) for s in Status if s and s is not Status.FINISHED]
    arriving = [*WALK, *WALK, *national]
    Random(seed).shuffle(arriving)
    heard, told = None, []
    for place in range(1, len(arriving) + 1):
        fresh = news(timeline(arriving[:place]), heard)
        told += [each.status for each in fresh]
        heard = fresh[-1] if fresh else heard

    assert len(told) == len(set(told))
    assert told[-1] is Status.RETURNED


def test_a_change_before_what_was_heard_is_no_news() -> None:
    course = timeline([step(Status.RECEIVED, 0), step(Status.PAPERS_MISSING, 5), step(Status.PROCESSING, 9)])

    assert news(course, step(Status.PROCESSING, 9)) == ()


@pytest.mark.parametrize("minute", [5, 20])
def test_a_heard_state_moved_by_a_better_source_is_no_news(minute: int) -> None:
    course = timeline([step(Status.FINISHED, 10, NATIONAL), step(Status.FINISHED, minute)])

    assert news(course, step(Status.FINISHED, 10)) == ()


def test_after_a_moved_state_the_next_one_is_news() -> None:
    course = timeline([step(Status.RECEIVED, 5), step(Status.PROCESSING, 8)])

    assert [each.status for each in news(course, step(Status.RECEIVED, 10))] == [Status.PROCESSING]


def test_a_heard_end_that_was_taken_back_brings_the_pause_as_news() -> None:
    course = timeline([step(Status.PAPERS_MISSING, 5), step(Status.FINISHED, 10, NATIONAL)])

    assert [each.status for each in news(course, step(Status.FINISHED, 10))] == [Status.PAPERS_MISSING]
