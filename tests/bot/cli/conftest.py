"""Commands as an operator types them, with only the settings given."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.cli.main import app

ROOT = Path(__file__).resolve().parents[3]
OURS = (
    "DATABASE__",
    "WEB__",
    "TELEGRAM__",
    "PROVINCE__",
    "RETENTION__",
    "IMPORT__",
    "LOG__",
    "FEED__",
    "CALENDAR__",
    "CLOCK__",
    "SECRETS__",
    "PORT",
)


@dataclass(frozen=True)
class Motcua:
    """`environment` is the machine's own, with our settings instead of whatever is set there."""

    folder: Path
    environment: dict[str, str]

    def __call__(self, *words: str, **settings: str) -> Result:
        """Run a command inside the test: a start of Python costs a second."""
        before = structlog.get_config()
        clean = {name: None for name in os.environ if name.startswith(OURS)}
        try:
            return CliRunner().invoke(app, words, env=clean | self.environment | settings)
        finally:
            structlog.configure(**before)  # also where the time is up: else all others log into a closed file

    def process(self, *words: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd=self.folder,
            env=self._alone(settings),
        )

    @contextmanager
    def begun(self, *words: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
        """A command as a process that goes on while the test looks at it."""
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=self._alone(settings),
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    @contextmanager
    def running(self, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
        """`motcua run` with the first line that it printed; stopped by SIGTERM at the end."""
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=self._alone(settings),
            umask=0o022,
        )
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline()
        finally:
            process.terminate()
            process.communicate(timeout=20)

    def _alone(self, settings: dict[str, str]) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return plain | {"PYTHONPATH": str(ROOT)} | self.environment | settings


@pytest.fixture
def motcua(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Motcua:
    """The command on a migrated database file of its own, on any free port, far from any `.env`."""
    monkeypatch.chdir(tmp_path)
    settings = {"DATABASE__URL": sqlite_url, "WEB__PORT": "0", "LOG__LEVEL": "warning", "COLUMNS": "200"}
    return Motcua(tmp_path, settings | {"SECRETS__CHECK_KEY": "a-key-of-the-tests-of-32-letters-"})
