"""The shipped tables of places: complete, read strictly, and every name in them is found."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sample.catalogue import load_procedures
from bot.sample.places import load_agencies, load_communes
from bot.sample.records import InvalidRecordError
from domain.agencies import AgencyKind, AgencyLevel, InMemoryAgencies, OneStopCentre
from domain.communes import Commune, OldCommune, Place, Places
from domain.place_reading import guess, read
from domain.search.catalogue import InMemoryCatalogue
from domain.search.said import Said
from domain.search.text import fold

COMMUNES = load_communes()
AGENCIES = load_agencies()
TODAY = [commune for agency in AGENCIES if (commune := COMMUNES.get(agency.commune))]
OLD = [unit for commune in TODAY for unit in COMMUNES.formed_from(commune.code)]
UNITS: list[Commune | OldCommune] = [*TODAY, *OLD]

ASKED_TWICE = [
    *("Bình Sơn", "Bắc Sơn", "Nam Sơn", "Tân Sơn", "Minh Sơn"),
    *("Nghĩa Thái", "Đồng Văn", "Châu Tiến", "Tam Hợp", "Ngọc Sơn"),
]
FORMS = {
    "the name alone": lambda unit: unit.name,
    "in capitals": lambda unit: unit.full_name.upper(),
    "without accents": lambda unit: fold(unit.full_name),
    "with its kind": lambda unit: unit.full_name,
    "abbreviated": lambda unit: f"{ {'Xã': 'x', 'Phường': 'P', 'Thị trấn': 'tt'}[unit.type] }. {unit.name}",
    "in a question": lambda unit: f"cho tôi hỏi {unit.full_name} giờ thuộc xã nào ạ?",
    "asking where": lambda unit: f"nop ho so o {fold(unit.full_name)} cho mo",
    "asking a number": lambda unit: f"số điện thoại trung tâm hành chính công {unit.full_name}",
}


def found(text: str) -> Places:
    """The communes of a message that says nothing else."""
    reading = read(COMMUNES, Said(text))
    return reading.places if reading.whole else ()


def codes(text: str) -> set[str]:
    return {place.commune.code for place in found(text)}


def code_of(unit: Commune | OldCommune) -> str:
    return unit.today if isinstance(unit, OldCommune) else unit.code


def test_the_tables_hold_every_unit_of_the_resolution() -> None:
    assert (len(TODAY), len(OLD)) == (130, 412)
    assert Counter(commune.type for commune in TODAY) == {"Xã": 119, "Phường": 11}
    assert sum(agency.kind is AgencyKind.DEPARTMENT for agency in AGENCIES) == 14


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("units", [TODAY, OLD], ids=["today", "old"])
def test_every_name_is_found_as_it_is_written(form: object, units: list[Commune | OldCommune]) -> None:
    write = form if callable(form) else str
    lost = [unit.full_name for unit in units if code_of(unit) not in codes(write(unit))]

    assert lost == (["Thị trấn Dùng"] if write is FORMS["the name alone"] and units is OLD else [])


def test_ten_old_names_lead_to_more_than_one_commune() -> None:
    named: dict[str, set[str]] = {}
    for unit in OLD:
        named.setdefault(unit.name, set()).add(unit.today)
    kinds = Counter((unit.type, unit.name) for unit in OLD)

    several = {name for name, where in named.items() if len(where) > 1}
    assert {name for name in several if kinds["Xã", name] > 1} == set(ASKED_TWICE)
    assert all(codes(f"xã {name} cũ") == named[name] for name in ASKED_TWICE)


@pytest.mark.parametrize("unit", [unit for unit in OLD if unit.district], ids=lambda unit: unit.full_name)
def test_the_old_district_tells_which_one_is_meant(unit: OldCommune) -> None:
    commune = COMMUNES.get(unit.today)

    assert commune
    assert found(f"{unit.full_name}, {unit.district} cũ") == (Place(commune, unit),)
    assert codes(fold(f"{unit.name} {unit.district}")) == {unit.today}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Diễn Hoa", {"Diễn Châu"}),
        ("Diên Hoa", {"Nghi Lộc"}),
        ("dien hoa", {"Diễn Châu", "Nghi Lộc"}),
        ("Đông Sơn", {"Lương Sơn"}),
        ("Đồng Sơn", set()),
        ("xã Long Sơn", {"Yên Xuân"}),
        ("phường Long Sơn", {"Thái Hòa"}),
        ("Anh Sơn Đông", {"Anh Sơn Đông"}),
        ("Bắc Sơn huyện Quỳ Hợp", {"Mường Chọng"}),
        ("Nam Đàn", {"Nam Đàn", "Vạn An"}),
        ("thị trấn Nam Đàn", {"Vạn An"}),
        ("xã Nam Đàn mới", {"Nam Đàn"}),
        ("Trường Thi, TP Vinh", {"Trường Vinh"}),
        ("xóm 5 xã Diễn Kim, huyện Diễn Châu, Nghệ An", {"Hải Châu"}),
        ("xã Diễn Yên hay xã Diễn Kim", {"Hùng Châu", "Hải Châu"}),
        ("huyện Yên Thành", set()),
        ("thị xã Thái Hòa", set()),
        ("xã Quỳnh Hồng, Quỳnh Lưu", set()),
        ("yên hoà", {"Yên Hòa"}),
        ("xã Diễn Yên, Diễn Châu", {"Hùng Châu"}),
        ("Diễn Yên Diễn Châu", {"Hùng Châu"}),
        ("xã Hội Sơn", {"Vĩnh Tường"}),
    ],
)
def test_a_name_means_what_its_accents_and_neighbours_allow(text: str, names: set[str]) -> None:
    assert {place.commune.name for place in found(text)} == names


@pytest.mark.parametrize("typed", ["Diển Châu", "dienchau", "Dien Chauu", "xã Diễn Chấu", "o xa dein chau a"])
def test_where_a_name_was_asked_for_one_slip_is_forgiven(typed: str) -> None:
    assert [place.commune.name for place in guess(COMMUNES, Said(typed))] == ["Diễn Châu"]


@pytest.mark.parametrize("typed", ["Yên Bình Trị", "abc", "", "con", "Vinhh"])
def test_what_is_near_to_no_name_is_not_guessed(typed: str) -> None:
    assert guess(COMMUNES, Said(typed)) == ()


@pytest.mark.parametrize("unit", UNITS[::23], ids=lambda unit: unit.full_name)
def test_a_question_with_a_commune_in_it_stays_a_question(unit: Commune | OldCommune) -> None:
    catalogue = InMemoryCatalogue(load_procedures())
    reading = read(COMMUNES, Said(f"làm khai sinh ở {unit.full_name} cần giấy gì"))

    assert not reading.whole
    assert reading.others
    assert catalogue.search(reading.others).hits[0].procedure.code == "1.001193"


@pytest.mark.parametrize(
    "text",
    [
        "Nhà ở xã hội",
        "đo lường ở đâu",
        "bảo hiểm xã hội",
        "cháu không muốn",
        "Châu",
        "dùng",
        "nộp hồ sơ ở đâu",
    ],
)
def test_ordinary_words_name_no_commune(text: str) -> None:
    reading = read(COMMUNES, Said(text))

    assert (reading.places, reading.unknown) == ((), False)


def test_a_district_is_not_taken_for_the_unknown_commune_before_it() -> None:
    reading = read(COMMUNES, Said("xã Đại Ngàn, Quỳnh Lưu"))

    assert (reading.places, reading.unknown) == ((), True)


def test_only_the_centre_of_the_province_has_an_address() -> None:
    known = [agency for agency in AGENCIES if agency.centre != OneStopCentre()]

    assert known == [InMemoryAgencies(AGENCIES, COMMUNES).of_province()]
    assert known[0].level is AgencyLevel.PROVINCE
    assert known[0].centre.phone == ""


@pytest.mark.parametrize(
    ("table", "rows", "where"),
    [
        ("communes.csv", "code,type,name\n1,Xã\n", "communes.csv: row 2: should have 3 cells"),
        ("communes.csv", "code,type,name\n1,Xã,A\n1,Xã,B\n", "communes.csv: row 3: 1 stands there twice"),
        ("communes.csv", "code,kind,name\n1,Xã,A\n", "communes.csv: row 2.kind: unknown key"),
        ("communes.csv", "code,type,name\n", "old_communes.csv: no commune"),
        ("old_communes.csv", "type,name,district,today\nXã,A,,9\n", "old_communes.csv: Xã A: no commune 9"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_its_place(
    tmp_path: Path, table: str, rows: str, where: str
) -> None:
    good = {
        "communes.csv": "code,type,name\n1,Xã,A\n",
        "old_communes.csv": "type,name,district,today\n",
        "districts.csv": "type,name\n",
    }
    for name, text in {**good, table: rows}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(InvalidRecordError) as refusal:
        load_communes(tmp_path)

    assert str(refusal.value) == where


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("A,Sở A,office,province,", "row 2: 'office' is not a valid AgencyKind"),
        ("A,Sở A,department,district,", "row 2: 'district' is not a valid AgencyLevel"),
        ("A,Sở A,department,province", "row 2: should have 5 cells"),
    ],
)
def test_an_agency_that_is_wrong_is_refused_with_its_place(tmp_path: Path, row: str, where: str) -> None:
    (tmp_path / "agencies.csv").write_text(f"code,name,kind,level,commune\n{row}\n", encoding="utf-8")

    with pytest.raises(InvalidRecordError, match="agencies") as refusal:
        load_agencies(tmp_path)

    assert str(refusal.value) == f"agencies.csv: {where}"


PIECES = st.sampled_from(
    ["xã", "x.", "huyện", "tx", "Diễn", "Châu", "cũ", "5", "ở đâu", "Nam Đàn", "–", "Vinh"]
)


TITLES = ["khai sinh", "đăng ký kết hôn", "đăng ký tạm trú", "xóa tên khỏi hộ khẩu"]


@pytest.mark.parametrize("title", TITLES)
def test_a_commune_changes_nothing_of_what_is_found_for_a_procedure(title: str) -> None:
    catalogue = InMemoryCatalogue(load_procedures())
    alone = catalogue.search(Said(f"làm {title} cần giấy gì")).hits[0].procedure

    for unit in UNITS[::31]:
        others = read(COMMUNES, Said(f"làm {title} tại {unit.full_name} cần giấy gì")).others
        assert others
        assert catalogue.search(others).hits[0].procedure is alone


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join)))
def test_reading_anything_never_raises(text: str) -> None:
    reading = read(COMMUNES, Said(text))

    assert len({place.commune.code for place in reading.places}) == len(reading.places)
    assert all(COMMUNES.get(place.commune.code) for place in guess(COMMUNES, Said(text)))
