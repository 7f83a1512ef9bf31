"""Dossier codes: every written form is read, and nothing else is taken for one."""

import json
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dossier_codes import find_code, find_codes, looks_like_a_code

CODE = "H41.12.34-260701-0012"
QUESTIONS = Path(__file__).resolve().parents[3] / "shared" / "data" / "queries-dev.jsonl"


@pytest.mark.parametrize(
    "code",
    [
        "000.00.06.H56-231027-0361",
        "000.17.22.H56-210531-0001",
        "000.00.53.H48-220921-0099",
        "000.00.12.H62-201105-0004",
        "G22.99-251225-020175",
        "G22.99.08-260921-896048",
        "G22.99.09-240114-0001",
        "G09.20-20260609-0092637",
        "H41.123.45-260701-410012",
        "T.G12.34.56-251225-0001",
        "H41.99-261102-0007",
    ],
)
def test_a_code_as_it_is_printed_is_read_as_it_is(code: str) -> None:
    for typed in (code, code.lower(), f"hồ sơ {code} đến đâu rồi?", f"({code})."):
        found = find_code(typed)
        assert found
        assert (found.code, found.repaired) == (code, False)


@pytest.mark.parametrize(
    "typed",
    [
        "H41.12.34–260701—0012",
        "H41.12.34−260701‐0012",
        "H41 . 12 . 34 - 260701 - 0012",
        "h41 12 34 260701 0012",
        "H41,12,34-260701-0012",
        "H41。12・34-260701-0012".replace("・", "·"),
        "H41.12.34_260701_0012",
        "H41.12.34/260701/0012",
        "H41.12.34.260701.0012",
        "H41.12.34--260701-0012",
        "Ｈ４１．１２．３４－２６０７０１－００１２",
        "H41\u200b.12.34\u200d-2607\ufeff01-00\u00ad12",
        "\u202aH41.12.34-260701-0012\u202c",
        "H41.12.34\u00a0-\u00a0260701\u00a0-\u00a00012",
        "mãH41.12.34-260701-0012",
        "hồ sơ:H41.12.34-260701-0012,cảm ơn",
        "\u041d41.12.34-260701-0012",
        "\u043d41.12.34-260701-0012",
        "H41.12.34-\n260701-0012",
        "https://vi.du/tra-cuu?MHS=H41.12.34-260701-0012&SGT=040085001234",
        "https://vi.du/tra-cuu?mahoso=H41.12.34%2D260701%2D0012",
        "Mã hồ sơ: H41.12.34-260701-0012\nNgày nhận: 01/07/2026",
        "H41-12-34-260701-0012",
        "H41_12_34_260701_0012.pdf",
        "H 41.12.34-260701-0012",
        "H41..12.34-260701-0012",
        "H41.12.34 -     260701 - 0012",
        "H41.12.34\u2043260701\u27960012",
        "H41\ufe0f.12.34\u034f-260701-0012\u3164",
        "H٤١.12.34-260701-0012",
        "mã hồ sơ...H41.12.34-260701-0012",
        "1.H41.12.34-260701-0012",
        "hoso.H41.12.34-260701-0012",
        "H41.12.34-260701-0012ơi",
        "H41.12.34-260701-0012|040085001234",
        "ngày 20 10 H41.12.34-260701-0012",
        "https://vi.du/?u=https%253A%252F%252Fvi.du%253FMHS%253DH41.12.34%252D260701%252D0012",
        "https://vi.du/?SGT=040085001234&amp;mhs=H41.12.34+-+260701+-+0012",
    ],
)
def test_a_code_in_any_dress_is_read_without_a_question_back(typed: str) -> None:
    found = find_code(typed)

    assert found
    assert (found.code, found.repaired) == (CODE, False)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("H41.12.34-26O701-OO12", CODE),
        ("h41.12.34-26o701-oo12", CODE),
        ("H4l.12.34-26070l-00l2", CODE),
        ("H41.12.34-26\u041e701-0012", CODE),
        ("H4199-261102-0007", "H41.99-261102-0007"),
        ("H411234-260701-0012", CODE),
        ("H41.12.34-260701-OOO7", "H41.12.34-260701-0007"),
        ("HO1.12-260701-0012", "H01.12-260701-0012"),
        ("H41.12 34-260701-0012", CODE),
        ("H41.12.34-26.07.01-0012", CODE),
        ("H41.12.34-260701-0012cho hỏi", CODE),
        ("H41.12.34-260701-0012là", CODE),
        ("H41.12.34-260701-0012oi", CODE),
        ("H41.12.34-260701-0012-5678", CODE),
        ("số 040085001234.H41.12.34-260701-0012", CODE),
    ],
)
def test_what_is_guessed_of_a_code_is_mended_and_asked_back(typed: str, code: str) -> None:
    found = find_code(typed)

    assert found
    assert (found.code, found.repaired) == (code, True)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("000-00-06-H56-231027-0361", "000.00.06.H56-231027-0361"),
        ("000 00 06 h56 231027 0361", "000.00.06.H56-231027-0361"),
        ("hồ sơ số 12 000.00.06.H56-231027-0361", "000.00.06.H56-231027-0361"),
        ("mã000.00.06.H56-231027-0361", "000.00.06.H56-231027-0361"),
        ("hồ sơ 10 H41-261102-0007", "H41-261102-0007"),
        ("\u050c22.99-251225-020175", "G22.99-251225-020175"),
    ],
)
def test_no_part_of_an_agency_is_lost_and_no_other_number_joins_it(typed: str, code: str) -> None:
    found = find_code(typed)

    assert found
    assert (found.code, found.repaired) == (code, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "G22.99.3-241219795252",
        "03706/2026/07906",
        "1.012790.000.00.00.H41",
        "1.001193",
        "H41.12.34-261302-0012",
        "H41.12.34-260230-0012",
        "H41.12.34-260701-01",
        "H41.12.34-260701-00120012345",
        "gọi 0912 345 678 nhé",
        "căn cước 040085001234 cấp ngày 20260609",
        "số nhà 12-260701",
        "ngày 26/10/2026",
        "3000.00.06.H56-231027-0361",
        "1.012790.000.00.00.H41-261102-0007",
        "hỏi 12 260701 0012",
    ],
)
def test_other_numbers_are_no_codes(text: str) -> None:
    assert find_code(text) is None


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("H41.99-2611", True),
        ("H41", True),
        ("260102-0007", True),
        ("H41.12.34-261302-0012", True),
        ("khai sinh cần gì", False),
        ("0912345678", False),
        ("quốc lộ 1", False),
        ("mã là H41.", True),
        ("h4l.99-2611", True),
        ("H41 99 2611", True),
        ("H4199261102", True),
        ("000.00.06.H56", True),
        ("99-261102-0007", True),
        ("căn hộ G12 chung cư có phải đăng ký không", False),
        ("lô H15-2 tờ bản đồ 3", False),
        ("theo Nghị định 82/2017/NĐ-CP", False),
        ("mãH41.99-26", True),
        ("100000-200000 đồng", False),
        ("1.012790.000.00.00.H41", False),
        ("03706/2026/07906", False),
    ],
)
def test_a_code_that_is_not_whole_is_told_from_a_question(text: str, begun: bool) -> None:
    assert looks_like_a_code(text) is begun


