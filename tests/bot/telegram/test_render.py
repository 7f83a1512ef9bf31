"""Each block of a message as Telegram shows it."""

import pytest

from bot.channels.telegram.keyboard import Key
from bot.channels.telegram.render import Rendered, render
from domain.content import (
    Banner,
    Block,
    Button,
    Content,
    Fact,
    Facts,
    Item,
    Items,
    Note,
    Paragraph,
    Progress,
    Source,
    Title,
    Track,
    TrackStep,
)


def html(*blocks: Block) -> str:
    return "".join(page.html for page in render(Content(blocks)))


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (Title("Khai sinh"), "<b>Khai sinh</b>"),
        (Paragraph("Mang <b>giấy chứng sinh</b>."), "Mang <b>giấy chứng sinh</b>."),
        (Paragraph("<b>Một</b> và <b>hai</b>"), "<b>Một</b> và <b>hai</b>"),
        (Paragraph("chưa <b>đóng"), "chưa &lt;b&gt;đóng"),
        (Paragraph("<i>x</i> & <script>"), "&lt;i&gt;x&lt;/i&gt; &amp; &lt;script&gt;"),
        (Paragraph("<b><b>x</b></b>"), "<b>&lt;b&gt;x</b>&lt;/b&gt;"),
        (Title("<b>x</b>"), "<b>&lt;b&gt;x&lt;/b&gt;</b>"),
        (Note("Giữ 72 giờ"), "<i>Giữ 72 giờ</i>"),
        (Source(("1.001193", "QĐ 163")), "<i>1.001193 · QĐ\u00a0163</i>"),
        (Items((Item("Tờ khai", "Nộp 1 bản"), Item("Giấy"))), "1. Tờ khai\n<i>Nộp 1 bản</i>\n2. Giấy"),
        (Items((Item("Một"), Item("Hai")), numbered=False), "• Một\n• Hai"),
        (Banner("Trễ hẹn 3 ngày", "Hẹn <17/11>"), "<b>Trễ hẹn 3 ngày</b>\nHẹn &lt;17/11&gt;"),
        (Banner("Đã có kết quả"), "<b>Đã có kết quả</b>"),
        (
            Track(
                (
                    TrackStep("Đã tiếp nhận", "06/11", Progress.DONE),
                    TrackStep("Đang giải quyết", "Công an & xã", Progress.NOW),
                    TrackStep("Trả kết quả"),
                )
            ),
            "✓ Đã tiếp nhận: 06/11\n→ <b>Đang giải quyết</b>: Công an &amp; xã\n○ Trả kết quả",
        ),
    ],
)
def test_each_block_has_its_form(block: Block, shown: str) -> None:
    assert html(block) == shown


def test_blocks_are_set_off_by_a_blank_line() -> None:
    assert html(Title("Một"), Paragraph("Hai")) == "<b>Một</b>\n\nHai"


def test_facts_are_rows_of_label_and_value() -> None:
    facts = Facts((Fact("Lệ phí", "8.000 đ", "v1:f"), Fact("Thời hạn", "5 ngày", "v1:t")))

    assert html(facts) == "<b>Lệ phí:</b> 8.000 đ\n<b>Thời hạn:</b> 5 ngày"


def test_only_an_open_fact_shows_its_detail() -> None:
    detail = (Paragraph("Trong ngày."), Note("Sau 15 giờ: ngày sau."))
    shut = Fact("Lệ phí", "0", "v1:f", detail)
    opened = Fact("Thời hạn", "Ngay", "v1:t", detail, open=True)

    shown = html(Facts((shut, opened)))

    expected = "<b>Lệ phí:</b> 0\n<b>Thời hạn:</b> Ngay\nTrong ngày.\n<i>Sau 15 giờ: ngày sau.</i>"
    assert shown == expected


def test_a_fact_after_an_open_one_is_set_off_by_a_blank_line() -> None:
    opened = Fact("Lệ phí", "0", "v1:f", (Paragraph("Hỏi nơi nộp."),), open=True)

    shown = html(Facts((opened, Fact("Thời hạn", "Ngay", "v1:t"))), Note("Xong"))

    expected = "<b>Lệ phí:</b> 0\nHỏi nơi nộp.\n\n<b>Thời hạn:</b> Ngay\n\n<i>Xong</i>"
    assert shown == expected


def test_two_facts_alike_still_stand_on_two_lines() -> None:
    fact = Fact("Lệ phí", "0", "v1:f")

    assert html(Facts((fact, fact))) == "<b>Lệ phí:</b> 0\n<b>Lệ phí:</b> 0"


def test_the_keyboard_stands_under_the_last_page_only() -> None:
    words = Paragraph("chữ " * 1500)

    first, last = render(Content((words,), (Button("Xong", "v1:ok"),)))

    assert first.keyboard == ()
    assert last.keyboard == ((Key("Xong", "v1:ok"),),)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Ở phường.", "Ở phường.\n\nGọi điện: +842380000000"),
        ("Ở phường, số 0238 000 0000.", "Ở phường, số 0238 000 0000."),
    ],
)
def test_a_number_to_call_stands_among_the_words_once(words: str, shown: str) -> None:
    call = Button("Gọi điện", url="tel:+842380000000")

    [page] = render(Content((Paragraph(words),), (call,)))

    assert (page.html, page.keyboard) == (shown, ())


def test_a_message_without_words_is_one_blank_page() -> None:
    assert render(Content((Paragraph(""),))) == (Rendered(""),)
