"""What a card says of time and fee: only what the record says, and where it leaves something open."""

from typing import Any

import pytest

from tests.bot.imports.rows import a_method, made

UNKNOWN = "Chưa rõ mấy ngày; xem ngày trên phiếu hẹn"
UNLISTED = "Cổng không ghi mức thu; hỏi nơi nộp"
BY_RULE = "Có quy định riêng, chưa rõ mức; hỏi nơi nộp"
UNCLEAR = "Số tiền ghi trên Cổng chưa rõ; hỏi nơi nộp"


def timed(kind: str, limit: str, **changes: Any) -> dict[str, Any]:
    return a_method(kind, limit, **changes)


@pytest.mark.parametrize(
    ("limit", "raw", "said"),
    [
        ("5 ngày làm việc", "5 WORKING_DAY", "5 ngày làm việc"),
        ("05 ngày làm việc", "", "5 ngày làm việc"),
        ("3.5 ngày làm việc", "3.5 WORKING_DAY", "3,5 ngày làm việc"),
        ("6,25 ngày làm việc", "", "6,25 ngày làm việc"),
        ("3.50 ngày", "", "3,5 ngày"),
        ("", "3.5 WORKING_DAY", "3,5 ngày làm việc"),
        ("30 ngày", "30 ngày", "30 ngày"),
        ("8 giờ", "8 HOUR", "8 giờ"),
        ("", "24 HOUR", "24 giờ"),
        ("3 tháng", "3 MONTH", "3 tháng"),
        ("1200 ngày", "", "1.200 ngày"),
        ("", "1 OTHER", UNKNOWN),
        ("", "0 OTHER", UNKNOWN),
        ("", "OTHER", UNKNOWN),
        ("", "", UNKNOWN),
        ("0 ngày làm việc", "", UNKNOWN),
        ("7", "", UNKNOWN),
        ("Không quy định", "Không quy định OTHER", UNKNOWN),
        ("-", "- OTHER", UNKNOWN),
        ("Xem phần mô tả", "", UNKNOWN),
        ("Tùy theo từng trường hợp", "", "Tùy theo từng trường hợp"),
        ("", "Tùy theo từng trường hợp OTHER", "Tùy theo từng trường hợp"),
        ("Nếu hồ sơ đầy đủ thì " * 20, "", "Tùy trường hợp; xem chi tiết"),
    ],
)
def test_a_limit_is_said_with_its_unit_or_not_at_all(limit: str, raw: str, said: str) -> None:
    assert made(methods=[a_method(limit=limit, time_limit_raw=raw)]).time.short == said


@pytest.mark.parametrize(
    ("methods", "said"),
    [
        ([timed("Trực tuyến", "5 ngày"), timed("Trực tiếp", "5 ngày")], "5 ngày"),
        (
            [timed("Trực tuyến", "3 ngày"), timed("Trực tiếp", "5 ngày")],
            "Trực tiếp 5 ngày; trực tuyến 3 ngày",
        ),
        (
            [
                timed("Trực tuyến", "3 ngày"),
                timed("Dịch vụ bưu chính", "5 ngày"),
                timed("Trực tiếp", "5 ngày"),
            ],
            "Trực tiếp, bưu chính 5 ngày; trực tuyến 3 ngày",
        ),
        ([timed("Trực tuyến", ""), timed("Trực tiếp", "5 ngày")], "5 ngày; có cách nộp chưa rõ"),
        (
            [timed("Trực tiếp", "20 ngày"), timed("Trực tiếp", "10 ngày")],
            "Có mức 10 ngày và 20 ngày; xem chi tiết",
        ),
        (
            [timed("Trực tiếp", "3 ngày"), timed("Trực tiếp", "1,5 ngày"), timed("Trực tiếp", "30 ngày")],
            "Có nhiều mức, từ 1,5 ngày đến 30 ngày; xem chi tiết",
        ),
        ([timed("Trực tiếp", "8 giờ"), timed("Trực tiếp", "3 ngày")], "Có nhiều mức; xem chi tiết"),
    ],
)
def test_ways_of_different_limits_are_told_apart(methods: list[dict[str, Any]], said: str) -> None:
    assert made(methods=methods).time.short == said


def test_several_limits_are_listed_in_the_detail() -> None:
    time = made(methods=[timed("Trực tiếp", "20 ngày làm việc"), timed("Trực tiếp", "1 giờ")]).time

    assert "Trực tiếp: 20 ngày làm việc; 1 giờ." in time.detail


