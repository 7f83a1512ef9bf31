"""What is read of an answer, and what never is."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.gateways.portal_answers import Asked, read_igate, read_mapi, read_public
from bot.gateways.protocols import Read
from bot.gateways.trouble import PortalTrouble, Trouble
from domain.dossiers import Dossier, Status
from tests.bot.gateways.conftest import words
from tests.fakes.clock import START
from tests.fakes.portal import CANARIES, igate, mapi, public

CODE = "H41.99-261123-0001"
ASKED = Asked(CODE, START, words)
LATER = Asked(CODE, datetime(2026, 12, 24, tzinfo=UTC), words)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A time of November 2026, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def told(read: Read, answer: object, asked: Asked = ASKED) -> Dossier:
    found = read(asked, answer)
    assert found
    return found


def test_the_public_answer_is_read() -> None:
    found = told(read_public, public())

    assert (found.code, found.source, found.told_at) == (CODE, "portal", START)
    assert (found.status, found.now.at, found.now.rank) == (Status.PROCESSING, at(24, 1, 30), 0)
    assert (found.procedure, found.procedure_name) == ("", "Cấp bản sao trích lục hộ tịch")
    assert found.agency_name == "Phòng Kinh tế"
    assert (found.received, found.due, found.finished) == (at(22, 17), at(27, 16, 59), None)


def test_the_answer_of_mapi_is_read() -> None:
    found = told(read_mapi, {"error_code": "0", "data": [mapi(CODE)]})

    assert (found.status, found.now.at) == (Status.RECEIVED, at(23, 1, 10))
    assert (found.procedure, found.procedure_name) == ("1.001193", "Đăng ký khai sinh")
    assert (found.agency, found.agency_name) == ("H41.99", "UBND phường Vinh Phú")
    assert (found.received, found.due) == (at(23, 1, 10), at(27, 10))


def test_the_answer_of_igate_is_read_in_vietnamese() -> None:
    found = told(read_igate, igate(CODE))

    assert (found.status, found.now.written) == (Status.PROCESSING, "Đang xử lý")
    assert (found.procedure, found.procedure_name) == ("1.001193", "Đăng ký khai sinh")
    assert (found.agency, found.agency_name) == ("H41.99", "UBND phường Vinh Phú")
    assert (found.received, found.due) == (at(23, 1, 10), at(27, 16, 59))


@pytest.mark.parametrize(
    ("read", "answer"),
    [(read_public, public()), (read_mapi, [mapi(CODE)]), (read_igate, {"content": [igate(CODE)]})],
)
def test_no_person_and_no_remark_is_copied(read: Read, answer: object) -> None:
    found = told(read, answer)

    assert [canary for canary in CANARIES if canary in repr(found)] == []
    assert (found.now.note, found.checks) == ("", frozenset())


def test_a_word_that_is_not_known_is_kept_with_an_unknown_state() -> None:
    found = told(read_public, public(TrangThaiHoSo="Chờ liên thông thuế"))

    assert (found.status, found.now.written) == (Status.UNKNOWN, "Chờ liên thông thuế")


@pytest.mark.parametrize(
    ("written", "status"), [("4", Status.PROCESSING), (10, Status.RETURNED), ("11", Status.UNKNOWN)]
)
def test_a_national_number_is_a_state(written: str | int, status: Status) -> None:
    assert told(read_public, public(TrangThaiHoSo=written)).status is status


def test_a_number_of_igate_is_not_the_national_one() -> None:
    with pytest.raises(PortalTrouble, match=Trouble.WRONG):
        read_igate(ASKED, igate(CODE, dossierStatus={"id": 4, "name": []}))


@pytest.mark.parametrize(
    ("changed", "since"),
    [
        ({"TrangThaiHoSo": "Đã xử lý xong", "NgayKetThucHoSo": "24/11/2026 08:45"}, at(24, 1, 45)),
        ({"TrangThaiHoSo": "Đã trả kết quả", "NgayTraKetQua": "24/11/2026 08:50"}, at(24, 1, 50)),
        ({"TrangThaiHoSo": "Mới đăng ký", "ThongTinTienTrinh": None}, at(22, 17)),
        ({"ThongTinTienTrinh": []}, START),
        ({"ThongTinTienTrinh": [{"ThoiGian": "30/11/2026 08:00"}, {"ThoiGian": "24/11/2026 07:00"}]}, at(24)),
        ({"TrangThaiHoSo": "Đã trả kết quả", "NgayTraKetQua": "30/11/2026"}, START),
    ],
)
def test_a_state_holds_since_the_sources_own_time_or_since_we_were_told(
    changed: dict[str, Any], since: datetime
) -> None:
    assert told(read_public, public(**changed)).now.at == since


def test_the_dates_of_the_end_are_read() -> None:
    ended = public(
        TrangThaiHoSo="Đã trả kết quả", NgayKetThucHoSo="26/11/2026 10:00", NgayTraKetQua="27/11/2026 09:00"
    )

    found = told(read_public, ended, LATER)

    assert (found.now.at, found.finished) == (at(27, 2), at(26, 3))


@pytest.mark.parametrize(
    ("read", "answer"),
    [
        (read_public, None),
        (read_public, []),
        (read_public, {"data": None, "succeeded": True}),
        (read_mapi, {"error_code": "0", "data": []}),
        (read_mapi, {"error_code": "0", "data": None}),
        (read_igate, {"content": [], "totalElements": 0}),
    ],
)
def test_an_answer_that_says_none_is_not_found(read: Read, answer: object) -> None:
    assert read(ASKED, answer) is None


OTHER = "H41.99-261123-0002"


@pytest.mark.parametrize(
    ("read", "answer"),
    [
        (read_public, public(MaHoSo=OTHER)),
        (read_public, public(maHoSo=CODE, SoHoSo=OTHER)),
        (read_public, [public(MaHoSo=OTHER)]),
        (read_mapi, {"data": [mapi(OTHER)]}),
        (read_mapi, {"data": [mapi("")]}),
        (read_igate, igate(OTHER)),
        (read_igate, {"content": [igate(OTHER)]}),
    ],
)
def test_an_answer_about_another_dossier_is_wrong(read: Read, answer: object) -> None:
    with pytest.raises(PortalTrouble, match=Trouble.WRONG):
        read(ASKED, answer)


@pytest.mark.parametrize(
    ("read", "answer"),
    [
        (read_public, public(MaHoSo=f" {CODE.lower()} ")),
        (read_public, {"data": public()}),
        (read_public, {name[0].lower() + name[1:]: value for name, value in public().items()}),
        (read_mapi, {"data": [mapi(OTHER), mapi(CODE)]}),
        (read_igate, {"content": [igate(OTHER), igate(CODE)]}),
    ],
)
def test_ours_is_found_however_it_is_wrapped(read: Read, answer: object) -> None:
    assert told(read, answer).status in {Status.PROCESSING, Status.RECEIVED}


@pytest.mark.parametrize("answer", [{}, 1, "x", True, [1], [[]], {"data": "x"}, public(TrangThaiHoSo="")])
@pytest.mark.parametrize("read", [read_public, read_mapi, read_igate])
def test_an_answer_without_a_state_is_wrong(read: Read, answer: object) -> None:
    with pytest.raises(PortalTrouble, match=Trouble.WRONG):
        read(ASKED, answer)


@pytest.mark.parametrize("odd", [None, 7, [], {}, "x\x00y\ud800", ["x"], [{"name": 1}]])
def test_odd_values_in_any_field_break_nothing(odd: object) -> None:
    for name in public():
        if name != "TrangThaiHoSo":
            assert told(read_public, public(**{name: odd})).code == CODE
    for name in igate(CODE):
        if name not in {"code", "dossierStatus"}:
            assert told(read_igate, igate(CODE, **{name: odd})).code == CODE


def test_texts_are_cleaned_and_bounded() -> None:
    found = told(read_public, public(TenTTHC=" a\x00\n b " + "x" * 5000, TrangThaiHoSo="y" * 5000))

    assert found.procedure_name.startswith("a\N{REPLACEMENT CHARACTER} b x")
    assert (len(found.procedure_name), len(found.now.written)) == (1200, 120)
