"""A clock in a file: time that acceptance tests and demonstrations can move."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from structlog.testing import capture_logs

from bot.app import build
from bot.clock import FileClock, product_clock
from bot.config import Settings
from bot.roles import Role
from domain.clock import SystemClock
from tests.builders import FakeClock

CHANGED = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""When the file was written, by the machine."""


def moved(file: Path, instant: str, changed: datetime = CHANGED) -> None:
    file.write_text(instant, encoding="utf-8")
    os.utime(file, (changed.timestamp(), changed.timestamp()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clock"


def test_time_is_the_instant_of_the_file_and_goes_on_since_it_changed(file: Path) -> None:
    moved(file, "2027-02-05T08:00:00+07:00\n")
    machine = FakeClock(CHANGED + timedelta(minutes=5))

    assert FileClock(file, machine).now() == datetime(2027, 2, 5, 1, 5, tzinfo=UTC)


def test_an_instant_without_a_zone_is_of_the_province(file: Path) -> None:
    moved(file, "2027-02-05 08:00")

    assert FileClock(file, FakeClock(CHANGED)).now() == datetime(2027, 2, 5, 1, 0, tzinfo=UTC)


def test_whoever_waits_for_a_moment_is_told_of_a_jump_once(file: Path) -> None:
    jumps: list[str] = []
    moved(file, "2027-02-05T08:00:00+07:00")
    clock = FileClock(file, FakeClock(CHANGED), [lambda: jumps.append("jump")])

    clock.look()
    clock.look()
    moved(file, "2027-02-06T08:00:00+07:00", CHANGED + timedelta(seconds=1))
    clock.look()

    assert jumps == ["jump", "jump"]
    assert clock.now() == datetime(2027, 2, 6, 0, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("garbled", ["", "soon", "2027-13-01", "0001-01-01T00:00", "9999-12-31T23:59:59Z"])
def test_a_file_that_cannot_be_read_leaves_the_time_and_is_told_once(file: Path, garbled: str) -> None:
    moved(file, "2027-02-05T08:00:00+07:00")
    clock = FileClock(file, FakeClock(CHANGED))
    clock.look()

    moved(file, garbled, CHANGED + timedelta(seconds=1))
    with capture_logs() as said:
        clock.look()
        clock.look()

    assert clock.now() == datetime(2027, 2, 5, 1, 0, tzinfo=UTC)
    assert [line["event"] for line in said] == ["clock_file_unreadable"]


@pytest.mark.parametrize("role", [Role.ALL, Role.CONVERSATION, Role.NOTIFIER])
async def test_every_process_that_waits_for_moments_looks_again_after_a_jump(
    file: Path, tmp_path: Path, role: Role
) -> None:
    moved(file, "2027-02-05T08:00:00+07:00")
    given = {"database": {"url": f"sqlite:///{tmp_path}/motcua.db"}, "clock": {"file": str(file)}}

    app = build(Settings(_env_file=None, **given), role)  # type: ignore[call-arg, arg-type]  # pydantic's own

    assert "clock" in [name for name, _ in app.loops]
    assert isinstance(app.clock, FileClock)
    assert len(app.clock.jumps) == (1 if role is Role.NOTIFIER else 3)
    await app.database.close()


def test_without_a_file_the_machine_has_the_time(tmp_path: Path) -> None:
    url = {"url": f"sqlite:///{tmp_path}/motcua.db"}

    assert isinstance(product_clock(Settings(_env_file=None, database=url)), SystemClock)  # type: ignore[call-arg, arg-type]  # pydantic's own


@pytest.mark.parametrize("url", ["https://motcua.example", "HTTPS://motcua.example/bot"])
def test_real_people_are_never_served_by_a_moved_clock(file: Path, url: str) -> None:
    with pytest.raises(ValidationError, match="CLOCK__FILE is for trials"):
        Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic's own
            clock={"file": str(file)},  # type: ignore[arg-type]
            web={"public_url": url},  # type: ignore[arg-type]
        )
