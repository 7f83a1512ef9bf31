"""Digits of a person are masked whatever becomes of the turn that heard them."""

from dataclasses import replace

import pytest

from bot.outcomes import effects
from domain.content import Text
from domain.conversations import State
from domain.messages import MessageKind
from handlers.dossiers.places import AWAITING_CHECK, AWAITING_CODE, CODE, READING
from handlers.turn import Outcome
from tests.builders import a_message, a_turn

CODE_OF_SOMEBODY = "H41.99-261106-0012"


@pytest.mark.parametrize(
    ("typed", "step", "masked"),
    [
        ("5678", AWAITING_CHECK, True),
        ("0912 345 678", AWAITING_CHECK, True),
        ("bon so cuoi la 5678", AWAITING_CHECK, True),
        ("5678", READING, True),
        ("so toi la 0912345678", READING, True),
        ("làm căn cước năm 2026", READING, False),
        ("cảm ơn", AWAITING_CHECK, False),
        ("5678", AWAITING_CODE, False),
        ("5678", "", False),
    ],
)
def test_a_number_that_was_asked_for_is_masked_even_where_we_failed(
    typed: str, step: str, masked: bool
) -> None:
    turn = a_turn(a_message(typed), State(step=step, answers={CODE: "H41.99-261106-0012"}))

    written = effects(turn, Outcome.apology("failed"))

    assert written.mask_words is masked


@pytest.mark.parametrize(
    ("typed", "masked"),
    [(f"{CODE_OF_SOMEBODY} 0912345678", True), (f"{CODE_OF_SOMEBODY} 5678", True), (CODE_OF_SOMEBODY, False)],
)
def test_a_number_beside_a_code_is_masked_even_where_we_failed(typed: str, masked: bool) -> None:
    written = effects(a_turn(a_message(typed)), Outcome.apology("conflict"))

    assert written.mask_words is masked


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (MessageKind.EDITED, f"{CODE_OF_SOMEBODY} 0912345678"),
        (MessageKind.PHOTO, f"{CODE_OF_SOMEBODY} 5678"),
        (MessageKind.TEXT, f"/start {CODE_OF_SOMEBODY} 0912345678"),
    ],
)
def test_a_number_beside_a_code_is_masked_whatever_it_came_with(kind: MessageKind, typed: str) -> None:
    turn = a_turn(replace(a_message(typed), kind=kind))

    assert effects(turn, Outcome.say(Text("check.why"))).mask_words
