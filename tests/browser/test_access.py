"""For every eye, hand and screen reader."""

import asyncio
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import ServedChat, ask_and_wait, opened
from tests.fakes import web_bot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LOOKS: list[dict[str, Any]] = [
    {},
    {"color_scheme": "dark"},
    {"forced_colors": "active"},
    {"contrast": "more"},
    {"contrast": "more", "color_scheme": "dark"},
    {"viewport": {"width": 1280, "height": 800}},
]


async def violations(page: Page) -> list[str]:
    """What axe finds, each as its rule and the elements."""
    found = (await Axe().run(page)).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_axe_finds_nothing(browser: Browser, served: ServedChat, look: dict[str, Any]) -> None:
    settings = {
        "viewport": {"width": 360, "height": 740},
        "bypass_csp": True,
        "reduced_motion": "reduce",
    } | look
    context = await browser.new_context(**settings)
    page = await opened(served, context)

    first = await violations(page)
    await ask_and_wait(page)
    await page.locator(".fact").first.click()
    await page.get_by_role("button", name="Có Giấy chứng sinh", exact=True).click()
    await page.get_by_role("heading", name="Giấy tờ khi có Giấy chứng sinh").wait_for()
    talking = await violations(page)
    await page.locator("#options").click()
    menu = await violations(page)
    await page.locator("#about").click()
    dialog = await violations(page)

    await context.close()
    assert first + talking + menu + dialog == []


async def test_axe_finds_nothing_while_words_wait(browser: Browser, served: ServedChat) -> None:
    context = await browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 740})
    page = await opened(served, context)
    served.chat.road.away = True

    await page.fill("#words", "chào")
    await page.keyboard.press("Enter")
    await expect(page.locator(".waiting")).to_have_count(1)
    await asyncio.sleep(0.3)

    assert await violations(page) == []
    await context.close()


@pytest.mark.parametrize("size", ["1", "3"])
async def test_nothing_is_wider_than_the_screen(page: Page, size: str) -> None:
    await page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
    start = await overflows(page)

    await ask_and_wait(page)
    await page.locator(".fact").first.click()
    await page.locator("#options").click()

    assert start + await overflows(page) == []


async def overflows(page: Page) -> list[str]:
    """At the widths of phones, of a phone zoomed to 200 %, of a tablet and of a desk."""
    found: list[str] = []
    for width in (360, 320, 180, 720, 1280):
        await page.set_viewport_size({"width": width, "height": 740})
        found += [f"{width}: {element}" for element in await overflow(page)]
    return found


async def overflow(page: Page) -> list[str]:
    """Elements that stand out of the window at its right."""
    found: list[str] = await page.evaluate(
        """() => Array.from(document.querySelectorAll("body *"))
            .filter(e => !e.closest(".sr, .skip, svg, .sizes label, dialog") && e.getClientRects().length)
            .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map(e => e.outerHTML.slice(0, 90))"""
    )
    return found


@pytest.mark.parametrize("size", ["1", "2", "3"])
async def test_no_letter_is_under_15_px_and_no_target_under_44(
    served: ServedChat, phone: BrowserContext, size: str
) -> None:
    page = await opened(served, phone)
    await page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
    await ask_and_wait(page)
    await page.locator("#options").click()

    small: list[str] = await page.evaluate(
        """() => {
            const shown = Array.from(document.querySelectorAll("body *"))
                .filter(e => e.getClientRects().length && !e.closest(".sr, .skip, input"));
            const letters = shown.filter(e => parseFloat(getComputedStyle(e).fontSize) < 14.95);
            const targets = shown
                .filter(e => e.matches("button, a, textarea, .sizes label"))
                .filter(e => Math.min(e.offsetHeight, e.offsetWidth) < 43.9);
            return letters.concat(targets).map(e => e.outerHTML.slice(0, 90));
        }"""
    )

    assert small == []


async def test_everything_is_done_by_keyboard_alone(page: Page, served: ServedChat) -> None:
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#words")).to_be_focused()
    await page.keyboard.type("khai sinh")
    await page.keyboard.press("Enter")
    await page.get_by_role("heading", name="Cháu bé thuộc trường hợp nào?").wait_for()

    while not await page.evaluate("document.activeElement.matches('.choice')"):
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")

    await page.get_by_role("heading", name="Giấy tờ khi có Giấy chứng sinh").wait_for()
    assert served.chat.road.kept[-1].payload == "case:4"


