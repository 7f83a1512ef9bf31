"""`deliveries`: what could not be sent is seen without a person in it, and sent again."""

import asyncio
import json

from tests.bot.cli.conftest import Motcua
from tests.bot.cli.test_checks import fail_one


def test_an_empty_list_says_so(motcua: Motcua) -> None:
    assert "Không có tin nào" in motcua("deliveries").stdout


def test_dead_letters_are_listed_without_chat_or_words(motcua: Motcua, sqlite_url: str) -> None:
    asyncio.run(fail_one(sqlite_url))

    listed = motcua("deliveries", "--failed")

    assert "chat not found" in listed.stdout
    assert "7000000042" not in listed.stdout
    assert "Bí mật" not in listed.stdout


def test_a_script_reads_one_object_a_line(motcua: Motcua, sqlite_url: str) -> None:
    asyncio.run(fail_one(sqlite_url))

    [line] = motcua("deliveries", "--failed", "--json").stdout.splitlines()

    letter = json.loads(line)
    assert (letter["id"], letter["channel"], letter["status"], letter["lane"]) == (1, "telegram", "failed", 0)
    assert set(letter) == {"id", "channel", "lane", "status", "attempts", "error", "created_at"}


def test_a_dead_letter_is_put_back_by_its_number(motcua: Motcua, sqlite_url: str) -> None:
    asyncio.run(fail_one(sqlite_url))

    assert motcua("deliveries", "replay", "1").exit_code == 0

    assert "Không có tin nào" in motcua("deliveries", "--failed").stdout
    assert json.loads(motcua("deliveries", "--json").stdout)["status"] == "queued"


def test_a_number_that_is_no_dead_letter_is_refused(motcua: Motcua) -> None:
    refused = motcua("deliveries", "replay", "7")

    assert refused.exit_code == 1
    assert "7" in refused.stderr


def test_a_reason_from_outside_cannot_speak_to_the_terminal(motcua: Motcua, sqlite_url: str) -> None:
    asyncio.run(fail_one(sqlite_url, "[/nope] \x1b]0;owned\x07 [bold]đậm\x1b[31m"))

    listed = motcua("deliveries", "--failed")

    assert listed.exit_code == 0
    assert "[/nope]" in listed.stdout
    assert "[bold]đậm" in listed.stdout
    assert "\x1b" not in listed.stdout
