"""The sample catalogue: its shape and its language."""

import re
import unicodedata

import pytest

from bot.sample.catalogue import load_events
from domain.procedures import Procedure
from handlers.sections import only_appointment
from tests.bot.sample_texts import PROCEDURES, each, plain, texts, written

COMMUNE_NEEDS = {
    "1.001193",
    "1.000656",
    "1.000894",
    "1.004873",
    "2.000815",
    "1.004222",
    "1.004194",
    "1.014061",
    "1.001612",
    "1.013831",
    "1.001776",
    "2.001023",
    "1.001456",
    "1.001939",
    "1.012784",
    "1.012812",
    "1.013067",
    "1.013225",
    "2.001263",
    "3.000228",
    "3.000347",
}
NEW_PLACE_TONE = re.compile(r"(?<![qQ])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])\b")


def test_what_a_commune_is_asked_most_is_here() -> None:
    assert {procedure.code for procedure in PROCEDURES} >= COMMUNE_NEEDS
    assert len(PROCEDURES) >= 44


def test_titles_and_codes_are_unique_and_in_order() -> None:
    codes = [procedure.code for procedure in PROCEDURES]

    assert codes == sorted(set(codes))
    assert len({procedure.title for procedure in PROCEDURES}) == len(codes)


@each
def test_an_answer_is_short_and_marks_what_matters(procedure: Procedure) -> None:
    bare = re.sub(r"</?b>", "", procedure.answer)

    assert len(bare) <= 300
    assert 1 <= procedure.answer.count("<b>") <= 3
    assert procedure.answer.count("<b>") == procedure.answer.count("</b>")
    assert "<" not in bare


@each
def test_a_fact_fits_one_row_and_its_detail_says_more(procedure: Procedure) -> None:
    for fact in (procedure.time, procedure.fee, procedure.where, procedure.who):
        assert 0 < len(fact.short) <= 60
        assert not fact.short.endswith(".")
        assert fact.detail
        assert all(line.endswith(".") and line.rstrip(".") != fact.short for line in fact.detail)


@each
def test_every_case_has_papers_and_an_id_for_a_button(procedure: Procedure) -> None:
    ids = [case.id for case in procedure.cases]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[a-z0-9]{1,8}", case_id) for case_id in ids)
    assert all(case.papers for case in procedure.cases)


@each
def test_the_case_is_asked_only_when_there_is_a_choice(procedure: Procedure) -> None:
    assert procedure.case_question.endswith("?") is (len(procedure.cases) > 1)
    assert bool(procedure.case_question) is (len(procedure.cases) > 1)


@each
def test_a_case_label_fits_a_button_on_a_phone(procedure: Procedure) -> None:
    assert all(len(case.name) <= 50 for case in procedure.cases)


@each
def test_markup_stands_nowhere_but_in_the_answer(procedure: Procedure) -> None:
    assert "<" not in written(procedure).replace(procedure.answer, "")


@each
def test_words_are_composed_and_tone_marks_in_the_old_place(procedure: Procedure) -> None:
    for text in texts(procedure):
        assert unicodedata.is_normalized("NFC", text)
        assert not NEW_PLACE_TONE.search(text), text
        assert text == " ".join(text.split())


@pytest.mark.parametrize("wrong", ["xoá", "hoà", "thuỷ", "khoẻ", "tuỳ"])
def test_the_tone_rule_knows_the_new_place(wrong: str) -> None:
    assert NEW_PLACE_TONE.search(wrong)


@each
def test_nothing_shouts_and_everything_can_be_said_many_ways(procedure: Procedure) -> None:
    assert "!" not in written(procedure)
    assert len(set(procedure.aliases)) == len(procedure.aliases) >= 10


@each
def test_a_fee_is_never_called_free_of_charge_by_us(procedure: Procedure) -> None:
    assert (
        "miễn phí" not in " ".join(texts((procedure.answer, procedure.fee.short, procedure.ways))).casefold()
    )


@each
def test_officials_words_are_said_in_plain_ones(procedure: Procedure) -> None:
    ours = written(procedure).replace(procedure.name, "").replace(procedure.field, "")
    ours = ours.replace("trợ cấp xã hội", "").replace("Trợ cấp xã hội", "")

    assert not re.search(r"\bcấp xã\b|niêm yết|Cổng (?!dịch vụ công|thông tin)|hàng tháng", ours)


@each
def test_nobody_is_asked_to_bring_what_an_official_prints(procedure: Procedure) -> None:
    papers = [paper for case in procedure.cases for paper in case.papers]

    assert not any("CC01" in paper.name or paper.how.startswith("Cán bộ in") for paper in papers)


def test_online_is_only_an_appointment_for_a_first_identity_card() -> None:
    assert [procedure.code for procedure in PROCEDURES if only_appointment(procedure)] == ["1.014061"]


@each
def test_a_vague_limit_is_no_puzzle_about_the_data(procedure: Procedure) -> None:
    assert not any("không nói ngày hay giờ" in line for line in procedure.time.detail)


def test_a_death_without_its_paper_says_whom_to_ask() -> None:
    death = next(procedure for procedure in PROCEDURES if procedure.code == "1.000656")
    (fresh,) = (case for case in death.cases if case.name == "Mới mất, chưa có Giấy báo tử")

    assert "hỏi nơi người mất điều trị" in fresh.note
    assert "15 ngày" in death.answer


def test_an_unknown_fee_says_so_and_whom_to_ask() -> None:
    birth = next(procedure for procedure in PROCEDURES if procedure.code == "1.001193")

    assert birth.fee.short == "Chưa có mức thu; hỏi nơi nộp trước khi đi"


def test_a_crawl_fault_of_ten_dong_is_not_repeated() -> None:
    copy = next(procedure for procedure in PROCEDURES if procedure.code == "2.000815")

    assert "10 USD/bản" in written(copy)
    assert "10 đồng" not in plain(written(copy)).replace("100000 đồng", "")


def test_every_event_leads_to_procedures_that_are_here() -> None:
    codes = {procedure.code for procedure in PROCEDURES}
    events = load_events()

    assert {"Sinh con", "Kết hôn", "Đất đai", "Người thân qua đời"} <= {event.name for event in events}
    assert len({event.id for event in events}) == len(events)
    assert all(event.codes and set(event.codes) <= codes for event in events)


def test_every_procedure_is_reached_from_an_event() -> None:
    reached = {code for event in load_events() for code in event.codes}

    assert reached == {procedure.code for procedure in PROCEDURES}
