"""The web chat on the fakes, as an app of its own."""

from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette

from bot.channels.web.chat import WebChat
from bot.channels.web.settings import WebChatSettings
from domain.content import Text
from domain.messages import Language
from handlers.texts.catalogue import say
from tests.fakes import web_bot
from tests.fakes.history import HistoryInMemory, RoadInMemory

STATIC = Path(__file__).parents[2] / "bot" / "channels" / "web" / "static"


def say_key(key: str, language: Language, /, **values: str | int) -> str:
    return say(Text(key, **values), language)


@dataclass
class ChatOnFakes:
    settings: WebChatSettings = field(default_factory=lambda: WebChatSettings(province="Nghệ An"))
    history: HistoryInMemory = field(default_factory=HistoryInMemory)

    def __post_init__(self) -> None:
        self.road = RoadInMemory(self.history, web_bot.answer)
        self.chat = WebChat(
            accept=self.road.accept,
            history=self.history,
            say=say_key,
            start=web_bot.first_screen,
            clock=self.history.clock,
            settings=self.settings,
        )
        self.app = Starlette(routes=self.chat.routes())
