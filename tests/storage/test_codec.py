"""What is written to a row comes back as it was."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.content import (
    Banner,
    Button,
    ButtonRole,
    Content,
    Fact,
    Facts,
    Item,
    Items,
    Note,
    Paragraph,
    Progress,
    Source,
    Title,
    Tone,
    Track,
    TrackStep,
)
from domain.conversations import Choice, State
from domain.deliveries import Outgoing
from domain.messages import Address, ChannelName, InboundMessage, Language, MessageKind
from storage.codec import dumps, loads
from tests.fakes.clock import START

DETAIL = (Title("Lệ phí"), Items((Item("Tờ khai", "1 bản"),), numbered=False), Note("nguồn"))
CARD = Content(
    (
        Paragraph("<b>Nộp</b> tờ khai"),
        Facts((Fact("Lệ phí", "8.000 đ", "f:1", DETAIL, open=True, icon="coin"),)),
        Source(("1.001193", "QĐ 163"), Button("Báo sai", "r:1", role=ButtonRole.QUIET)),
        Banner("Trễ hẹn", "Hẹn trả 17/11/2026", Tone.WARNING, "alert"),
        Track((TrackStep("Đã tiếp nhận", "06/11/2026", Progress.DONE), TrackStep("Trả kết quả"))),
    ),
    (
        Button("Chia sẻ số", asks_contact=True),
        Button("Cổng", url="https://dichvucong.gov.vn", hint="mở trang"),
        Button("Khác", "x"),
    ),
)
MESSAGE = InboundMessage(
    "1",
    Address(ChannelName.WEB, "an"),
    "an",
    MessageKind.PRESS,
    START,
    payload="x",
    language=Language.ENGLISH,
    contact_phone="84000000000",
)
STATE = State(
    "step", {"a": "b", "": ""}, Language.VIETNAMESE, 2, True, (Choice("Có", "y"),), contact_asked=True
)
plain = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    "value",
    [
        CARD,
        MESSAGE,
        STATE,
        State(),
        Outgoing(CARD, edits="7"),
        Outgoing(callback_id="cb"),
        Outgoing(CARD, takes_back_keys=True),
    ],
    ids=repr,
)
def test_a_row_gives_back_what_was_written(value: Any) -> None:
    assert loads(type(value), dumps(value)) == value


@given(plain, plain, st.dictionaries(plain, plain))
def test_no_text_changes_on_its_way_through_a_row(text: str, key: str, answers: dict[str, str]) -> None:
    message = replace(MESSAGE, text=text, external_id=key, sent_at=START + timedelta(microseconds=1))
    state = State(answers=answers)

    assert loads(InboundMessage, dumps(message)) == message
    assert loads(State, dumps(state)) == state


def test_an_empty_row_is_a_state_of_somebody_new() -> None:
    assert loads(State, "{}") == State()


def test_letters_stay_readable_and_defaults_are_left_out() -> None:
    assert dumps(State(step="hộ tịch")) == '{"_":"State","step":"hộ tịch"}'


@pytest.mark.parametrize(
    "written", ['{"_":"Gone"}', '{"_":"State","no":1}', '{"_":"Choice"}', "x", "[1]", '"a"']
)
def test_what_is_no_state_is_told_by_an_error(written: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        loads(State, written)
