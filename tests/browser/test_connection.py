"""Bad lines: nothing is lost, nothing comes twice, and the page says what is going on."""

import asyncio

import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import ServedChat, ask, ask_and_wait, opened
from tests.fakes import web_bot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_offline_is_said_and_the_words_wait(
    page: Page, served: ServedChat, phone: BrowserContext
) -> None:
    await phone.set_offline(True)
    await ask(page, "chào")

    await expect(page.locator("#notice")).to_contain_text("Mất mạng")
    await expect(page.locator(".waiting .stamp")).to_contain_text("Chờ gửi")
    await phone.set_offline(False)
    await expect(page.locator(".mine .stamp")).to_contain_text("đã nhận")
    await expect(page.locator("#notice")).to_be_empty()
    await expect(page.locator(".bubble")).to_have_count(1)
    assert [one.text for one in served.chat.road.kept] == ["chào"]


async def test_words_that_wait_survive_a_reload(page: Page, served: ServedChat) -> None:
    served.chat.road.away = True
    await ask(page, "chào")
    await expect(page.locator(".waiting")).to_have_count(1)

    await page.reload()
    await expect(page.locator(".bubble")).to_have_text("chào")
    served.chat.road.away = False

    await expect(page.locator(".mine .stamp")).to_contain_text("đã nhận", timeout=20_000)
    await expect(page.locator(".bubble")).to_have_count(1)


async def test_a_server_without_its_database_is_asked_again(page: Page, served: ServedChat) -> None:
    served.chat.road.away = True
    await ask(page, "chào")
    await expect(page.locator("#notice")).to_contain_text("Máy chủ đang bận")

    served.chat.road.away = False

    await expect(page.locator(".card")).to_have_count(1, timeout=20_000)
    assert len(served.chat.road.kept) == 1


async def test_several_messages_keep_their_order_over_a_bad_line(page: Page, served: ServedChat) -> None:
    served.chat.road.away = True
    for text in ("một", "hai", "ba"):
        await ask(page, text)
    await expect(page.locator(".waiting")).to_have_count(3)

    served.chat.road.away = False
    await expect(page.locator(".card")).to_have_count(3, timeout=20_000)

    assert [one.text for one in served.chat.road.kept] == ["một", "hai", "ba"]
    await expect(page.locator(".bubble")).to_have_text(["một", "hai", "ba"])


async def test_an_answer_that_was_lost_on_the_way_does_not_double_the_message(
    page: Page, served: ServedChat
) -> None:
    lost = 0

    async def lose_the_first(route: Route) -> None:
        nonlocal lost
        lost += 1
        if lost > 1 or route.request.method != "POST":
            return await route.continue_()
        await route.fetch()
        return await route.abort()

    await page.route("**/chat/messages", lose_the_first)
    await ask(page, "chào")

    await expect(page.locator(".mine .stamp")).to_contain_text("đã nhận")
    await expect(page.locator(".card")).to_have_count(1)
    await expect(page.locator(".bubble")).to_have_count(1)
    assert len(served.chat.road.kept) == 1


async def test_a_refused_message_says_why(page: Page) -> None:
    await page.evaluate("document.getElementById('words').removeAttribute('maxlength')")

    await ask(page, "x" * 4_001)

    await expect(page.locator(".refused .stamp")).to_contain_text("4.000")


async def test_two_tabs_share_one_stream_and_show_everything_once(
    page: Page, served: ServedChat, phone: BrowserContext
) -> None:
    other = await opened(served, phone)
    await ask_and_wait(page)

    await expect(other.locator(".card")).to_have_count(2)
    await expect(other.locator(".bubble")).to_have_count(1)
    await asyncio.sleep(0.3)
    assert served.streams == 1
    await page.close()
    served.tells(web_bot.PAPERS)
    await expect(other.locator(".card")).to_have_count(3)


async def test_the_end_in_one_tab_ends_the_other(
    page: Page, served: ServedChat, phone: BrowserContext
) -> None:
    other = await opened(served, phone)
    await ask_and_wait(page)
    await expect(other.locator(".card")).to_have_count(2)

    await page.locator("#end").click()
    await page.get_by_role("button", name="Kết thúc và xóa", exact=True).click()

    await expect(other.locator(".card")).to_have_count(0)
    await expect(other.locator(".door")).to_have_count(3)
    await ask(page)
    # At once: a stream of the old cookie would be noticed only seconds later.
    await expect(page.locator(".card")).to_have_count(2, timeout=2_000)
    await expect(other.locator(".card")).to_have_count(2, timeout=2_000)
    await ask(other, "chào")
    await expect(other.locator(".card")).to_have_count(3)
    await expect(page.locator(".card")).to_have_count(3)


async def test_what_comes_twice_is_shown_once(page: Page, served: ServedChat, phone: BrowserContext) -> None:
    other = await opened(served, phone)
    await ask_and_wait(page)

    await other.evaluate(
        """async () => {
            const { messages } = await (await fetch("chat/messages?after=0")).json();
            new BroadcastChannel("motcua").postMessage({ kind: "messages", data: messages });
        }"""
    )
    await asyncio.sleep(0.3)

    for tab in (page, other):
        await expect(tab.locator(".card")).to_have_count(2)
        await expect(tab.locator(".bubble")).to_have_count(1)


async def test_behind_a_proxy_that_buffers_the_page_asks(served: ServedChat, phone: BrowserContext) -> None:
    async def never(route: Route) -> None:
        await asyncio.sleep(30)

    await phone.route("**/chat/stream*", never)
    page = await opened(served, phone)
    await ask(page, "chào")

    await expect(page.locator(".card")).to_have_count(1, timeout=15_000)
    await phone.unroute_all(behavior="ignoreErrors")


async def test_a_sleeping_page_holds_no_stream_and_catches_up(page: Page, served: ServedChat) -> None:
    await ask_and_wait(page)

    await see(page, "hidden")
    await asyncio.sleep(0.5)
    sleeping = served.streams
    served.tells(web_bot.PAPERS)
    await see(page, "visible")

    await expect(page.locator(".card")).to_have_count(3)
    assert sleeping == 0


async def see(page: Page, state: str) -> None:
    await page.evaluate(
        """state => {
            Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


async def test_a_stream_that_the_server_closes_is_opened_again(page: Page, served: ServedChat) -> None:
    await ask_and_wait(page)

    served.do(served.chat.chat.closing.set)
    await asyncio.sleep(0.3)
    served.do(served.chat.chat.closing.clear)
    served.tells(web_bot.PAPERS)

    await expect(page.locator(".card")).to_have_count(3)


async def test_without_cookies_the_page_says_so_and_invents_nobody(
    page: Page, served: ServedChat, phone: BrowserContext
) -> None:
    await phone.clear_cookies()

    await ask(page, "chào")

    await expect(page.locator("#notice")).to_contain_text("cookie")
    assert served.chat.road.kept == []
    assert await phone.cookies() == []


async def test_the_chat_works_under_a_path(served: ServedChat, phone: BrowserContext) -> None:
    served.prefix = "/bot"
    page = await opened(served, phone)

    await ask_and_wait(page)

    (cookie,) = await phone.cookies()
    assert cookie["path"] == "/bot/"


async def test_an_erased_history_leaves_the_page(page: Page, served: ServedChat) -> None:
    await ask_and_wait(page)
    address = served.chat.road.kept[0].address

    await see(page, "hidden")
    asyncio.run_coroutine_threadsafe(served.chat.history.erase(address), served.loop).result(5)
    served.tells(web_bot.SHORT)
    await see(page, "visible")

    await expect(page.locator(".card")).to_have_count(1)
