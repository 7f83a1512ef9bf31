"""What the page posts: read with a limit, checked, and put as the road knows it."""

import json
from typing import Any
from uuid import UUID

from starlette.requests import Request

from bot.channels.web.refusals import Refused
from bot.channels.web.visitors import is_kiosk
from bot.web.bodies import TooLong, read_body
from domain.clock import Clock
from domain.messages import Address, InboundMessage, Language, MessageKind
from domain.text import clean

BODY_LIMIT = 64 * 1024
BODY_SECONDS = 20.0
TEXT_LIMIT = 4_000

_PRESS_LIMIT = 300
_ID_LIMIT = 80


async def read_message(request: Request, address: Address, clock: Clock, network: str = "") -> InboundMessage:
    """The posted message; `Refused` says what is wrong with it."""
    body = await _read_json(request)
    client_id = _uuid(body.get("id"))
    press = _string(body, "press", _PRESS_LIMIT)
    text = _string(body, "text", TEXT_LIMIT)
    if bool(press.strip()) == bool(text.strip()):
        raise Refused(422, "web.error.empty")
    return InboundMessage(
        external_id=f"{address}:{client_id}",
        address=address,
        actor=address.chat_id,
        kind=MessageKind.PRESS if press else MessageKind.TEXT,
        sent_at=clock.now(),
        text=text.strip(),
        payload=press,
        message_id=_string(body, "of", _ID_LIMIT),
        language=chosen_language(request),
        kiosk=is_kiosk(request),
        network=network,
    )


def chosen_language(request: Request) -> Language | None:
    """The language of the page when it was asked for in its address, else None."""
    asked = request.query_params.get("lang", "")
    return Language(asked) if asked in set(Language) else None


async def _read_json(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "web.error.malformed")
    try:
        body = json.loads(await _read(request))
    except (ValueError, RecursionError) as error:
        raise Refused(422, "web.error.malformed") from error
    if not isinstance(body, dict):
        raise Refused(422, "web.error.malformed")
    return body


async def _read(request: Request) -> bytes:
    try:
        return await read_body(request, BODY_LIMIT, BODY_SECONDS)
    except TooLong as error:
        raise Refused(413, "web.error.too_long") from error
    except TimeoutError:
        raise Refused(408, "web.error.malformed") from None


def _uuid(value: Any) -> str:
    try:
        return str(UUID(value))
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused(422, "web.error.malformed") from error


def _string(body: dict[str, Any], name: str, limit: int) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise Refused(422, "web.error.malformed")
    words = clean(value)
    if len(words) > limit:
        raise Refused(422, "web.error.too_long" if name == "text" else "web.error.malformed")
    return words
