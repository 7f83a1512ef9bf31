"""What commands say: in the catalogue, in both languages, chosen by the operator's terminal."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Command
from typer.main import get_command

from bot.cli import checks, deliveries
from bot.cli.main import app
from bot.cli.settings import load
from bot.cli.words import tell
from bot.config import Settings
from domain.messages import Language
from handlers.texts.catalogue import texts

COMMANDS = sorted((Path(__file__).resolve().parents[1] / "bot" / "cli").glob("*.py"))
NAME = "Một Cửa: hỏi đáp thủ tục hành chính trong ứng dụng nhắn tin."
KEY = re.compile(r"cli(\.[a-z0-9_]+)+")


@pytest.fixture(autouse=True)
def bare_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No locale and no `.env` of the machine on which the tests run."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Settings:
    monkeypatch.setenv("DATABASE__URL", sqlite_url)
    return Settings()


def keys_in(path: Path) -> Iterator[str]:
    """The keys that a module names; one that is put together has `x` where the value goes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named() -> set[str]:
    return {key for path in COMMANDS for key in keys_in(path) if KEY.fullmatch(key)}


def written() -> set[str]:
    return {key for key in texts(Language.VIETNAMESE) if key.startswith("cli.")}


def test_every_sentence_that_a_command_names_is_written() -> None:
    whole = {key for key in named() if not key.endswith(".x")}

    assert whole
    assert whole - written() == set()


def helps(command: Command) -> Iterator[str]:
    """What `--help` says of a command, of what it takes, and of those below it."""
    yield command.help or ""
    yield from (str(given) for each in command.params if (given := getattr(each, "help", None)))
    for below in getattr(command, "commands", {}).values():
        yield from helps(below)


def test_help_is_said_in_the_operators_language_too() -> None:
    known = {sentence for language in Language for sentence in texts(language).values()}

    said = list(helps(get_command(app)))

    assert len(said) > 30
    assert [sentence for sentence in said if sentence not in known | {NAME}] == []


def test_every_written_sentence_is_said_by_a_command() -> None:
    families = {key.removesuffix("x") for key in named() if key.endswith(".x")}

    unsaid = written() - named()
    assert {key for key in unsaid if f"{key.rpartition('.')[0]}." not in families} == set()


def test_a_terminal_without_a_locale_speaks_vietnamese() -> None:
    assert tell("cli.doctor.well") == "Mọi thứ bình thường."


@pytest.mark.parametrize("locale", ["en_US.UTF-8", "en_GB", "en"])
@pytest.mark.parametrize("variable", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_a_terminal_set_to_english_speaks_english(
    monkeypatch: pytest.MonkeyPatch, variable: str, locale: str
) -> None:
    monkeypatch.setenv(variable, locale)

    assert tell("cli.doctor.well") == "All is well."


@pytest.mark.parametrize("locale", ["vi_VN.UTF-8", "C.UTF-8", "POSIX", "fr_FR", ""])
def test_any_other_locale_speaks_vietnamese(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setenv("LANG", locale)

    assert tell("cli.doctor.well") == "Mọi thứ bình thường."


def test_the_strongest_locale_variable_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")

    assert tell("cli.doctor.well") == "Mọi thứ bình thường."


def test_a_wrong_setting_ends_the_command_with_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOG__LEVEL", "loud")

    with pytest.raises(SystemExit) as stopped:
        load()

    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("Cấu hình chưa đúng:\n  LOG__LEVEL: ")


def test_a_secret_file_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("TELEGRAM__TOKEN_FILE", "nowhere/token")

    with pytest.raises(SystemExit):
        load()

    assert "A secret file cannot be read, nowhere/token: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("vi_VN", "Telegram: tắt, chưa có TELEGRAM__TOKEN"),
        ("en_US", "Telegram: off, TELEGRAM__TOKEN is not set"),
    ],
)
def test_the_settings_are_told_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], locale: str, said: str
) -> None:
    monkeypatch.setenv("LANG", locale)

    checks.check_config(Settings())

    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("mode", "said"),
    [("polling", "bật, máy tự hỏi tin mới (polling)"), ("webhook", "bật, Telegram gửi tin đến (webhook)")],
)
def test_the_way_in_of_telegram_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], mode: str, said: str
) -> None:
    monkeypatch.setenv("TELEGRAM__TOKEN", "1:a")
    monkeypatch.setenv("TELEGRAM__MODE", mode)
    monkeypatch.setenv("TELEGRAM__WEBHOOK_URL", "https://bot.example/webhooks/telegram")
    monkeypatch.setenv("TELEGRAM__WEBHOOK_SECRET", "a-secret")

    checks.check_config(Settings())

    assert f"Telegram: {said}" in capsys.readouterr().out


def test_an_empty_setting_of_the_province_is_told(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    checks.doctor(settings)

    assert "! PROVINCE__HOTLINE để trống: câu nói về nó được bỏ đi." in capsys.readouterr().out


def test_no_delivery_is_a_sentence_too(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    deliveries.show(settings, failed=False, as_json=False)

    assert capsys.readouterr().out == "Không có tin nào.\n"


def test_replaying_an_unknown_number_names_it(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        deliveries.replay(settings, 7)

    assert stopped.value.code == 1
    assert capsys.readouterr().err == "Không có tin gửi hỏng nào mang số 7.\n"
