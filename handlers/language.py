"""The language of the interface: chosen by a press, a command or in words."""

from dataclasses import dataclass, replace

from domain.content import Button, ButtonRole, Text
from domain.messages import Language, Reply
from domain.recognition import Kind, Recognised
from domain.search.text import fold
from handlers.buttons import MENU
from handlers.payloads import Press, Verb, payload
from handlers.places import aside
from handlers.texts.catalogue import say
from handlers.texts.rendering import render
from handlers.turn import Outcome, Turn

_BUTTONS = tuple(
    Button(Text(f"language.{language}"), payload(Verb.LANGUAGE, language)) for language in Language
)

_ENGLISH = next(button for button in _BUTTONS if button.payload == payload(Verb.LANGUAGE, Language.ENGLISH))

_SAID_BY_ALL = frozenset({Kind.GREETING, Kind.THANKS, Kind.GOODBYE, Kind.HELP, Kind.LANGUAGE, Kind.ENGLISH})
"""Vietnamese say "hello" and "bye" too; the last two speak of the language themselves."""


@dataclass(frozen=True, slots=True)
class LanguageDialog:
    async def command(self, turn: Turn) -> Outcome:
        """`/ngonngu`, with or without the language after it."""
        wished = _named(turn.message.argument)
        return self.chosen(turn, wished) if wished else await self.ask(turn)

    async def english(self, turn: Turn) -> Outcome:
        """`/en` or `/english`."""
        return self.chosen(turn, Language.ENGLISH)

    async def vietnamese(self, turn: Turn) -> Outcome:
        """`/vi`."""
        return self.chosen(turn, Language.VIETNAMESE)

    async def offer(self, turn: Turn) -> Outcome:
        """Somebody writes English to a bot that speaks Vietnamese."""
        return aside(turn, Outcome.say(Text("language.offer"), buttons=(_ENGLISH, MENU)))

    async def ask(self, turn: Turn) -> Outcome:
        return aside(turn, Outcome.say(Text("language.ask"), buttons=(*_BUTTONS, MENU)))

    async def press(self, turn: Turn, press: Press) -> Outcome:
        wished = press.one_of(0, Language)
        return self.chosen(turn, wished) if wished else await self.ask(turn)

    async def wished(self, turn: Turn, heard: Recognised) -> Outcome:
        return self.chosen(turn, heard.language) if heard.language else await self.ask(turn)

    def chosen(self, turn: Turn, language: Language) -> Outcome:
        outcome = Outcome.say(Text("language.chosen"), buttons=(MENU,))
        return replace(aside(turn, outcome), language=language)


def in_its_language(turn: Turn, heard: Recognised, outcome: Outcome) -> Outcome:
    """The answer in the language that was written, this once: no language is chosen by it."""
    language = heard.language
    if language is None or language is turn.language or heard.kind in _SAID_BY_ALL:
        return outcome
    contents = (render(reply, language) for reply in outcome.replies)
    choose = Button(Text(f"language.{language}"), payload(Verb.LANGUAGE, language), role=ButtonRole.QUIET)
    replies = tuple(Reply(content.blocks, (*content.buttons, choose)) for content in contents)
    return replace(outcome, replies=replies)


def _named(typed: str) -> Language | None:
    """The language that the words name, in its own language or in ours."""
    wanted = fold(typed)
    for language in Language:
        names = say(Text(f"language.{language}_words"), Language.VIETNAMESE).split(",")
        if wanted in {fold(name) for name in names}:
            return language
    return None
