"""A fake channel: talks to the dialogs as a person does and keeps the state as the product does."""

from dataclasses import dataclass, field

from domain.agencies import Agencies
from domain.calendar.working import WorkingCalendar
from domain.clock import Clock
from domain.content import Content, Facts
from domain.conversations import State
from domain.effects import Record
from domain.held_data import HeldData
from domain.messages import InboundMessage, MessageKind
from domain.plain_text import plain
from domain.procedures import Catalogue, Procedure
from domain.province import Province, Retention
from handlers.conversation import Sources, build_router
from handlers.router import Router
from handlers.state import after, spoken
from handlers.texts.rendering import render
from handlers.turn import Outcome
from tests.builders import FakeCatalogue, FakeClock, FakeHeldData, a_message, a_turn, answer, some_agencies
from tests.fakes.dossiers import CHECK, FakeAccess, FakeDossiers

NGHE_AN = Province("Nghệ An", "H41")


@dataclass(slots=True)
class Dialogue:
    """One conversation. `last` holds the bot's messages of the last turn as they were rendered."""

    router: Router
    dossiers: FakeDossiers = field(default_factory=FakeDossiers)
    state: State = field(default_factory=State)
    last: list[Content] = field(default_factory=list)
    outcome: Outcome = field(default_factory=Outcome)

    async def says(self, text: str, kind: MessageKind = MessageKind.TEXT, **changes: object) -> str:
        return await self.gets(a_message(text, kind, **changes))

    async def presses(self, label_or_payload: str) -> str:
        """Press a button of the last messages by its label, or any payload at all."""
        labelled = {choice.label: choice.payload for choice in self.state.choices}
        payload = labelled.get(label_or_payload, label_or_payload)
        return await self.gets(a_message(kind=MessageKind.PRESS, payload=payload, message_id="7"))

    async def gets_press_in_group(self, payload: str) -> str:
        """Press a button where others read along."""
        return await self.gets(a_message(kind=MessageKind.PRESS, payload=payload, message_id="7", group=True))

    async def gets(self, message: InboundMessage) -> str:
        """Take one message through router, rendering and state; the replies as plain text."""
        turn = a_turn(message, self.state)
        self.outcome = await self.router.decide(turn)
        self.dossiers.learn(self.outcome.records)
        language = spoken(turn, self.outcome)
        self.last = [part for reply in self.outcome.replies for part in render(reply, language).parts]
        self.state = after(turn, self.outcome, self.last)
        return "\n\n".join(plain(content) for content in self.last)

    @property
    def step(self) -> str:
        return self.state.step

    @property
    def buttons(self) -> list[str]:
        """Labels of all that can be pressed in the last messages, links included."""
        return [str(button.label) for content in self.last for button in content.pressable]

    @property
    def open_facts(self) -> list[str]:
        """Labels of the rows that show their detail."""
        blocks = [block for content in self.last for block in content.blocks]
        return [
            str(row.label) for block in blocks if isinstance(block, Facts) for row in block.rows if row.open
        ]

    @property
    def records(self) -> tuple[Record, ...]:
        return self.outcome.records


def dialogue_over(
    catalogue: Catalogue,
    province: Province = NGHE_AN,
    clock: Clock | None = None,
    held_data: HeldData | None = None,
    agencies: Agencies | None = None,
    dossiers: FakeDossiers | None = None,
    retention: Retention = Retention(72, 30),  # noqa: B008 - it never changes
) -> Dialogue:
    """A dialogue as the product puts it together, in a province that has told nothing but its name."""
    known = dossiers or FakeDossiers()
    sources = Sources(
        catalogue=catalogue,
        agencies=agencies or some_agencies(),
        clock=clock or FakeClock(),
        held_data=held_data or FakeHeldData(),
        dossiers=known,
        access=FakeAccess(known),
        calendar=WorkingCalendar(),
    )
    return Dialogue(build_router(sources, province, retention, CHECK), known)


def dialogue_about(procedure: Procedure, province: Province = NGHE_AN) -> Dialogue:
    """A dialogue over one procedure, which "thu tuc" finds."""
    return dialogue_over(FakeCatalogue((procedure,), answers={"thu tuc": answer(procedure)}), province)
