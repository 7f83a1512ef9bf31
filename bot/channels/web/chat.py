"""The web chat: the page pulls its history, and posts one message at a time."""

import asyncio
import logging
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import structlog
from sse_starlette import EventSourceResponse
from sse_starlette.event import ServerSentEvent
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.base import Accept, History
from bot.channels.web import shown
from bot.channels.web.assets import Assets
from bot.channels.web.incoming import chosen_language, read_message
from bot.channels.web.networks import Networks
from bot.channels.web.origins import check_origin
from bot.channels.web.pace import Limits
from bot.channels.web.page import POLICY, Page, Say, load_templates
from bot.channels.web.refusals import Refused
from bot.channels.web.settings import WebChatSettings
from bot.channels.web.stream import Stream
from bot.channels.web.visitors import address_of, give, is_kiosk, new_token, token_of
from domain.clock import Clock
from domain.content import Content
from domain.errors import Away
from domain.messages import Address, Language

log = structlog.get_logger()

MOST_STREAMS = 8
"""Pages that one visitor may have open and fed."""

Handler = Callable[[Request], Awaitable[Response]]

PAGE_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
STREAM_HEADERS = {"cache-control": "no-store, no-transform"}
NO_STORE = {"cache-control": "no-store"}

_NUMBER = re.compile("[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class WebChat:
    """`start` gives the first screen; set `closing` to end the streams before the server stops."""

    accept: Accept
    history: History
    say: Say
    start: Callable[[Language], Content]
    clock: Clock
    settings: WebChatSettings
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    limits: Limits = field(default_factory=Limits)
    networks: Networks = field(default_factory=Networks)
    streams: Counter[Address] = field(default_factory=Counter)
    assets: Assets = field(default_factory=Assets.read)

    def routes(self) -> list[BaseRoute]:
        # At level DEBUG it would write every event into the log, words and all.
        logging.getLogger("sse_starlette").setLevel(logging.INFO)
        page = Page(self.say, self.start, self.settings, self.assets.version, load_templates())

        async def show(request: Request) -> Response:
            return self._page(request, page)

        async def asset(request: Request) -> Response:
            return self.assets.answer(request)

        return [
            Route("/chat", show),
            Route("/chat/", _without_slash),
            Route("/chat/stream", self._answering(self._stream)),
            Route("/chat/messages", self._answering(self._messages), methods=["GET"]),
            Route("/chat/messages", self._answering(self._post), methods=["POST"]),
            Route("/chat/end", self._answering(self._end), methods=["POST"]),
            Route("/chat/static/{version}/{name:path}", asset),
        ]

    def _page(self, request: Request, page: Page) -> Response:
        language = chosen_language(request) or Language.VIETNAMESE
        response = HTMLResponse(page.render(language, kiosk=is_kiosk(request)), headers=PAGE_HEADERS)
        give(response, token_of(request) or new_token(), request, self.settings)
        return response

    async def _stream(self, request: Request) -> Response:
        """One too many is refused, and its page asks every three seconds instead."""
        address = address_of(request)
        if self.streams[address] >= MOST_STREAMS:
            raise Refused(429, "web.error.too_fast", retry_after=10)
        stream = Stream(
            history=self.history,
            address=address,
            clock=self.clock,
            closing=self.closing,
            seq=_after(request),
            typing_after=self.settings.typing_after,
        )
        return EventSourceResponse(
            self._counted(stream), headers=STREAM_HEADERS, ping=self.settings.ping_every, send_timeout=30
        )

    async def _counted(self, stream: Stream) -> AsyncIterator[ServerSentEvent]:
        self.streams[stream.address] += 1
        try:
            async for event in stream.events():
                yield event
        finally:
            self.streams[stream.address] -= 1
            if not self.streams[stream.address]:
                del self.streams[stream.address]

    async def _messages(self, request: Request) -> Response:
        page = await self.history.since(address_of(request), _after(request))
        body = {"messages": [shown.message(one) for one in page.messages], "reset": page.reset}
        return JSONResponse(body, headers=NO_STORE)

    async def _post(self, request: Request) -> Response:
        check_origin(request, self.settings)
        address = address_of(request)
        self._slow_down(address)
        network = self.networks.of(request)
        message = await read_message(request, address, self.clock, network)
        await asyncio.sleep(self.networks.delay(network))
        kept = await self.accept(message)
        return JSONResponse({}, status_code=202 if kept else 200, headers=NO_STORE)

    async def _end(self, request: Request) -> Response:
        """The old history is erased before the new cookie is given: never one without the other."""
        check_origin(request, self.settings)
        address = address_of(request)
        self._slow_down(address)
        await self.history.erase(address)
        response = Response(status_code=204, headers=NO_STORE)
        give(response, new_token(), request, self.settings)
        return response

    def _slow_down(self, address: Address) -> None:
        if not self.limits.allows(address):
            raise Refused(429, "web.error.too_fast", retry_after=10)

    def _answering(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            return await self._answered(handler, request)

        return answer

    async def _answered(self, handler: Handler, request: Request) -> Response:
        """Whatever went wrong is one sentence for the person; a fault of ours, a line in the log."""
        try:
            return await handler(request)
        except Refused as refusal:
            return self._refusal(request, refusal)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        except Exception as error:
            if not isinstance(error, Away):
                log.exception("request_failed", path=request.url.path)
            return self._refusal(request, Refused(503, "web.error.away", retry_after=5))

    def _refusal(self, request: Request, refusal: Refused) -> Response:
        language = chosen_language(request) or Language.VIETNAMESE
        wait = {"retry-after": str(refusal.retry_after)} if refusal.retry_after else {}
        return JSONResponse(
            {"error": self.say(refusal.key, language)},
            status_code=refusal.status,
            headers=NO_STORE | wait,
        )


async def _without_slash(request: Request) -> Response:
    """Relative, since only the browser knows the path before ours."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"../chat{query}", status_code=308)


def _after(request: Request) -> int:
    """Where the page stands; a stream that was cut says it in a header of its own."""
    written = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
    if not _NUMBER.fullmatch(written):
        raise Refused(422, "web.error.malformed")
    return int(written)
