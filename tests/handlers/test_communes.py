"""Where do I go: naming a commune, and the card of its one-stop centre."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.agencies import Agency, InMemoryAgencies
from domain.content import Button
from domain.conversations import State
from domain.messages import Language
from domain.province import Province
from handlers.communes import ASKING
from handlers.payloads import read
from handlers.places import READING
from tests.builders import FakeCatalogue, a_centre, a_procedure, answer, some_agencies, some_communes
from tests.dialogue import Dialogue, dialogue_over

BIRTH = a_procedure()
LAWYERS = a_procedure("2.000001", "Cấp thẻ luật sư", level="Cấp tỉnh")
CATALOGUE = FakeCatalogue(
    (BIRTH, LAWYERS),
    answers={"khai sinh": answer(BIRTH), "thẻ luật sư": answer(LAWYERS)},
)
TOLD = a_centre(
    commune="1", address="Xóm 3, xã Văn Hiến", hours="7 giờ đến 17 giờ", phone="0238 111 222 - 0238 333 444"
)


def over(*centres: Agency, portal: str = "", hotline: str = "") -> Dialogue:
    province = Province("Nghệ An", portal_url=portal, hotline=hotline)
    dialogue = dialogue_over(CATALOGUE, province, agencies=some_agencies(*centres))
    dialogue.state = State(greeted=True)
    return dialogue


def links(dialogue: Dialogue) -> dict[str, str]:
    return {str(button.label): button.url for content in dialogue.last for button in content.buttons}


@pytest.mark.parametrize("text", ["xã Văn Hiến", "van hien", "xã Văn Hiến ở đâu", "nộp hồ sơ ở xã Văn Hiến"])
async def test_a_commune_of_today_is_answered_with_its_centre(text: str) -> None:
    said = await over(TOLD).says(text)

    assert said.startswith("Xã Văn Hiến")
    assert "Địa chỉ: Xóm 3, xã Văn Hiến" in said
    assert "Giờ làm việc: 7 giờ đến 17 giờ" in said
    assert "Điện thoại: 0238 111 222" in said
    assert "cũ" not in said


@pytest.mark.parametrize("text", ["hotline xã Văn Hiến", "cho hỏi một cửa xã Văn Hiến mấy giờ mở cửa"])
async def test_the_telephone_of_a_commune_is_no_wish_for_the_hotline(text: str) -> None:
    assert "Điện thoại: 0238 111 222" in await over(TOLD).says(text)


async def test_an_old_name_leads_to_the_commune_of_today() -> None:
    said = await over().says("Hòa Sơn nay thuộc xã nào?")

    assert said.startswith("Xã Văn Hiến")
    assert "Xã Hòa Sơn cũ, nay thuộc xã Văn Hiến." in said
    assert "Thành lập từ: xã Tân Sơn, xã Hòa Sơn." in said


async def test_a_telephone_and_a_map_are_one_tap_away() -> None:
    dialogue = over(TOLD)

    await dialogue.says("xã Văn Hiến")

    assert links(dialogue)["Gọi điện"] == "tel:0238111222"
    assert links(dialogue)["Xem bản đồ"] == (
        "https://www.google.com/maps/search/?api=1&query=X%C3%B3m+3%2C+x%C3%A3+V%C4%83n+Hi%E1%BA%BFn"
    )


async def test_the_call_is_the_last_button_so_that_no_number_moves_where_it_cannot_be_shown() -> None:
    dialogue = over(TOLD)

    await dialogue.says("xã Văn Hiến")

    assert dialogue.buttons[-1] == "Gọi điện"


async def test_a_map_that_was_told_goes_before_a_search() -> None:
    dialogue = over(a_centre(address="Xóm 3", map_url="https://map.test/1"))

    await dialogue.says("xã Văn Hiến")

    assert links(dialogue)["Xem bản đồ"] == "https://map.test/1"


@pytest.mark.parametrize("map_url", ["javascript:alert(1)", "http://map.test"])
async def test_a_map_that_is_no_safe_link_is_left_out(map_url: str) -> None:
    dialogue = over(a_centre(hours="7 giờ", map_url=map_url))

    await dialogue.says("xã Văn Hiến")

    assert "Xem bản đồ" not in dialogue.buttons


@pytest.mark.parametrize(
    ("phone", "url"),
    [
        ("(0238) 3844.123", "tel:02383844123"),
        ("+84 238 3844 123", "tel:+842383844123"),
        ("1022", "tel:1022"),
        ("0238.111.222, 0238.333.444", "tel:0238111222"),
    ],
)
async def test_the_first_number_is_called(phone: str, url: str) -> None:
    dialogue = over(a_centre(phone=phone))

    await dialogue.says("xã Văn Hiến")

    assert links(dialogue)["Gọi điện"] == url


async def test_what_nobody_told_is_said_to_be_unknown() -> None:
    dialogue = over(a_centre(address="Xóm 3"))

    said = await dialogue.says("xã Văn Hiến")

    assert "Giờ làm việc: chưa có dữ liệu" in said
    assert "Điện thoại: chưa có dữ liệu" in said
    assert "Gọi điện" not in dialogue.buttons


@pytest.mark.parametrize("centres", [(), (a_centre(),)])
async def test_a_centre_of_which_nothing_is_known_points_to_hotline_and_portal(
    centres: tuple[Agency, ...],
) -> None:
    dialogue = over(*centres, portal="https://portal.test", hotline="1022")

    said = await dialogue.says("xã Văn Hiến")

    assert "Địa chỉ, giờ làm việc, điện thoại: chưa có dữ liệu." in said
    assert "1022" in said
    assert links(dialogue)["Mở Cổng Dịch vụ công"] == "https://portal.test"
    assert not {"Gọi điện", "Xem bản đồ"} & set(dialogue.buttons)


@pytest.mark.parametrize(
    "reply", ["Tân Sơn, huyện Quỳnh Lưu cũ → xã Quỳnh Tam", "2", "Quỳnh Lưu", "huyen quynh luu", "Quỳnh Tam"]
)
async def test_a_name_that_was_there_twice_asks_for_the_old_district(reply: str) -> None:
    dialogue = over()

    asked = await dialogue.says("xã Tân Sơn")
    said = await dialogue.says(reply)

    assert asked == "Trước đây có 2 nơi cùng tên này. Nơi của ông/bà thuộc huyện nào?"
    assert "Xã Tân Sơn, huyện Quỳnh Lưu cũ, nay thuộc xã Quỳnh Tam." in said


async def test_where_no_source_names_the_district_the_communes_of_today_are_asked_for() -> None:
    dialogue = over()

    asked = await dialogue.says("Long Sơn")

    assert asked == "Có 2 nơi hợp với tên này. Ông/bà hỏi nơi nào?"
    assert dialogue.buttons[:2] == ["Xã Long Sơn cũ → xã Quỳnh Tam", "Phường Long Sơn cũ → phường Thái Hòa"]


async def test_another_commune_may_be_named_instead_of_an_answer() -> None:
    dialogue = over()

    await dialogue.says("Tân Sơn")

    assert (await dialogue.says("phường Thái Hòa")).startswith("Phường Thái Hòa")


async def test_a_button_asks_for_the_commune_and_a_slip_is_asked_back() -> None:
    dialogue = over()

    asked = await dialogue.presses("m1:place")
    near = await dialogue.says("Văn Hiếm")
    said = await dialogue.says("đúng rồi")

    assert "Ông/bà ở xã, phường nào?" in asked
    assert "Có phải là nơi dưới đây không?" in near
    assert said.startswith("Xã Văn Hiến")


@pytest.mark.parametrize("typed", ["Diễn Mộc", "xã Diễn Mộc ở đâu"])
async def test_a_name_that_is_unknown_is_missed_kindly_with_examples(typed: str) -> None:
    dialogue = over()
    await dialogue.presses("m1:place")

    said = await dialogue.says(typed)

    assert "không tìm thấy xã, phường nào" in said
    assert "xã Tân Sơn" in said
    assert dialogue.outcome.missed
    assert dialogue.step == ASKING


async def test_an_unknown_commune_is_missed_without_having_been_asked_for() -> None:
    assert "không tìm thấy xã, phường nào" in await over().says("xã Diễn Mộc ở đâu")


@pytest.mark.parametrize("text", ["huyện Yên Thành", "ở huyện Yên Thành thì nộp ở đâu"])
async def test_a_district_is_said_to_be_no_more_and_the_commune_asked_for(text: str) -> None:
    dialogue = over()

    assert "không còn cấp huyện" in await dialogue.says(text)
    assert dialogue.step == ASKING


@pytest.mark.parametrize(
    "text",
    [
        "trung tâm hành chính công ở đâu",
        "xã tôi sáp nhập vào đâu",
        "bộ phận một cửa",
        "trung tâm một cửa ở đâu",
    ],
)
async def test_a_question_for_a_place_without_one_asks_for_the_commune(text: str) -> None:
    assert "Ông/bà ở xã, phường nào?" in await over().says(text)


@pytest.mark.parametrize(
    "text", ["trung tâm phục vụ hành chính công tỉnh ở đâu", "trung tâm hành chính công của tỉnh"]
)
async def test_the_centre_of_the_province_is_answered_by_name(text: str) -> None:
    assert "Địa chỉ: Số 1 đường Mẫu" in await over().says(text)


async def test_the_province_is_an_answer_where_a_commune_was_asked_for() -> None:
    dialogue = over()
    await dialogue.presses("m1:place")

    assert "Địa chỉ: Số 1 đường Mẫu" in await dialogue.says("tỉnh")


async def test_a_department_is_answered_and_leads_to_the_centre_of_the_province() -> None:
    dialogue = over()

    said = await dialogue.says("Sở Tư pháp ở đâu")

    assert said == "Sở Tư pháp\n\nĐịa chỉ, giờ làm việc, điện thoại: chưa có dữ liệu."
    assert "Số 1 đường Mẫu" in await dialogue.presses("Trung tâm của tỉnh")


async def test_a_question_for_a_procedure_stays_one_and_offers_the_place() -> None:
    dialogue = over()

    said = await dialogue.says("khai sinh ở xã Văn Hiến")
    there = await dialogue.presses("Nơi nộp ở xã Văn Hiến")

    assert said.startswith("Đăng ký khai sinh")
    assert there.startswith("Xã Văn Hiến")


async def test_a_procedure_of_the_province_is_not_handed_in_at_a_commune() -> None:
    dialogue = over()

    said = await dialogue.says("thẻ luật sư ở xã Văn Hiến")

    assert said.startswith("Cấp thẻ luật sư")
    assert "Nơi nộp ở xã Văn Hiến" not in dialogue.buttons


async def test_a_question_for_a_procedure_leaves_the_question_for_the_commune() -> None:
    dialogue = over()
    await dialogue.presses("m1:place")

    assert (await dialogue.says("khai sinh")).startswith("Đăng ký khai sinh")


async def test_thanks_are_no_name_of_a_commune() -> None:
    dialogue = over()
    await dialogue.presses("m1:place")

    assert "Không có gì ạ" in await dialogue.says("cảm ơn")


async def test_the_way_back_from_a_place_is_the_card_it_was_asked_from() -> None:
    dialogue = over()
    await dialogue.says("khai sinh")
    await dialogue.presses("Nơi nộp")

    await dialogue.presses("Tìm nơi nộp hồ sơ")
    asked_from = dialogue.step
    await dialogue.says("Tân Sơn")
    await dialogue.says("Đô Lương")

    assert asked_from == ASKING
    assert dialogue.step == READING
    assert (await dialogue.presses("Quay lại")).startswith("Đăng ký khai sinh")


@pytest.mark.parametrize("payload", ["m1:place:9", "m1:place:9:abc", "m1:place::"])
async def test_a_button_of_a_commune_that_is_gone_is_an_old_one(payload: str) -> None:
    assert "Nút này đã cũ" in await over().presses(payload)


async def test_a_button_of_an_old_name_that_is_gone_leads_to_the_commune() -> None:
    said = await over().presses("m1:place:1:ffffffff")

    assert said.startswith("Xã Văn Hiến")
    assert "cũ, nay" not in said


async def test_without_a_centre_of_the_province_nothing_leads_there() -> None:
    agencies = InMemoryAgencies((), some_communes())
    dialogue = dialogue_over(CATALOGUE, agencies=agencies)

    await dialogue.says("xã Văn Hiến")

    assert "Trung tâm của tỉnh" not in dialogue.buttons
    assert "Nút này đã cũ" in await dialogue.presses("m1:centre")


async def test_the_card_of_a_place_speaks_english() -> None:
    dialogue = over(TOLD)
    dialogue.state = State(greeted=True, language=Language.ENGLISH)

    said = await dialogue.says("Hòa Sơn")

    assert "What was Xã Hòa Sơn is now part of xã Văn Hiến." in said
    assert "Phone: 0238 111 222" in said


def pressed(dialogue: Dialogue) -> list[Button]:
    return [button for content in dialogue.last for button in content.pressable if button.payload]


STEPS = ("", ASKING, READING)
WORDS = st.sampled_from(
    ["xã", "Tân Sơn", "Văn Hiến", "huyện", "Quỳnh Lưu", "ở đâu", "1", "khai sinh", "cũ", "x"]
)


@settings(max_examples=60, deadline=None)
@given(
    step=st.sampled_from(STEPS),
    text=st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=6).map(" ".join)),
)
async def test_whatever_is_typed_is_answered_with_buttons_that_work(step: str, text: str) -> None:
    dialogue = over(TOLD)
    answers = {"code": BIRTH.code} if step == READING else {}
    dialogue.state = State(greeted=True, step=step, answers={**answers, "offered": "1 2:zz 9"})

    await dialogue.says(text)

    assert all(read(button.payload) for button in pressed(dialogue))
