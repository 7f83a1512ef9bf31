"""Every setting, from the environment or `.env`; secrets also from files named by `…_FILE`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.feed_keys import feed_keys
from bot.networks import read_networks
from domain.calendar.days import read_days
from domain.calendar.working import OfficeHours
from domain.statuses import StatusWords

KNOWN_DATABASES = ("sqlite", "postgresql", "postgres")


def _web_address(written: str) -> str:
    if written and not written.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return written


WebAddress = Annotated[str, AfterValidator(_web_address)]
"""Where something is in the web; empty where it is not."""


class Section(BaseModel):
    """A group of settings; an unknown name in it is an error, not a silence."""

    model_config = {"extra": "forbid", "frozen": True, "hide_input_in_errors": True}


class DatabaseSettings(Section):
    """Where everything is kept: `sqlite:///path` or `postgresql://user@host/name`."""

    url: str = Field(default="sqlite:///var/motcua.db", repr=False)
    listen_url: str = Field(default="", repr=False)

    @field_validator("url", "listen_url")
    @classmethod
    def _is_an_address(cls, written: str) -> str:
        """Without the address in the words: it may hold a password."""
        try:
            known = not written or make_url(written).get_backend_name() in KNOWN_DATABASES
        except (ArgumentError, ValueError):
            known = False
        if not known:
            raise ValueError("must read sqlite:///path or postgresql://user:password@host/name") from None
        return written


class WebSettings(Section):
    """The one web server: chat, webhooks, health."""

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    trusted_proxies: str = ""
    trusted_networks: str = ""

    @field_validator("trusted_networks")
    @classmethod
    def _are_networks(cls, written: str) -> str:
        read_networks(written)
        return written


class TelegramMode(StrEnum):
    """How updates come in."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class TelegramSettings(Section):
    """The Telegram bot; without a token nothing of it is even imported."""

    token: SecretStr = SecretStr("")
    api_base: str = "https://api.telegram.org"
    mode: TelegramMode = TelegramMode.POLLING
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    proxy: WebAddress = Field(default="", repr=False)

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> Self:
        if self.token.get_secret_value() and self.mode is TelegramMode.WEBHOOK:
            missing = [
                name
                for name, value in {
                    "TELEGRAM__WEBHOOK_URL": self.webhook_url,
                    "TELEGRAM__WEBHOOK_SECRET": self.webhook_secret.get_secret_value(),
                }.items()
                if not value
            ]
            if missing:
                raise ValueError(f"webhook mode needs {' and '.join(missing)}")
        return self


class FeedSettings(Section):
    """Who may tell us of dossiers; `statuses` is a table, usually read from `FEED__STATUSES_FILE`."""

    sources: SecretStr = SecretStr("")
    statuses: str = Field(default="", repr=False)

    @field_validator("sources")
    @classmethod
    def _is_a_list_of_sources(cls, written: SecretStr) -> SecretStr:
        feed_keys(written)
        return written

    @field_validator("statuses")
    @classmethod
    def _is_a_table(cls, written: str) -> str:
        StatusWords.shipped(written)
        return written


class PortalKind(StrEnum):
    """What the province's system speaks."""

    PUBLIC = "public"
    MAPI = "mapi"
    IGATE = "igate"


class PortalSettings(Section):
    """The province's own look-up of dossiers; without an address it is off."""

    url: WebAddress = Field(default="", repr=False)
    kind: PortalKind = PortalKind.PUBLIC
    user: str = Field(default="", repr=False)
    password: SecretStr = SecretStr("")
    unit: str = ""
    proxy: WebAddress = Field(default="", repr=False)

    @model_validator(mode="after")
    def _mapi_is_complete(self) -> Self:
        if self.url and self.kind is PortalKind.MAPI:
            given = {"USER": self.user, "PASSWORD": self.password.get_secret_value(), "UNIT": self.unit}
            missing = [f"PORTAL__{name}" for name, value in given.items() if not value]
            if missing:
                raise ValueError(f"mapi needs {' and '.join(missing)}")
        return self


