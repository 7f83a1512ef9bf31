"""The first screen: who this is, what it can do, what it keeps."""

from dataclasses import dataclass, field, replace

from domain.clock import VIETNAM, Clock
from domain.content import Block, Button, ButtonRole, Item, Items, Note, Paragraph, Text, Title
from domain.demonstration import Demonstration
from domain.effects import Erased
from domain.messages import ChannelName, Language, Reply
from domain.province import Province, Retention
from handlers.buttons import ASK, EVENTS, HELD, MENU, other_language
from handlers.payloads import Press, Verb, payload
from handlers.places import aside
from handlers.turn import Outcome, Turn

_DOORS = (
    Button(
        Text("start.ask"),
        payload(Verb.QUESTION),
        role=ButtonRole.START,
        hint=Text("start.ask_hint"),
        icon="search",
    ),
    Button(
        Text("start.dossier"),
        payload(Verb.LOOKUP),
        role=ButtonRole.START,
        hint=Text("start.dossier_hint"),
        icon="dossier",
    ),
    Button(
        Text("start.events"),
        payload(Verb.EVENTS),
        role=ButtonRole.START,
        hint=Text("start.events_hint"),
        icon="events",
    ),
)
_EXAMPLES = (
    Button(Text("start.example_papers"), payload(Verb.EXAMPLE, 0), role=ButtonRole.QUESTION),
    Button(Text("start.example_time"), payload(Verb.EXAMPLE, 1), role=ButtonRole.QUESTION),
)


REREAD = {ChannelName.WEB: "start.kept_web", ChannelName.CONSOLE: "start.kept_console"}
"""Channels whose chats are kept longer, to be read again, with the sentence that says so."""


@dataclass(frozen=True, slots=True)
class StartDialog:
    clock: Clock
    province: Province
    retention: Retention
    demonstration: Demonstration = field(default_factory=Demonstration)

    async def show(self, turn: Turn) -> Outcome:
        """Back at the start nothing waits for an answer."""
        return self._shown(turn, turn.language)

    async def press(self, turn: Turn, press: Press) -> Outcome:
        """A button may carry the language of the message it stands under."""
        language = press.one_of(0, Language)
        return replace(self._shown(turn, language or turn.language), language=language)

    async def introduce(self, turn: Turn) -> Outcome:
        """Asked who this is: the answer, and no more."""
        return aside(turn, Outcome.say(self._who(), Text("start.emergency"), buttons=(ASK, EVENTS, MENU)))

    def _shown(self, turn: Turn, language: Language) -> Outcome:
        return Outcome(replies=(self.reply(turn.message.address.channel, language),), greeted=True)

    def reply(self, channel: ChannelName, language: Language = Language.VIETNAMESE) -> Reply:
        """The first screen, also shown by the web page before anything was sent.

        The page has a switch of its own for the language; elsewhere it is a quiet button.
        """
        blocks: list[Block] = [Title(self._greeting()), Paragraph(self._who())]
        if self.province.operator:
            blocks.append(Paragraph(Text("start.operator", operator=self.province.operator)))
        other = () if channel is ChannelName.WEB else (other_language(language),)
        samples = self._samples() if channel in REREAD else ()
        return Reply((*blocks, *self._notice(channel), *samples), (*_DOORS, *_EXAMPLES, HELD, *other))

    def introduced(self, turn: Turn, outcome: Outcome) -> Outcome:
        """Add the notice, once, after the first answer; grave matters are not interrupted by it.

        It has no buttons, so that a number means the answer before it.
        The web page has shown it before anything could be written.
        """
        channel = turn.message.address.channel
        known = turn.conversation.state.greeted or outcome.greeted or turn.message.group
        erased = any(isinstance(record, Erased) for record in outcome.records)
        if known or erased or outcome.forget_words or not outcome.replies:
            return outcome
        if channel is ChannelName.WEB:
            return replace(outcome, greeted=True)
        notice = Reply((Note(self._who()), *self._notice(channel), Note(Text("start.data"))))
        return replace(outcome, replies=(*outcome.replies, notice), greeted=True)

    def _who(self) -> Text:
        return Text("start.who", province=self.province.name)

    def _notice(self, channel: ChannelName) -> tuple[Block, ...]:
        kept: tuple[Block, ...] = (Note(Text("start.kept", hours=self.retention.message_hours)),)
        if channel in REREAD:
            kept += (Note(Text(REREAD[channel], days=self.retention.web_history_days)),)
        return (*kept, Note(Text("start.emergency")))

    def _samples(self) -> tuple[Block, ...]:
        """Whoever tries the product is told what to type."""
        shown = self.demonstration
        if not shown.dossiers:
            return ()
        rows = tuple(
            Item(each.code, Text("start.sample_late" if each.late else f"dossier.state.{each.state}"))
            for each in shown.dossiers
        )
        return (Paragraph(Text("start.samples", digits=shown.digits)), Items(rows, numbered=False))

    def _greeting(self) -> Text:
        hour = self.clock.now().astimezone(VIETNAM).hour
        parts = ((4, "night"), (11, "morning"), (13, "noon"), (18, "afternoon"), (22, "evening"))
        return Text(f"greeting.{next((part for end, part in parts if hour < end), 'night')}")
