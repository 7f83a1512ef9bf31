"""`motcua search`: what the bot would make of a question, for people and for scripts."""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from sqlalchemy import make_url

from bot.catalogue import built
from bot.cli import failures
from bot.config import Settings
from bot.imports.kinds.kind import KindName
from bot.imports.serving import imported
from bot.sample.catalogue import load_events, load_procedures
from domain.procedures import Behaviour, Found, Group
from domain.recognition import Kind, Recognised, recognise
from domain.search.catalogue import InMemoryCatalogue
from domain.search.explanation import Explanation
from domain.search.said import Said
from storage import imports, schema
from storage.database import Database

PROCEDURE = "procedure"

Json = Mapping[str, object]


def search_command(query: str | None, as_json: bool, explain: bool, catalogue: InMemoryCatalogue) -> None:
    """Answer QUERY, or without it every line of the standard input, on the standard output."""
    queries = (line.rstrip("\r\n") for line in sys.stdin) if query is None else (query,)
    for line in answers(queries, catalogue, as_json=as_json, explain=explain):
        print(line, flush=True)


def shown_catalogue(settings: Settings) -> InMemoryCatalogue:
    """The one that a bot of these settings serves: what was imported, else the sample."""
    url = make_url(settings.database.url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return sample_catalogue()
    with failures.told():
        return asyncio.run(_shown(settings)) or sample_catalogue()


async def _shown(settings: Settings) -> InMemoryCatalogue | None:
    database = Database.open(settings.database.url)
    try:
        if not await database.read(schema.is_current):
            return None
        shown = (await database.read(imports.live)).get(KindName.PROCEDURES)
        if shown is None:
            return None
        return built(await imported(database, shown), load_events(), load_procedures())
    finally:
        await database.close()


@lru_cache(maxsize=1)
def sample_catalogue() -> InMemoryCatalogue:
    return InMemoryCatalogue(load_procedures(), load_events())


def answers(
    queries: Iterable[str], catalogue: InMemoryCatalogue, *, as_json: bool, explain: bool
) -> Iterator[str]:
    """With `as_json` one line a query, else a line for what was understood and one for each hit."""
    for query in queries:
        said = Said(query)
        known = _at_the_door(said)
        found = catalogue.search(said)
        reasons = catalogue.explain(said) if explain else ()
        if as_json:
            explained = {"explain": _explained(reasons)} if explain else {}
            told = {"query": query, **_told(found, known), **explained}
            yield _printable(json.dumps(told, ensure_ascii=False))
        else:
            yield from map(_printable, _readable(found, known, reasons))


def _at_the_door(said: Said) -> Recognised | None:
    """What is known before the search; a question in English remains a question."""
    known = recognise(said)
    return None if known and known.kind is Kind.ENGLISH else known


def _told(found: Found, known: Recognised | None) -> Json:
    behaviour = _behaviour(found, known)
    return {
        "intent": known.kind.value if known else PROCEDURE,
        "asks": found.asks.value if found.asks else "",
        "behaviour": behaviour.value,
        "results": [
            {"code": hit.procedure.code, "name": hit.procedure.name, "score": hit.score} for hit in found.hits
        ],
        **({"choices": _groups(found.choices)} if behaviour is Behaviour.CLARIFY else {}),
        **({"parts": _groups(found.parts)} if behaviour is Behaviour.MULTI else {}),
    }


def _behaviour(found: Found, known: Recognised | None) -> Behaviour:
    """What was recognised at the door never reaches the search, unless it asks how something is done."""
    return found.behaviour if not known or known.procedural else Behaviour.OUT_OF_SCOPE


def _groups(groups: Sequence[Group]) -> list[Json]:
    return [{"text": group.text, "codes": list(group.codes)} for group in groups]


def _explained(reasons: Sequence[Explanation]) -> list[Json]:
    return [
        {
            "code": one.procedure.code,
            "score": one.score,
            "coverage": round(one.evidence.coverage, 3),
            "precision": round(one.evidence.precision, 3),
            "found": [
                {"words": reason.words, "fields": list(reason.fields), "weight": reason.weight}
                for reason in one.reasons
            ],
        }
        for one in reasons
    ]


def _readable(found: Found, known: Recognised | None, reasons: Sequence[Explanation]) -> Iterator[str]:
    asks = f" asks={found.asks.value}" if found.asks else ""
    yield f"{known.kind.value if known else PROCEDURE} → {_behaviour(found, known).value}{asks}"
    for hit in found.hits:
        yield f"{hit.score:8.2f}  {hit.procedure.code}  {hit.procedure.title}"
        yield from (line for one in reasons if one.procedure is hit.procedure for line in _reasons(one))


def _reasons(one: Explanation) -> Iterator[str]:
    yield f"{'':10}coverage {one.evidence.coverage:.2f}, precision {one.evidence.precision:.2f}"
    for reason in one.reasons:
        yield f"{'':10}{reason.weight:6.2f}  {reason.words}  ({', '.join(reason.fields)})"


def _printable(line: str) -> str:
    return line.encode("utf-8", "replace").decode("utf-8")
