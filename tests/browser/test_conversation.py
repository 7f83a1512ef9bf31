"""What a person does in the page, and what they see."""

import asyncio

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser.conftest import ServedChat, ask, ask_and_wait, opened
from tests.fakes import web_bot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_first_screen_offers_three_doors_and_no_end(page: Page, complaints: list[str]) -> None:
    await expect(page.locator(".door")).to_have_count(3)
    await expect(page.locator(".question")).to_have_count(2)
    await expect(page.locator("#end")).to_be_hidden()
    await expect(page.locator(".opening p").last).to_contain_text("113, 114")


async def test_a_question_is_answered_and_acknowledged(page: Page, complaints: list[str]) -> None:
    await ask_and_wait(page)

    await expect(page.locator(".opening")).to_be_hidden()
    await expect(page.locator(".mine .bubble")).to_have_text("làm giấy khai sinh cho con cần gì")
    await expect(page.locator(".mine .stamp")).to_have_text("09:12 · đã nhận")
    await expect(page.locator(".card")).to_have_count(2)
    await expect(page.locator("#end")).to_be_visible()


async def test_a_door_asks_without_a_bubble(page: Page, served: ServedChat) -> None:
    await page.get_by_text("Làm giấy khai sinh cho con cần gì?").click()

    await expect(page.locator(".card")).to_have_count(2)
    await expect(page.locator(".bubble")).to_have_count(0)
    assert served.chat.road.kept[0].payload == "birth"


async def test_the_history_is_there_after_a_reload_and_not_twice(page: Page) -> None:
    await ask_and_wait(page)

    await page.reload()

    await expect(page.locator(".card")).to_have_count(2)
    await expect(page.locator(".bubble")).to_have_count(1)
    await expect(page.locator(".day")).to_have_text("Thứ Sáu, 20/11/2026")


async def test_a_fact_opens_in_place_and_keeps_the_focus(page: Page, served: ServedChat) -> None:
    await ask_and_wait(page)
    fee = page.locator(".fact", has_text="Lệ phí")

    await fee.focus()
    await page.keyboard.press("Enter")
    await asyncio.sleep(0.3)

    await expect(fee).to_have_attribute("aria-expanded", "true")
    await expect(fee).to_be_focused()
    await expect(page.locator(".detail")).to_have_text("Khoản này do tỉnh quy định.")
    await expect(page.locator(".card")).to_have_count(2)
    assert served.chat.road.kept[-1].message_id == "m2"


async def test_a_second_fact_goes_to_the_message_that_took_the_place(page: Page, served: ServedChat) -> None:
    await ask_and_wait(page)

    for name in ("Lệ phí", "Thời hạn"):
        await page.locator(".fact", has_text=name).click()
        await asyncio.sleep(0.3)

    assert [one.message_id for one in served.chat.road.kept[1:]] == ["m2", "m4"]
    await expect(page.locator(".fact[aria-expanded=true]")).to_have_count(1)
    await page.reload()
    await expect(page.locator(".fact[aria-expanded=true]")).to_contain_text("Thời hạn")
    await expect(page.locator(".card")).to_have_count(2)


async def test_a_chosen_case_stays_marked_even_after_a_reload(page: Page) -> None:
    await ask_and_wait(page)

    await page.get_by_role("button", name="Có Giấy chứng sinh", exact=True).click()
    await page.get_by_role("heading", name="Giấy tờ khi có Giấy chứng sinh").wait_for()

    chosen = page.locator(".used .choice[aria-current]")
    await expect(chosen).to_have_text("Có Giấy chứng sinh")
    await page.reload()
    await expect(chosen).to_have_text("Có Giấy chứng sinh")


async def test_markup_that_a_person_types_stays_text(page: Page, complaints: list[str]) -> None:
    await ask(page, "<b>x</b><img src=x onerror=alert(1)>")

    await expect(page.locator(".mine .stamp")).to_contain_text("đã nhận")
    await expect(page.locator(".bubble")).to_have_text("<b>x</b><img src=x onerror=alert(1)>")
    await expect(page.locator(".bubble *")).to_have_count(0)


async def test_shift_and_enter_break_the_line(page: Page, served: ServedChat) -> None:
    await page.fill("#words", "một")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("hai")
    await page.keyboard.press("Enter")

    await expect(page.locator(".mine .stamp")).to_contain_text("đã nhận")
    assert served.chat.road.kept[0].text == "một\nhai"


async def test_the_typing_sign_shows_until_the_answer_comes(page: Page, served: ServedChat) -> None:
    served.chat.road.delay = 1
    await ask(page)

    await expect(page.locator("#typing")).to_be_visible()
    await expect(page.locator(".card")).to_have_count(2)

    await expect(page.locator("#typing")).to_be_hidden()


async def test_a_long_answer_is_read_from_its_top(page: Page) -> None:
    await ask(page, "chào")
    await expect(page.locator(".card")).to_have_count(1)
    await ask_and_wait(page)
    await asyncio.sleep(0.3)

    top = await page.locator(".said.bot").nth(1).evaluate("e => e.getBoundingClientRect().top")
    header = await page.locator("header").evaluate("e => e.getBoundingClientRect().bottom")

    assert abs(top - header - 12) <= 1


async def test_news_does_not_tear_the_reader_away(page: Page, served: ServedChat) -> None:
    await ask_and_wait(page)
    await asyncio.sleep(0.3)
    await page.mouse.wheel(0, -2_000)
    await asyncio.sleep(2.1)
    before = await page.evaluate("scrollY")

    served.tells(web_bot.PAPERS)
    await expect(page.locator("#latest")).to_be_visible()

    assert await page.evaluate("scrollY") == before
    await page.locator("#latest").click()
    await expect(page.get_by_role("heading", name="Giấy tờ khi có")).to_be_in_viewport()
    await expect(page.locator("#latest")).to_be_hidden()


async def test_the_end_erases_and_begins_anew(page: Page, served: ServedChat) -> None:
    await ask_and_wait(page)
    address = served.chat.road.kept[0].address

    await page.get_by_role("button", name="Kết thúc và xóa khỏi máy này").click()
    await page.get_by_role("button", name="Kết thúc và xóa", exact=True).click()

    await expect(page.locator(".door")).to_have_count(3)
    await expect(page.locator(".card")).to_have_count(0)
    await expect(page.locator("#notice")).to_contain_text("Đã kết thúc và xóa")
    assert served.chat.history.rows[address] == []
    await ask(page, "chào")
    await expect(page.locator(".card")).to_have_count(1)
    assert served.chat.road.kept[-1].address != address


async def test_an_end_that_failed_says_so_and_keeps_the_words(page: Page, served: ServedChat) -> None:
    await ask_and_wait(page)
    served.chat.history.away = True

    await page.locator("#end").click()
    await page.get_by_role("button", name="Kết thúc và xóa", exact=True).click()

    await expect(page.locator("#notice")).to_contain_text("Chưa xóa được")
    await expect(page.locator(".card")).to_have_count(2)


async def test_a_counter_ends_itself_and_counts_down_before(
    served: ServedChat, phone: BrowserContext
) -> None:
    page = await phone.new_page()
    await page.clock.install()
    await page.goto(f"{served.url}?kiosk=1")
    await page.locator("#options").click()
    await page.get_by_text("A++").click()
    await ask_and_wait(page)

    await page.clock.fast_forward(105_000)
    await expect(page.locator("#notice")).to_contain_text("giây")
    await page.keyboard.press("Shift")
    await expect(page.locator("#notice")).not_to_contain_text("giây")
    await page.clock.fast_forward(121_000)

    await expect(page.locator(".door")).to_have_count(3)
    await expect(page.locator(".card")).to_have_count(0)
    await expect(page.locator("html")).not_to_have_attribute("data-size", "3")
    assert served.chat.road.kept[0].kiosk


async def test_english_is_a_page_of_its_own(served: ServedChat, phone: BrowserContext) -> None:
    page = await opened(served, phone, "?lang=en")

    await ask(page, "hello")

    await expect(page.locator(".mine .stamp")).to_have_text("09:12 · received")
    await expect(page.locator(".day")).to_have_text("Friday, 20/11/2026")
    await expect(page.locator(".card p")).to_have_attribute("lang", "vi")
    assert served.chat.road.kept[0].language == "en"
