"""The dialogs over a small catalogue, ready to be talked to."""

import pytest

from domain.procedures import Behaviour, Found, Group, Hit, LifeEvent, Part
from domain.province import Province
from tests.builders import FakeCatalogue, FakeClock, FakeHeldData, a_case, a_procedure, answer, clarify
from tests.dialogue import Dialogue, dialogue_over

CASES = tuple(a_case(f"c{number}", f"Trường hợp {number}") for number in range(1, 7))
BIRTH = a_procedure(cases=CASES, case_question="Cháu bé thuộc trường hợp nào?", online=True)
DEATH = a_procedure("1.000656", "Đăng ký khai tử")
MARRIAGE = a_procedure("1.000894", "Đăng ký kết hôn")
LAND = a_procedure("1.013831", "Sang tên sổ đỏ", field="Đất đai")


def small_catalogue() -> FakeCatalogue:
    """Four procedures and the questions that find them."""
    multi = (Group("Đăng ký khai sinh", (BIRTH.code,)), Group("Đăng ký khai tử", (DEATH.code,)))
    return FakeCatalogue(
        procedures=(BIRTH, DEATH, MARRIAGE, LAND),
        life_events=(LifeEvent("sinhcon", "Sinh con", (BIRTH.code, "9.999999")),),
        answers={
            "khai sinh": answer(BIRTH),
            "khai tu": answer(DEATH),
            "khai sinh bao nhieu tien": answer(BIRTH, Part.FEE),
            "khai tu nop qua mang": answer(DEATH, Part.ONLINE),
            "khai": clarify(BIRTH, DEATH),
            "khai sinh va khai tu": Found(Behaviour.MULTI, parts=multi),
            "bao nhieu tien": Found(Behaviour.OUT_OF_SCOPE, asks=Part.FEE),
            "giay to": Found(Behaviour.OUT_OF_SCOPE, (Hit(MARRIAGE, 0.1),), Part.DOCUMENTS),
            "Làm giấy khai sinh cho con cần gì?": answer(BIRTH, Part.DOCUMENTS),
        },
    )


@pytest.fixture
def catalogue() -> FakeCatalogue:
    return small_catalogue()


@pytest.fixture
def held_data() -> FakeHeldData:
    return FakeHeldData()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def province() -> Province:
    return Province("Nghệ An", portal_url="https://portal.test")


@pytest.fixture
def dialogue(
    catalogue: FakeCatalogue, clock: FakeClock, held_data: FakeHeldData, province: Province
) -> Dialogue:
    return dialogue_over(catalogue, province, clock, held_data)
