"""A shared phone number: asked for where it can be shared, forgotten at once, its keys taken back."""

from dataclasses import replace

import pytest

from bot.outcomes import effects
from domain.content import Button, Note, Paragraph, Text
from domain.conversations import State
from domain.effects import Effects
from domain.messages import Address, ChannelName, InboundMessage, MessageKind, Reply
from domain.plain_text import plain
from handlers.turn import Outcome
from tests.builders import a_message, a_turn

SHARE = Button("Chia sẻ số", asks_contact=True)
BACK = Button("Quay lại", "v1:back")
ASKING = Outcome(replies=(Reply((Paragraph("Bốn số cuối?"),), (SHARE, BACK)),))
CARD = Reply((Paragraph("Đang giải quyết."),), (BACK,))
ASKED = State(contact_asked=True)
RECEIVED = "Đã nhận số điện thoại của ông/bà. Máy không giữ lại số này."


def wrote(
    words: str = "chào", channel: ChannelName = ChannelName.TELEGRAM, **fields: object
) -> InboundMessage:
    return a_message(words, address=Address(channel, "1"), **fields)


def shared() -> InboundMessage:
    return wrote("", kind=MessageKind.CONTACT, contact_phone="84000000000")


def said(done: Effects) -> list[tuple[str, bool]]:
    """Each message, and whether it takes the keys back."""
    return [(plain(send.content), send.takes_back_keys) for send in done.sends]


@pytest.mark.parametrize(
    ("channel", "group", "asks"),
    [
        (ChannelName.TELEGRAM, False, True),
        (ChannelName.TELEGRAM, True, False),
        (ChannelName.WEB, False, False),
        (ChannelName.CONSOLE, False, False),
        (ChannelName.ZALO_OA, False, False),
        (ChannelName.ZALO_BOT, False, False),
    ],
)
@pytest.mark.parametrize("at_the_end", [False, True])
def test_a_number_is_asked_for_only_where_it_can_be_shared(
    channel: ChannelName, group: bool, asks: bool, at_the_end: bool
) -> None:
    reply = Reply((Paragraph("Chào"),), then=ASKING.replies[0]) if at_the_end else ASKING.replies[0]

    done = effects(a_turn(wrote(channel=channel, group=group)), Outcome(replies=(reply,)))

    assert any(send.content.asks_contact for send in done.sends) is asks
    assert done.state.contact_asked is asks
    assert [choice.label for choice in done.state.choices] == ["Quay lại"]


def test_a_message_without_a_button_takes_the_keys_back() -> None:
    plainly = Reply((Note("Không đúng."),))

    done = effects(a_turn(wrote(), ASKED), Outcome(replies=(CARD, plainly)))

    assert said(done) == [("Đang giải quyết.", False), ("Không đúng.", True)]
    assert not done.state.contact_asked


@pytest.mark.parametrize(
    ("message", "first"), [(shared(), RECEIVED), (wrote(), "Nút chia sẻ số điện thoại đã được cất đi.")]
)
def test_where_every_message_has_buttons_a_short_one_goes_before(message: InboundMessage, first: str) -> None:
    done = effects(a_turn(message, ASKED), Outcome(replies=(CARD,)))

    assert said(done) == [(first, True), ("Đang giải quyết.", False)]


def test_asking_again_takes_nothing_back() -> None:
    done = effects(a_turn(wrote(), ASKED), ASKING)

    assert said(done) == [("Bốn số cuối?", False)]
    assert done.state.contact_asked


def test_a_change_of_an_old_message_leaves_the_keys_for_the_next_one() -> None:
    press = wrote("", kind=MessageKind.PRESS, payload="v1:back", message_id="7")

    done = effects(a_turn(press, ASKED), Outcome(replies=(replace(CARD, replaces=True),)))

    assert said(done) == [("Đang giải quyết.", False)]
    assert done.state.contact_asked


def test_an_apology_leaves_the_question_open() -> None:
    done = effects(a_turn(wrote(), ASKED), Outcome.apology("failed"))

    assert [taken for _, taken in said(done)] == [False]
    assert done.state.contact_asked


@pytest.mark.parametrize("outcome", [Outcome(replies=(CARD,)), Outcome.apology("failed"), Outcome()])
def test_a_shared_number_is_kept_by_nobody_whatever_became_of_the_turn(outcome: Outcome) -> None:
    assert effects(a_turn(shared()), outcome).mask_words


@pytest.mark.parametrize("masks", [True, False])
def test_a_dialog_says_whether_words_are_masked(masks: bool) -> None:
    done = effects(a_turn(wrote("4071")), replace(Outcome.say(Text("search.ask")), mask_words=masks))

    assert (done.mask_words, done.keeps_words) == (masks, not masks)
