"""One process answers from an embedded database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.lock import Taken, only_one
from bot.start import OldSchema, lock_of, migrate, prepare
from domain.errors import Away
from storage import schema
from storage.database import Database
from tests.fakes.process import settings

ROOT = Path(__file__).resolve().parents[3]


def test_a_second_holder_is_told_who_has_the_lock(tmp_path: Path) -> None:
    with only_one(tmp_path / "lock"), pytest.raises(Taken) as taken, only_one(tmp_path / "lock"):
        pass

    assert taken.value.holder == str(os.getpid())


def test_a_lock_is_free_once_it_is_left(tmp_path: Path) -> None:
    for _ in range(2):
        with only_one(tmp_path / "new folder" / "lock"):
            pass


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    script = (
        "import os; from pathlib import Path; from bot.lock import only_one\n"
        f"with only_one(Path({str(tmp_path / 'lock')!r})): os._exit(9)"
    )
    killed = subprocess.run([sys.executable, "-c", script], check=False, cwd=ROOT, timeout=60)
    assert killed.returncode == 9

    with only_one(tmp_path / "lock"):
        pass


def test_two_data_files_have_two_locks_and_a_server_needs_none(tmp_path: Path) -> None:
    one, beside, two = (f"sqlite:///{tmp_path / name}" for name in ("a/one.db", "a/two.db", "b/one.db"))

    with lock_of(settings(one)), lock_of(settings(beside)), lock_of(settings(two)):
        pass
    with lock_of(settings(one)), lock_of(settings(one.replace(".db", ".sqlite"))):
        pass
    with lock_of(settings("postgresql://x@h/d")), lock_of(settings("postgresql://x@h/d")):
        pass


def test_one_data_file_has_one_lock_by_whatever_name(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "one.db")

    with lock_of(settings(f"sqlite:///{tmp_path}/one.db")), pytest.raises(Taken):  # noqa: SIM117
        with lock_of(settings(f"sqlite:///{tmp_path}/link.db")):
            pass


def test_a_data_file_is_never_taken_for_its_lock(tmp_path: Path) -> None:
    data = tmp_path / "data.lock"
    data.write_bytes(b"of people")

    with lock_of(settings(f"sqlite:///{data}")):
        pass

    assert data.read_bytes() == b"of people"


async def test_a_new_file_is_brought_to_the_newest_schema(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'var' / 'new.db'}")

    await prepare(database)

    assert await database.read(schema.is_current)
    await database.close()


@pytest.mark.postgres
async def test_a_server_with_an_old_schema_is_not_started_on(postgres_url: str) -> None:
    database = Database.open(postgres_url.rpartition("/")[0] + "/postgres")
    with pytest.raises(OldSchema):
        await prepare(database)
    await database.close()

    current = Database.open(postgres_url)
    await migrate(postgres_url)
    await prepare(current)
    await current.close()


async def test_migrating_a_database_that_is_away_says_so() -> None:
    with pytest.raises(Away):
        await migrate("postgresql://nobody@127.0.0.1:1/none")
