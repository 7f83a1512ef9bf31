"""`run` and `console`: one process answers, and every reason not to start is one sentence."""

import json
import signal
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.bot.cli.conftest import Motcua

HI = "khai sinh cần giấy tờ gì\n"


def said(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_one_process_serves_until_sigterm_and_no_second_one_starts(motcua: Motcua) -> None:
    with motcua.running() as (process, first):
        url = first.rpartition(" ")[2].strip()
        assert first.startswith("Một Cửa đang chạy")
        assert httpx.get(url, timeout=10).status_code == 200
        second = motcua("run")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0

    assert second.exit_code == 1
    assert str(process.pid) in second.stderr


def test_a_taken_port_is_told_in_one_sentence(motcua: Motcua) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = motcua("run", WEB__PORT=str(port))

    assert refused.exit_code == 1
    assert f"{port}" in refused.stderr
    assert refused.exception is None or isinstance(refused.exception, SystemExit)


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/none/x.db"])
def test_a_database_that_is_away_is_told_in_one_sentence(motcua: Motcua, url: str) -> None:
    refused = motcua("run", DATABASE__URL=url)

    assert refused.exit_code == 1
    assert "DATABASE__URL" in refused.stderr
    assert refused.exception is None or isinstance(refused.exception, SystemExit)


def test_the_console_answers_in_json_lines(motcua: Motcua) -> None:
    talked = said(motcua.process("console", "--json", typed=HI + '{"press": "1"}\n').stdout)

    idle = talked.index({"idle": True})
    assert talked[-1] == {"idle": True}
    assert talked.count({"idle": True}) == 2
    assert all({"text", "buttons"} == set(line) for line in talked[:idle] + talked[idle + 1 : -1])
    assert any("khai sinh" in line["text"].lower() for line in talked[:idle])


def test_the_console_lets_a_running_process_answer(motcua: Motcua, tmp_path: Path) -> None:
    fresh = {"DATABASE__URL": f"sqlite:///{tmp_path / 'var' / 'fresh.db'}"}

    with motcua.running(**fresh):
        talked = said(motcua.process("console", "--json", "--as", "an", typed=HI, **fresh).stdout)

    assert talked[-1] == {"idle": True}
    assert any("khai sinh" in line["text"].lower() for line in talked[:-1])


def test_a_session_does_not_repeat_what_was_said_before(motcua: Motcua) -> None:
    motcua.process("console", "--json", typed=HI)
    again = said(motcua.process("console", "--json", typed="").stdout)
    people = motcua.process("console", "--as", "binh", typed=HI)
    shown = people.stdout

    assert again == []
    assert "  1. " in shown, people.stderr
    assert '"idle"' not in shown


def test_nobody_else_on_the_machine_reads_what_people_wrote(motcua: Motcua, tmp_path: Path) -> None:
    with motcua.running(DATABASE__URL=f"sqlite:///{tmp_path}/own/motcua.db"):
        made = [tmp_path / "own", *(tmp_path / "own").iterdir()]

        assert {path.name for path in made} >= {"own", "motcua.db", "motcua.db-wal", "motcua.lock"}
        assert [path.name for path in made if path.stat().st_mode & 0o077] == []