class ProvinceSettings(Section):
    """What the bot says of the province; an empty value leaves its sentence out."""

    name: str = "Nghệ An"
    code: str = "H41"
    operator: str = ""
    hotline: str = ""
    crisis_line: str = ""
    hours: str = ""
    portal_url: str = "https://dichvucong.gov.vn"


class ClockSettings(Section):
    """Acceptance and demonstrations only: a file that moves the product's time."""

    file: str = ""


class CalendarSettings(Section):
    """The office's own days and hours; the law's holidays are known.

    `days` is a table, usually read from `CALENDAR__DAYS_FILE`.
    """

    days: str = Field(default="", repr=False)
    hours: str = "07:00-11:30,13:30-17:00"

    @field_validator("days")
    @classmethod
    def _is_a_table(cls, written: str) -> str:
        read_days(written)
        return written

    @field_validator("hours")
    @classmethod
    def _are_sessions(cls, written: str) -> str:
        OfficeHours.read(written)
        return written


SHORTEST_KEY = 32


class SecretsSettings(Section):
    """Keys that live outside the database."""

    check_key: SecretStr = SecretStr("")

    @field_validator("check_key")
    @classmethod
    def _cannot_be_tried_out(cls, key: SecretStr) -> SecretStr:
        if 0 < len(key.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"needs {SHORTEST_KEY} characters or more")
        return key


class ImportSettings(Section):
    """Files of procedures, dossiers and agencies; data older than `stale_days` are told to the operator."""

    max_mb: int = Field(default=1_024, ge=1)
    stale_days: int = Field(default=180, ge=1)
    silent_days: int = Field(default=2, ge=1)


class RetentionSettings(Section):
    """How long what people wrote is kept; the notice in the chat says these very figures."""

    message_hours: int = Field(default=72, ge=1)
    web_history_days: int = Field(default=30, ge=1)


class LogSettings(Section):
    """How loud and in which shape the log is."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["auto", "json", "text"] = "auto"


def _secrets_from_files(values: dict[str, Any]) -> dict[str, Any]:
    """Read `SECTION__NAME_FILE=path` into `section.name`, without the last line break."""
    return {
        section: _with_files_read(inner) if isinstance(inner, dict) else inner
        for section, inner in values.items()
    }


def _with_files_read(section: dict[str, Any]) -> dict[str, Any]:
    read = {name: value for name, value in section.items() if not name.endswith("_file")}
    for name in section.keys() - read.keys():
        if section[name]:
            written = Path(section[name]).read_text(encoding="utf-8")
            read[name.removesuffix("_file")] = written.rstrip("\r\n")
    return read


class Settings(BaseSettings):
    """All settings; building it fails with the names of what is missing or wrong."""

    model_config = SettingsConfigDict(
        env_file=".env", env_nested_delimiter="__", extra="ignore", frozen=True, env_file_encoding="utf-8"
    )

    database: DatabaseSettings = DatabaseSettings()
    web: WebSettings = WebSettings()
    telegram: TelegramSettings = TelegramSettings()
    feed: FeedSettings = FeedSettings()
    portal: PortalSettings = PortalSettings()
    province: ProvinceSettings = ProvinceSettings()
    calendar: CalendarSettings = CalendarSettings()
    clock: ClockSettings = ClockSettings()
    secrets: SecretsSettings = SecretsSettings()
    imports: ImportSettings = Field(default=ImportSettings(), validation_alias="import")
    retention: RetentionSettings = RetentionSettings()
    log: LogSettings = LogSettings()

    @model_validator(mode="after")
    def _real_people_have_real_time(self) -> Self:
        if self.clock.file and self.web.public_url.strip().lower().startswith("https:"):
            raise ValueError("CLOCK__FILE is for trials and refused where WEB__PUBLIC_URL is https")
        return self

    @model_validator(mode="before")
    @classmethod
    def _files(cls, values: dict[str, Any]) -> dict[str, Any]:
        return _secrets_from_files(values)
