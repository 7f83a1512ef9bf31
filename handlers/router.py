"""The only dispatch: from a message to the method of a dialog that answers it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from domain.dossier_wishes import number_in
from domain.effects import Reachability
from domain.errors import DomainError
from domain.messages import MessageKind
from domain.recognition import Kind, Recognised, recognise
from domain.search.said import Said
from handlers.help import opened, refused
from handlers.language import in_its_language
from handlers.payloads import Press, Verb, read
from handlers.places import aside
from handlers.start import StartDialog
from handlers.turn import Outcome, Turn
from handlers.typed import chosen, is_back, is_number, out_of_range

Handler = Callable[[Turn], Awaitable[Outcome]]
StepHandler = Callable[[Turn], Awaitable[Outcome | None]]
"""None: the words do not answer the question of the step, so they are taken as any others."""
PressHandler = Callable[[Turn, Press], Awaitable[Outcome]]
MeaningHandler = Callable[[Turn, Recognised], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Routes:
    """What answers what; `grave` goes before everything, `talk` after every question of a step.

    `numbers` are the steps that ask for a person's number, which elsewhere does not belong into a chat.
    """

    grave: Mapping[Kind, MeaningHandler]
    presses: Mapping[Verb, PressHandler]
    commands: Mapping[str, Handler]
    words: Mapping[Kind, MeaningHandler]
    steps: Mapping[str, StepHandler]
    numbers: frozenset[str]
    talk: Mapping[Kind, MeaningHandler]
    kinds: Mapping[MessageKind, Handler]
    free_text: Handler
    unknown_command: Handler
    unknown_kind: Handler


@dataclass(frozen=True, slots=True)
class Router:
    routes: Routes
    start: StartDialog

    async def decide(self, turn: Turn) -> Outcome:
        """Answer one message; the first answer of a conversation brings the notice along."""
        try:
            outcome = await self._answer(turn)
        except DomainError as refusal:
            outcome = aside(turn, refused(refusal.text_key))
        return self.start.introduced(turn, outcome)

    async def _answer(self, turn: Turn) -> Outcome:
        message = turn.message
        if message.kind in (MessageKind.BLOCKED, MessageKind.UNBLOCKED):
            blocked = message.kind is MessageKind.BLOCKED
            return Outcome(records=(Reachability(message.address, blocked=blocked),))
        if message.kind is MessageKind.PRESS:
            return await self._press(turn)
        if message.group and message.command not in self.routes.commands:
            # people talking among themselves: neither answered nor kept
            return Outcome(forget_words=True)
        return await self._words(turn, recognise(turn.said))

    async def _press(self, turn: Turn) -> Outcome:
        written = turn.message.payload
        press = read(written)
        answered = await self._pressed(turn, press) if press else await self._chosen(turn, Said(written))
        if answered is None:
            raise DomainError("button.old")
        return answered

    async def _pressed(self, turn: Turn, press: Press) -> Outcome:
        return await self.routes.presses[press.verb](turn, press)

    async def _chosen(self, turn: Turn, typed: Said) -> Outcome | None:
        """What a number or the words of a button on the screen ask for; None when they name none."""
        choice = chosen(typed, turn.conversation.state.choices)
        if choice and choice.url:
            return aside(turn, opened(choice.label, choice.url))
        press = read(choice.payload) if choice else None
        return await self._pressed(turn, press) if press else None

    async def _words(self, turn: Turn, heard: Recognised | None) -> Outcome:
        """The door first, whatever the words came with: a caption, an edit, a command."""
        grave = heard and self.routes.grave.get(heard.kind)
        if heard and grave and not (heard.kind is Kind.PERSONAL_NUMBER and self._is_awaited_number(turn)):
            return in_its_language(turn, heard, await grave(turn, heard))
        if turn.message.kind is not MessageKind.TEXT:
            return await self.routes.kinds.get(turn.message.kind, self.routes.unknown_kind)(turn)
        if turn.message.command:
            return await self.routes.commands.get(turn.message.command, self.routes.unknown_command)(turn)
        return await self._text(turn, heard)

    async def _text(self, turn: Turn, heard: Recognised | None) -> Outcome:
        typed = None if self._is_awaited_number(turn) else await self._chosen(turn, turn.said)
        if typed:
            return _as_new(typed)
        heard = Recognised(Kind.BACK) if is_back(turn.said) else heard
        said = heard and self.routes.words.get(heard.kind)
        if heard and said:
            return await said(turn, heard)
        answered = await self._step(turn)
        if answered:
            return answered
        talk = heard and self.routes.talk.get(heard.kind)
        if heard and talk:
            return in_its_language(turn, heard, await talk(turn, heard))
        if turn.conversation.state.choices and is_number(turn.said):
            return out_of_range(turn.conversation.state)
        return await self.routes.free_text(turn)

    def _is_awaited_number(self, turn: Turn) -> bool:
        """Four digits are then no number of a button, and a whole number nothing to be warned of."""
        return turn.conversation.state.step in self.routes.numbers and number_in(turn.said) is not None

    async def _step(self, turn: Turn) -> Outcome | None:
        handler = self.routes.steps.get(turn.conversation.state.step)
        return await handler(turn) if handler else None


def _as_new(outcome: Outcome) -> Outcome:
    """Typed words stand below what they answer: nothing above them is to be changed."""
    replies = (replace(reply, replaces=False) if reply.replaces else reply for reply in outcome.replies)
    return replace(outcome, replies=tuple(replies))
