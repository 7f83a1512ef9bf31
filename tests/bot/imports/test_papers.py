"""Papers, cases and remarks: what to bring is listed, what is only said stands in the note."""

from typing import Any

import pytest

from domain.procedures import PaperCase
from tests.bot.imports.rows import a_paper, made


def only_case(*documents: dict[str, Any]) -> PaperCase:
    (case,) = made(documents=list(documents)).cases
    return case


@pytest.mark.parametrize(
    ("paper", "how"),
    [
        (a_paper("Đơn"), "Nộp 1 bản chính."),
        (a_paper("Đơn", originals=2), "Nộp 2 bản chính."),
        (a_paper("Hộ chiếu", originals=0, copies=1), "Nộp 1 bản sao."),
        (a_paper("Hộ chiếu", originals=1, copies=1), "Nộp 1 bản chính và 1 bản sao."),
        (a_paper("Bản sao hộ chiếu", originals=1), "Nộp 1 bản."),
        (a_paper("02 ảnh 4x6", originals=2), ""),
        (a_paper("Hộ chiếu", "Giấy tờ phải xuất trình"), "Phải xuất trình."),
        ({"name": "Đơn"}, ""),
    ],
)
def test_each_paper_says_what_to_do_with_it(paper: dict[str, Any], how: str) -> None:
    assert [one.how for one in only_case(paper).papers] == [how]


@pytest.mark.parametrize(
    "remark",
    [
        a_paper("Lưu ý: bản chụp phải rõ nét", note_like=True, originals=0),
        a_paper("Lưu ý: bản chụp phải rõ nét", originals=0),
        a_paper("Bản chụp phải rõ nét", "Lưu ý"),
        a_paper("Lưu ý: bản chụp phải rõ nét"),
    ],
)
def test_a_remark_is_no_paper_and_stays_in_the_note(remark: dict[str, Any]) -> None:
    case = only_case(a_paper("Đơn"), remark)

    assert [paper.name for paper in case.papers] == ["Đơn"]
    assert "ản chụp phải rõ nét." in case.note


def test_papers_to_hand_in_and_to_show_are_one_list() -> None:
    procedure = made(
        documents=[a_paper("Căn cước", "Giấy tờ phải xuất trình"), a_paper("Tờ khai", "Giấy tờ phải nộp")]
    )

    assert procedure.case_question == ""
    assert [(one.name, one.how) for one in procedure.cases[0].papers] == [
        ("Căn cước", "Phải xuất trình."),
        ("Tờ khai", "Nộp 1 bản chính."),
    ]
    assert procedure.answer == "Nộp <b>Tờ khai</b>; xuất trình <b>Căn cước</b>."


def test_circumstances_are_asked_before_papers() -> None:
    procedure = made(
        documents=[
            a_paper("Đơn", "a) Trường hợp bị mất, hồ sơ gồm:"),
            a_paper("Giấy cũ", "b) Trường hợp bị hỏng"),
            a_paper("Căn cước", "Giấy tờ phải xuất trình"),
        ]
    )

    assert [case.name for case in procedure.cases] == ["Trường hợp bị mất", "Trường hợp bị hỏng"]
    assert [[one.name for one in case.papers] for case in procedure.cases] == [
        ["Căn cước", "Đơn"],
        ["Căn cước", "Giấy cũ"],
    ]
    assert procedure.case_question == "Ông/bà thuộc trường hợp nào?"
    assert "2 trường hợp" in procedure.answer
    assert "xem cả trường hợp đó" in procedure.cases[0].note


def test_two_parts_of_one_dossier_are_not_asked_for() -> None:
    parts = ("Hồ sơ của người nhận con nuôi", "Hồ sơ của người được nhận làm con nuôi")
    case = only_case(*(a_paper(f"Đơn {place}", part) for place, part in enumerate(parts)))

    assert [paper.how for paper in case.papers] == [f"Nộp 1 bản chính. Thuộc mục: {part}." for part in parts]


def test_papers_of_one_circumstance_only_are_said_to_be_so() -> None:
    procedure = made(documents=[a_paper("Giấy cũ", "Đối với hàng hóa nhập khẩu")])

    assert procedure.answer == "Đối với hàng hóa nhập khẩu: nộp <b>Giấy cũ</b>."
    assert "“Đối với hàng hóa nhập khẩu”" in procedure.cases[0].note


def test_a_button_of_a_case_outlives_a_case_put_before_it() -> None:
    cases = [a_paper("A", "Trường hợp một"), a_paper("B", "Trường hợp hai")]
    before = made(documents=cases)
    after = made(documents=[a_paper("C", "Trường hợp mới"), *cases])

    assert [case.id for case in after.cases[1:]] == [case.id for case in before.cases]
    assert len({case.id for case in after.cases}) == 3


def test_a_long_name_of_a_case_stands_whole_in_its_note() -> None:
    name = f"Trường hợp {'thay đổi nội dung ' * 10}".strip()
    procedure = made(documents=[a_paper("A", name), a_paper("B", f"{name} khác")])

    assert procedure.cases[0].name.endswith("thay đổi…")
    assert procedure.cases[1].name == f"{procedure.cases[0].name} (2)"
    assert f"ghi đầy đủ là: {name} khác." in procedure.cases[1].note


def test_numbered_papers_stand_in_their_own_order() -> None:
    names = ["c) Ba", "a) Một", "b) Hai"]

    assert [one.name for one in only_case(*map(a_paper, names)).papers] == ["Một", "Hai", "Ba"]


def test_what_is_filled_in_comes_first() -> None:
    names = ["Căn cước", "Tờ khai"]

    assert [one.name for one in only_case(*map(a_paper, names)).papers] == ["Tờ khai", "Căn cước"]


def test_of_very_many_papers_the_rest_is_counted_and_pointed_to() -> None:
    case = only_case(*(a_paper(f"Giấy thứ {number}") for number in range(224)))

    assert (len(case.papers), case.left_out) == (30, 194)
    assert "Còn 194 giấy tờ nữa" in case.note
    assert "Cổng Dịch vụ công quốc gia, mã 1.001193" in case.note
    assert made(documents=[a_paper(f"Giấy {n}") for n in range(224)]).answer.endswith("và 221 giấy tờ khác.")


def test_a_paragraph_among_the_papers_is_cut_on_a_word() -> None:
    case = only_case(a_paper("giấy tờ " * 8_000))

    assert len(case.papers[0].name) <= 220
    assert case.papers[0].name.endswith("giấy tờ…")
    assert "rút gọn" in case.note


@pytest.mark.parametrize(
    ("documents", "answer"),
    [
        (None, "Dữ liệu không liệt kê giấy tờ phải nộp."),
        ([a_paper("Theo quy định", note_like=True)], "Dữ liệu chỉ có ghi chú về giấy tờ"),
    ],
)
def test_no_papers_in_the_record_are_not_no_papers_at_all(documents: Any, answer: str) -> None:
    assert made(documents=documents).answer.startswith(answer)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("", ""),
        ("Mẫu đơn đề nghị.docx", "Mẫu đơn đề nghị"),
        ("Mau 35 - Phu luc II_36.2025.docx", "Tờ khai đăng ký"),
        ("TK.docx1 bản chínhĐơnMẫu.docx", "Tờ khai đăng ký"),
    ],
)
def test_a_blank_form_is_known_by_a_name_that_can_be_read(form: str, shown: str) -> None:
    assert [one.form for one in only_case(a_paper("Tờ khai đăng ký", form=form)).papers] == [shown]
