"""Names, places, people, steps and laws of a record, made fit to be read."""

from datetime import date

import pytest

from bot.imports.served import events_of, served
from domain.procedures import Brief, LifeEvent
from domain.text import cut
from tests.bot.imports.rows import a_method, made


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"),
        ("THỦ TỤC CHO PHÉP QUỸ HOẠT ĐỘNG TẠI VIỆT NAM (Cấp xã)", "Cho phép quỹ hoạt động tại Việt Nam"),
        ("Cấp đổi thẻ căn cước (thực hiện tại cấp tỉnh)", "Cấp đổi thẻ căn cước"),
        ("Cấp giấy phép (cấp TW).", "Cấp giấy phép"),
        ("Thủ tục hải quan đối với hàng hóa", "Thủ tục hải quan đối với hàng hóa"),
        ("Thủ tục", "Thủ tục"),
        ("Cấp thẻ (loại A)", "Cấp thẻ (loại A)"),
        ("...", "..."),
    ],
)
def test_a_title_is_the_name_without_its_frame(name: str, title: str) -> None:
    assert made(name=name).title == title


@pytest.mark.parametrize("length", [1, 8, 90, 180])
def test_a_long_title_ends_after_a_whole_word(length: int) -> None:
    title = made(name=f"Cấp {' '.join(['giấy phép'] * length)}").title

    assert len(title) <= 90
    assert title.removesuffix("…").split()[-1] in {"giấy", "phép"}
    assert title.endswith("…") == (length > 8)


def test_a_title_is_not_cut_inside_a_bracket() -> None:
    name = f"Tạm ngừng giao dịch của ngân hàng trong nước (trừ {'trường hợp bất khả kháng ' * 9}) tại tỉnh"

    assert made(name=name).title == "Tạm ngừng giao dịch của ngân hàng trong nước…"


def test_titles_that_were_cut_alike_show_what_parts_them() -> None:
    start = f"Thủ tục cấp lại {'Giấy chứng nhận kiểm định kỹ thuật ' * 3}đối với trường hợp"
    rows = [made(code=f"1.00000{n}", name=f"{start} {end}") for n, end in enumerate(("bị mất", "bị hỏng"))]

    titles = [one.title for one in served(rows)]

    assert [title.rsplit("… ", 1)[1] for title in titles] == ["mất", "hỏng"]
    assert all(len(title) <= 90 for title in titles)


def test_the_peoples_words_are_lent_to_the_record_of_the_same_code() -> None:
    known = made(aliases=["làm giấy khai sinh"], result="Khác")
    (lent,), (own,) = served([made()], [known]), served([made(aliases=["đkks"])], [known])

    assert (lent.aliases, lent.result) == (("làm giấy khai sinh",), "Giấy khai sinh")
    assert own.aliases == ("đkks",)


def test_events_keep_the_codes_that_are_there() -> None:
    events = [LifeEvent("a", "A", ("9.999999", "1.001193")), LifeEvent("b", "B", ("9.999999",))]

    assert events_of([made()], events) == (LifeEvent("a", "A", ("1.001193",)),)


@pytest.mark.parametrize(
    ("agency", "level", "address", "short"),
    [
        ("Ủy ban nhân dân cấp xã", "Cấp xã", None, "Trung tâm Phục vụ hành chính công xã, phường"),
        (
            ", Ủy ban Nhân dân xã, phường, thị trấn.",
            "Cấp xã",
            None,
            "Trung tâm Phục vụ hành chính công xã, phường",
        ),
        ("Ủy ban nhân dân cấp xã", "Cấp Bộ/Trung ương", None, "Ủy ban nhân dân cấp xã"),
        ("Sở Nội vụ, Sở Nội vụ", "Cấp tỉnh", None, "Sở Nội vụ"),
        ("Sở Nông nghiệp và Môi trường Thành phố Hà Nội", "Cấp tỉnh", None, "Sở Nông nghiệp và Môi trường"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Cấp tỉnh", None, "Sở Văn hóa, Thể thao và Du lịch"),
        ("Cục Hàng không", "Cấp Bộ", "119 Nguyễn Sơn, Hà Nội", "Cục Hàng không"),
        (
            "Sở X",
            "Cấp tỉnh",
            "Trung tâm Phục vụ hành chính công cấp tỉnh",
            "Trung tâm Phục vụ hành chính công cấp tỉnh",
        ),
        (None, "Cấp tỉnh", None, "Cơ quan có thẩm quyền cấp tỉnh"),
        (None, None, None, "Cơ quan có thẩm quyền"),
    ],
)
def test_the_place_is_as_near_as_the_record_knows(
    agency: str | None, level: str | None, address: str | None, short: str
) -> None:
    assert made(agency=agency, level=level, receiving_address=address).where.short == short


def test_a_district_that_is_no_more_is_pointed_out() -> None:
    detail = made(agency="Bảo hiểm xã hội cấp huyện").where.detail

    assert any("cấp huyện, nay không còn" in line for line in detail)


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        ("Công dân Việt Nam", Brief("Công dân Việt Nam")),
        ("Tổ chức (không bao gồm doanh nghiệp, HTX), Doanh nghiệp", Brief("Tổ chức, doanh nghiệp")),
        (
            "Cán bộ, công chức, viên chức, Người nước ngoài",
            Brief("Cán bộ, công chức, viên chức, người nước ngoài"),
        ),
        (None, Brief("Dữ liệu không ghi rõ")),
    ],
)
def test_who_may_apply_is_named_shortly(audience: str | None, who: Brief) -> None:
    assert made(audience=audience).who == who


