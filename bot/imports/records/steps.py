"""What happens, in order: numbered steps with what belongs to each, else a line each."""

import re
from collections.abc import Iterable

from bot.imports.records.phrases import phrase
from bot.imports.records.wording import capital, says_nothing, sentence, spoken, tidy, unwrapped
from domain.text import cut

MOST = 20
_LONGEST, _BUDGET = 400, 2_600
_SHORTEST = 110
_HEADING = 60

_STEP = re.compile(r"^\W*bước\s*\d{1,2}\b", re.IGNORECASE)
_LETTER = re.compile(r"^[\s*–-]*\(?(?:\d{1,2}|[^\W\d_])[.)]\s")
_STEP_MARK = re.compile(r"^\W*bước\s*\d{1,2}\s*[.:)–-]*\s*", re.IGNORECASE)


def steps_of(text: str, code: str) -> tuple[str, ...]:
    """The steps of a record, each shortened to what fits one message; the last says where the rest is."""
    written = [line for line in unwrapped(text) if not says_nothing(tidy(line))]
    steps = [step for step in (_said(step) for step in _parted(written)) if step]
    longest = max(_SHORTEST, min(_LONGEST, _BUDGET // max(1, min(len(steps), MOST))))
    shown = [sentence(cut(step, longest)) for step in steps[:MOST]]
    if shown and (len(steps) > MOST or any(len(step) > longest for step in steps)):
        shown[-1] = f"{shown[-1]} {phrase('see_portal', code=code)}"
    return tuple(shown)


def _parted(written: list[str]) -> list[list[str]]:
    """Lines gathered under the marks of the steps; without marks each line is a step."""
    for mark in (_STEP, _LETTER):
        if sum(bool(mark.match(line)) for line in written) > 1:
            return _gathered(written, mark)
    return _led(written)


def _led(written: list[str]) -> list[list[str]]:
    """A line each; what ends in a colon leads to the next."""
    steps: list[list[str]] = []
    for line in written:
        if steps and steps[-1][-1].rstrip().endswith(":"):
            steps[-1].append(line)
        else:
            steps.append([line])
    return steps


def _gathered(written: Iterable[str], mark: re.Pattern[str]) -> list[list[str]]:
    steps: list[list[str]] = []
    for line in written:
        if mark.match(line) or not steps:
            steps.append([])
        steps[-1].append(line)
    return steps


def _said(step: list[str]) -> str:
    first, *rest = step
    head = spoken(_STEP_MARK.sub("", tidy(first)) + ("" if not first.rstrip().endswith(":") else ":"))
    parts = [part for part in (head, *map(spoken, rest)) if part]
    return capital(" ".join(_joined(parts)))


def _joined(parts: list[str]) -> Iterable[str]:
    """A heading keeps a colon before its lines, a line gets its stop."""
    for place, part in enumerate(parts, 1):
        stop = "." if place > 1 or len(part) > _HEADING else ":"
        yield part if place == len(parts) or part.endswith(("…", ":")) else f"{part}{stop}"
