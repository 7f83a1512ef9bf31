"""The page itself: what it sets, what it loads, what it may do."""

import re

import pytest

from bot.channels.web.settings import WebChatSettings
from tests.bot.web.conftest import Visitor, client_of
from tests.fakes.web_chat import ChatOnFakes


async def test_gives_a_new_visitor_256_random_bits(visitor: Visitor) -> None:
    await visitor.opens()

    assert re.fullmatch("[A-Za-z0-9_-]{43}", visitor.cookie)


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = (await visitor.opens()).headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age=2592000" in cookie
    assert "secure" not in cookie


async def test_a_visitor_who_comes_back_keeps_the_cookie(guest: Visitor) -> None:
    before = guest.cookie

    await guest.opens()

    assert guest.cookie == before


async def test_a_cookie_that_is_none_of_ours_is_replaced(visitor: Visitor) -> None:
    response = await visitor.opens(cookie="motcua=short")

    assert re.search("motcua=[A-Za-z0-9_-]{43};", response.headers["set-cookie"])


async def test_at_a_counter_the_cookie_ends_with_the_browser(visitor: Visitor) -> None:
    response = await visitor.opens("?kiosk=1")

    assert "max-age" not in response.headers["set-cookie"].lower()
    assert "data-kiosk" in response.text


@pytest.mark.parametrize(
    ("host", "public_url"), [("https://chat.test", ""), ("http://inside", "https://chat.test")]
)
async def test_the_cookie_is_secure_wherever_the_browser_sees_https(host: str, public_url: str) -> None:
    chat = ChatOnFakes(WebChatSettings(province="Nghệ An", public_url=public_url))

    async with client_of(chat, host) as client:
        response = await client.get("/chat")

    assert "secure" in response.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("root_path", "forwarded", "public_url", "path"),
    [
        ("", "", "", "/"),
        ("/bot", "", "", "/bot/"),
        ("", "/bot/", "", "/bot/"),
        ("", "", "https://tinh.example/bot", "/bot/"),
        ("", "/a/b", "", "/a/b/"),
        ("", "/bot; Domain=elsewhere", "", "/"),
    ],
)
async def test_the_cookie_lives_where_the_proxy_puts_the_app(
    root_path: str, forwarded: str, public_url: str, path: str
) -> None:
    chat = ChatOnFakes(WebChatSettings(province="Nghệ An", public_url=public_url, behind_proxy=True))

    async with client_of(chat, root_path=root_path) as client:
        response = await client.get(f"{root_path}/chat", headers={"x-forwarded-prefix": forwarded})

    assert f"path={path};" in response.headers["set-cookie"].lower() + ";"


async def test_without_a_proxy_nobody_says_where_the_app_is(visitor: Visitor) -> None:
    response = await visitor.opens(**{"x-forwarded-prefix": "/elsewhere"})

    assert "Path=/;" in response.headers["set-cookie"]


async def test_the_page_comes_even_while_the_database_is_away(visitor: Visitor) -> None:
    visitor.chat.history.away = visitor.chat.road.away = True

    assert (await visitor.opens()).status_code == 200


async def test_opening_the_page_keeps_nothing(guest: Visitor) -> None:
    assert guest.chat.road.kept == []
    assert not guest.chat.history.rows


async def test_nothing_in_the_page_needs_an_exception_to_its_policy(visitor: Visitor) -> None:
    response = await visitor.opens()

    assert "unsafe" not in response.headers["content-security-policy"]
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", response.text)


async def test_every_file_of_the_page_is_ours_and_relative(visitor: Visitor) -> None:
    page = (await visitor.opens()).text

    names = re.findall(r'(?:src|href)="(chat/[^"]+)"', page)
    answers = [await visitor.client.get(f"/{name}") for name in names]

    assert len(names) >= 7
    assert {answer.status_code for answer in answers} == {200}
    assert not re.search(r'(?:src|href)="(?:https?:)?/', page)


async def test_page_and_files_without_the_font_stay_under_62_kb(visitor: Visitor) -> None:
    page = (await visitor.opens()).content
    files = visitor.chat.chat.assets.files

    size = len(page) + sum(len(one.body) for name, one in files.items() if not name.startswith("font/"))

    assert size <= 62_000


async def test_the_page_is_never_stored_on_the_way(visitor: Visitor) -> None:
    response = await visitor.opens()

    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"


async def test_the_page_speaks_english_when_asked(visitor: Visitor) -> None:
    page = (await visitor.opens("?lang=en&kiosk=1")).text

    assert '<html lang="en">' in page
    assert "Good morning" in page
    assert 'href="?lang=vi&amp;kiosk=1"' in page


async def test_an_unknown_language_is_vietnamese(visitor: Visitor) -> None:
    assert '<html lang="vi">' in (await visitor.opens("?lang=xx")).text


async def test_the_page_says_the_true_figures_of_what_is_kept() -> None:
    chat = ChatOnFakes(WebChatSettings(province="Nghệ An", message_hours=5, history_days=9))

    async with client_of(chat) as client:
        page = (await client.get("/chat")).text

    assert "được giữ 5 giờ" in page
    assert "được giữ 9 ngày" in page


async def test_a_slash_too_many_leads_back_under_any_prefix(visitor: Visitor) -> None:
    response = await visitor.client.get("/chat/?kiosk=1")

    assert response.status_code == 308
    assert response.headers["location"] == "../chat?kiosk=1"
