"""The console: what is typed, what is shown."""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from bot.channels.base import HistoryMessage
from bot.channels.console import LONGEST, Console, as_json_lines, as_text
from domain.content import Button, Content, Fact, Facts, Paragraph
from domain.messages import InboundMessage, MessageKind
from tests.fakes.clock import START, FakeClock
from tests.fakes.history import HistoryInMemory, RoadInMemory

CARD = Content(
    (Paragraph("Nộp <b>Tờ khai</b>."), Facts((Fact("Lệ phí", "8.000 đ", "fact:1"),))),
    (Button("Cổng", url="https://dichvucong.gov.vn"), Button("Quay lại", "menu")),
)

SHOWN = HistoryMessage("1", 1, mine=False, content=CARD, at=START)


def console(shown: list[Sequence[HistoryMessage]], history: HistoryInMemory) -> Console:
    road = RoadInMemory(history, lambda _: [(CARD, False)])

    async def waits(_conversation: str) -> bool:
        return sum(row.mine for row in history.rows[person.address]) > sum(
            not row.mine for row in history.rows[person.address]
        )

    person = Console("an", road.accept, history, waits, FakeClock(), shown.append)
    return person


async def lines(person: Console, *typed: str) -> AsyncIterator[InboundMessage]:
    for line in typed:
        yield person.said(line, as_json=False)


async def test_each_line_is_answered_and_then_it_is_idle() -> None:
    shown: list[Sequence[HistoryMessage]] = []
    person = console(shown, HistoryInMemory())

    await person.converse(lines(person, "một", "hai"))

    assert [[each.content for each in turn] for turn in shown] == [[CARD], [CARD]]


def test_a_number_to_call_is_shown_without_its_scheme_and_none_can_be_shared() -> None:
    buttons = (Button("Chia sẻ số", asks_contact=True), Button("Gọi điện", url="tel:+842380000000"))
    message = replace(SHOWN, content=Content((Paragraph("Vâng"),), buttons))

    assert as_text([message]) == "Vâng\n  1. Gọi điện: +842380000000"
    assert json.loads(as_json_lines([message]).split("\n")[0])["buttons"] == ["Gọi điện"]


async def test_what_was_said_in_an_earlier_session_is_not_said_again() -> None:
    shown: list[Sequence[HistoryMessage]] = []
    history = HistoryInMemory()
    person = console(shown, history)
    history.write(person.address, CARD)

    await person.converse(lines(person))

    assert shown == []


async def test_after_an_erasure_it_reads_on_from_the_start() -> None:
    shown: list[Sequence[HistoryMessage]] = []
    history = HistoryInMemory()
    person = console(shown, history)
    person.seq = 99

    await person.converse(lines(person, "một"))

    assert [[each.content for each in turn] for turn in shown] == [[CARD]]


@pytest.mark.parametrize(
    ("line", "payload"),
    [
        ('{"press": "Có"}', "Có"),
        ('{"press": 2}', "2"),
        ('{"press": ""}', ""),
        ('{"press": "a\\u0000"}', "a\ufffd"),
    ],
)
def test_a_script_presses_by_label_or_number(line: str, payload: str) -> None:
    said = console([], HistoryInMemory()).said(line, as_json=True)

    assert (said.kind, said.payload, said.text) == (MessageKind.PRESS, payload, "")


@pytest.mark.parametrize("line", ["khai sinh", "12", "{}", "[1]", '{"press": null}', "{", "[" * 5_000])
def test_everything_else_is_text(line: str) -> None:
    said = console([], HistoryInMemory()).said(line, as_json=True)

    assert (said.kind, said.text) == (MessageKind.TEXT, line)


def test_people_do_not_press_by_typing_json() -> None:
    assert console([], HistoryInMemory()).said('{"press": 1}', as_json=False).kind is MessageKind.TEXT


def test_a_text_without_end_is_cut_and_cleaned() -> None:
    said = console([], HistoryInMemory()).said("\x00" + "a" * LONGEST, as_json=False)

    assert len(said.text) == LONGEST
    assert said.text.startswith("\ufffd")


def test_a_script_reads_text_and_buttons_without_markup() -> None:
    card, idle = map(json.loads, as_json_lines([SHOWN]).splitlines())

    assert card["text"].startswith("Nộp Tờ khai.")
    assert card["buttons"] == ["Lệ phí", "Cổng", "Quay lại"]
    assert idle == {"idle": True}


def test_a_turn_without_an_answer_is_idle_at_once() -> None:
    assert json.loads(as_json_lines([])) == {"idle": True}


def test_people_read_the_numbers_that_they_can_type() -> None:
    assert as_text([SHOWN]).splitlines()[-3:] == [
        "  1. Lệ phí",
        "  2. Cổng: https://dichvucong.gov.vn",
        "  3. Quay lại",
    ]


def test_the_numbers_of_the_last_message_come_first() -> None:
    above, below = (Content((Paragraph(words),), (Button(words, words),)) for words in ("Trên", "Dưới"))

    shown = as_text([replace(SHOWN, content=above), replace(SHOWN, content=below)])

    assert shown.splitlines() == ["Trên", "  2. Trên", "", "Dưới", "  1. Dưới"]
