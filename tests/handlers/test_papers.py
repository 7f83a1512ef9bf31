"""Cases and papers."""

from dataclasses import replace

from domain.procedures import PaperCase
from tests.builders import a_case, a_procedure
from tests.dialogue import Dialogue, dialogue_about


async def test_a_single_case_lists_its_papers_at_once(dialogue: Dialogue) -> None:
    shown = await dialogue.says("khai tu")

    assert "Giấy tờ cần chuẩn bị\n\n1. Tờ khai\n   Nộp 1 bản chính." in shown
    assert "Chuẩn bị đủ, ông/bà nộp tại: Ủy ban nhân dân cấp xã." in shown
    assert "Quay lại" not in dialogue.buttons


async def test_several_cases_are_asked_before_papers(dialogue: Dialogue) -> None:
    shown = await dialogue.says("khai sinh")

    assert "Cháu bé thuộc trường hợp nào?" in shown
    assert "Giấy tờ: Trường hợp" not in shown
    assert [label for label in dialogue.buttons if label.startswith("Trường hợp")] == [
        "Trường hợp 1",
        "Trường hợp 2",
        "Trường hợp 3",
        "Trường hợp 4",
        "Trường hợp khác",
    ]


async def test_the_card_leaves_the_ways_on_to_the_message_after_it(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")

    card, question, _ = dialogue.last
    assert card.buttons == ()
    assert question.buttons[-1].label == "Về trang đầu"


async def test_asking_for_papers_opens_no_row_since_they_follow(dialogue: Dialogue) -> None:
    shown = await dialogue.presses("m1:card:1.001193:documents")

    assert dialogue.open_facts == []
    assert "Cháu bé thuộc trường hợp nào?" in shown


async def test_going_back_to_the_cases_leaves_the_papers_standing(dialogue: Dialogue) -> None:
    await dialogue.presses("m1:case:1.001193:c2")

    await dialogue.presses("Quay lại")

    assert not dialogue.outcome.replies[0].replaces


async def test_the_chosen_case_shows_its_papers(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")

    assert "Giấy tờ: Trường hợp 2" in await dialogue.presses("Trường hợp 2")
    assert dialogue.buttons[:1] == ["Mở trang nộp trực tuyến"]


async def test_a_typed_number_answers_the_question_and_not_the_card(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")

    assert "Giấy tờ: Trường hợp 2" in await dialogue.says("2")


async def test_another_case_turns_the_page_in_place(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")

    await dialogue.presses("Trường hợp khác")

    assert dialogue.outcome.replies[0].replaces
    assert dialogue.buttons[:3] == ["Trường hợp 5", "Trường hợp 6", "Trường hợp khác"]


async def test_the_next_cases_never_take_the_place_of_a_card(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh bao nhieu tien")
    await dialogue.presses("Giấy tờ")

    await dialogue.presses("Trường hợp khác")

    assert dialogue.buttons[:2] == ["Trường hợp 5", "Trường hợp 6"]
    assert not dialogue.outcome.replies[0].replaces


async def test_no_case_at_all_names_whom_to_ask(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")
    await dialogue.presses("Trường hợp khác")

    shown = await dialogue.presses("Trường hợp khác")

    assert "hỏi nơi nộp hồ sơ: Ủy ban nhân dân cấp xã" in shown
    assert "Quay lại" in dialogue.buttons


async def test_a_case_note_stands_under_its_papers() -> None:
    case = PaperCase("co", "Một", a_procedure().cases[0].papers, note="Trẻ dưới 6 tuổi thì khác.")

    assert "Trẻ dưới 6 tuổi thì khác." in await dialogue_about(a_procedure(cases=(case,))).says("thu tuc")


async def test_after_a_part_the_papers_are_one_press_away(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh bao nhieu tien")

    assert "Cháu bé thuộc trường hợp nào?" in await dialogue.presses("Xem giấy tờ cần nộp")


async def test_the_open_papers_offer_the_cases(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh bao nhieu tien")

    shown = await dialogue.presses("Giấy tờ")

    assert "   Cháu bé thuộc trường hợp nào?" in shown
    assert "Trường hợp 1" in dialogue.buttons


async def test_the_open_papers_of_a_single_case_are_listed(dialogue: Dialogue) -> None:
    await dialogue.says("khai tu")

    assert "   1. Tờ khai\n" in await dialogue.presses("Giấy tờ")


async def test_the_blank_form_is_named() -> None:
    paper = replace(a_procedure().cases[0].papers[0], form="Tờ khai đăng ký khai sinh")
    dialogue = dialogue_about(a_procedure(cases=(PaperCase("co", "Một", (paper,)),)))

    await dialogue.says("thu tuc")
    shown = await dialogue.presses("Mẫu đơn")

    assert "Tờ khai đăng ký khai sinh" in shown
    assert "xin mẫu tại nơi nộp hồ sơ" in shown


async def test_every_blank_form_is_named() -> None:
    papers = tuple(replace(one, form=f"Mẫu {one.name}") for one in a_procedure().cases[0].papers)
    dialogue = dialogue_about(a_procedure(cases=(PaperCase("co", "Một", papers),)))

    await dialogue.says("thu tuc")
    shown = await dialogue.presses("Mẫu đơn")

    assert all(paper.form in shown for paper in papers)


async def test_a_card_without_any_papers_stands_alone() -> None:
    dialogue = dialogue_about(a_procedure(cases=()))

    assert "Giấy tờ: Dữ liệu chưa liệt kê" in await dialogue.says("thu tuc")
    assert "Về trang đầu" in dialogue.buttons


async def test_a_case_of_which_only_a_note_is_known_shows_the_note() -> None:
    dialogue = dialogue_about(a_procedure(cases=(replace(a_case(), papers=(), note="Theo quy định."),)))

    said = await dialogue.says("thu tuc")

    assert "Giấy tờ: Dữ liệu chưa liệt kê" in said
    assert "Dữ liệu không liệt kê giấy tờ có số bản" in said
    assert "Theo quy định." in said


async def test_papers_that_are_not_listed_here_are_counted() -> None:
    dialogue = dialogue_about(a_procedure(cases=(replace(a_case(), left_out=194),)))

    assert "Giấy tờ: 196 loại giấy" in await dialogue.says("thu tuc")


async def test_a_card_without_a_decision_has_no_gap_in_its_foot() -> None:
    dialogue = dialogue_about(a_procedure(decision=""))

    assert f"{a_procedure().code} · dữ liệu ngày" in await dialogue.says("thu tuc")
