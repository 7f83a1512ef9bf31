"""What must hold of one conversation however often the bot was killed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

IN_FLIGHT_SECONDS = 15.0
"""What a send may take; one that began longer before a kill had an end that was written down."""

LATE_SECONDS = 1.0
"""A busy stub reads what a process sent off only after that process died; no life serves so soon."""

_CODE = re.compile(r"\b\d\.\d{6}(?= · )|\bH41\.99-\d{6}-\d{4}\b")
"""At the foot of a card its code is followed by the decision; the papers may name other procedures."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A card of the bot: the procedure that it is about says which question it answers."""

    code: str
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """`repeats` were allowed, each by the kill at that moment: the first copy was in flight then."""

    violations: tuple[str, ...]
    repeats: tuple[float, ...]


def code_of(text: str) -> str:
    """The code at the foot of a card; "" where it is no card."""
    found = _CODE.findall(text)
    return str(found[-1]) if found else ""


def judge(who: str, acknowledged: Sequence[str], heard: Sequence[Heard], kills: Sequence[float]) -> Verdict:
    """`acknowledged`: the codes that were asked about, in order, each once."""
    repeats, doubled = _repeated(heard, kills)
    answered = {one.code for one in heard}
    violations = [
        f"{who}: {code} was acknowledged and never answered" for code in acknowledged if code not in answered
    ]
    violations += [f"{who}: {what} was answered twice, and no kill explains it" for what in doubled]
    if not _in_order(acknowledged, heard):
        violations.append(f"{who}: asked {list(acknowledged)}, answered {[one.code for one in heard]}")
    return Verdict(tuple(violations), tuple(repeats))


def _repeated(heard: Sequence[Heard], kills: Sequence[float]) -> tuple[list[float], list[str]]:
    last: dict[str, float] = {}
    repeats, doubled = [], []
    for one in heard:
        if one.code in last:
            kill = _kill_between(last[one.code], one.at, kills)
            if kill is None:
                doubled.append(f"{one.code} ({_beside(kills, last[one.code])})")
            else:
                repeats.append(kill)
        last[one.code] = one.at
    return repeats, doubled


def _beside(kills: Sequence[float], first: float) -> str:
    before = [kill for kill in kills if kill <= first]
    return f"first {first - before[-1]:.2f} s after a kill" if before else "before any kill"


def _kill_between(first: float, again: float, kills: Sequence[float]) -> float | None:
    """The kill that cut off the first copy; the other came of a later life, and so not at once.

    So no kill can excuse a card again: what it excused came too long after it to be cut off by it.
    """
    near = (kill for kill in kills if -LATE_SECONDS <= kill - first <= IN_FLIGHT_SECONDS)
    return next((kill for kill in near if kill + LATE_SECONDS < again), None)


def _in_order(asked: Sequence[str], heard: Sequence[Heard]) -> bool:
    """A repeated card stands right after its first copy: nothing of its conversation goes past it."""
    distinct = [one.code for at, one in enumerate(heard) if not at or heard[at - 1].code != one.code]
    known = [code for code in distinct if code in asked]
    return known == [code for code in asked if code in known]
