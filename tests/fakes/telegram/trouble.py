"""How each planted fault strikes a call."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.refusals import (
    Refusal,
    bad_request,
    blocked,
    other_poller,
    too_many_requests,
    unauthorized,
)

FOR_EVER = 3600.0

Call = Callable[[], Awaitable[Any]]


async def strike(fault: Fault, request: web.Request, call: Call) -> web.StreamResponse:
    """Raises `Refusal` for a fault that is an answer of the Bot API."""
    match fault.kind:
        case FaultKind.LOST:
            await call()
            return _cut(request)
        case FaultKind.HANG:
            await asyncio.sleep(FOR_EVER)
            return _cut(request)
        case FaultKind.GARBAGE:
            return web.Response(text="<html>502 Bad Gateway</html>", status=502, content_type="text/html")
        case FaultKind.DUPLICATE:
            result = await call()
            return web.Response(text=json.dumps({"ok": True, "result": [*result, *result]}))
        case _:
            raise _refusal(fault)


def _refusal(fault: Fault) -> Refusal:
    return {
        FaultKind.SERVER: Refusal(500, "Internal Server Error"),
        FaultKind.TOO_MANY: too_many_requests(fault.retry_after),
        FaultKind.BLOCKED: blocked(),
        FaultKind.GONE: bad_request("chat not found"),
        FaultKind.MIGRATED: bad_request(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1002000000001
        ),
        FaultKind.UNAUTHORIZED: unauthorized(),
        FaultKind.CONFLICT: other_poller(),
    }[fault.kind]


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
