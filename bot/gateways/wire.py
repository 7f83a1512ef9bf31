"""One question to the province's system over HTTP, answered in JSON, a little of it, or refused."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpx

from bot.gateways.trouble import PortalTrouble, Trouble
from domain.clock import Clock

LONGEST_BYTES = 256 * 1024
REST_SECONDS = 30.0
LONGEST_REST_SECONDS = 3600.0
CONNECTIONS = 8
POOL_SHARE = 1 / 3
"""A place among our own connections is waited for no longer than this part of the patience."""

# Packed answers could unfold to any size, so that none are asked for.
HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "motcua"}


def new_client(patience: float, proxy: str = "", authorization: str = "") -> httpx.AsyncClient:
    """Nothing of the environment, no redirects, certificates checked.

    Its log would name the whole address of each call, and the code is in it.
    """
    for library in ("httpx", "httpcore"):
        logging.getLogger(library).setLevel(logging.WARNING)
    return httpx.AsyncClient(
        timeout=httpx.Timeout(patience, pool=patience * POOL_SHARE),
        limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS // 2),
        headers=HEADERS | ({"Authorization": authorization} if authorization else {}),
        proxy=proxy or None,
        follow_redirects=False,
        trust_env=False,
    )


@dataclass(frozen=True, slots=True)
class Wire:
    """Raises `PortalTrouble` for everything but an answer in JSON and "not found"."""

    client: httpx.AsyncClient = field(repr=False)
    clock: Clock

    async def get(self, url: str, params: Mapping[str, str]) -> Any:
        """The answer, or None for "not found"."""
        return await self._ask("GET", httpx.URL(url).copy_merge_params(params))

    async def post(self, url: str, body: Mapping[str, str]) -> Any:
        """The answer, or None for "not found"."""
        return await self._ask("POST", url, json=body)

    async def _ask(self, method: str, url: httpx.URL | str, **carrying: Any) -> Any:
        try:
            async with self.client.stream(method, url, **carrying) as answer:
                if self._is_not_found(answer):
                    return None
                return _parsed(await _body(answer))
        except httpx.PoolTimeout:
            raise PortalTrouble(Trouble.BUSY) from None
        except httpx.TimeoutException:
            raise PortalTrouble(Trouble.SLOW) from None
        except httpx.HTTPError:
            raise PortalTrouble(Trouble.DOWN) from None

    def _is_not_found(self, answer: httpx.Response) -> bool:
        status = answer.status_code
        if status == HTTPStatus.OK:
            return False
        # A page says that the address is wrong, not that there is no such dossier.
        if status == HTTPStatus.NOT_FOUND and "html" not in answer.headers.get("content-type", ""):
            return True
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise PortalTrouble(Trouble.LIMITED, status, self._rest(answer.headers.get("retry-after", "")))
        if answer.is_client_error:
            raise PortalTrouble(Trouble.REFUSED, status)
        raise PortalTrouble(Trouble.DOWN if answer.is_server_error else Trouble.WRONG, status)

    def _rest(self, told: str) -> float:
        """How long a `Retry-After` asks to wait, in seconds or until a date."""
        seconds = REST_SECONDS
        if told.isascii() and told.isdecimal() and len(told) < len("1234567890"):
            seconds = float(told)
        elif until := _date(told):
            seconds = (until - self.clock.now()).total_seconds()
        return min(max(seconds, 1.0), LONGEST_REST_SECONDS)


def _date(told: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(told)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


async def _body(answer: httpx.Response) -> bytes:
    """Raw, so that what is packed all the same does not unfold, and is no JSON."""
    body = bytearray()
    async for chunk in answer.aiter_raw():
        body += chunk
        if len(body) > LONGEST_BYTES:
            raise PortalTrouble(Trouble.WRONG, answer.status_code)
    return bytes(body)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise PortalTrouble(Trouble.WRONG, HTTPStatus.OK) from None
