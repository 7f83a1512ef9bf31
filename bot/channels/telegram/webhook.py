"""The webhook: Telegram is told 200 only when its update is on disk or of no interest."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import SetWebhook
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.channels.telegram.backoff import Backoff
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.parse import ALLOWED_UPDATES
from bot.channels.telegram.state import Arrival, Condition, TelegramState
from bot.web.bodies import TooLong, read_body
from domain.errors import Away

log = structlog.get_logger(__name__)

PROOF_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT: Final = 1_000_000
BODY_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """`receive` is the endpoint of `POST /webhooks/telegram`."""

    intake: Intake
    secret: str

    async def receive(self, request: Request) -> Response:
        if not self._is_genuine(request):
            self.intake.count(Arrival.FORGED)
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        try:
            return Response(status_code=await self._read(request))
        except Away:
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)

    def _is_genuine(self, request: Request) -> bool:
        given = request.headers.get(PROOF_HEADER, "")
        return hmac.compare_digest(given.encode(), self.secret.encode())

    async def _read(self, request: Request) -> HTTPStatus:
        """An update that cannot be read is confirmed: a refusal would silence its chat for a day."""
        body = await _body(request)
        if body is None:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            self.intake.count(Arrival.UNPARSABLE)
            log.warning("update_unparsable", reason="not JSON")
            return HTTPStatus.OK
        if message := self.intake.read(update):
            await self.intake.keep(message)
        return HTTPStatus.OK


async def _body(request: Request) -> bytes | None:
    """The body, or None when it is longer than any update is, or the sender hung up or fell asleep."""
    try:
        return await read_body(request, BODY_LIMIT, BODY_SECONDS)
    except (TooLong, ClientDisconnect, TimeoutError):
        return None


@dataclass(slots=True)
class Registration:
    """Tells Telegram where to deliver, until it knows."""

    bot: Bot
    url: str
    secret: str
    state: TelegramState
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    failures: Backoff = field(default_factory=lambda: Backoff(1, 60))

    async def run(self) -> None:
        while not await self._is_settled():
            pass

    async def _is_settled(self) -> bool:
        try:
            await self._set_webhook()
        except (TelegramUnauthorizedError, TelegramNotFound, TelegramBadRequest) as error:
            self.state.condition = Condition.REFUSED
            log.error("webhook_refused", reason=error.message)
            return True
        except TelegramRetryAfter as error:
            await self.sleep(error.retry_after)
        except AiogramError:
            self.state.condition = Condition.UNREACHABLE
            await self.sleep(self.failures.next())
        else:
            self.state.condition = Condition.WORKING
            return True
        return False

    async def _set_webhook(self) -> None:
        """With every field each time: an omitted list of updates would keep its old value."""
        await self.bot(
            SetWebhook(
                url=self.url,
                secret_token=self.secret,
                allowed_updates=list(ALLOWED_UPDATES),
                drop_pending_updates=False,
            )
        )
