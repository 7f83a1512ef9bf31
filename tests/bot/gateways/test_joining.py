"""A stored dossier and the province's word about it, in one."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.gateways.joining import MOMENT, joined
from domain.dossiers import Dossier, Status, Step

CODE = "H41.99-261123-0001"
MIDNIGHT = datetime(2026, 11, 23, 17, tzinfo=UTC)
"""The 24th begins in Viet Nam."""


def at(hour: int) -> datetime:
    """An hour of the 24th in Viet Nam, which is 17:00 to 16:59 in UTC."""
    return datetime(2026, 11, 24, hour - 7, tzinfo=UTC)


def dossier(*steps: Step, told: int = 12, **facts: object) -> Dossier:
    made = Dossier(code=CODE, steps=steps, source="feed", told_at=at(told))
    return replace(made, **facts)  # type: ignore[arg-type]


RECEIVED = Step(Status.RECEIVED, at(8))
PROCESSING = Step(Status.PROCESSING, at(9), note="Đã chuyển bộ phận chuyên môn")
MISSING = Step(Status.PAPERS_MISSING, at(10))
NATIONAL_END = Step(Status.FINISHED, at(11), rank=1)


def statuses(stored: Dossier, told: Dossier) -> list[Status]:
    return [step.status for step in joined(stored, told).steps]


def test_a_state_that_the_province_tells_too_keeps_its_time_and_its_note() -> None:
    now = joined(dossier(RECEIVED, PROCESSING), dossier(Step(Status.PROCESSING, at(11)), told=13))

    assert now.steps == (RECEIVED, PROCESSING)
    assert now.told_at == at(13)


def test_a_later_state_of_the_province_is_added() -> None:
    assert joined(dossier(RECEIVED, PROCESSING), dossier(MISSING)).steps == (RECEIVED, PROCESSING, MISSING)


def test_an_earlier_state_of_the_province_does_not_undo_what_a_feed_of_its_own_told_later() -> None:
    assert statuses(dossier(RECEIVED, MISSING), dossier(PROCESSING)) == [2, 4, 5]


def test_the_province_is_believed_before_the_nation() -> None:
    assert statuses(dossier(RECEIVED, NATIONAL_END, told=11), dossier(MISSING)) == [2, 5]


def test_a_state_of_the_nation_is_not_believed_beyond_what_the_province_says_now() -> None:
    national = replace(PROCESSING, at=at(11), rank=1)

    assert statuses(dossier(RECEIVED, national, told=11), dossier(MISSING)) == [2, 5]


def test_what_the_nation_told_after_the_provinces_answer_counts() -> None:
    returned = Step(Status.RETURNED, at(15), rank=1)

    assert statuses(dossier(RECEIVED, returned, told=15), dossier(PROCESSING, told=10)) == [2, 4, 10]


def test_a_state_that_both_tell_has_the_trust_of_the_better() -> None:
    national = replace(PROCESSING, rank=1)

    assert joined(dossier(national), dossier(Step(Status.PROCESSING, at(11)))).now.rank == 0


def test_a_state_given_by_its_day_is_not_before_what_happened_that_day() -> None:
    told = dossier(Step(Status.PAPERS_MISSING, MIDNIGHT))

    now = joined(dossier(RECEIVED, PROCESSING), told)

    assert now.steps == (RECEIVED, PROCESSING, Step(Status.PAPERS_MISSING, at(9) + MOMENT))


def test_unknown_states_with_one_word_are_one() -> None:
    stored = dossier(RECEIVED, Step(Status.UNKNOWN, at(9), written="Chờ ký số"))

    assert joined(stored, dossier(Step(Status.UNKNOWN, at(11), written="Chờ ký số"))).steps == stored.steps


def test_an_unknown_state_with_another_word_is_another() -> None:
    stored = dossier(RECEIVED, Step(Status.UNKNOWN, at(9), written="Chờ ký số"))
    other = Step(Status.UNKNOWN, at(11), written="Chờ liên thông")

    assert joined(stored, dossier(other)).steps == (*stored.steps, other)


def test_facts_of_the_later_telling_win_and_none_is_lost() -> None:
    stored = dossier(RECEIVED, told=9, procedure="1.001193", agency_name="Cũ", due=at(15))
    told = dossier(RECEIVED, told=12, procedure_name="Đăng ký khai sinh", agency_name="Mới", due=at(16))

    now = joined(stored, told)

    assert (now.procedure, now.procedure_name, now.agency_name, now.due) == (
        "1.001193",
        "Đăng ký khai sinh",
        "Mới",
        at(16),
    )


def test_facts_that_a_feed_told_after_the_provinces_answer_win() -> None:
    stored = dossier(RECEIVED, told=13, due=at(15))

    assert joined(stored, dossier(RECEIVED, told=12, due=at(16))).due == at(15)


def test_a_time_is_not_lost_to_the_day_it_lies_on() -> None:
    told = dossier(RECEIVED, told=13, received=MIDNIGHT, due=MIDNIGHT.replace(minute=59, hour=16, day=24))

    now = joined(dossier(RECEIVED, received=at(8), due=at(17)), told)

    assert (now.received, now.due) == (at(8), at(17))


def test_another_day_replaces_a_time() -> None:
    stored = dossier(RECEIVED, received=datetime(2026, 11, 20, 3, tzinfo=UTC))

    assert joined(stored, dossier(RECEIVED, told=13, received=MIDNIGHT)).received == MIDNIGHT


def test_the_checks_of_what_is_stored_stay() -> None:
    stored = dossier(RECEIVED, checks=frozenset({"hash"}))

    assert joined(stored, dossier(PROCESSING, told=13)).checks == {"hash"}
