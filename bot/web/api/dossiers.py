"""`POST /api/v1/dossiers`: signed, told item by item what became of it, harmless when sent twice."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.feed import Feed
from bot.metrics import Metrics
from bot.web.api.events import LONGEST_ID, EventReader, Fault, Read
from bot.web.api.shapes import MOST_EVENTS
from bot.web.api.signature import Forged, Signatures, Stale
from bot.web.bodies import TooLong, read_body
from domain.content import Text
from domain.dossiers import Told
from domain.errors import Away
from domain.messages import Language
from domain.text import clean

MOST_BYTES = 4 * 2**20
BODY_SECONDS = 30.0
AGAIN_SECONDS = 5
MOST_READ = 32
"""Bodies that are held at once while they come: before that it is not known who signed them."""

READ_AT_ONCE = 200
"""Items read before others may be served."""

Say = Callable[[Text, Language], str]


class Refused(Exception):
    """The whole call, with a status and the reason's key."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DossierCalls:
    """Checks the signature, reads the items and hands them on."""

    signatures: Signatures
    reader: EventReader
    feed: Feed
    metrics: Metrics
    say: Say
    reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_READ))

    async def receive(self, request: Request) -> Response:
        language = _language(request)
        try:
            source, items = await self._opened(request)
            parts = [items[at : at + READ_AT_ONCE] for at in range(0, len(items), READ_AT_ONCE)]
            results = [each for part in parts for each in await self._told(source, part, language)]
        except Refused as refused:
            return self._refusal(refused, language)
        except Away:
            return self._refusal(Refused(HTTPStatus.SERVICE_UNAVAILABLE, "away"), language)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody reads it
        return JSONResponse({"results": results})

    async def _opened(self, request: Request) -> tuple[str, Sequence[Any]]:
        """The source and its items; nothing of a body is parsed before its signature holds."""
        try:
            self.signatures.check_moment(request.headers)
            body = await self._body(request)
            return self.signatures.signer(request.headers, body), _items(body)
        except Forged:
            raise Refused(HTTPStatus.UNAUTHORIZED, "forged") from None
        except Stale:
            raise Refused(HTTPStatus.UNAUTHORIZED, "stale") from None
        except TooLong:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_long") from None
        except TimeoutError:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "slow") from None

    async def _body(self, request: Request) -> bytes:
        if self.reading.locked():
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "busy")
        async with self.reading:
            return await read_body(request, MOST_BYTES, BODY_SECONDS)

    async def _told(self, source: str, items: Sequence[Any], language: Language) -> list[dict[str, Any]]:
        read = [self._read(source, item) for item in items]
        events = [each.event for each in read if isinstance(each, Read)]
        told = iter(await self.feed.tell(events))
        refused = sum(isinstance(each, Fault) for each in read)
        if refused:
            self.metrics.told.labels(source, Told.REFUSED.value).inc(refused)
        return [
            self._result(item, each, next(told) if isinstance(each, Read) else Told.REFUSED, language)
            for item, each in zip(items, read, strict=True)
        ]

    def _read(self, source: str, item: Any) -> Read | Fault:
        try:
            return self.reader.read(source, item)
        except Fault as fault:
            return fault

    def _result(self, item: Any, read: Read | Fault, told: Told, language: Language) -> dict[str, Any]:
        fault = read.warning if isinstance(read, Read) else read
        if told is Told.REFUSED and fault is None:
            fault = Fault("event", Text("feed.fault.database"))
        return {
            "event_id": _given_id(item),
            "result": told.value,
            "error": f"{fault.field}: {self.say(fault.text, language)}" if fault else None,
        }

    def _refusal(self, refused: Refused, language: Language) -> Response:
        self.metrics.refusals.labels("feed", refused.reason).inc()
        is_away = refused.status is HTTPStatus.SERVICE_UNAVAILABLE
        words = Text(f"feed.refused.{refused.reason}", most=MOST_EVENTS, megabytes=MOST_BYTES // 2**20)
        return JSONResponse(
            {"error": self.say(words, language)},
            status_code=refused.status,
            headers={"retry-after": str(AGAIN_SECONDS)} if is_away else {},
        )


def _items(body: bytes) -> Sequence[Any]:
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "no_json") from None
    items = call.get("events") if isinstance(call, dict) else None
    if not isinstance(items, list):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "no_events")
    if len(items) > MOST_EVENTS:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_many")
    return items


def _given_id(item: Any) -> str | None:
    """As it was given, so that the caller knows its own again."""
    given = item.get("event_id") if isinstance(item, dict) else None
    return clean(str(given))[:LONGEST_ID] if isinstance(given, str | int) else None


def _language(request: Request) -> Language:
    asked = request.headers.get("accept-language", "").strip().lower()
    return Language.ENGLISH if asked.startswith("en") else Language.VIETNAMESE
