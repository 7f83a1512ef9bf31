"""The body of a request, read with a limit and not for ever."""

import asyncio

from starlette.requests import Request


class TooLong(Exception):
    """The body has more bytes than are read."""


async def read_body(request: Request, limit: int, seconds: float) -> bytes:
    """At most `limit` bytes, whatever the header promises.

    Raises `TooLong`, `TimeoutError` after so many seconds, and Starlette's `ClientDisconnect`.
    """
    async with asyncio.timeout(seconds):
        return await _limited(request, limit)


async def _limited(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise TooLong
    return bytes(body)
