"""A message of the history as JSON."""

from datetime import UTC, datetime

import pytest

from bot.channels.base import HistoryMessage
from bot.channels.web import shown
from domain.content import (
    Banner,
    Block,
    Button,
    ButtonRole,
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

AT = datetime(2026, 11, 20, 2, 12, tzinfo=UTC)
REPORT = Button("Báo sai", "m1:report", role=ButtonRole.QUIET)
REPORT_SHOWN = {"label": "Báo sai", "press": "m1:report", "url": "", "role": "quiet", "hint": "", "icon": ""}

BLOCKS = [
    (Title("Khai sinh"), {"type": "title", "text": "Khai sinh"}),
    (Paragraph("Nộp <b>Tờ khai</b>"), {"type": "paragraph", "text": "Nộp <b>Tờ khai</b>"}),
    (Note("Giữ 72 giờ"), {"type": "note", "text": "Giữ 72 giờ"}),
    (
        Items((Item("Tờ khai", "Nộp 1 bản"),), numbered=False),
        {"type": "items", "numbered": False, "rows": [{"text": "Tờ khai", "note": "Nộp 1 bản"}]},
    ),
    (
        Banner("Trễ hẹn", "Hẹn trả 17/11/2026", Tone.WARNING, "alert"),
        {
            "type": "banner",
            "text": "Trễ hẹn",
            "detail": "Hẹn trả 17/11/2026",
            "tone": "warning",
            "icon": "alert",
        },
    ),
    (
        Track((TrackStep("Đã tiếp nhận", "06/11/2026", Progress.DONE), TrackStep("Trả kết quả"))),
        {
            "type": "track",
            "steps": [
                {"text": "Đã tiếp nhận", "note": "06/11/2026", "progress": "done"},
                {"text": "Trả kết quả", "note": "", "progress": "ahead"},
            ],
        },
    ),
    (Source(("1.001193",)), {"type": "source", "parts": ["1.001193"], "report": None}),
    (
        Source(("1.001193", "QĐ 163"), REPORT),
        {"type": "source", "parts": ["1.001193", "QĐ 163"], "report": REPORT_SHOWN},
    ),
    (
        Facts((Fact("Lệ phí", "8.000 đ", "m1:fact", (Paragraph("Nộp tại quầy"),), open=True, icon="fee"),)),
        {
            "type": "facts",
            "rows": [
                {
                    "label": "Lệ phí",
                    "value": "8.000 đ",
                    "press": "m1:fact",
                    "detail": [{"type": "paragraph", "text": "Nộp tại quầy"}],
                    "open": True,
                    "icon": "fee",
                }
            ],
        },
    ),
]


@pytest.mark.parametrize(("block", "expected"), BLOCKS)
def test_every_block_has_its_form(block: Block, expected: dict[str, object]) -> None:
    assert shown.content(Content((block,)))["blocks"] == [expected]


def test_a_message_tells_its_place_its_words_and_its_buttons() -> None:
    content = Content(
        (Paragraph("Nộp <b>Tờ khai</b>"), Source(("1.001193",), REPORT)), (Button("Có", "m1:yes"),)
    )

    message = shown.message(HistoryMessage("b", 4, False, content, AT, replaces="a"))

    assert message["text"] == "Nộp Tờ khai\n\n1.001193"
    assert message["buttons"] == ["Báo sai", "Có"]
    assert (message["id"], message["seq"], message["replaces"]) == ("b", 4, "a")
    assert message["at"] == "2026-11-20T02:12:00+00:00"


def test_a_number_cannot_be_shared_on_a_page() -> None:
    content = Content((Paragraph("Vâng"),), (Button("Chia sẻ số", asks_contact=True), Button("Có", "m1:yes")))

    message = shown.message(HistoryMessage("b", 4, False, content, AT))

    assert message["buttons"] == ["Có"]
    assert [button["label"] for button in message["content"]["buttons"]] == ["Có"]


def test_what_a_person_wrote_is_never_markup() -> None:
    written = Content((Paragraph("<b>đậm</b> & <i>"),))

    assert shown.message(HistoryMessage("a", 1, True, written, AT))["text"] == "<b>đậm</b> & <i>"


def test_a_key_that_was_not_rendered_is_a_fault() -> None:
    with pytest.raises(TypeError, match=r"menu\.title"):
        shown.content(Content((Title(Text("menu.title")),)))
