"""What an import changes, and what it leaves as it was."""

import asyncio
import json
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.imports.deed import End, roll_back
from bot.imports.importing import Importing, announce
from bot.imports.kinds.kind import KindName
from bot.imports.pace import Pace
from bot.imports.turn import LASTS, NAME, Running, _machine, turn
from domain.dossiers import Status, Step
from domain.effects import Followed
from domain.messages import Address, ChannelName, Language
from storage import dossiers, follows, imports, leases
from storage.database import Database
from storage.imports import Abandoned, Counts, NewImport, RollBack, State
from storage.tables.dossiers import dossier_snapshots
from storage.tables.imports import import_bodies, import_rows
from tests.bot.imports.conftest import Imports, kinds
from tests.bot.imports.written import csv_text
from tests.fakes.clock import START
from tests.rows import value

HEAD = ("code", "name", "kind", "level", "phone")
CODE = "H41.99-261102-0001"
CHAT = Address(ChannelName.WEB, "c1")


def agencies(*names: str, phone: str = "") -> str:
    """Agencies of these names, numbered."""
    rows = [(f"H41.{place}", name, "một cửa", "xã", phone) for place, name in enumerate(names)]
    return csv_text(HEAD, *rows)


def dossier(status: str = "4", **more: str) -> str:
    cells = {"code": CODE, "status": status, "received": "02/11/2026"} | more
    return csv_text(tuple(cells), tuple(cells.values()))


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


async def count(database: Database, table: Any) -> int:
    return int(await database.read(value, select(func.count()).select_from(table)))


async def shown(database: Database, kind: str = "agencies") -> dict[str, str]:
    number = await database.read(imports.live_id, kind)
    if number is None:
        return {}
    rows = await database.read(kinds()[kind].store.page, number, "", 100)
    return {row.key: json.loads(row.body).get("name", "") for row in rows}


async def test_an_import_is_seen_with_what_it_changes(importing: Imports) -> None:
    first = await importing.run("agencies", agencies("Một", "Hai", "Ba"))
    second = await importing.run("agencies", agencies("Một", "Hai mới"))

    assert (first.end, first.counts) == (End.SHOWN, Counts(3, 3, 0, 0))
    assert (second.end, second.counts) == (End.SHOWN, Counts(2, 0, 1, 1))
    assert await shown(importing.database) == {"H41.0": "Một", "H41.1": "Hai mới"}


async def test_the_same_file_again_changes_nothing(importing: Imports) -> None:
    await importing.run("agencies", agencies("Một"))
    again = await importing.run("agencies", agencies("Một"))
    rewritten = await importing.run("agencies", agencies("Một").replace(",", ";"))

    assert (again.end, rewritten.end) == (End.SAME_FILE, End.SAME_ROWS)
    assert len(await importing.database.read(imports.listed, 9)) == 1


async def test_a_later_date_of_the_same_data_is_news(importing: Imports) -> None:
    await importing.run("agencies", agencies("Một"), date(2026, 11, 1))
    later = await importing.run("agencies", agencies("Một"), date(2026, 11, 20))

    assert later.end is End.SHOWN
    assert (await importing.database.read(imports.live))["agencies"].as_of == date(2026, 11, 20)


async def test_rows_that_did_not_change_are_kept_once(importing: Imports) -> None:
    await importing.run("agencies", agencies("Một", "Hai", "Ba"))
    await importing.run("agencies", agencies("Một", "Hai", "Bốn"))

    assert await count(importing.database, import_bodies) == 4
    assert await count(importing.database, import_rows) == 6


async def test_a_preview_writes_nothing(importing: Imports) -> None:
    checked = importing.check("agencies", agencies("Một"))
    result = await importing.deed("agencies").preview(checked)

    assert (result.end, result.counts.added) == (End.DRY, 1)
    assert await importing.database.read(imports.listed, 9) == []