async def test_the_focus_is_never_hidden_under_header_or_composer(page: Page) -> None:
    await ask_and_wait(page)
    hidden = []

    await page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _ in range(16):
        await page.keyboard.press("Tab")
        hidden.append(
            await page.evaluate(
                """() => {
                    const e = document.activeElement, box = e.getBoundingClientRect();
                    if (e.closest("header, footer, .skip") || e === document.body) return "";
                    const top = document.querySelector("header").getBoundingClientRect().bottom;
                    const bottom = document.querySelector("footer").getBoundingClientRect().top;
                    return box.top < top - 1 || box.bottom > bottom + 1 ? e.outerHTML.slice(0, 90) : "";
                }"""
            )
        )

    assert [one for one in hidden if one] == []


async def test_escape_closes_the_menu_and_gives_the_focus_back(page: Page) -> None:
    await page.locator("#options").click()
    await page.locator("#contrast").focus()

    await page.keyboard.press("Escape")

    await expect(page.locator("#menu")).to_be_hidden()
    await expect(page.locator("#options")).to_be_focused()


async def test_size_and_contrast_are_remembered(page: Page) -> None:
    await page.locator("#options").click()
    await page.get_by_text("A++").click()
    await page.locator("#contrast").click()

    await page.reload()

    root = page.locator("html")
    await expect(root).to_have_attribute("data-size", "3")
    await expect(root).to_have_attribute("data-contrast", "high")
    await page.locator("#options").click()
    await expect(page.locator("#contrast")).to_have_attribute("aria-checked", "true")


async def test_a_reader_hears_a_message_once_and_a_change_alone(page: Page) -> None:
    await ask_and_wait(page)
    await page.evaluate(
        """() => {
            window.heard = [];
            new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(node =>
                window.heard.push(node.textContent.trim())))).observe(
                document.querySelector("[role=log]"), { childList: true, subtree: true });
        }"""
    )

    await page.locator(".fact", has_text="Lệ phí").click()
    await asyncio.sleep(0.4)
    await page.get_by_role("button", name="Có Giấy chứng sinh", exact=True).click()
    await page.get_by_role("heading", name="Giấy tờ khi có Giấy chứng sinh").wait_for()

    heard: list[str] = await page.evaluate("window.heard")
    assert heard[0] == "Khoản này do tỉnh quy định."
    assert len(heard) == 2
    assert heard[1].startswith("Một Cửa:Giấy tờ khi có Giấy chứng sinh")


async def test_desktop_menu_covers_nothing(browser: Browser, served: ServedChat) -> None:
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await opened(served, context)

    await page.locator("#options").click()
    menu = await page.locator("#menu").bounding_box()
    column = await page.locator("main").bounding_box()

    assert menu is not None
    assert column is not None
    assert menu["x"] >= column["x"] + column["width"]
    await context.close()


async def test_nothing_is_asked_of_any_other_host(served: ServedChat, phone: BrowserContext) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    page = await opened(served, phone)

    await ask_and_wait(page)
    served.tells(web_bot.PAPERS)
    await page.get_by_role("heading", name="Giấy tờ khi có Giấy chứng sinh").wait_for()

    assert asked
    assert [url for url in asked if not url.startswith(served.url.removesuffix("/chat"))] == []


async def test_a_link_away_is_named_and_gives_nothing_along(page: Page, served: ServedChat) -> None:
    await ask_and_wait(page)

    served.tells(web_bot.PAPERS)

    link = page.get_by_role("link", name="Nộp trực tuyến (mở trang khác)")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(link).to_have_attribute("href", "https://dichvucong.example/khai-sinh")


async def test_without_scripts_the_page_says_what_it_needs(browser: Browser, served: ServedChat) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await opened(served, context)

    await expect(page.locator(".needs")).to_contain_text("JavaScript")
    await expect(page.locator("footer")).to_be_hidden()
    await context.close()


async def test_the_history_is_not_read_out_on_opening(page: Page) -> None:
    await ask_and_wait(page)

    await page.reload()
    await page.locator(".card").first.wait_for()

    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
