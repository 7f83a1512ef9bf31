"""Parameters of a call: read from any body, known by the names that python-telegram-bot knows."""

import inspect
import json
import re
from functools import cache
from typing import Any, Final

from aiohttp import web
from telegram import Bot

OF_THE_LIBRARY: Final = frozenset(
    {"self", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs"}
    | {"disable_web_page_preview", "reply_to_message_id", "allow_sending_without_reply"}
)

Params = dict[str, Any]


@cache
def known_parameters(method: str) -> frozenset[str]:
    """Empty for a method that does not exist."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower()
    function = getattr(Bot, name, None)
    return frozenset(inspect.signature(function).parameters) - OF_THE_LIBRARY if function else frozenset()


async def read_params(request: web.Request) -> Params:
    """JSON as it is; in a form every value is a text, which may hold JSON."""
    if request.content_type == "application/json":
        return dict(json.loads(await request.read()))
    form = await request.post()
    return {name: _value(name, str(value)) for name, value in (*request.query.items(), *form.items())}


def _value(name: str, written: str) -> Any:
    if name in {"text", "callback_query_id", "url", "secret_token", "data"}:
        return written
    try:
        return json.loads(written)
    except ValueError:
        return written
