"""The question that a card ends in: one message in a messenger, two on a page that pulls."""

import pytest

from bot.channels.telegram.render import render
from bot.outcomes import effects
from domain.content import Button, Fact, Facts, Paragraph, Title
from domain.effects import Effects
from domain.messages import Address, ChannelName, Reply
from handlers.turn import Outcome
from tests.builders import a_message, a_turn

QUESTION = Reply((Title("Trường hợp nào?"),), (Button("Trẻ mới sinh", "case"),))
CARD = Reply((Paragraph("Nộp tại xã."), Facts((Fact("Lệ phí", "0 đ", "fee"),))), then=QUESTION)


def answered(channel: ChannelName) -> Effects:
    message = a_message("khai sinh", address=Address(channel, "1"))
    return effects(a_turn(message), Outcome(replies=(CARD,)))


@pytest.mark.parametrize(("channel", "messages"), [(ChannelName.TELEGRAM, 1), (ChannelName.WEB, 2)])
def test_a_messenger_buzzes_once_and_a_page_shows_two(channel: ChannelName, messages: int) -> None:
    assert len(answered(channel).sends) == messages


@pytest.mark.parametrize("channel", [ChannelName.TELEGRAM, ChannelName.WEB])
def test_the_first_number_answers_the_question_everywhere(channel: ChannelName) -> None:
    assert [choice.payload for choice in answered(channel).state.choices] == ["case", "fee"]


def test_the_words_end_in_the_question_and_its_answers_stand_first() -> None:
    [page] = render(answered(ChannelName.TELEGRAM).sends[0].content)

    assert page.html.endswith("<b>Trường hợp nào?</b>")
    assert [key.payload for row in page.keyboard for key in row] == ["case", "fee"]