def test_a_note_that_names_another_time_is_pointed_to() -> None:
    note = "- Cấp mới: 07 ngày làm việc.\n- Cấp lại: 05 ngày làm việc."
    time = made(methods=[a_method(limit="7 ngày làm việc", note=note)]).time

    assert time.short == "7 ngày làm việc; xem thêm chi tiết"
    assert time.detail == ("Cấp mới: 07 ngày làm việc.", "Cấp lại: 05 ngày làm việc.")


def test_calendar_days_are_told_from_working_days() -> None:
    assert "tính cả ngày nghỉ" in " ".join(made(methods=[a_method(limit="30 ngày")]).time.detail)
    assert made(methods=[a_method(limit="30 ngày làm việc")]).time.detail == ()


@pytest.mark.parametrize(
    ("fees", "said"),
    [
        ([""], UNLISTED),
        (["0 VNĐ"], UNLISTED),
        (["0 VNĐ (Không)"], UNLISTED),
        (["0 VNĐ (Không quy định.)", "0 VNĐ"], UNLISTED),
        (["0 VNĐ (Theo quy định của Bộ Tài chính)"], BY_RULE),
        (["0 VNĐ (Mức thu do Hội đồng nhân dân cấp tỉnh quyết định. Miễn cho hộ nghèo)"], BY_RULE),
        (["Hội đồng nhân dân cấp tỉnh quyết định"], BY_RULE),
        (["0 VNĐ (Cấp mới: 40.000 đồng/giấy)"], "Có mức thu; xem chi tiết"),
        (["0 VNĐ (Cấp mới 200 USD/lần)"], "Có mức thu; xem chi tiết"),
        (["20 VNĐ"], UNCLEAR),
        (["20 VNĐ (20.000 đ/tờ khai)"], UNCLEAR),
        (["500000 VNĐ"], "500.000 đồng"),
        (["500.000 đồng"], "500.000 đồng"),
        (["500000"], "500.000 đồng"),
        (["500000 VNĐ (/hồ sơ)"], "500.000 đồng/hồ sơ"),
        (["500000 VNĐ (Theo Thông tư 47/2019/TT-BTC)"], "500.000 đồng"),
        (["50000 VNĐ (50.000đ/tem; 25.000đ/tem đến hết 31/12/2026)"], "50.000 đồng; có mức khác"),
        (["8000 VNĐ (Miễn lệ phí cho người thuộc hộ nghèo)"], "8.000 đồng; có mức khác"),
        (["2000 VNĐ (/trang)", "10 VNĐ (/bản)"], "2.000 đồng/trang; có cách nộp chưa rõ"),
        (["2000000 VNĐ (A) | 1000000 VNĐ (B)"], "Từ 1.000.000 đến 2.000.000 đồng, tùy trường hợp"),
        (["20000 VNĐ", "10000 VNĐ"], "Trực tiếp 20.000 đồng; trực tuyến 10.000 đồng"),
        (["20000 VNĐ", "0 VNĐ"], "20.000 đồng; có cách nộp chưa rõ"),
        (["0 VNĐ (Miễn phí)"], "Cổng ghi là không thu; hỏi lại nơi nộp"),
    ],
)
def test_a_fee_is_a_sum_or_what_is_open(fees: list[str], said: str) -> None:
    kinds = ("Trực tiếp", "Trực tuyến")

    assert (
        made(methods=[a_method(kind, fee=fee) for kind, fee in zip(kinds, fees, strict=False)]).fee.short
        == said
    )


@pytest.mark.parametrize("fee", ["", "0 VNĐ", "0 VNĐ (Không có)", "0 VNĐ (Theo quy định)"])
def test_nothing_listed_is_never_called_free(fee: str) -> None:
    said = made(methods=[a_method(fee=fee)]).fee

    assert "miễn" not in " ".join((said.short, *said.detail)).lower()
    assert "hỏi nơi nộp" in said.detail[0]


def test_a_rule_is_quoted_in_the_detail_and_cut() -> None:
    fee = made(methods=[a_method(fee=f"0 VNĐ (Theo Thông tư {'số ' * 900})")]).fee

    assert fee.detail[1].startswith("Theo Thông tư số")
    assert len(fee.detail[1]) <= 500
    assert fee.detail[1].endswith("…")
