"""What a page may post, and what the road is given."""

from unicodedata import normalize

import pytest

from domain.messages import ChannelName, Language, MessageKind
from tests.bot.web.conftest import HOST, OWN, Visitor, new_id


async def test_a_message_is_kept_before_it_is_acknowledged(guest: Visitor) -> None:
    response = await guest.posts(text="khai sinh cần gì")

    (kept,) = guest.chat.road.kept
    assert response.status_code == 202
    assert (kept.kind, kept.text) == (MessageKind.TEXT, "khai sinh cần gì")
    assert kept.sent_at == guest.chat.history.clock.now()


async def test_the_same_id_again_is_seen_not_kept_twice(guest: Visitor) -> None:
    first = new_id()

    await guest.posts(id=first, text="một")
    response = await guest.posts(id=first.upper(), text="một")

    assert response.status_code == 200
    assert len(guest.chat.road.kept) == 1


async def test_the_key_names_the_visitor_without_the_cookie(guest: Visitor) -> None:
    client_id = new_id()

    await guest.posts(id=client_id, text="một")

    (kept,) = guest.chat.road.kept
    assert kept.address.channel is ChannelName.WEB
    assert kept.external_id == f"{kept.address}:{client_id}"
    assert kept.actor == kept.address.chat_id
    assert guest.cookie not in kept.external_id


async def test_a_press_says_which_message_bears_the_button(guest: Visitor) -> None:
    await guest.posts(press="m1:card:1.001193", of="m7")

    (kept,) = guest.chat.road.kept
    assert kept.kind is MessageKind.PRESS
    assert (kept.payload, kept.message_id, kept.text) == ("m1:card:1.001193", "m7", "")


async def test_counter_and_language_of_the_page_go_with_the_message(guest: Visitor) -> None:
    await guest.posts("?kiosk=1&lang=en", text="hello")
    await guest.posts(text="chào")

    first, second = guest.chat.road.kept
    assert (first.kiosk, first.language) == (True, Language.ENGLISH)
    assert (second.kiosk, second.language) == (False, None)


async def test_words_are_composed_and_without_what_no_database_takes(guest: Visitor) -> None:
    text = normalize("NFD", "ổ") + r"\u0000\ud800 \ud83d\ude00"
    body = f'{{"id": "{new_id()}", "text": "{text}"}}'

    response = await guest.client.post(
        "/chat/messages",
        content=body.encode(),
        headers=OWN | {"content-type": "application/json; charset=utf-8"},
    )

    assert response.status_code == 202
    assert guest.chat.road.kept[0].text == "ổ\ufffd\ufffd 😀"


async def test_a_message_that_cannot_be_kept_is_not_acknowledged(guest: Visitor) -> None:
    guest.chat.road.away = True

    response = await guest.posts(text="một")

    assert response.status_code == 503
    assert response.headers["retry-after"] == "5"
    assert "thử lại" in response.json()["error"]


async def test_without_a_cookie_nobody_is_made_up(visitor: Visitor) -> None:
    response = await visitor.posts(text="một")

    assert response.status_code == 401
    assert "cookie" in response.json()["error"]
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://elsewhere.example"},
        {"origin": "http://chat.test.elsewhere.example"},
        {"origin": "ftp://chat.test"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "https://other.test"},
    ],
)
async def test_a_foreign_page_cannot_speak_for_the_visitor(guest: Visitor, headers: dict[str, str]) -> None:
    response = await guest.posts(headers=headers, text="một")

    assert response.status_code == 403
    assert guest.chat.road.kept == []


@pytest.mark.parametrize("headers", [{"origin": HOST}, {"sec-fetch-site": "same-origin"}])
async def test_our_own_page_may_write(guest: Visitor, headers: dict[str, str]) -> None:
    assert (await guest.posts(headers=headers, text="một")).status_code == 202


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_only_json_is_read(guest: Visitor, content_type: str) -> None:
    response = await guest.client.post(
        "/chat/messages", content=b'{"text": "x"}', headers=OWN | {"content-type": content_type}
    )

    assert response.status_code == 415


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"3", b"\xff\xfe", b"[" * 30_000, b'{"text": "no id"}', b'{"id": 7, "text": "x"}'],
)
async def test_what_cannot_be_read_is_refused_with_a_sentence(guest: Visitor, body: bytes) -> None:
    response = await guest.client.post(
        "/chat/messages", content=body, headers=OWN | {"content-type": "application/json"}
    )

    assert response.status_code == 422
    assert "tải lại trang" in response.json()["error"]


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x", "id": "not-a-uuid"},
        {"text": ["x"]},
        {"text": None},
        {"press": "x" * 301},
        {"press": "x", "of": "y" * 81},
        {"press": {"a": 1}},
    ],
)
async def test_a_field_of_the_wrong_kind_is_refused(guest: Visitor, fields: dict[str, object]) -> None:
    assert (await guest.posts(**fields)).status_code == 422
    assert guest.chat.road.kept == []


@pytest.mark.parametrize(
    "fields", [{}, {"text": ""}, {"text": " \n"}, {"press": " "}, {"text": "x", "press": "y"}]
)
async def test_a_message_is_either_words_or_a_press(guest: Visitor, fields: dict[str, str]) -> None:
    response = await guest.posts(**fields)

    assert response.status_code == 422
    assert "chưa có nội dung" in response.json()["error"]


async def test_4000_characters_are_read_and_one_more_is_refused_politely(guest: Visitor) -> None:
    fits = await guest.posts(text="ổ" * 4_000)
    too_long = await guest.posts(text="ổ" * 4_001)

    assert (fits.status_code, too_long.status_code) == (202, 422)
    assert "4.000" in too_long.json()["error"]


async def test_a_body_over_64_kb_is_not_even_read(guest: Visitor) -> None:
    response = await guest.posts(text="x" * 70_000)

    assert response.status_code == 413


async def test_the_31st_message_in_ten_seconds_waits(guest: Visitor) -> None:
    statuses = [(await guest.posts(text="x")).status_code for _ in range(31)]

    assert statuses == [202] * 30 + [429]


async def test_refusals_are_in_the_language_of_the_page(guest: Visitor) -> None:
    response = await guest.posts("?lang=en", text="")

    assert response.json()["error"].startswith("The message is empty")
