"""A small bot for the page's own tests: a card with facts, a question with cases, their papers."""

from dataclasses import replace

from domain.content import (
    Button,
    ButtonRole,
    Content,
    Fact,
    Facts,
    Item,
    Items,
    Note,
    Paragraph,
    Source,
    Title,
)
from domain.messages import InboundMessage, Language

START = Content(
    (
        Title("Chào buổi sáng, ông/bà"),
        Paragraph(
            "Máy trả lời tự động của tỉnh Nghệ An, không phải cán bộ. Giúp tra thủ tục, xem hồ sơ, góp ý."
        ),
        Note("Tin nhắn được giữ 72 giờ để trả lời, rồi xóa. Việc khẩn cấp: gọi 113, 114 hoặc 115."),
    ),
    (
        Button(
            "Thủ tục cần gì?", "ask", role=ButtonRole.START, hint="Giấy tờ, lệ phí, nơi nộp", icon="procedure"
        ),
        Button(
            "Hồ sơ đến đâu?", "track", role=ButtonRole.START, hint="Tra bằng mã trên giấy hẹn", icon="dossier"
        ),
        Button(
            "Đánh giá, góp ý", "rate", role=ButtonRole.START, hint="Điều được, điều chưa được", icon="comment"
        ),
        Button("Làm giấy khai sinh cho con cần gì?", "birth", role=ButtonRole.QUESTION),
        Button("Đăng ký thường trú mất mấy ngày?", "home", role=ButtonRole.QUESTION),
        Button("Máy giữ những gì", "held", role=ButtonRole.QUIET),
    ),
)

FACTS = (
    Fact(
        "Thời hạn",
        "Nhận sau 15 giờ: trả ngày làm việc tiếp theo",
        "fact:time",
        (Paragraph("Nộp trước 15 giờ thì nhận kết quả trong ngày."),),
        icon="time",
    ),
    Fact(
        "Lệ phí",
        "Cổng không ghi mức thu; hỏi nơi nộp",
        "fact:fee",
        (Paragraph("Khoản này do tỉnh quy định."),),
        icon="fee",
    ),
    Fact(
        "Nơi nộp",
        "Ủy ban nhân dân cấp xã",
        "fact:where",
        (Paragraph("Nộp ở nơi cư trú của cha hoặc mẹ."),),
        icon="where",
    ),
    Fact(
        "Các bước",
        "3 bước",
        "fact:steps",
        (Items((Item("Nộp hồ sơ"), Item("Cán bộ kiểm tra"), Item("Nhận kết quả"))),),
        icon="steps",
    ),
    Fact(
        "Căn cứ pháp lý",
        "15 văn bản",
        "fact:legal",
        (Items((Item("60/2014/QH13: Luật Hộ tịch"),), numbered=False),),
        icon="legal",
    ),
)

CARD = Content(
    (
        Title("Đăng ký khai sinh"),
        Paragraph(
            "Nộp <b>Tờ khai</b> và <b>Giấy chứng sinh</b>, xuất trình <b>giấy tờ tùy thân</b>. "
            "Có trường hợp cần giấy khác."
        ),
        Facts(FACTS),
        Source(
            ("1.001193", "QĐ 163/QĐ-BTP", "dữ liệu ngày 18/07/2026"),
            Button("Báo sai", "report", role=ButtonRole.QUIET),
        ),
    )
)

CASES = Content(
    (Title("Cháu bé thuộc trường hợp nào?"),),
    (
        Button("Có Giấy chứng sinh", "case:1"),
        Button("Không có Giấy chứng sinh", "case:2"),
        Button("Sinh do mang thai hộ", "case:3"),
        Button("Trẻ bị bỏ rơi", "case:4"),
        Button("Trường hợp khác", "case:other", role=ButtonRole.QUIET),
        Button("Quay lại", "back", role=ButtonRole.QUIET),
    ),
)

PAPERS = Content(
    (
        Title("Giấy tờ khi có Giấy chứng sinh"),
        Items(
            (
                Item(
                    "Tờ khai đăng ký khai sinh",
                    "Nộp 1 bản chính theo mẫu. Nộp trực tuyến thì điền mẫu điện tử.",
                ),
                Item("Giấy chứng sinh", "Nộp 1 bản chính. Đã nộp bản điện tử thì không phải nộp bản giấy."),
                Item("Giấy tờ tùy thân", "Chỉ xuất trình, ví dụ thẻ căn cước."),
            )
        ),
        Paragraph("Người tiếp nhận không được yêu cầu thêm giấy tờ ngoài quy định."),
    ),
    (Button("Nộp trực tuyến", url="https://dichvucong.example/khai-sinh", role=ButtonRole.PRIMARY),),
)

SHORT = Content((Paragraph("Vâng, ông/bà cứ hỏi. Máy đang nghe."),))


def first_screen(language: Language) -> Content:
    if language is Language.VIETNAMESE:
        return START
    return replace(START, blocks=(Title("Good morning"), *START.blocks[1:]))


def answer(message: InboundMessage) -> list[tuple[Content, bool]]:
    """Open the fact that was pressed, list the papers of a case, else show the card."""
    if message.payload.startswith("fact:"):
        return [(card_with(message.payload), True)]
    if message.payload.startswith("case:"):
        return [(PAPERS, False)]
    if "khai sinh" in message.text or message.payload == "birth":
        return [(CARD, False), (CASES, False)]
    return [(SHORT, False)]


def card_with(opened: str) -> Content:
    rows = tuple(replace(row, open=True, payload="fact:") if row.payload == opened else row for row in FACTS)
    return replace(CARD, blocks=(*CARD.blocks[:2], Facts(rows), *CARD.blocks[3:]))
