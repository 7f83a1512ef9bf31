"""A command that cannot do its work says so in one sentence and ends with status 1."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.cli.failures import told
from bot.start import OldSchema
from domain.errors import Away
from tests.bot.cli.conftest import Motcua

AWAY = ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/none/x.db"]


@pytest.mark.parametrize("command", ["console", "deliveries", "migrate", "run"])
@pytest.mark.parametrize("url", AWAY)
def test_a_database_that_is_away_is_one_sentence(motcua: Motcua, command: str, url: str) -> None:
    refused = motcua(command, DATABASE__URL=url)

    assert refused.exit_code == 1
    assert refused.stderr.count("\n") == 1
    assert "DATABASE__URL" in refused.stderr


@pytest.mark.parametrize("words", [("deliveries",), ("deliveries", "replay", "1")])
def test_a_fresh_file_is_told_to_have_an_old_schema(
    motcua: Motcua, tmp_path: Path, words: tuple[str, ...]
) -> None:
    refused = motcua(*words, DATABASE__URL=f"sqlite:///{tmp_path / 'fresh.db'}")

    assert (refused.exit_code, "motcua migrate" in refused.stderr) == (1, True)


@pytest.mark.parametrize("fault", [Away(), OldSchema()])
def test_a_fault_out_of_a_group_of_tasks_ends_plainly_too(fault: Exception) -> None:
    with pytest.raises(SystemExit) as ended, told():
        raise ExceptionGroup("tasks", [fault])

    assert ended.value.code == 1


def test_ctrl_c_ends_the_console_while_it_waits_for_a_line(motcua: Motcua) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "console"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=motcua.folder,
        env=motcua._alone({}),
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write("khai sinh\n")
    process.stdin.flush()
    process.stdout.readline()
    asked_at = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.wait(10)
    seconds, told_on_error = time.monotonic() - asked_at, process.stderr.read() if process.stderr else ""

    assert seconds < 2
    assert "Traceback" not in told_on_error
    assert "Fatal" not in told_on_error


def test_without_the_shared_key_a_server_is_not_served(motcua: Motcua) -> None:
    refused = motcua("run", DATABASE__URL=AWAY[0], SECRETS__CHECK_KEY="")

    assert (refused.exit_code, "SECRETS__CHECK_KEY" in refused.stderr) == (1, True)
