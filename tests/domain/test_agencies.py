"""Which agency is found by its code, its commune and its name."""

from dataclasses import replace

import pytest

from bot.agencies import LiveAgencies
from domain.agencies import Agencies, AgencyKind
from domain.search.said import Said
from tests.builders import JUSTICE, PROVINCIAL, a_centre, some_agencies, some_communes


def test_an_agency_is_found_by_its_code() -> None:
    agencies = some_agencies()

    assert agencies.get("STP") is JUSTICE
    assert agencies.get("H41.9") is None


def test_a_commune_nobody_told_of_has_no_centre() -> None:
    assert some_agencies(a_centre(commune="1")).centre_of("2") is None


@pytest.mark.parametrize("turned", [False, True])
def test_the_centre_of_a_commune_is_the_one_stop_that_can_be_found(turned: bool) -> None:
    known = a_centre("H41.1", phone="0238 111")
    others = [a_centre("H41.2"), replace(a_centre("H41.3", phone="1"), kind=AgencyKind.COMMITTEE), known]

    agencies = some_agencies(*(reversed(others) if turned else others))

    assert agencies.centre_of("1") is known


def test_the_centre_of_the_province_is_no_commune_s() -> None:
    agencies = some_agencies(a_centre(phone="0238 111"))

    assert agencies.of_province() is PROVINCIAL


@pytest.mark.parametrize("text", ["Sở Tư pháp ở đâu", "địa chỉ so tu phap", "SỞ TƯ PHÁP"])
def test_an_agency_is_found_by_its_name_in_a_sentence(text: str) -> None:
    named = some_agencies().named(Said(text))

    assert named
    assert named.value is JUSTICE


def test_a_sentence_without_an_agency_names_none() -> None:
    assert some_agencies().named(Said("tư pháp ở đâu")) is None


def test_an_import_replaces_all_agencies_while_they_are_read() -> None:
    live = LiveAgencies([JUSTICE], some_communes())
    read: Agencies = live

    live.replace([PROVINCIAL, a_centre()])

    assert read.get("STP") is None
    assert read.named(Said("Sở Tư pháp")) is None
    assert read.centre_of("1") == a_centre()
    assert read.of_province() is PROVINCIAL
    assert read.communes.get("1")
