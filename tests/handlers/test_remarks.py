"""What a question tells more than the procedure it asks for."""

import pytest

from domain.procedures import LifeEvent, Part
from domain.province import Province
from domain.search.said import Said
from domain.search.text import LONGEST
from tests.builders import FakeCatalogue, a_procedure, answer
from tests.dialogue import Dialogue, dialogue_over
from tests.handlers.conftest import BIRTH

LOSS = "Xin chia buồn cùng ông/bà."
AMOUNT = "Máy chưa có mức tiền được nhận."
FINE = "Máy không biết có bị phạt không"


def asked(question: str, event: str, asks: Part | None = None) -> Dialogue:
    """A dialogue in which the question finds a procedure of the event."""
    procedure = a_procedure("1.1", "Việc một")
    events = (LifeEvent(event, "Chuyện", ("1.1",)),)
    return dialogue_over(
        FakeCatalogue((procedure,), events, {question: answer(procedure, asks)}), Province("X")
    )


@pytest.mark.parametrize(
    "question",
    ["chồng tôi mất 3 năm rồi", "bo toi moi mat", "bà nội qua đời", "vợ mất để lại đất"],
)
async def test_who_tells_of_a_death_is_met_with_sympathy(question: str) -> None:
    shown = await asked(question, "quadoi").says(question)

    assert shown.startswith(f"Việc một\n\n{LOSS}\n\n")


async def test_sympathy_is_understood_and_said_in_english() -> None:
    dialogue = asked("my wife died", "quadoi")
    await dialogue.says("/en")

    assert "We are sorry for your loss." in await dialogue.says("my wife died")


@pytest.mark.parametrize(
    "question",
    ["con làm mất giấy khai sinh", "em mất trích lục", "ông bà ơi mất bao lâu", "khai tử ở đâu", "mất thẻ"],
)
async def test_a_lost_paper_is_no_death(question: str) -> None:
    assert LOSS not in await asked(question, "quadoi").says(question)


async def test_sympathy_is_for_the_procedures_of_a_death_only() -> None:
    assert LOSS not in await asked("chồng tôi mất rồi", "laman").says("chồng tôi mất rồi")


async def test_what_the_search_did_not_read_calls_for_no_remark() -> None:
    question = f"khai tử {'.' * LONGEST} chồng tôi mất rồi"
    procedure = a_procedure("1.1", "Việc một")
    found = dict.fromkeys((question, Said(question).searched.text), answer(procedure))
    events = (LifeEvent("quadoi", "Chuyện", ("1.1",)),)
    dialogue = dialogue_over(FakeCatalogue((procedure,), events, found), Province("X"))

    shown = await dialogue.says(question)

    assert (shown.startswith("Việc một"), LOSS in shown) == (True, False)


async def test_sympathy_is_said_once_and_not_with_every_row() -> None:
    dialogue = asked("chồng tôi mất rồi", "quadoi")
    await dialogue.says("chồng tôi mất rồi")

    assert LOSS not in await dialogue.presses("Lệ phí")


@pytest.mark.parametrize(
    "question", ["được nhận tiền mai táng bao nhiêu", "mức trợ cấp", "mỗi tháng được bao nhiêu"]
)
async def test_who_asks_what_is_paid_out_is_not_told_a_fee(question: str) -> None:
    dialogue = asked(question, "trogiup", Part.FEE)

    shown = await dialogue.says(question)

    assert AMOUNT in shown
    assert dialogue.open_facts == []
    assert "Giấy tờ cần chuẩn bị" in shown


@pytest.mark.parametrize("question", ["chưa làm khai sinh có bị phạt ko", "muộn có phạt không"])
async def test_whether_there_is_a_fine_is_not_known_here(question: str) -> None:
    assert FINE in await asked(question, "sinhcon", Part.FEE).says(question)


async def test_another_part_is_answered_besides_the_remark() -> None:
    dialogue = asked("muộn có bị phạt không, nộp ở đâu", "sinhcon", Part.WHERE)

    shown = await dialogue.says("muộn có bị phạt không, nộp ở đâu")

    assert FINE in shown
    assert dialogue.open_facts == ["Nơi nộp"]


async def test_a_question_that_names_its_case_gets_the_papers_at_once() -> None:
    dialogue = dialogue_over(FakeCatalogue((BIRTH,), answers={"khai sinh trường hợp 2": answer(BIRTH)}))

    shown = await dialogue.says("khai sinh trường hợp 2")

    assert "Giấy tờ: Trường hợp 2" in shown
    assert "Cháu bé thuộc trường hợp nào?" not in shown
    assert "Cháu bé thuộc trường hợp nào?" in await dialogue.presses("Quay lại")
