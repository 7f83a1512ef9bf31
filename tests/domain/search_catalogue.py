"""A small catalogue for the tests of the search, with names as people and offices write them."""

from datetime import date

from domain.procedures import Brief, LifeEvent, PaperCase, Procedure, Requirement
from domain.search.catalogue import InMemoryCatalogue

BIRTH, DEATH, MARRIAGE, SINGLE = "1.001193", "1.000656", "1.000894", "1.004873"
COPY, SIGNATURE = "2.000815", "2.000884"
RESIDENCE, STAY = "1.004222", "1.004194"
CARD, NEW_CARD, LOST_CARD = "1.014061", "1.014063", "1.014064"
BUSINESS, LAND, ALLOWANCE, INSURANCE = "1.001612", "1.013831", "1.001776", "2.001023"


def procedure(
    code: str,
    title: str,
    *aliases: str,
    name: str = "",
    field: str = "Hộ tịch",
    level: str = "Cấp xã",
    papers: tuple[str, ...] = (),
    result: str = "",
) -> Procedure:
    unknown = Brief("Chưa rõ")
    return Procedure(
        code=code,
        name=name or title,
        title=title,
        field=field,
        level=level,
        answer="",
        time=unknown,
        fee=unknown,
        where=unknown,
        who=unknown,
        result=result,
        steps=(),
        legal_basis=(),
        cases=(PaperCase("a", "", tuple(Requirement(paper) for paper in papers)),),
        ways=(),
        decision="QĐ 1/QĐ-BTP",
        data_date=date(2026, 7, 18),
        aliases=aliases,
    )


def procedures() -> tuple[Procedure, ...]:
    return (
        procedure(BIRTH, "Đăng ký khai sinh", "làm giấy khai sinh", papers=("Giấy chứng sinh",)),
        procedure(DEATH, "Đăng ký khai tử", "giấy chứng tử", "người nhà mất", papers=("Giấy báo tử",)),
        procedure(MARRIAGE, "Đăng ký kết hôn", "lấy vợ lấy chồng", papers=("Hộ chiếu hoặc thẻ căn cước",)),
        procedure(SINGLE, "Xác nhận tình trạng hôn nhân", "giấy độc thân"),
        procedure(COPY, "Chứng thực bản sao từ bản chính", "sao y bản chính", "công chứng bản sao"),
        procedure(SIGNATURE, "Chứng thực chữ ký", "xác nhận sơ yếu lý lịch"),
        procedure(RESIDENCE, "Đăng ký thường trú", "nhập hộ khẩu", field="Cư trú"),
        procedure(STAY, "Đăng ký tạm trú", "đăng ký ở trọ", field="Cư trú"),
        procedure(CARD, "Cấp thẻ căn cước", "làm căn cước lần đầu", field="Căn cước"),
        procedure(NEW_CARD, "Cấp đổi thẻ căn cước", "căn cước hết hạn", field="Căn cước"),
        procedure(LOST_CARD, "Cấp lại thẻ căn cước", "mất căn cước", field="Căn cước"),
        procedure(BUSINESS, "Đăng ký thành lập hộ kinh doanh", "mở cửa hàng", field="Hộ kinh doanh"),
        procedure(
            LAND,
            "Sang tên sổ đỏ",
            "bán đất",
            name="Đăng ký biến động chuyển nhượng, tặng cho quyền sử dụng đất",
            field="Đất đai",
            result="Giấy chứng nhận quyền sử dụng đất",
        ),
        procedure(ALLOWANCE, "Trợ cấp xã hội hằng tháng", "trợ cấp người già", field="Bảo trợ xã hội"),
        procedure(INSURANCE, "Thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi", "bảo hiểm cho bé", field="Y tế"),
    )


def events() -> tuple[LifeEvent, ...]:
    return (
        LifeEvent("sinh-con", "Sinh con", (BIRTH, INSURANCE)),
        LifeEvent("huu-tri", "Nghỉ hưu", ("9.999999",)),
    )


def small_catalogue() -> InMemoryCatalogue:
    return InMemoryCatalogue(procedures(), events())
