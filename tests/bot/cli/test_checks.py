"""`check-config` and `doctor`: what is wrong is named before people notice."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import DatabaseSettings, Settings, TelegramSettings
from domain.clock import SystemClock
from domain.content import Content, Paragraph
from domain.deliveries import DeliveryStatus, Ended, NewDelivery, Outgoing
from domain.effects import Lane
from domain.messages import Address, ChannelName
from storage import claims, inbox, outbox
from storage.database import Database
from tests.bot.cli.conftest import Motcua
from tests.fakes.turns import message

TOKEN = "8000000001:a-token-nobody-has"
HERE = {
    "PROVINCE__HOTLINE": "0238 000 000",
    "PROVINCE__CRISIS_LINE": "111",
    "PROVINCE__OPERATOR": "Trung tâm phục vụ hành chính công",
}


async def fail_one(url: str, why: str = "chat not found") -> None:
    """A message that waits since an hour and a delivery that was given up."""
    database, now = Database.open(url), SystemClock().now()
    await database.write(inbox.keep, [message("a")], now - timedelta(hours=1))
    words = Outgoing(Content((Paragraph("Bí mật của ông An"),)))
    chat = Address(ChannelName.TELEGRAM, "7000000042")
    await database.write(outbox.add, [NewDelivery(chat, words, trace="t1")], now)
    scope = claims.Scope((ChannelName.TELEGRAM,), tuple(Lane))
    [row] = await database.write(claims.claim, scope, claims.Wish(1, now, now))
    ended = Ended(row.id, row.claim, DeliveryStatus.FAILED, error=why)
    await database.write(outbox.settle, [ended], now)
    await database.close()


def test_valid_settings_say_which_channels_are_on(motcua: Motcua) -> None:
    checked = motcua("check-config", TELEGRAM__TOKEN=TOKEN, WEB__PORT="8090")

    assert checked.exit_code == 0
    assert "8090/chat" in checked.stdout
    assert "polling" in checked.stdout
    assert TOKEN not in checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"WEB__PORT": "eighty"}, "WEB__PORT"),
        ({"WEB__PORT": "70000"}, "WEB__PORT"),
        ({"WEB__POTR": "8080"}, "WEB__POTR"),
        ({"RETENTION__MESSAGE_HOURS": "0"}, "RETENTION__MESSAGE_HOURS"),
        ({"LOG__LEVEL": "loud"}, "LOG__LEVEL"),
        ({"CALENDAR__HOURS": "17:00-07:00"}, "CALENDAR__HOURS"),
        ({"CALENDAR__DAYS": "date,name,kind,confidence\n24.11.2026,x,holiday,verified"}, "line 2"),
        ({"CALENDAR__DAYS_FILE": "/nowhere/days.csv"}, "/nowhere/days.csv"),
        ({"TELEGRAM__TOKEN": TOKEN, "TELEGRAM__MODE": "webhook"}, "TELEGRAM__WEBHOOK_SECRET"),
    ],
)
def test_a_wrong_setting_is_named_and_ends_the_command(
    motcua: Motcua, settings: dict[str, str], named: str
) -> None:
    checked = motcua("check-config", **settings)

    assert checked.exit_code == 2
    assert named in checked.stderr
    assert TOKEN not in checked.stderr


def test_a_secret_may_come_from_a_file(motcua: Motcua, tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n", encoding="utf-8")

    assert "polling" in motcua("check-config", TELEGRAM__TOKEN_FILE=str(secret)).stdout


def test_a_secret_file_that_is_missing_is_named(motcua: Motcua) -> None:
    checked = motcua("check-config", TELEGRAM__TOKEN_FILE="/no/such/file")

    assert checked.exit_code == 2
    assert "/no/such/file" in checked.stderr
    assert "Traceback" not in checked.stderr


def test_a_healthy_installation_is_told_so(motcua: Motcua) -> None:
    examined = motcua("doctor", **HERE)

    assert (examined.exit_code, examined.stderr) == (0, "")
    assert "bình thường" in examined.stdout


def test_the_doctor_names_what_was_left_empty(motcua: Motcua) -> None:
    examined = motcua("doctor")

    assert examined.exit_code == 0
    assert "PROVINCE__HOTLINE" in examined.stdout
    assert "PROVINCE__CRISIS_LINE" in examined.stdout


def test_the_doctor_finds_what_waits_and_what_was_given_up(motcua: Motcua, sqlite_url: str) -> None:
    asyncio.run(fail_one(sqlite_url))

    examined = motcua("doctor", **HERE)

    assert examined.exit_code == 1
    assert "1 tin đến" in examined.stdout
    assert "deliveries --failed" in examined.stdout


def test_the_doctor_finds_an_old_schema(motcua: Motcua, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"

    before = motcua("doctor", DATABASE__URL=url, **HERE)
    assert before.exit_code == 1
    assert "motcua migrate" in before.stdout

    assert motcua("migrate", DATABASE__URL=url).exit_code == 0
    assert motcua("doctor", DATABASE__URL=url, **HERE).exit_code == 0


def test_the_doctor_says_when_the_database_is_away(motcua: Motcua) -> None:
    examined = motcua("doctor", DATABASE__URL="postgresql://nobody@127.0.0.1:1/none")

    assert examined.exit_code == 1
    assert "Không kết nối được" in examined.stdout


def test_a_file_that_others_may_read_is_grave(motcua: Motcua, sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    path.chmod(0o644)
    before = motcua("doctor", **HERE)
    path.chmod(0o600)

    assert (before.exit_code, f"chmod 600 {path}" in before.stdout) == (1, True)
    assert motcua("doctor", **HERE).exit_code == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE__URL", "postgresql://u:pa/ss@h:w0rd@h/db"),
        ("DATABASE__URL", "mysql://u:w0rd@h/db"),
        ("DATABASE__LISTEN_URL", "w0rd"),
        ("TELEGRAM__PROXY", "socks5://u:w0rd@h"),
    ],
)
def test_a_wrong_address_is_named_without_what_it_holds(motcua: Motcua, name: str, value: str) -> None:
    refused = motcua("check-config", **{name: value})

    assert refused.exit_code == 2
    assert name in refused.stderr
    assert "w0rd" not in refused.output


def test_no_password_is_shown_with_the_settings() -> None:
    shown = repr(
        Settings(
            _env_file=None,
            database=DatabaseSettings(url="postgresql://u:w0rd@h/d", listen_url="postgresql://u:w0rd@h/d"),
            telegram=TelegramSettings(token="w0rd", proxy="http://u:w0rd@h"),
        )
    )
    assert "w0rd" not in shown


def test_a_moved_clock_is_grave_and_its_time_is_the_doctors(motcua: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("2027-02-05T08:00:00+07:00", encoding="utf-8")

    examined = motcua("doctor", CLOCK__FILE=str(file), **HERE)

    assert (examined.exit_code, "CLOCK__FILE" in examined.stdout) == (1, True)


def test_a_moved_clock_is_refused_by_its_own_name_where_people_are_served(motcua: Motcua) -> None:
    checked = motcua("check-config", CLOCK__FILE="clock", WEB__PUBLIC_URL="https://motcua.example")

    assert checked.exit_code == 2
    assert "CLOCK__FILE" in checked.stderr
    assert "TELEGRAM" not in checked.stderr


@pytest.mark.parametrize(
    ("settings", "warned"),
    [
        ({"WEB__PUBLIC_URL": "https://motcua.example"}, True),
        ({"WEB__PUBLIC_URL": "https://motcua.example", "WEB__TRUSTED_PROXIES": "*"}, True),
        ({"WEB__PUBLIC_URL": "https://motcua.example", "WEB__TRUSTED_PROXIES": "127.0.0.1"}, False),
        ({}, False),
    ],
)
def test_a_proxy_that_hides_or_forges_addresses_is_named(
    motcua: Motcua, settings: dict[str, str], warned: bool
) -> None:
    """Else one who guesses closes the look-ups of all, or comes from a new address each time."""
    checked = motcua("check-config", **HERE, **settings)

    assert ("WEB__TRUSTED_PROXIES" in checked.stdout) is warned
