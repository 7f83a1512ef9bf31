"""What becomes of the events of a call: item by item, in any order, by two sources, with numbers hashed."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url

from bot.feed import Feed
from bot.web.api.dossiers import MOST_BYTES
from domain.dossiers import Status
from domain.second_check import Shown, read_number
from storage.faults import Refused
from tests.bot.api.conftest import CHECK, CODE, Caller, Known, an_event
from tests.fakes.outage import Outage


def walk(prefix: str, minute: int = 0) -> list[dict[str, Any]]:
    return [
        an_event(event_id=f"{prefix}{n}", status=n, at=f"2026-11-24T{6 + n:02}:{minute:02}:00+07:00")
        for n in range(1, 11)
    ]


def shown(typed: str) -> Shown:
    number = read_number(typed)
    assert number
    return number


async def test_a_walk_through_all_states_ends_alike_in_order_and_shuffled_and_doubled(
    province: Caller, national: Caller, known: Known
) -> None:
    other = "H41.99-261120-0008"
    await province.tells(*walk("p"))
    await national.tells(*walk("n", 30))
    calls = [
        (by, {**each, "code": other, "event_id": f"x{each['event_id']}"})
        for by, told in ((province, walk("p")), (national, walk("n", 30)))
        for each in [*told, *told]
    ]
    Random(7).shuffle(calls)
    for by, each in calls:
        await by.tells(each)

    in_order, shuffled = (await known.dossier()).steps, (await known.dossier(other)).steps

    assert [step.status for step in in_order] == [status for status in Status if status]
    assert in_order == shuffled


async def test_one_bad_item_spoils_nothing_but_itself(province: Caller) -> None:
    told = [an_event(1), an_event(2, code="nonsense"), "nonsense", an_event(3, status=None), an_event(4)]

    assert await province.results(*told) == ["applied", "refused", "refused", "refused", "applied"]


async def test_an_older_event_is_told_so(province: Caller) -> None:
    earlier = an_event(2, status=2, at="2026-11-24T07:00:00+07:00")

    assert await province.results(an_event(1), earlier, earlier) == ["applied", "older", "seen"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("event_id", None),
        ("event_id", ""),
        ("event_id", "x" * 81),
        ("event_id", True),
        ("code", "H41.99"),
        ("code", "H41.99–261120–0007"),
        ("code", ["H41.99-261120-0007"]),
        ("status", {"id": 4}),
        ("status", 4.0),
        ("at", None),
        ("at", "tomorrow"),
        ("at", "24/11/2026"),
        ("at", "31/02/2026 08:00"),
        ("at", "2026-11-25T09:01:00+07:00"),
        ("at", "0001-01-01T00:00:00"),
        ("at", 10**400),
        ("due", "32/11/2026"),
        ("due", "9999-12-31"),
        ("received", 5),
        ("finished", []),
        ("note_for_citizen", "x" * 4_001),
        ("procedure", 1.5),
        ("agency", False),
        ("phone", {}),
        ("id_number", "0" * 81),
    ],
)
async def test_a_wrong_field_is_named_with_its_remedy_in_the_callers_language(
    province: Caller, field: str, value: Any
) -> None:
    vietnamese = await province.fault(an_event(**{field: value}))
    province.headers["Accept-Language"] = "en-GB,vi;q=0.5"
    english = await province.fault(an_event(**{field: value}))

    assert vietnamese.startswith(f"{field}: ")
    assert english.startswith(f"{field}: ")
    assert vietnamese != english
    assert "feed." not in vietnamese + english


async def test_a_word_that_nobody_mapped_is_kept_with_an_unclear_state(
    province: Caller, known: Known
) -> None:
    await province.tells(an_event(status="Từ chối chuyên ngành"))

    assert ((await known.dossier()).status, (await known.dossier()).now.written) == (
        Status.UNKNOWN,
        "Từ chối chuyên ngành",
    )


async def test_a_code_or_a_name_is_told_apart(province: Caller, known: Known) -> None:
    told = an_event(procedure="1.012790.000.00.00.H41", agency="Ủy ban nhân dân xã")
    await province.tells(told, an_event(2, agency="H41.99", procedure_name="Cấp giấy phép"))
    found = await known.dossier()

    assert (found.procedure, found.procedure_name) == ("1.012790", "Cấp giấy phép")
    assert (found.agency, found.agency_name) == ("H41.99", "Ủy ban nhân dân xã")


async def test_numbers_prove_afterwards_and_stand_nowhere(
    province: Caller, known: Known, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    await province.tells(an_event(phone="0912 345 678", id_number="040200001234"))

    checks = (await known.dossier()).checks
    assert all(CHECK.holds(CODE, shown(typed), checks) for typed in ("5678", "+84912345678", "1234"))
    assert not CHECK.holds(CODE, shown("8765"), checks)

    folder = Path(make_url(database_url).database or "").parent
    written = b"".join(path.read_bytes() for path in folder.glob("motcua.db*"))
    assert not re.search(rb"0?912.?345.?678|040200001234", written)
    assert "912" not in caplog.text


async def test_a_number_that_is_none_is_left_out_with_a_warning(province: Caller, known: Known) -> None:
    (result,) = (await province.tells(an_event(phone="không có"))).json()["results"]

    assert (result["result"], result["error"].partition(":")[0]) == ("applied", "phone")
    assert (await known.dossier()).checks == frozenset()


async def test_what_nobody_can_store_becomes_a_mark(province: Caller, known: Known) -> None:
    told = an_event(note_for_citizen="a\x00b\ud800c", event_id="\ud800", status="\x00lạ")

    (result,) = (await province.posts(json.dumps({"events": [told]}).encode())).json()["results"]

    assert result == {"event_id": "\ufffd", "result": "applied", "error": None}
    assert (await known.dossier()).now.note == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"events": [1' + b"0" * 5_000])
async def test_what_is_no_json_is_a_bad_request(province: Caller, body: bytes) -> None:
    assert (await province.posts(body)).status_code == 400


@pytest.mark.parametrize("body", [b"[]", b"null", b"{}", b'{"events": {}}', b'{"events": "x"}'])
async def test_what_has_no_list_of_events_is_told_so(province: Caller, body: bytes) -> None:
    answer = await province.posts(body)

    assert (answer.status_code, "events" in answer.json()["error"]) == (422, True)


async def test_a_thousand_events_are_taken_and_one_more_is_too_many(province: Caller, known: Known) -> None:
    told = [an_event(n, code=f"H41.99-261120-{n:04}") for n in range(1_001)]

    assert (await province.tells(*told)).status_code == 413
    assert await known.all(told[0]["code"]) == {}
    assert set(await province.results(*told[:1_000])) == {"applied"}


async def test_a_call_may_tell_nothing(province: Caller) -> None:
    assert await province.results() == []


async def test_a_body_without_end_is_cut_off(province: Caller) -> None:
    assert (await province.posts(b" " * (MOST_BYTES + 1))).status_code == 413


async def test_while_the_database_is_away_the_caller_is_told_to_come_again(
    province: Caller, outage: Outage
) -> None:
    outage.away = True
    answer = await province.tells(an_event())
    outage.away = False

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert await province.results(an_event()) == ["applied"]


async def test_what_was_written_before_the_database_went_is_seen_when_told_again(
    province: Caller, outage: Outage
) -> None:
    told = [an_event(n, code=f"H41.99-261120-{n:04}") for n in range(300)]
    outage.loses = lambda *_: True
    assert (await province.tells(*told)).status_code == 503

    assert await province.results(*told) == ["seen"] * 200 + ["applied"] * 100


async def test_an_event_that_the_database_refuses_is_refused_alone(province: Caller, outage: Outage) -> None:
    outage.faults = [Refused("planted"), Refused("planted")]

    results = await province.results(an_event(1), an_event(2, code="H41.99-261120-0009"))

    assert sorted(results) == ["applied", "refused"]


async def test_events_are_counted_by_source_and_result(province: Caller, feed: Feed) -> None:
    await province.tells(an_event(), an_event(), an_event(code=""))

    counted = feed.metrics.exposition().decode()

    for result in ("applied", "seen", "refused"):
        assert f'motcua_feed_events_total{{result="{result}",source="province"}} 1.0' in counted


async def test_the_api_describes_itself_and_loads_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    document = (await client.get("/api/openapi.json")).json()
    operation = document["paths"]["/api/v1/dossiers"]["post"]

    assert {each["name"] for each in operation["parameters"]} >= {"x-motcua-source", "x-motcua-signature"}
    assert operation["requestBody"]["content"]["application/json"]["schema"]["required"] == ["events"]
    assert [(await client.get(f"/api/{page}")).status_code for page in ("docs", "redoc")] == [404, 404]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from([*an_event(), "due", "phone", "procedure"]), json_values, max_size=7))
async def test_whatever_stands_in_an_event_is_answered(province: Caller, odd: dict[str, Any]) -> None:
    answer = await province.tells(an_event(**odd), odd)

    assert answer.status_code == 200
    results = {each["result"] for each in answer.json()["results"]}
    assert results <= {"applied", "seen", "older", "refused"}
