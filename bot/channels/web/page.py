"""The page of the chat: one template, its sentences, and the first screen as data."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader

from bot.channels.web import shown
from bot.channels.web.settings import WebChatSettings
from domain.content import Content
from domain.messages import Language

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_BETWEEN_TAGS = re.compile(r"(?<=>)\s*\n\s*(?=<)")

SCRIPT_KEYS = (
    "away",
    "bot_said",
    "cookie",
    "ended",
    "ending",
    "ending_soon",
    "failed",
    "latest",
    "masked",
    "not_ended",
    "offline",
    "opens_elsewhere",
    "or_tap",
    "received",
    "typing",
    "waiting",
    "you_said",
)
"""The sentences that the scripts need, each `web.script.…` in the catalogue."""


class Say(Protocol):
    """Gives a sentence of the catalogue in a language, with its named values put in."""

    def __call__(self, key: str, language: Language, /, **values: str | int) -> str: ...


@dataclass(frozen=True, slots=True)
class Page:
    """Renders the page; `start` is the bot's first message, shown while nothing has been said."""

    say: Say
    start: Callable[[Language], Content]
    settings: WebChatSettings
    version: str
    templates: Environment

    def render(self, language: Language, *, kiosk: bool) -> str:
        def words(key: str) -> str:
            return self.say(f"web.{key}", language, **self._figures())

        page = self.templates.get_template("page.html").render(
            words=words,
            language=language,
            other=Language.ENGLISH if language is Language.VIETNAMESE else Language.VIETNAMESE,
            kiosk=kiosk,
            version=self.version,
            province=self.settings.province,
            start=shown.content(self.start(language)),
            texts={key: words(f"script.{key}") for key in SCRIPT_KEYS},
        )
        return _BETWEEN_TAGS.sub("", page)

    def _figures(self) -> dict[str, str | int]:
        return {
            "province": self.settings.province,
            "hours": self.settings.message_hours,
            "days": self.settings.history_days,
            # The script puts the seconds in: the catalogue's own mark passes through.
            "seconds": "{seconds}",
        }


def load_templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment
