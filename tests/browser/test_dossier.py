"""Where a dossier stands, and digits that nobody else is to see."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from domain.content import Button, ButtonRole, Content, Paragraph
from tests.browser.conftest import ServedChat, ask, opened
from tests.browser.test_access import LOOKS, overflow, violations
from tests.fakes import dossier_card as dossier

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CARDS = (dossier.LATE, dossier.READY, dossier.ON_ITS_WAY)
MASKED = "••••bốn chữ số, đã che"


async def shown(page: Page, served: ServedChat, *cards: Content) -> None:
    """Ask something, and be answered with these."""
    await ask(page, "hồ sơ")
    await page.locator(".bot .card").first.wait_for()
    for card in cards:
        served.tells(card)
    await expect(page.locator(".bot .card")).to_have_count(1 + len(cards))


@pytest.mark.parametrize("size", ["1", "3"])
@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_axe_finds_nothing_in_a_dossier(
    browser: Browser, served: ServedChat, look: dict[str, Any], size: str
) -> None:
    settings = {"viewport": {"width": 360, "height": 740}, "bypass_csp": True, "reduced_motion": "reduce"}
    context = await browser.new_context(**settings | look)
    page = await opened(served, context)
    await page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)

    await shown(page, served, *CARDS)

    assert await violations(page) == []
    await context.close()


@pytest.mark.parametrize("size", ["1", "2", "3"])
async def test_a_dossier_is_never_wider_than_the_screen(page: Page, served: ServedChat, size: str) -> None:
    await page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
    await shown(page, served, *CARDS)
    wide: list[str] = []

    for width in (320, 180, 360, 720, 1280):
        await page.set_viewport_size({"width": width, "height": 740})
        wide += [f"{width}: {element}" for element in await overflow(page)]
        wide += await page.evaluate("w => document.documentElement.scrollWidth > w ? [String(w)] : []", width)

    assert wide == []


async def test_a_track_is_a_list_that_says_where_it_stands(page: Page, served: ServedChat) -> None:
    await shown(page, served, dossier.LATE)

    steps = page.get_by_role("list").get_by_role("listitem")

    await expect(steps).to_have_text(
        ["Đã tiếp nhận 06/11/2026", "Đang giải quyết Công an cấp xã", "Trả kết quả chưa có hẹn mới"]
    )
    await expect(page.locator("[aria-current=step]")).to_have_text("Đang giải quyết Công an cấp xã")


@pytest.mark.parametrize(("size", "beside"), [("1", True), ("3", False)])
async def test_a_note_stands_beside_its_step_or_under_it_in_large_letters(
    page: Page, served: ServedChat, size: str, beside: bool
) -> None:
    await page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
    await shown(page, served, dossier.LATE)
    step = page.locator(".track li").first

    words = await step.locator(".words").bounding_box()
    note = await step.locator(".note").bounding_box()

    assert words is not None
    assert note is not None
    assert (note["y"] < words["y"] + words["height"] / 2) is beside


@pytest.mark.parametrize("card", CARDS, ids=["warning", "good", "calm"])
async def test_a_banner_has_a_sign_beside_its_words(page: Page, served: ServedChat, card: Content) -> None:
    await shown(page, served, card)

    banner = page.locator(".banner")

    await expect(banner.locator("svg[aria-hidden=true]")).to_have_count(1)
    await expect(banner.locator("p")).to_have_count(2)


async def test_the_next_step_stands_before_the_others_and_the_source_after_all(
    page: Page, served: ServedChat
) -> None:
    await shown(page, served, dossier.LATE)

    words = await page.locator(".bot .card").last.inner_text()

    order = ["không cần làm gì", "Theo dõi", "Nhắn ngay", "Hỏi cơ quan", "Theo hệ thống một cửa"]
    assert [words.index(one) for one in order] == sorted(words.index(one) for one in order)


async def test_a_thing_to_do_is_no_answer_and_stays_as_it_is(page: Page, served: ServedChat) -> None:
    await shown(page, served, dossier.LATE)

    await page.get_by_role("button", name="Hỏi cơ quan vì sao chậm").click()
    await expect(page.locator(".bot .card")).to_have_count(3)

    assert served.chat.road.kept[-1].payload == "why"
    await expect(page.locator(".used")).to_have_count(0)


async def test_a_telephone_and_a_map_are_links(page: Page, served: ServedChat) -> None:
    await shown(page, served, dossier.READY)

    call = page.get_by_role("link", name="Gọi điện")
    place = page.get_by_role("link", name="Xem bản đồ (mở trang khác)")

    await expect(call).to_have_attribute("href", "tel:+842380000000")
    assert await call.get_attribute("target") is None
    await expect(place).to_have_attribute("href", "https://ban-do.example/vinh")
    await expect(place).to_have_attribute("target", "_blank")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "http://a.example",
        "//a.example",
        "tel:1;javascript:x",
        "vbscript:x",
        "https:alert(1)",
    ],
)
async def test_a_link_of_any_other_kind_is_left_out(
    page: Page, served: ServedChat, complaints: list[str], url: str
) -> None:
    bad = [Button("Xấu", url=url, role=role) for role in ButtonRole]

    await shown(page, served, Content((Paragraph("Có nút."),), (*bad, Button("Tốt", "v1:x"))))

    await expect(page.get_by_role("button", name="Tốt")).to_have_count(1)
    await expect(page.get_by_text("Xấu")).to_have_count(0)


async def test_digits_that_the_server_masks_leave_the_screen_and_stay_away(
    page: Page, served: ServedChat
) -> None:
    await ask(page, "4071")
    await page.locator(".bot .card").first.wait_for()
    message = served.chat.road.kept[-1]

    served.do(served.chat.history.mask, message.address, "m1")

    bubble = page.locator(".mine .bubble")
    await expect(bubble).to_have_text(MASKED)
    assert "4071" not in await page.content()
    await page.reload()
    await expect(bubble).to_have_text(MASKED)
    await expect(page.locator(".mine")).to_have_count(1)


async def test_digits_masked_before_the_page_hears_of_them_are_the_same_message(
    page: Page, served: ServedChat
) -> None:
    served.chat.road.masks = True

    await ask(page, "4071")
    await page.locator(".bot .card").first.wait_for()

    await expect(page.locator(".mine .bubble")).to_have_text([MASKED])
    await expect(page.locator(".mine .stamp")).to_have_text(re.compile("đã nhận"))
    assert "4071" not in await page.content()
    assert "4071" not in await page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


async def test_masked_digits_are_named_in_english_too(served: ServedChat, phone: BrowserContext) -> None:
    page = await opened(served, phone, "?lang=en")
    served.chat.road.masks = True

    await ask(page, "4071")

    bubble = page.locator(".mine .bubble")
    await expect(bubble.locator("[aria-hidden=true]")).to_have_text("••••")
    await expect(bubble.locator(".sr")).to_have_text("four digits, hidden")
