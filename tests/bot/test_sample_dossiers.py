"""A trial installation shows a dossier in every state, alive today, and says how to open it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.app import App, build
from bot.config import Settings
from bot.demonstration import STALE, demonstrate
from bot.roles import Role
from bot.sample.catalogue import load_procedures
from bot.sample.dossiers import DIGITS, PHONE, load_samples
from domain.clock import VIETNAM
from domain.dossiers import Status
from domain.second_check import Proof, Shown
from storage import dossiers
from tests.builders import FakeClock

TODAY = datetime(2026, 11, 27, 10, 0, tzinfo=VIETNAM)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(TODAY)


def trial(url: str, clock: FakeClock, **changes: object) -> tuple[Settings, App]:
    settings = Settings(database={"url": url}, **changes)  # type: ignore[arg-type]  # pydantic reads dicts
    app = build(settings, Role.CONVERSATION, web=False, receive=False)
    app.knowledge = replace(app.knowledge, clock=clock)
    return settings, app


async def test_every_state_has_a_sample_that_its_digits_open(sqlite_url: str, clock: FakeClock) -> None:
    settings, app = trial(sqlite_url, clock)

    await demonstrate(settings, app.database, app.knowledge, fill=True)

    shown = app.knowledge.demonstration
    codes = [each.code for each in shown.dossiers]
    found = await app.database.read(dossiers.find, codes, None, app.knowledge.stored.ranks)
    await app.database.close()
    assert {dossier.status for dossier in found.values()} == set(Status)
    assert sum(each.late for each in shown.dossiers) == 1
    assert all(
        app.knowledge.second_check.holds(code, Shown(Proof.SHORT, DIGITS), found[code].checks)
        for code in codes
    )


async def test_a_second_start_shows_the_same_samples(sqlite_url: str, clock: FakeClock) -> None:
    settings, app = trial(sqlite_url, clock)
    await demonstrate(settings, app.database, app.knowledge, fill=True)
    first = app.knowledge.demonstration.dossiers

    clock.pass_by(timedelta(days=3))
    await demonstrate(settings, app.database, app.knowledge, fill=True)

    again = app.knowledge.demonstration.dossiers
    await app.database.close()
    assert [each.code for each in again] == [each.code for each in first]


async def test_samples_of_an_old_trial_give_way_to_new_ones(sqlite_url: str, clock: FakeClock) -> None:
    settings, app = trial(sqlite_url, clock)
    await demonstrate(settings, app.database, app.knowledge, fill=True)
    first = {each.code for each in app.knowledge.demonstration.dossiers}

    clock.pass_by(STALE + timedelta(days=1))
    await demonstrate(settings, app.database, app.knowledge, fill=True)

    again = {each.code for each in app.knowledge.demonstration.dossiers}
    await app.database.close()
    assert len(again) == len(first)
    assert not again & first


async def test_where_a_system_feeds_us_nothing_is_made_up(sqlite_url: str, clock: FakeClock) -> None:
    fed = {"sources": '{"province": ["' + "s" * 40 + '"]}'}
    settings, app = trial(sqlite_url, clock, feed=fed)

    await demonstrate(settings, app.database, app.knowledge, fill=True)

    await app.database.close()
    assert app.knowledge.demonstration.dossiers == ()


def test_samples_are_of_procedures_that_ship_and_of_nobody() -> None:
    known = {procedure.code for procedure in load_procedures()}

    assert {sample.procedure for sample in load_samples().dossiers} <= known
    assert PHONE.startswith("0900")
