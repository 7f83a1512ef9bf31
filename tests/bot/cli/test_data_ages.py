"""`doctor` shows how old imported data are, and alarms of old ones."""

from datetime import timedelta
from pathlib import Path

from domain.clock import SystemClock
from tests.bot.cli.conftest import Motcua
from tests.bot.cli.test_checks import HERE
from tests.bot.cli.test_import import agencies, written
from tests.bot.imports.broken import D


def test_the_doctor_shows_the_age_of_fresh_data(motcua: Motcua, tmp_path: Path) -> None:
    motcua("import", "agencies", written(tmp_path, agencies("Một")))

    examined = motcua("doctor", **HERE)

    assert examined.exit_code == 0
    assert "· Dữ liệu cơ quan" in examined.stdout
    assert "bình thường" in examined.stdout


def test_the_doctor_alarms_of_old_data(motcua: Motcua, tmp_path: Path) -> None:
    old = f"{SystemClock().now() - timedelta(days=10):%d/%m/%Y}"
    motcua("import", "agencies", written(tmp_path, agencies("Một")), "--as-of", old)
    motcua("import", "dossiers", written(tmp_path, D), "--as-of", old)

    strict = motcua("doctor", **HERE, IMPORT__STALE_DAYS="9")
    lax = motcua("doctor", **HERE, IMPORT__STALE_DAYS="11", IMPORT__SILENT_DAYS="11")

    assert (strict.exit_code, lax.exit_code) == (1, 0)
    assert "✗ Dữ liệu cơ quan" in strict.stdout
    assert "✗ Dữ liệu hồ sơ" in strict.stdout
