"""A dossier as a dialog shows it: late, good and calm, made up throughout."""

from domain.content import (
    Banner,
    Button,
    ButtonRole,
    Content,
    Note,
    Paragraph,
    Progress,
    Title,
    Tone,
    Track,
    TrackStep,
)

FOLLOW = Button(
    "Theo dõi hồ sơ này",
    "follow",
    role=ButtonRole.PRIMARY,
    hint="Nhắn ngay khi có ngày hẹn mới",
    icon="bell",
)
WHY = Button("Hỏi cơ quan vì sao chậm", "why", icon="chat")
CALL = Button("Gọi điện", url="tel:+842380000000", icon="phone")
MAP = Button("Xem bản đồ", url="https://ban-do.example/vinh", icon="map")
SOURCE = Note("Theo hệ thống một cửa, lúc 08:55 hôm nay")
NOTHING_TO_DO = Paragraph("Ông/bà không cần làm gì thêm.")

LATE = Content(
    (
        Title("Đăng ký thường trú"),
        Note("Hồ sơ H41.12.34-261106-0012"),
        Banner("Trễ hẹn 3 ngày làm việc", "Hẹn trả thứ Ba, 17/11/2026", Tone.WARNING, "alert"),
        Paragraph(
            "Chúng tôi xin lỗi ông/bà vì sự chậm trễ này. Cơ quan giải quyết chưa cho biết lý do và "
            "ngày hẹn mới."
        ),
        Track(
            (
                TrackStep("Đã tiếp nhận", "06/11/2026", Progress.DONE),
                TrackStep("Đang giải quyết", "Công an cấp xã", Progress.NOW),
                TrackStep("Trả kết quả", "chưa có hẹn mới"),
            )
        ),
        NOTHING_TO_DO,
        SOURCE,
    ),
    (FOLLOW, WHY),
)

READY = Content(
    (
        Title("Cấp bản sao trích lục hộ tịch"),
        Note("Hồ sơ H41.99-261110-0003"),
        Banner("Đã có kết quả", "Từ thứ Năm, 19/11/2026", Tone.GOOD),
        Track(
            (
                TrackStep("Đã tiếp nhận", "10/11/2026", Progress.DONE),
                TrackStep(
                    "Đã giải quyết", "Trung tâm Phục vụ hành chính công phường Thành Vinh", Progress.DONE
                ),
                TrackStep("Chờ trả kết quả", "mời ông/bà đến nhận", Progress.NOW),
            )
        ),
        Paragraph("Mang <b>giấy hẹn</b> và <b>căn cước</b> đến nơi đã nộp hồ sơ."),
        SOURCE,
    ),
    (CALL, MAP, Button("Về đầu", "menu", role=ButtonRole.QUIET)),
)

ON_ITS_WAY = Content(
    (
        Title("Đăng ký khai sinh"),
        Note("Hồ sơ H41.99-261120-0007"),
        Banner("Đang giải quyết", "Hẹn trả thứ Tư, 25/11/2026"),
        Track(
            (
                TrackStep("Đã tiếp nhận", "20/11/2026", Progress.DONE),
                TrackStep("Đang giải quyết", "Ủy ban nhân dân cấp xã", Progress.NOW),
                TrackStep("Trả kết quả", "25/11/2026"),
            )
        ),
        NOTHING_TO_DO,
        SOURCE,
    ),
    (FOLLOW,),
)
