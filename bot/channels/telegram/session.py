"""A lean session for aiogram: JSON in one post on a connection that stays open."""

import json
from collections.abc import AsyncGenerator
from http import HTTPStatus
from typing import Any, Final, cast

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import MessageId
from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

SEND_TIMEOUT: Final = 15.0
CONNECTIONS: Final = 100
KEEP_ALIVE: Final = 60.0
JSON: Final = {"Content-Type": "application/json"}
UNSAID: Final = ("Accept", "Accept-Encoding", "User-Agent")
"""Left out of every request: answers are always JSON, and most so short that packing costs more."""

ENCODER: Final = json.JSONEncoder(separators=(",", ":"))

# pydantic holds such classes weakly: unheld, one is built anew for most sends, a millisecond each.
ANSWERS: Final = (Response[MessageId], Response[bool], Response[list[Any]])


class LeanSession(BaseSession):
    """Posts any method that carries no file; errors are aiogram's own.

    What aiohttp says of an error may hold the address, and so the token: only its name goes on.
    """

    def __init__(self, api_base: str, proxy: str = "") -> None:
        if proxy and not proxy.startswith(("http://", "https://")):
            raise ValueError("TELEGRAM__PROXY must begin with http:// or https://")
        super().__init__(api=TelegramAPIServer.from_base(api_base.rstrip("/")), timeout=SEND_TIMEOUT)
        self._proxy = proxy or None
        self._client: ClientSession | None = None

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        url = self.api.api_url(bot.token, method.__api_method__)
        limit = ClientTimeout(total=timeout or self.timeout)
        body = self._body(bot, method)
        try:
            async with self._open().post(
                url, data=body, headers=JSON, timeout=limit, proxy=self._proxy
            ) as answer:
                status, content = answer.status, await answer.text("utf-8", "replace")
        except TimeoutError as error:
            raise TelegramNetworkError(method, "no answer in time") from error
        except ClientError as error:
            raise TelegramNetworkError(method, type(error).__name__) from None
        return self._result(bot, method, status, content)

    def _open(self) -> ClientSession:
        if self._client is None or self._client.closed:
            connector = TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE, ttl_dns_cache=300)
            self._client = ClientSession(
                connector=connector, cookie_jar=DummyCookieJar(), skip_auto_headers=UNSAID
            )
        return self._client

    def _body(self, bot: Bot, method: TelegramMethod[TelegramType]) -> bytes:
        """What is JSON already goes as it is: aiogram's way round by `model_dump` costs five times that."""
        given = {name: value for name, value in method.__dict__.items() if value is not None}
        try:
            return ENCODER.encode(given).encode()
        except TypeError:  # a field of one of aiogram's own types
            return self._prepared(bot, method, given)

    def _prepared(self, bot: Bot, method: TelegramMethod[TelegramType], given: dict[str, Any]) -> bytes:
        files: dict[str, Any] = {}

        def prepared(value: object) -> Any:
            return self.prepare_value(value, bot, files, _dumps_json=False)

        known = {
            name: prepared(value) if isinstance(value, Default) else value for name, value in given.items()
        }
        body = json.dumps(
            {name: value for name, value in known.items() if value is not None}, default=prepared
        )
        if files:
            raise ValueError(f"{method.__api_method__} carries a file, which this session does not send")
        return body.encode()

    def _result(
        self, bot: Bot, method: TelegramMethod[TelegramType], status: int, content: str
    ) -> TelegramType:
        """Tell an answer of the Bot API from one of a proxy or a failing server in between."""
        try:
            return cast("TelegramType", self.check_response(bot, method, status, content).result)
        except ClientDecodeError:
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise TelegramServerError(method, f"HTTP {status}") from None
            raise TelegramNetworkError(method, f"no Bot API answer, HTTP {status}") from None

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        limit = ClientTimeout(total=timeout)
        async with self._open().get(
            url, headers=headers, timeout=limit, proxy=self._proxy, raise_for_status=raise_for_status
        ) as answer:
            async for chunk in answer.content.iter_chunked(chunk_size):
                yield chunk
