"""The language of the interface: chosen by a press, a command or in words."""

from dataclasses import dataclass, replace

from domain.content import Button, Text
from domain.messages import Language
from domain.recognition import Recognised
from domain.search.text import fold
from handlers.buttons import MENU
from handlers.payloads import Press, Verb, payload
from handlers.texts.catalogue import say
from handlers.turn import Outcome, Turn

_BUTTONS = tuple(
    Button(Text(f"language.{language}"), payload(Verb.LANGUAGE, language)) for language in Language
)


@dataclass(frozen=True, slots=True)
class LanguageDialog:
    async def command(self, turn: Turn) -> Outcome:
        """`/ngonngu`, with or without the language after it."""
        wished = _named(turn.message.argument)
        return self.chosen(wished) if wished else await self.ask(turn)

    async def ask(self, _turn: Turn) -> Outcome:
        return Outcome.say(Text("language.ask"), buttons=(*_BUTTONS, MENU))

    async def press(self, turn: Turn, press: Press) -> Outcome:
        wished = press.one_of(0, Language)
        return self.chosen(wished) if wished else await self.ask(turn)

    async def wished(self, turn: Turn, heard: Recognised) -> Outcome:
        return self.chosen(heard.language) if heard.language else await self.ask(turn)

    def chosen(self, language: Language) -> Outcome:
        outcome = Outcome.say(Text("language.chosen"), buttons=(MENU,))
        return replace(outcome, language=language)


def _named(typed: str) -> Language | None:
    """The language that the words name, in its own language or in ours."""
    wanted = fold(typed)
    for language in Language:
        names = say(Text(f"language.{language}_words"), Language.VIETNAMESE).split(",")
        if wanted in {fold(name) for name in names}:
            return language
    return None
