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
    ],
)
def test_a_letter_for_a_digit_or_a_missing_dot_is_mended_and_asked_back(typed: str, code: str) -> None:
    found = find_code(typed)

    assert found
    assert (found.code, found.repaired) == (code, True)


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
    ],
)
def test_a_code_that_is_not_whole_is_told_from_a_question(text: str, begun: bool) -> None:
    assert looks_like_a_code(text) is begun


def test_several_codes_are_found_in_order_and_each_once() -> None:
    text = f"H41.99-261102-0007, {CODE} và h41.99-261102-0007"

    assert [found.code for found in find_codes(text)] == ["H41.99-261102-0007", CODE]


def test_what_stands_beside_a_code_is_left() -> None:
    found = find_code("H41.12.34-260701-0012 số cuối 5678")

    assert found
    assert "5678" in found.rest
    assert "0012" not in found.rest


DRESSED = st.tuples(
    st.sampled_from(["H41", "G22", "h56"]),
    st.lists(st.from_regex(r"\A[0-9]{2}\Z"), min_size=0, max_size=3),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.from_regex(r"\A[0-9]{4,10}\Z"),
    st.sampled_from(["-", " - ", "–", " — ", "−", "-\u200b"]),
    st.sampled_from([".", " . ", ",", "．"]),
    st.sampled_from(["", "mã ", "hồ sơ số:", "cho hỏi "]),
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


@pytest.mark.parametrize("hostile", ["H41.", "H41 ", "000.", "G22-2607", " . ", "0", "H41.12.34-260701-"])
def test_a_long_hostile_text_is_read_in_a_moment(hostile: str) -> None:
    assert find_code(hostile * 4_000) is None


def test_a_percent_sign_hides_no_code() -> None:
    assert find_code(f"giảm 50% hồ sơ {CODE}")
    assert find_code(quote(f"tra?MHS={CODE}"))


@pytest.mark.skipif(not QUESTIONS.exists(), reason="the real questions are not on this machine")
def test_no_real_question_about_a_procedure_is_taken_for_a_code() -> None:
    asked = [json.loads(line)["query"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]

    assert [question for question in asked if find_code(question)] == []
