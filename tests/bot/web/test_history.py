"""Reading the history, and ending it."""

import pytest

from domain.content import Content, Paragraph
from tests.bot.web.conftest import OWN, Visitor


def words(text: str) -> Content:
    return Content((Paragraph(text),))


async def test_messages_after_a_number_come_in_order(guest: Visitor) -> None:
    await guest.posts(text="một")
    guest.chat.history.write(guest.address, words("hai"))
    guest.chat.history.write(guest.address, words("ba"))

    page = (await guest.reads(after=1)).json()

    assert [(one["text"], one["seq"], one["mine"]) for one in page["messages"]] == [
        ("hai", 2, False),
        ("ba", 3, False),
    ]
    assert page["reset"] is False


async def test_a_number_never_given_out_means_start_again(guest: Visitor) -> None:
    assert (await guest.reads(after=7)).json() == {"messages": [], "reset": True}


async def test_history_is_for_its_visitor_alone(guest: Visitor) -> None:
    await guest.posts(text="một")
    guest.client.cookies.clear()
    await guest.opens()

    assert (await guest.reads()).json()["messages"] == []


@pytest.mark.parametrize("path", ["/chat/messages", "/chat/stream"])
async def test_without_a_cookie_there_is_no_history(visitor: Visitor, path: str) -> None:
    assert (await visitor.client.get(path)).status_code == 401


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "٣", "9" * 16])
async def test_a_number_that_is_none_is_refused(guest: Visitor, after: str) -> None:
    assert (await guest.reads(after)).status_code == 422


async def test_a_database_that_is_away_is_said(guest: Visitor) -> None:
    guest.chat.history.away = True

    assert (await guest.reads()).status_code == 503


async def test_history_is_never_stored_on_the_way(guest: Visitor) -> None:
    assert (await guest.reads()).headers["cache-control"] == "no-store"


async def test_the_end_erases_and_gives_a_new_cookie(guest: Visitor) -> None:
    await guest.posts(text="một")
    before, address = guest.cookie, guest.address

    response = await guest.client.post("/chat/end", headers=OWN)

    assert response.status_code == 204
    assert guest.chat.history.rows[address] == []
    assert guest.cookie not in ("", before)


async def test_what_could_not_be_erased_keeps_its_cookie(guest: Visitor) -> None:
    before = guest.cookie
    guest.chat.history.away = True

    response = await guest.client.post("/chat/end", headers=OWN)

    assert response.status_code == 503
    assert guest.cookie == before


async def test_a_foreign_page_cannot_end_the_chat(guest: Visitor) -> None:
    await guest.posts(text="một")

    response = await guest.client.post("/chat/end", headers={"origin": "https://elsewhere.example"})

    assert response.status_code == 403
    assert len(guest.chat.history.rows[guest.address]) == 1
