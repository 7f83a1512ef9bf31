"""Everyday questions, asked as `motcua search` is asked: past the door, then the sample catalogue."""

import json
from typing import Any

import pytest

from bot.cli.search import answers, sample_catalogue
from bot.sample.catalogue import load_procedures
from domain.procedures import Behaviour
from domain.search.said import Said
from domain.search.text import fold

ASKED_SINCE = [
    ("làm lại giấy khai sinh đã mất sổ gốc", "1.004884"),
    ("cấp lại giấy khai sinh", "1.004884"),
    ("làm thủ tục nhận con ngoài giá thú", "1.001022"),
    ("đăng ký nhận cha cho con", "1.001022"),
    ("làm giám hộ cho cháu mồ côi cha mẹ", "1.004837"),
    ("đăng ký giám hộ cần giấy tờ gì", "1.004837"),
    ("tiền mai táng người hưởng hưu trí xã hội", "1.014028"),
    ("cụ đang hưởng hưu trí xã hội qua đời xin hỗ trợ mai táng", "1.014028"),
    ("chứng thực di chúc có mất phí không", "2.001019"),
    ("lập di chúc để lại nhà cho con", "2.001019"),
    ("chứng thực hợp đồng mua bán đất ở xã", "2.001035"),
    ("công chứng hợp đồng tặng cho nhà đất", "2.001035"),
    ("hàng xóm lấn đất nhà tôi", "1.012812"),
    ("tranh chấp ranh giới đất thì xã hòa giải thế nào", "1.012812"),
    ("khách ngủ lại nhà có phải báo công an không", "2.001159"),
    ("thông báo lưu trú cho người thân ở quê ra", "2.001159"),
    ("tôi muốn làm hộ chiếu", "1.001456"),
    ("làm hộ chiếu cho con nhỏ", "1.001456"),
    ("hộ kinh doanh muốn tạm nghỉ vài tháng", "1.001570"),
    ("quán nghỉ bán 3 tháng có phải báo không", "1.001570"),
    ("đổi tên quán cần giấy tờ gì", "2.000720"),
    ("đổi địa chỉ hộ kinh doanh", "2.000720"),
    ("mua bảo hiểm y tế hộ gia đình ở đâu", "1.001939"),
    ("mua thẻ bhyt cho mẹ", "1.001939"),
    ("tách thửa đất cho con", "1.012784"),
    ("tách bìa đỏ làm hai", "1.012784"),
    ("sổ đỏ bị rách muốn đổi sổ mới", "1.012783"),
    ("ghi tên cả hai vợ chồng vào sổ đỏ", "1.012783"),
    ("đổi bằng lái xe", "3.000347"),
    ("bằng lái xe sắp hết hạn thì đổi ở đâu", "3.000347"),
    ("mất bằng lái xe làm lại ở đâu", "3.000348"),
    ("rơi mất bằng lái ô tô", "3.000348"),
    ("xin lý lịch tư pháp", "3.000333"),
    ("giấy xác nhận không có tiền án tiền sự", "3.000333"),
    ("đăng ký xe máy mới mua", "1.013067"),
    ("làm biển số xe", "1.013067"),
    ("tiền thờ cúng liệt sĩ", "1.010803"),
    ("cháu thờ cúng liệt sĩ được trợ cấp gì", "1.010803"),
    ("xin giấy xác nhận con thương binh", "1.010833"),
    ("giấy xác nhận thân nhân người có công", "1.010833"),
    ("tôi muốn nhận con nuôi", "2.001263"),
    ("nhận nuôi trẻ bị bỏ rơi", "2.001263"),
    ("mất giấy xác nhận khuyết tật xin cấp lại", "1.001653"),
    ("giấy khuyết tật bị rách", "1.001653"),
    ("làm định danh điện tử mức 2", "3.000228"),
    ("đăng ký vneid cho mẹ", "3.000228"),
    ("xin giấy phép xây dựng nhà ở", "1.013225"),
    ("xây nhà 2 tầng có phải xin phép không", "1.013225"),
]
"""What the catalogue answers since it holds more than the first thirty-one procedures."""

AT_FIRST = 31


def told(question: str) -> dict[str, Any]:
    (line,) = answers([question], sample_catalogue(), as_json=True, explain=False)
    answer: dict[str, Any] = json.loads(line)
    return answer


@pytest.mark.parametrize(("question", "code"), ASKED_SINCE)
@pytest.mark.parametrize("typed_as", [str, fold], ids=["with accents", "without"])
def test_an_everyday_question_is_answered_by_its_card(question: str, code: str, typed_as: Any) -> None:
    answer = told(typed_as(question))

    assert (answer["intent"], answer["behaviour"]) == ("procedure", "answer")
    assert answer["results"][0]["code"] == code


def test_every_procedure_that_came_since_is_asked_for() -> None:
    asked = {code for _, code in ASKED_SINCE}

    assert asked <= {procedure.code for procedure in load_procedures()}
    assert len(asked) == len(load_procedures()) - AT_FIRST


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("thu hồi biển số xe", "1.013067"),
        ("mở khóa tài khoản định danh điện tử", "3.000228"),
        ("trình báo mất hộ chiếu", "1.001456"),
        ("gia hạn giấy phép xây dựng", "1.013225"),
        ("đổi bằng lái xe nước ngoài sang bằng Việt Nam", "3.000347"),
    ],
)
def test_another_procedure_of_the_same_thing_is_not_answered_by_its_neighbour(
    question: str, near: str
) -> None:
    for typed in (question, fold(question)):
        found = sample_catalogue().search(Said(typed))

        assert found.behaviour is Behaviour.OUT_OF_SCOPE
        assert near in {code for choice in found.choices for code in choice.codes}


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("khai sinh cần giấy tờ gì", "1.001193"),
        ("khai sinh cho con", "1.001193"),
        ("gks", "1.001193"),
        ("hkd", "1.001612"),
        ("Tôi muốn đăng ký hộ kinh doanh", "1.001612"),
        ("không bán hàng nữa ở đâu", "1.001266"),
        ("hưu trí xã hội", "1.014027"),
        ("đất chưa có sổ đỏ", "1.013978"),
        ("con dau tui mat roi, chừ khai tu can chi", "1.000656"),
        ("nghỉ bán hẳn", "1.001266"),
        ("mất giấy khai sinh", "2.000635"),
        ("Bà ngoại em 82 tuổi có được nhận trợ cấp hưu trí xã hội không", "1.014027"),
        ("mai táng phí", "1.001731"),
        ("giấy khuyết tật", "1.001699"),
        ("làm mất sổ đỏ", "1.012786"),
        ("dang ky cu tru can gi", "1.004222"),
        ("chứng thực bản sao đơn ly hôn", "2.000815"),
    ],
)
def test_an_older_card_keeps_its_questions_beside_the_new_ones(question: str, code: str) -> None:
    answer = told(question)

    assert (answer["behaviour"], answer["results"][0]["code"]) == ("answer", code)
