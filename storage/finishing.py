"""The end of turns: states, records, deliveries and "handled" of a whole batch, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.deliveries import NewDelivery, Outgoing
from domain.effects import AnswerPress, Effects, Erased, Lane, Send
from domain.messages import Address
from storage import conversations, erasure, inbox, messages, outbox, records

REPLY_LIVES = timedelta(hours=24)
"""An answer that comes a day late answers nothing, and its words are promised to be gone."""

PRESS_LIVES = timedelta(seconds=150)
"""Telegram drops an unanswered callback query after that time (server source, `Client.cpp`)."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a batch wrote: conversations whose turn still held its lease, pulled chats with news.

    `waiting` are those of the conversations that have another message to answer.
    """

    held: set[str]
    waiting: set[str]
    chats: set[str]
    lanes: set[Lane]


def finish(connection: Connection, batch: Sequence[Effects], now: datetime) -> Done:
    """Write every turn that still holds its lease; the others end silently."""
    held = conversations.fence(connection, [(turn.conversation, turn.epoch) for turn in batch])
    turns = [turn for turn in batch if turn.conversation in held]
    records.write(connection, turns, now)
    conversations.save_states(connection, [(turn.conversation, turn.state) for turn in turns], now)
    masks = messages.mask(connection, [_own(turn) for turn in turns if turn.mask_words])
    chats = messages.write(connection, [*masks, *(shown for turn in turns for shown in _shown(turn))], now)
    deliveries = [new for turn in turns for new in _deliveries(turn, now)]
    outbox.add(connection, deliveries, now)
    inbox.mark_handled(
        connection,
        [(turn.inbox_id, "failed" if turn.error else "handled", not turn.keeps_words) for turn in turns],
        now,
    )
    messages.forget_words(connection, [_own(turn) for turn in turns if turn.forget_words])
    for turn in turns:
        if erases(turn):
            erasure.forget_idle(connection, turn.address)
    sent = {lane for turn in turns for lane in lanes(turn)}
    return Done(held, inbox.waiting(connection, held), chats, sent)


def lanes(turn: Effects) -> set[Lane]:
    """Of what a turn gives the senders to send."""
    pushed = {send.lane for send in turn.sends if send.address.channel not in messages.PULLED}
    return pushed | ({Lane.REPLY} if turn.press else set())


def _own(turn: Effects) -> tuple[Address, int]:
    return turn.address, turn.inbox_id


def erases(turn: Effects) -> bool:
    """Whether the person asked for all to be forgotten."""
    return any(isinstance(record, Erased) for record in turn.records)


def _shown(turn: Effects) -> list[messages.Written]:
    return [
        messages.Written(send.address, mine=False, content=send.content, replaces=send.edits)
        for send in turn.sends
        if send.address.channel in messages.PULLED
    ]


def _deliveries(turn: Effects, now: datetime) -> list[NewDelivery]:
    pushed = [
        _delivery(send, turn, now, forget=erases(turn))
        for send in turn.sends
        if send.address.channel not in messages.PULLED
    ]
    return [*_press(turn.press, turn, now), *pushed]


def _delivery(send: Send, turn: Effects, now: datetime, *, forget: bool) -> NewDelivery:
    return NewDelivery(
        address=send.address,
        outgoing=Outgoing(content=send.content, edits=send.edits, takes_back_keys=send.takes_back_keys),
        lane=send.lane,
        series=send.series,
        due_at=send.due_at,
        expires_at=_expiry(send, now),
        forget=forget,
        trace=turn.trace,
    )


def _expiry(send: Send, now: datetime) -> datetime | None:
    if send.expires_in:
        return now + send.expires_in
    return now + REPLY_LIVES if send.lane is Lane.REPLY else None


def _press(press: AnswerPress | None, turn: Effects, now: datetime) -> list[NewDelivery]:
    """A press is answered beside the replies, never behind them: it is dead after 150 s."""
    if press is None:
        return []
    return [
        NewDelivery(
            address=press.address,
            outgoing=Outgoing(callback_id=press.callback_id, callback_words=press.words),
            lane=Lane.REPLY,
            series=f"press:{turn.inbox_id}",
            expires_at=now + PRESS_LIVES,
            forget=True,
            trace=turn.trace,
        )
    ]
