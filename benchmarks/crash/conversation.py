"""A citizen of the crash test: a few questions about different procedures, and what came back."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from benchmarks.crash.judge import Heard, Verdict, judge
from bot.sample.catalogue import load_events, load_procedures
from bot.sample.dossiers import load_samples, sample_events
from domain.calendar.working import WorkingCalendar
from domain.clock import SystemClock
from domain.search.catalogue import InMemoryCatalogue
from domain.second_check import SecondCheck

QUESTIONS = 6


def titles() -> Mapping[str, str]:
    """Codes of the sample and the words that open their cards: procedures, and a trial's dossiers."""
    procedures = {procedure.code: procedure.title for procedure in load_procedures()}
    return procedures | {code: f"hồ sơ {code} đến đâu rồi" for code in _dossiers()}


def _dossiers() -> set[str]:
    """As a trial that begins today makes them."""
    catalogue = InMemoryCatalogue(load_procedures(), load_events())
    told = sample_events(
        load_samples(), catalogue, WorkingCalendar(), SecondCheck(b"any"), SystemClock().now()
    )
    return {event.code for event in told}


@dataclass(slots=True)
class Conversation:
    """`acknowledged` holds codes in the order of asking; `heard` the cards in the order of arrival."""

    who: str
    questions: Iterator[tuple[str, str]]
    acknowledged: list[str] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    @property
    def missing(self) -> set[str]:
        return set(self.acknowledged) - {one.code for one in self.heard}

    def verdict(self, kills: list[float]) -> Verdict:
        return judge(self.who, self.acknowledged, self.heard, kills)


def some_questions(known: Mapping[str, str], dice: random.Random) -> Iterator[tuple[str, str]]:
    """Different codes with their words, so that a card names the question that it answers."""
    return iter(dice.sample(sorted(known.items()), QUESTIONS))
