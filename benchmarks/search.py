"""How often the right procedure is found, and what a question costs, on real questions.

Run with `python -m benchmarks.search`; it reads `../shared/data` and says so when that is absent.
"""

import gzip
import json
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.imports.procedures import procedure_of
from bot.imports.served import served
from bot.sample.catalogue import load_procedures
from domain.procedures import Found, Procedure
from domain.search.catalogue import InMemoryCatalogue
from domain.search.said import Said
from domain.search.text import words

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
READ_ON = date(2026, 7, 18)
CUTS = (1, 3, 10)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the test set: any of `codes` is right; none where the bot should not answer."""

    text: str
    tier: str
    behaviour: str
    codes: frozenset[str]
    bare: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found for a question, and the seconds of CPU it took."""

    asked: Asked
    found: Found
    seconds: float

    @property
    def place(self) -> int:
        """Of the right procedure among the hits, from 1; beyond every cut when it is not there."""
        codes = [hit.procedure.code for hit in self.found.hits]
        return next((at for at, code in enumerate(codes, 1) if code in self.asked.codes), CUTS[-1] + 1)


def _all(_place: int, _code: str) -> bool:
    return True


def real_procedures(path: Path, wanted: Callable[[int, str], bool] = _all) -> Iterator[Procedure]:
    """The raw national records as an import makes them, as far as they are wanted by place and code."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for place, record in enumerate(map(json.loads, lines)):
            if wanted(place, record["code"]):
                yield procedure_of(record, READ_ON)


def real_questions(path: Path) -> list[Asked]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Asked(
            row["query"],
            row["tier"],
            row["behaviour"],
            frozenset(row["codes"]) | frozenset(row["also_correct"]),
            all(word.bare for word in words(row["query"])),
        )
        for row in rows
    ]


def ask(catalogue: InMemoryCatalogue, asked: Asked) -> Outcome:
    start = time.process_time()
    found = catalogue.search(Said(asked.text))
    return Outcome(asked, found, time.process_time() - start)


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each tier with and without accents, then the behaviours and the cost."""
    groups: defaultdict[tuple[str, bool], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.asked.tier, outcome.asked.bare].append(outcome)
    for (tier, bare), group in sorted(groups.items()):
        answers = [one for one in group if one.asked.behaviour == "answer"]
        yield f"{tier:<20} {'no accents' if bare else 'accents':<11} {_recall(answers)}"
        yield f"{'':<32} {_behaviours(group)}"
    costs = sorted(outcome.seconds for outcome in outcomes)
    yield (
        f"CPU per question: mean {1000 * sum(costs) / len(costs):.2f} ms, "
        f"p50 {1000 * costs[len(costs) // 2]:.2f} ms, p99 {1000 * costs[len(costs) * 99 // 100]:.2f} ms"
    )


def _recall(group: Sequence[Outcome]) -> str:
    if not group:
        return "no question with one answer"
    shares = (sum(one.place <= cut for one in group) / len(group) for cut in CUTS)
    scores = " ".join(f"R@{cut} {share:.3f}" for cut, share in zip(CUTS, shares, strict=True))
    return f"n {len(group):<4} {scores}"


def _behaviours(group: Sequence[Outcome]) -> str:
    seen = Counter((one.asked.behaviour, one.found.behaviour.value) for one in group)
    return ", ".join(f"{wanted}→{got} {count}" for (wanted, got), count in sorted(seen.items()))


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    if not DATA.exists():
        sys.stdout.write("skipped: there is no ../shared/data beside this checkout\n")
        return
    records = served(real_procedures(DATA / "procedures.jsonl.gz"), load_procedures())
    before, start = _peak_megabytes(), time.process_time()
    catalogue = InMemoryCatalogue(records)
    seconds, size = time.process_time() - start, _peak_megabytes() - before
    sys.stdout.write(f"{len(records)} procedures indexed in {seconds:.1f} s of CPU, {size:.0f} MB\n")
    outcomes = [ask(catalogue, asked) for asked in real_questions(DATA / "queries-dev.jsonl")]
    sys.stdout.write("\n".join(report(outcomes)) + "\n")


if __name__ == "__main__":
    main()
