"""The office's own days and hours, as settings name them, reach the calendar that counts."""

from datetime import datetime
from pathlib import Path

from bot.config import Settings
from bot.parts import calendar
from domain.clock import VIETNAM

TABLE = """date,name,kind,confidence
2026-11-26,Nghỉ bão,holiday,memory
2026-11-28,Làm bù,working_saturday,verified
"""


def test_days_in_a_file_and_hours_are_counted_by(tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text(TABLE, encoding="utf-8")
    given = {"days_file": str(file), "hours": "08:00-12:00,13:00-17:00"}
    settings = Settings(_env_file=None, calendar=given)  # type: ignore[call-arg, arg-type]  # pydantic's own

    found = calendar(settings.calendar).expected(
        datetime(2026, 11, 25, 16, 0, tzinfo=VIETNAM), "2 ngày làm việc"
    )

    assert found == (datetime(2026, 11, 28, 16, 0, tzinfo=VIETNAM), False)
