"""What a conversation remembers after a turn."""

from dataclasses import replace

import pytest

from domain.content import Button, Content, Fact, Facts, Source, Text
from domain.conversations import Choice, State
from domain.effects import Erased, Reachability
from domain.messages import Language, MessageKind, Reply
from handlers.state import after, spoken
from handlers.turn import Outcome
from tests.builders import ADDRESS, a_message, a_turn

OLD = State(
    step="old",
    answers={"code": "1"},
    language=Language.ENGLISH,
    misses=1,
    greeted=True,
    choices=(Choice("Cũ", "old"),),
)
SAID = Outcome.say(Text("search.ask"))
SHOWN = Content((), (Button("Mới", "new"),))


def test_step_and_answers_are_those_of_the_outcome() -> None:
    state = after(a_turn(state=OLD), replace(SAID, step="next", answers={"a": "b"}), [SHOWN])

    assert (state.step, state.answers) == ("next", {"a": "b"})


def test_the_language_stays_until_another_is_chosen() -> None:
    turn = a_turn(state=OLD)
    chosen = replace(SAID, language=Language.VIETNAMESE)

    assert after(turn, SAID, [SHOWN]).language is Language.ENGLISH
    assert after(turn, chosen, [SHOWN]).language is Language.VIETNAMESE
    assert spoken(turn, chosen) is Language.VIETNAMESE
    assert spoken(turn, SAID) is Language.ENGLISH


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        (Content((), (Button("Số", asks_contact=True),)), True),
        (Content((), then=Content((), (Button("Số", asks_contact=True),))), True),
        (SHOWN, False),
    ],
)
def test_that_a_number_was_asked_for_is_known_until_another_message(shown: Content, asked: bool) -> None:
    before = replace(OLD, contact_asked=not asked)

    assert after(a_turn(state=before), SAID, [shown]).contact_asked is asked


def test_a_message_that_only_changes_takes_no_keys_back() -> None:
    press = a_message(kind=MessageKind.PRESS, payload="p", message_id="7")
    changed = Outcome.say(Text("search.ask"), replaces=True)

    state = after(a_turn(press, replace(OLD, contact_asked=True)), changed, [SHOWN])

    assert state.contact_asked


@pytest.mark.parametrize(("missed", "misses"), [(True, 2), (False, 0)])
def test_misses_count_only_in_a_row(missed: bool, misses: int) -> None:
    assert after(a_turn(state=OLD), replace(SAID, missed=missed), [SHOWN]).misses == misses


@pytest.mark.parametrize(
    ("before", "now", "greeted"), [(False, False, False), (True, False, True), (False, True, True)]
)
def test_a_greeting_is_remembered(before: bool, now: bool, greeted: bool) -> None:
    turn = a_turn(state=replace(OLD, greeted=before))

    assert after(turn, replace(SAID, greeted=now), [SHOWN]).greeted is greeted


def test_choices_are_all_buttons_with_those_said_last_first() -> None:
    fact = Facts((Fact("Lệ phí", "8.000 đồng", "fact"),))
    card = Content((fact, Source(("1",), Button("Báo sai", "report"))), (Button("Mở", url="https://x.test"),))

    state = after(a_turn(state=OLD), SAID, [card, SHOWN])

    assert state.choices == (
        Choice("Mới", "new"),
        Choice("Lệ phí", "fact", message=1),
        Choice("Báo sai", "report", message=1),
        Choice("Mở", url="https://x.test", message=1),
    )


@pytest.mark.parametrize(
    ("pressed", "standing"),
    [("low", ["Mới", "Trên"]), ("high", ["Dưới", "Mới"]), ("gone", ["Dưới", "Trên", "Mới"])],
)
def test_a_changed_message_leaves_the_other_buttons_standing(pressed: str, standing: list[str]) -> None:
    press = a_message(kind=MessageKind.PRESS, payload=pressed, message_id="7")
    before = (Choice("Dưới", "low"), Choice("Trên", "high", message=1))
    turned = Outcome(replies=(Reply((), replaces=True),))

    choices = after(a_turn(press, replace(OLD, choices=before)), turned, [SHOWN]).choices

    assert [choice.label for choice in choices] == standing


def test_where_nothing_can_be_changed_a_change_is_a_new_message() -> None:
    turned = Outcome(replies=(Reply((), replaces=True),))

    assert after(a_turn(state=OLD), turned, [SHOWN]).choices == (Choice("Mới", "new"),)


@pytest.mark.parametrize(
    "outcome", [Outcome.apology("slow"), Outcome(records=(Reachability(ADDRESS, blocked=True),))]
)
def test_apologies_and_silence_leave_people_where_they_stood(outcome: Outcome) -> None:
    assert after(a_turn(state=OLD), outcome, []) == OLD


def test_erasure_leaves_nothing() -> None:
    assert after(a_turn(state=OLD), replace(SAID, records=(Erased(ADDRESS),)), [SHOWN]) == State()
