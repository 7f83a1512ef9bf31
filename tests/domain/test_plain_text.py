"""Messages as plain text."""

import pytest

from domain.content import (
    Banner,
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
    Text,
    Title,
    Tone,
    Track,
    TrackStep,
)
from domain.plain_text import plain


def test_blocks_are_parted_by_a_blank_line() -> None:
    content = Content((Title("Đăng ký khai sinh"), Paragraph("Nộp <b>Tờ khai</b>."), Note("Nhỏ")))

    assert plain(content) == "Đăng ký khai sinh\n\nNộp Tờ khai.\n\nNhỏ"


@pytest.mark.parametrize(
    ("numbered", "shown"),
    [(True, "1. Tờ khai\n   Nộp 1 bản\n2. Thẻ"), (False, "- Tờ khai\n   Nộp 1 bản\n- Thẻ")],
)
def test_rows_of_a_list_are_numbered_where_order_counts(numbered: bool, shown: str) -> None:
    items = Items((Item("Tờ khai", "Nộp 1 bản"), Item("Thẻ")), numbered=numbered)

    assert plain(Content((items,))) == shown


def test_facts_are_label_and_value_with_only_the_open_detail() -> None:
    closed = Fact("Lệ phí", "8.000 đồng", "x", detail=(Paragraph("Ẩn"),))
    opened = Fact("Các bước", "", "y", detail=(Items((Item("Nộp"), Item("Nhận"))),), open=True)

    assert plain(Content((Facts((closed, opened)),))) == "Lệ phí: 8.000 đồng\nCác bước\n   1. Nộp\n   2. Nhận"


def test_parts_of_the_source_stand_in_one_line() -> None:
    assert plain(Content((Source(("1.001193", "QĐ 163/QĐ-BTP")),))) == "1.001193 · QĐ 163/QĐ-BTP"


@pytest.mark.parametrize(
    ("banner", "shown"),
    [
        (
            Banner("Trễ hẹn 3 ngày làm việc", "Hẹn trả 17/11/2026", Tone.WARNING, "alert"),
            "Trễ hẹn 3 ngày làm việc\nHẹn trả 17/11/2026",
        ),
        (Banner("Đã có kết quả", tone=Tone.GOOD), "Đã có kết quả"),
    ],
)
def test_a_banner_is_its_words_alone(banner: Banner, shown: str) -> None:
    assert plain(Content((banner,))) == shown


def test_a_track_says_of_each_step_whether_it_is_over() -> None:
    track = Track(
        (
            TrackStep("Đã tiếp nhận", "06/11/2026", Progress.DONE),
            TrackStep("Đang giải quyết", "Công an cấp xã", Progress.NOW),
            TrackStep("Trả kết quả"),
        )
    )

    lines = ["✓ Đã tiếp nhận: 06/11/2026", "→ Đang giải quyết: Công an cấp xã", "○ Trả kết quả"]
    assert plain(Content((track,))).split("\n") == lines


def test_what_shares_a_number_is_no_button_to_press() -> None:
    content = Content((Title("Một"),), (Button("Chia sẻ số", asks_contact=True), Button("Có", "y")))

    assert content.asks_contact
    assert [button.label for button in content.pressable] == ["Có"]


def test_an_empty_block_leaves_no_hole() -> None:
    assert plain(Content((Title("Một"), Paragraph(""), Note("Hai")))) == "Một\n\nHai"


def test_words_that_were_not_rendered_are_refused() -> None:
    with pytest.raises(TypeError, match=r"start\.who"):
        plain(Content((Paragraph(Text("start.who")),)))