@pytest.mark.parametrize("between", [", ", ",", ";", "/", " - ", "-", "\n", " và "])
def test_several_codes_are_found_in_order_and_each_once(between: str) -> None:
    text = between.join(("H41.99-261102-0007", CODE, "h41.99-261102-0007", "000.00.06.H56-231027-0361"))

    codes = [found.code for found in find_codes(text)]

    assert codes == ["H41.99-261102-0007", CODE, "000.00.06.H56-231027-0361"]


def test_what_stands_beside_a_code_is_left() -> None:
    found = find_code("H41.12.34-260701-0012 số cuối 5678")

    assert found
    assert "5678" in found.rest
    assert "0012" not in found.rest
    assert "5678" not in repr(found)


DRESSED = st.tuples(
    st.sampled_from(["H41", "G22", "h56"]),
    st.lists(st.from_regex(r"\A[0-9]{2}\Z"), min_size=0, max_size=3),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.from_regex(r"\A[0-9]{4,10}\Z"),
    st.sampled_from(["-", " - ", "–", " — ", "−", "-\u200b", "_", "/", ".", " "]),
    st.sampled_from([".", " . ", ",", "．", "-", "_", " "]),
    st.sampled_from(["", "mã ", "mã", "hồ sơ số:", "cho hỏi ", "...", "ngày 20/11 ", "đơn 12, "]),
    st.sampled_from(["", ".", " với ạ", "?", "\nxin cảm ơn"]),
)


@given(DRESSED)
def test_every_code_is_found_however_it_is_dressed(parts: tuple[object, ...]) -> None:
    head, groups, day, number, cut, joint, before, after = parts
    written = f"{day:%y%m%d}"
    agency = [str(head), *map(str, groups)]  # type: ignore[call-overload]  # a list, as drawn
    typed = f"{before}{str(joint).join(agency)}{cut}{written}{cut}{number}{after}"

    found = find_code(typed)

    assert found
    assert found.code == f"{'.'.join(agency).upper()}-{written}-{number}"


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    find_code(text)
    find_codes(text)
    looks_like_a_code(text)


@pytest.mark.parametrize(
    "hostile", ["H41.", "H41 ", "000.", "G22-2607", " . ", "0", "H41.12.34-260701-", "\u0301", "%25"]
)
def test_a_long_hostile_text_is_read_in_a_moment(hostile: str) -> None:
    assert find_code(hostile * 4_000) is None


def test_a_percent_sign_hides_no_code() -> None:
    assert find_code(f"giảm 50% hồ sơ {CODE}")
    assert find_code(quote(f"tra?MHS={CODE}"))


@pytest.mark.skipif(not QUESTIONS.exists(), reason="the real questions are not on this machine")
def test_no_real_question_about_a_procedure_is_taken_for_a_code() -> None:
    asked = [json.loads(line)["query"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]

    assert [question for question in asked if find_code(question) or looks_like_a_code(question)] == []
