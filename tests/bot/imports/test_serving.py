"""What was imported is served while the bot runs on."""

import json

import pytest
import structlog
from sqlalchemy import update

from bot.agencies import LiveAgencies
from bot.catalogue import LiveCatalogue
from bot.imports.deed import roll_back
from bot.imports.kinds import made
from bot.imports.serving import Serving, shown_dossiers
from bot.sample.catalogue import load_events, load_procedures
from bot.sample.places import load_agencies, load_communes
from domain.search.catalogue import InMemoryCatalogue
from domain.search.said import Said
from storage.tables.imports import import_bodies
from tests.bot.imports.conftest import Imports
from tests.bot.imports.written import csv_text
from tests.rows import all_rows

CODE = "9.999999"
RAW = {"code": CODE, "name": "Cấp giấy phép nuôi chim yến", "field": "Chăn nuôi", "level": "Cấp xã"}
AGENCY = csv_text(
    ("code", "name", "kind", "level", "commune", "phone"),
    ("H41.99", "Một cửa Thành Vinh", "một cửa", "xã", "16681", "1022"),
)


@pytest.fixture
def serving(importing: Imports) -> Serving:
    sample = load_procedures()
    catalogue = LiveCatalogue(InMemoryCatalogue(sample, load_events()), sample)
    return Serving(importing.database, catalogue, LiveAgencies(load_agencies(), load_communes()))


async def test_without_an_import_the_sample_is_served(serving: Serving) -> None:
    await serving.look()

    assert serving.catalogue.get("1.001193")
    assert serving.agencies.get("STP")


async def test_imported_procedures_take_over_and_the_sample_comes_back(
    importing: Imports, serving: Serving
) -> None:
    await importing.run("procedures", json.dumps(RAW))
    await serving.look()
    procedure = serving.catalogue.get(CODE)
    assert procedure
    assert (procedure.name, f"{procedure.data_date:%d/%m/%Y}") == (RAW["name"], "24/11/2026")
    assert serving.catalogue.search(Said("nuôi chim yến")).hits[0].procedure.code == CODE
    assert serving.catalogue.get("1.001193") is None

    await roll_back(importing.database, importing.clock, importing.clock, 1)
    await serving.look()

    assert serving.catalogue.get(CODE) is None
    assert serving.catalogue.get("1.001193")


async def test_imported_agencies_take_over(importing: Imports, serving: Serving) -> None:
    await importing.run("agencies", AGENCY)
    await serving.look()

    agency = serving.agencies.centre_of("16681")

    assert agency
    assert (agency.code, agency.centre.phone, agency.centre.address) == ("H41.99", "1022", "")


async def test_an_unchanged_pointer_loads_nothing_again(importing: Imports, serving: Serving) -> None:
    await importing.run("agencies", AGENCY)
    await serving.look()
    before = serving.agencies._now

    await serving.look()

    assert serving.agencies._now is before


async def test_imported_dossiers_are_looked_up_from_then_on(importing: Imports) -> None:
    assert await importing.database.read(shown_dossiers) is None

    await importing.run("dossiers", csv_text(("code", "status"), ("H41.99-261102-0001", "4")))

    assert await importing.database.read(shown_dossiers) == 1


async def test_what_another_release_made_is_made_again_of_its_record(
    importing: Imports, serving: Serving
) -> None:
    await importing.run("procedures", json.dumps(RAW))
    old = update(import_bodies).values(maker="older", made='{"strange": 1}')
    await importing.database.write(all_rows, old)

    await serving.look()

    assert serving.catalogue.get(CODE)


async def test_a_row_that_this_release_takes_no_more_is_left_out_and_told(
    importing: Imports, serving: Serving
) -> None:
    await importing.run("procedures", f"{json.dumps(RAW)}\n{json.dumps(RAW | {'code': '9.999998'})}")
    wrong = update(import_bodies).where(import_bodies.c.body.contains("9.999998"))
    await importing.database.write(all_rows, wrong.values(maker="older", body='{"code": "9.999998"}'))

    with structlog.testing.capture_logs() as logs:
        await serving.look()

    assert serving.catalogue.get(CODE)
    assert serving.catalogue.get("9.999998") is None
    assert any(log["event"] == "imported_row_left_out" for log in logs)


@pytest.mark.parametrize("procedure", load_procedures(), ids=lambda procedure: procedure.code)
def test_a_procedure_comes_back_from_json_as_it_was(procedure: object) -> None:
    assert made.loads(made.dumps(procedure), procedure.data_date) == procedure  # type: ignore[arg-type,attr-defined]