async def test_an_import_that_died_before_its_end_is_never_seen_and_swept_by_the_next(
    importing: Imports, monkeypatch: pytest.MonkeyPatch
) -> None:
    await importing.run("agencies", agencies("Một"))

    async def die(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as dying:
        dying.setattr(Importing, "show", die)
        [died] = await asyncio.gather(
            importing.run("agencies", agencies("Hai", "Ba")), return_exceptions=True
        )
    assert isinstance(died, asyncio.CancelledError)
    assert await shown(importing.database) == {"H41.0": "Một"}
    assert await count(importing.database, import_rows) == 3

    await importing.run("agencies", agencies("Bốn"))

    states = [one.state for one in await importing.database.read(imports.listed, 9)]
    assert states == [State.LIVE, State.ABANDONED, State.REPLACED]
    assert await count(importing.database, import_rows) == 2
    assert await count(importing.database, import_bodies) == 2


async def test_a_second_import_is_told_who_runs(importing: Imports) -> None:
    waiting = importing.run("agencies", agencies("Một"))

    async with turn(importing.database, importing.clock) as mine:
        [running] = await asyncio.gather(waiting, return_exceptions=True)

    assert isinstance(running, Running)
    assert running.holder == mine.holder
    assert (await importing.run("agencies", agencies("Một"))).end is End.SHOWN


async def test_a_killed_import_of_this_machine_keeps_nobody_waiting(importing: Imports) -> None:
    holder = f"{_machine()} {ended_process()} 00"
    await importing.database.write(leases.take, NAME, holder, START + LASTS, START)

    assert (await importing.run("agencies", agencies("Một"))).end is End.SHOWN


@pytest.mark.parametrize("holder", ["elsewhere 1 00", "?", f"{_machine()} 1 00", f"{_machine()} x"])
async def test_whoever_may_still_run_is_waited_for(importing: Imports, holder: str) -> None:
    await importing.database.write(leases.take, NAME, holder, START + LASTS, START)

    with pytest.raises(Running):
        await importing.run("agencies", agencies("Một"))


async def test_an_import_that_was_taken_for_dead_shows_nothing(importing: Imports) -> None:
    slow = Importing(importing.database, kinds()["agencies"], importing.clock)

    async with turn(importing.database, importing.clock) as mine:
        new = NewImport("agencies", "a.csv", "d", date(2026, 11, 1), Counts(), None)
        number = await importing.database.write(imports.begin, new, START)
        importing.clock.time += LASTS + timedelta(seconds=1)
        await importing.run("agencies", agencies("Một"))
        with pytest.raises(Abandoned):
            await slow.show(number, mine)

    assert await shown(importing.database) == {"H41.0": "Một"}


async def back(importing: Imports, number: int) -> RollBack:
    done, _ = await roll_back(importing.database, importing.clock, importing.clock, number)
    return done


async def test_the_last_import_of_a_kind_is_taken_back_after_imports_of_others(importing: Imports) -> None:
    await importing.run("agencies", agencies("Một"))
    await importing.run("agencies", agencies("Hai"))
    await importing.run("dossiers", dossier())

    assert await back(importing, 2) is RollBack.DONE
    assert await shown(importing.database) == {"H41.0": "Một"}
    assert await back(importing, 1) is RollBack.DONE
    assert await shown(importing.database) == {}


async def test_an_earlier_import_is_not_taken_back_before_the_later_one(importing: Imports) -> None:
    for name in ("Một", "Hai", "Ba"):
        await importing.run("agencies", agencies(name))

    done, other = await roll_back(importing.database, importing.clock, importing.clock, 1)

    assert (done, other and other.id) == (RollBack.LATER, 3)
    assert await shown(importing.database) == {"H41.0": "Ba"}


async def test_what_was_never_shown_or_is_unknown_cannot_be_taken_back(importing: Imports) -> None:
    await importing.run("agencies", agencies("Một"))
    await back(importing, 1)

    assert await back(importing, 1) is RollBack.NEVER_SHOWN
    assert await back(importing, 99) is RollBack.UNKNOWN


async def test_what_was_taken_back_can_be_imported_again(importing: Imports) -> None:
    await importing.run("agencies", agencies("Một"))
    await importing.run("agencies", agencies("Hai"))
    await back(importing, 2)

    assert (await importing.run("agencies", agencies("Hai"))).end is End.SHOWN
    assert await shown(importing.database) == {"H41.0": "Hai"}


async def test_five_imports_of_a_kind_are_kept(importing: Imports) -> None:
    for number in range(7):
        await importing.run("dossiers", dossier(note_for_citizen=f"lần {number}"))

    assert await count(importing.database, dossier_snapshots) == 5
    assert [await back(importing, number) for number in (7, 6, 5, 4, 3)] == [RollBack.DONE] * 4 + [
        RollBack.TOO_OLD
    ]


async def test_an_imported_dossier_is_found_by_its_code(importing: Imports) -> None:
    await importing.run("dossiers", dossier("Đang xử lý", phone="0912345678"))
    number = await importing.database.read(imports.live_id, "dossiers")

    found = (await importing.database.read(dossiers.find, [CODE], number, {"file": 0}))[CODE]

    assert (found.status, found.source, len(found.checks)) == (Status.PROCESSING, "file", 2)
    assert "file" in await importing.database.read(dossiers.sources)


async def test_a_state_without_a_time_keeps_the_one_that_it_had(importing: Imports) -> None:
    await importing.run("dossiers", dossier(), date(2026, 11, 10))
    same = await importing.run("dossiers", dossier(), date(2026, 11, 20))
    changed = await importing.run("dossiers", dossier("5"), date(2026, 11, 21))

    rows = await importing.database.read(kinds()["dossiers"].store.page, 3, "", 9)
    assert (same.counts.nothing, changed.counts.changed) == (True, 1)
    assert json.loads(rows[0].body)["at"].startswith("2026-11-20T17:00")


async def test_who_follows_an_imported_dossier_will_be_told(importing: Imports) -> None:
    heard = Step(Status.RECEIVED, START)
    followed = Followed(CHAT, CODE, Language.VIETNAMESE, "1", heard)
    await importing.database.write(follows.follow, followed, START)
    await importing.database.write(imports_quiet)

    await importing.run("dossiers", dossier())

    assert await pending(importing.database) == [CODE]


async def test_telling_followers_is_taken_up_again_after_a_crash(importing: Imports) -> None:
    await importing.run("dossiers", dossier())
    await importing.database.write(imports_unannounced)
    followed = Followed(CHAT, CODE, Language.VIETNAMESE, "1", Step(Status.RECEIVED, START))
    await importing.database.write(follows.follow, followed, START)
    await importing.database.write(imports_quiet)

    await announce(importing.database, importing.clock, Pace())

    assert await pending(importing.database) == [CODE]
    assert (await importing.database.read(imports.live))[KindName.DOSSIERS].announced


def imports_quiet(connection: Any) -> None:
    connection.execute(follows.update(follows.follows).values(pending_at=None))


def imports_unannounced(connection: Any) -> None:
    imports._set(connection, 1, announced=False)


async def pending(database: Database) -> list[str]:
    table = follows.follows
    rows = select(table.c.code).where(table.c.pending_at.is_not(None))
    found = await database.read(value, rows)
    return [found] if found else []


async def test_no_number_of_a_person_is_kept(importing: Imports) -> None:
    await importing.run("dossiers", dossier(phone="0912345678", id_number="040123456789"))

    [row] = await importing.database.read(kinds()["dossiers"].store.page, 1, "", 9)

    assert "912345678" not in row.body
    assert "040123456789" not in row.body