def test_many_kinds_of_people_are_counted_and_all_named_below() -> None:
    audience = (
        "Công dân Việt Nam, Người nước ngoài, Người Việt Nam định cư ở nước ngoài, Hợp tác xã, Doanh nghiệp"
    )
    who = made(audience=audience).who

    assert who.short == "Công dân Việt Nam, người nước ngoài và 3 đối tượng khác"
    assert who.detail[0].endswith("hợp tác xã, doanh nghiệp.")


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Bước 1: Nộp hồ sơ.\n- Trực tiếp;\n- Bưu chính.\nBước 2: Nhận kết quả", 2),
        ("a) Nộp TTHC:\n- Tại UBND xã\nb) Giải quyết TTHC:\n- Trong 5 ngày", 2),
        ("Nộp hồ sơ\nNhận kết quả", 2),
        ("Nộp hồ sơ theo các cách:\nTrực tiếp", 1),
        ("Nộp hồ sơ tại\nphường", 1),
        ("", 0),
    ],
)
def test_steps_are_parted_by_their_own_marks(text: str, steps: int) -> None:
    assert len(made(steps=text).steps) == steps


def test_a_step_is_said_without_its_mark_and_abbreviations() -> None:
    assert made(steps="Bước 1: Nộp TTHC:\n- tại UBND xã\nBước 2: Nhận").steps == (
        "Nộp thủ tục hành chính: tại Ủy ban nhân dân xã.",
        "Nhận.",
    )


def test_long_steps_are_cut_and_lead_to_the_portal() -> None:
    steps = made(steps="\n".join(f"Bước {n}: {'nộp hồ sơ ' * 200}" for n in range(1, 40))).steps

    assert len(steps) == 20
    assert sum(map(len, steps)) <= 3_000
    assert steps[-1].endswith("Xem đầy đủ trên Cổng Dịch vụ công quốc gia, mã 1.001193.")


@pytest.mark.parametrize("nothing", ["Không", "Không có.", "- Không quy định", None])
def test_conditions_that_say_nothing_are_none(nothing: str | None) -> None:
    assert made(conditions=nothing).conditions == ()


@pytest.mark.parametrize(
    ("law", "shown"),
    [
        ("Nghị định 54/2017/NĐ-CP (54/2017/NĐ-CP)", "Nghị định 54/2017/NĐ-CP"),
        ("Luật Thú y (Luật 79/2015/QH13)", "Luật Thú y (79/2015/QH13)"),
        ("QUY ĐỊNH MỨC THU PHÍ (25/2021/TT-BTC)", "Quy định mức thu phí (25/2021/TT-BTC)"),
        ("Luật không số", "Luật không số"),
    ],
)
def test_a_law_is_named_with_its_number_once(law: str, shown: str) -> None:
    assert made(legal_basis=[law]).legal_basis == (shown,)


def test_a_long_law_keeps_its_number() -> None:
    (law,) = made(legal_basis=[f"Thông tư {'quy định về mức thu ' * 90}(5/2026/TT-BTC)"]).legal_basis

    assert len(law) <= 260
    assert law.endswith("… (5/2026/TT-BTC)")


@pytest.mark.parametrize(
    ("number", "shown"), [("163/QĐ-BTP", "QĐ 163/QĐ-BTP"), ("SỐ 64/QĐ-NHNN", "QĐ 64/QĐ-NHNN"), (None, "")]
)
def test_the_decision_is_named(number: str | None, shown: str) -> None:
    assert made(decision_no=number).decision == shown


@pytest.mark.parametrize(("kind", "online"), [("Trực tuyến", True), ("Trực tiếp", False)])
def test_filing_online_is_a_way_of_the_record(kind: str, online: bool) -> None:
    assert made(methods=[a_method(kind)]).online is online


def test_the_day_of_the_data_is_that_of_the_import() -> None:
    assert made().data_date == date(2026, 7, 18)


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("một hai ba", 10, "một hai ba"),
        ("một hai ba", 9, "một hai…"),
        ("một, hai ba", 6, "một…"),
        ("khôngcókhoảngtrắng", 5, "khôn…"),
    ],
)
def test_a_text_is_cut_after_a_word(text: str, most: int, shown: str) -> None:
    assert cut(text, most) == shown
