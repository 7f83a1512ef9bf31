"""Every shape of update, told as what a person did."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import Update as AiogramUpdate
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update as PtbUpdate

from bot.channels.telegram.parse import Receipt, Unparsable, parse
from domain.messages import Address, ChannelName, InboundMessage, MessageKind
from tests.bot.telegram.conftest import NOW

Json = dict[str, Any]

HERE = Path(__file__).resolve()
SAMPLES = json.loads((HERE.parents[2] / "samples" / "telegram" / "updates.json").read_text(encoding="utf-8"))
SHARED = HERE.parents[3] / ".." / "shared" / "channels" / "telegram"
RECEIPT = Receipt(8000000001, NOW)
NAMES = [sample["name"] for sample in SAMPLES]
KNOWN_TO_LIBRARIES = [sample for sample in SAMPLES if "telepathy" not in sample["update"]]


def said(**changes: Any) -> Json:
    person = {"id": 700000001, "is_bot": False, "first_name": "Công dân"}
    chat = {"id": 700000001, "type": "private"}
    message = {"message_id": 31, "from": person, "chat": chat, "date": 1795478400, "text": "chào"}
    return {"update_id": 71, "message": message | changes}


def expected(sample: Json) -> InboundMessage | None:
    if sample["expected"] is None:
        return None
    rest = dict(sample["expected"])
    address = Address(ChannelName.TELEGRAM, rest.pop("chat_id", "700000001"))
    is_press = rest["kind"] == "press"
    at = NOW if is_press else datetime.fromtimestamp(1795478400, UTC)
    given = {"external_id": "8000000001:71", "message_id": "31", "actor": "700000001", "sent_at": at} | rest
    return InboundMessage(address=address, **given | {"kind": MessageKind(rest["kind"])})


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_each_sample_becomes_what_the_person_did(sample: Json) -> None:
    assert parse(sample["update"], RECEIPT) == expected(sample)


@pytest.mark.parametrize("sample", KNOWN_TO_LIBRARIES, ids=lambda sample: sample["name"])
def test_both_libraries_know_every_field_of_our_samples(sample: Json) -> None:
    ptb = PtbUpdate.de_json(sample["update"], None)

    assert not ptb.api_kwargs
    assert not AiogramUpdate.model_validate(sample["update"]).model_extra


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared samples beside the checkout")
def test_every_stored_update_is_read_or_left_alone() -> None:
    stored = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(SHARED.glob("*.json"))]
    updates = [one for one in stored if "update_id" in one]

    kinds = {message.kind for one in updates if (message := parse(one, RECEIPT))}

    assert len(updates) >= 18
    assert {MessageKind.TEXT, MessageKind.PRESS, MessageKind.PHOTO, MessageKind.BLOCKED} <= kinds


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared samples beside the checkout")
@pytest.mark.parametrize(("name", "is_own"), [("own", True), ("someone_else", False)])
def test_a_number_is_vouched_for_only_by_its_owner(name: str, is_own: bool) -> None:
    stored = json.loads((SHARED / f"contact_shared_{name}.json").read_text(encoding="utf-8"))

    message = parse(stored, RECEIPT)

    assert message is not None
    assert (message.kind, bool(message.contact_phone)) == (MessageKind.CONTACT, is_own)


@pytest.mark.parametrize(
    "contact",
    [
        {"phone_number": "+84000000000"},
        {"phone_number": "+84000000000", "user_id": None},
        {"phone_number": "+84000000000", "user_id": "700000001"},
        {"phone_number": "+84000000000", "user_id": 700000777},
    ],
)
def test_a_number_that_anybody_could_send_is_not_read(contact: Json) -> None:
    message = parse(said(text=None, contact=contact), RECEIPT)

    assert message is not None
    assert (message.kind, message.contact_phone) == (MessageKind.CONTACT, "")


def test_a_shared_number_shows_in_no_trace_of_a_failure() -> None:
    own = {"phone_number": "+84000000000", "user_id": 700000001}

    message = parse(said(text=None, contact=own), RECEIPT)

    assert message is not None
    assert message.contact_phone == "+84000000000"
    assert "84000000000" not in repr(message)


def test_the_language_of_the_phone_is_no_wish() -> None:
    message = parse(said(**{"from": {"id": 1, "is_bot": False, "language_code": "en"}}), RECEIPT)

    assert message is not None
    assert message.language is None


@pytest.mark.parametrize("letter", ["\0", "\ud83d"])
def test_letters_that_no_database_takes_are_replaced(letter: str) -> None:
    message = parse(said(text=f"a{letter}b"), RECEIPT)

    assert message is not None
    assert message.text == "a\ufffdb"


def test_a_letter_of_two_surrogates_stays_whole() -> None:
    message = parse(json.loads(json.dumps(said(text="cảm ơn 🙏"))), RECEIPT)

    assert message is not None
    assert message.text == "cảm ơn 🙏"


@pytest.mark.parametrize("date", [0, -1, 2**40, "soon", None])
def test_an_impossible_date_becomes_the_time_of_arrival(date: object) -> None:
    message = parse(said(date=date), RECEIPT)

    assert message is not None
    assert message.sent_at == NOW


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        "update",
        {},
        {"update_id": "71"},
        {"update_id": True},
        {"update_id": 71, "message": []},
        said(chat=None),
        said(chat={"type": "private"}),
        said(**{"from": "Lan"}),
        said(message_id="31"),
        said(text=["chào"]),
        said(reply_to_message={}),
        {"update_id": 71, "callback_query": {"id": "1", "from": {"id": 1}, "message": {}}},
        {"update_id": 71, "my_chat_member": {"chat": {"id": 1, "type": "private"}}},
    ],
)
def test_a_known_update_without_its_parts_is_unparsable(update: object) -> None:
    with pytest.raises(Unparsable):
        parse(update, RECEIPT)


def test_what_is_wrong_is_said_without_what_was_written() -> None:
    with pytest.raises(Unparsable) as caught:
        parse(said(text=["bí mật"]), RECEIPT)

    assert str(caught.value) == "text is not a text"


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    ["from", "chat", "date", "text", "photo", "message_id", "reply_to_message", "caption"]
)


@given(st.dictionaries(FIELDS, ANY_JSON, max_size=4), st.sampled_from(["message", "edited_message"]))
def test_nothing_but_unparsable_ever_comes_out(changes: Json, kind: str) -> None:
    update = {"update_id": 71, kind: said(**changes)["message"]}

    try:
        read = parse(update, RECEIPT)
    except Unparsable:
        return

    assert read is None or read.external_id == "8000000001:71"
