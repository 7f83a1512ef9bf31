"""`.env.example` and `Settings` say the same, and a name that neither knows is refused."""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from bot.config import Settings

SECTIONS = {str(field.validation_alias or name): field for name, field in Settings.model_fields.items()}
"""By the names that people write; `import` is no name in Python."""

EXAMPLE = Path(__file__).resolve().parents[1] / ".env.example"
SETTING = re.compile(r"([A-Z_]+__[A-Z_]+)=(.*)")


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.partition("__")[0].lower() in SECTIONS:
            monkeypatch.delenv(name)


def documented() -> list[str]:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return [found[1] for found in map(SETTING.fullmatch, lines) if found]


def known() -> list[str]:
    return [
        f"{section}__{name}".upper()
        for section, field in SECTIONS.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        for name in field.annotation.model_fields
    ]


def dot_env(*lines: str) -> None:
    Path(".env").write_text("\n".join(lines), encoding="utf-8")


def test_every_section_of_settings_is_a_group() -> None:
    sections = {name.partition("__")[0].lower() for name in known()}

    assert sections == set(SECTIONS)


def test_the_example_names_every_setting_once_in_order() -> None:
    assert documented() == known()


def test_the_example_shows_the_defaults() -> None:
    defaults = Settings()

    dot_env(EXAMPLE.read_text(encoding="utf-8"))

    assert Settings().model_dump() == defaults.model_dump()


def test_every_setting_is_explained_in_the_line_above() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    bare = [line for above, line in pairwise(lines) if SETTING.match(line) and not above.startswith("# ")]

    assert bare == []


def test_every_line_is_a_setting_a_comment_or_empty() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line and not line.startswith("#") and not SETTING.match(line)] == []


def test_a_line_of_the_dot_env_file_changes_the_setting() -> None:
    dot_env("WEB__PORT=9000")

    assert Settings().web.port == 9000


def test_the_environment_goes_before_the_dot_env_file(monkeypatch: pytest.MonkeyPatch) -> None:
    dot_env("WEB__PORT=9000", "WEB__HOST=0.0.0.0")
    monkeypatch.setenv("WEB__PORT", "9001")

    assert (Settings().web.port, Settings().web.host) == (9001, "0.0.0.0")


@pytest.mark.parametrize("section", SECTIONS)
def test_an_unknown_name_in_a_section_is_refused(monkeypatch: pytest.MonkeyPatch, section: str) -> None:
    monkeypatch.setenv(f"{section.upper()}__SPELT_WRONG", "1")

    with pytest.raises(ValidationError, match=f"{section}.spelt_wrong"):
        Settings()


@pytest.mark.parametrize("section", SECTIONS)
def test_an_unknown_name_in_the_dot_env_file_is_refused(section: str) -> None:
    dot_env(f"{section.upper()}__SPELT_WRONG=1")

    with pytest.raises(ValidationError, match=f"{section}.spelt_wrong"):
        Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEB__PORT", "65536"),
        ("WEB__PORT", "eighty"),
        ("TELEGRAM__MODE", "pigeon"),
        ("PORTAL__URL", "portal.example"),
        ("PORTAL__KIND", "soap"),
        ("RETENTION__MESSAGE_HOURS", "0"),
        ("RETENTION__WEB_HISTORY_DAYS", "-1"),
        ("LOG__LEVEL", "loud"),
    ],
)
def test_a_value_out_of_range_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError, match=name.replace("__", ".").lower()):
        Settings()


def test_webhook_mode_names_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM__TOKEN", "1:a")
    monkeypatch.setenv("TELEGRAM__MODE", "webhook")

    with pytest.raises(ValidationError, match="TELEGRAM__WEBHOOK_URL and TELEGRAM__WEBHOOK_SECRET"):
        Settings()


def test_a_secret_is_read_from_the_file_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("token").write_text("1:from-a-file\n", encoding="utf-8")
    monkeypatch.setenv("TELEGRAM__TOKEN_FILE", "token")

    assert Settings().telegram.token.get_secret_value() == "1:from-a-file"


def test_a_secret_is_read_from_the_file_that_dot_env_names() -> None:
    Path("token").write_text("1:from-a-file\r\n", encoding="utf-8")
    dot_env("TELEGRAM__TOKEN_FILE=token")

    assert Settings().telegram.token.get_secret_value() == "1:from-a-file"


def test_a_table_of_a_spreadsheet_is_read_from_its_file() -> None:
    Path("states.csv").write_text("source;written;status\nprovince;Chờ ký;4\n", encoding="utf-8-sig")
    dot_env("FEED__STATUSES_FILE=states.csv")

    assert "Chờ ký" in Settings().feed.statuses


def test_an_empty_file_name_leaves_the_setting_alone() -> None:
    dot_env("TELEGRAM__TOKEN=1:a", "TELEGRAM__TOKEN_FILE=")

    assert Settings().telegram.token.get_secret_value() == "1:a"


def test_a_file_of_an_unknown_name_is_refused() -> None:
    Path("token").write_text("1:a", encoding="utf-8")
    dot_env("TELEGRAM__TOKKEN_FILE=token")

    with pytest.raises(ValidationError, match=r"telegram\.tokken"):
        Settings()


def test_a_secret_is_not_shown_by_the_settings_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM__TOKEN", "1:never-shown")

    assert "never-shown" not in repr(Settings())


@pytest.mark.parametrize("name", [name for name in known() if name.endswith(("TOKEN", "SECRET", "PASSWORD"))])
def test_a_wrong_secret_is_not_quoted_in_the_complaint(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "never-shown")
    monkeypatch.setenv("TELEGRAM__SPELT_WRONG", "1")

    with pytest.raises(ValidationError) as refused:
        Settings()

    told = [str(fault) for fault in refused.value.errors(include_input=False, include_url=False)]
    assert not any("never-shown" in fault for fault in told)


def test_mapi_names_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL__URL", "https://portal.example/mapi")
    monkeypatch.setenv("PORTAL__KIND", "mapi")
    monkeypatch.setenv("PORTAL__USER", "somebody")

    with pytest.raises(ValidationError, match="PORTAL__PASSWORD and PORTAL__UNIT"):
        Settings()


def test_the_password_of_the_portal_is_read_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("password").write_text("never-shown\n", encoding="utf-8")
    monkeypatch.setenv("PORTAL__PASSWORD_FILE", "password")

    assert Settings().portal.password.get_secret_value() == "never-shown"
    assert "never-shown" not in repr(Settings())
