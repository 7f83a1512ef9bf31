"""The one web server: routes of the chat, webhooks and health on uvicorn."""

import asyncio
import contextlib
import resource
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.config import WebSettings

CLOSE_SECONDS = 3
_MOST_FILES = 16_384
_SHARE = 0.8
"""Of the files: the rest is for the database, the messengers and the log."""


class _Server(uvicorn.Server):
    """Leaves signals to the application, which stops its parts in order."""

    def __init__(self, config: uvicorn.Config, started: asyncio.Event) -> None:
        super().__init__(config)
        self._opened = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._opened.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _files() -> int:
    """How many connections and files this process may hold, raised as far as the system lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft not in (resource.RLIM_INFINITY, hard) and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most


def _http() -> Any:
    """Uvicorn's faster parser where this system has it."""
    if find_spec("httptools") is None:
        return "auto"
    return import_module("bot.web.patience").ImpatientProtocol


async def _home(_request: Request) -> Response:
    return RedirectResponse("chat")


@dataclass(slots=True)
class WebServer:
    """Serves until `close`; `started` is set once the port is open."""

    settings: WebSettings
    routes: Sequence[BaseRoute]
    started: asyncio.Event = field(default_factory=asyncio.Event)
    _server: _Server = field(init=False)

    def __post_init__(self) -> None:
        app = Starlette(routes=[Route("/", _home), *self.routes])
        app.router.redirect_slashes = False  # it would answer with whatever host it was asked for
        self._server = _Server(self._config(app), self.started)

    def _config(self, app: Any) -> uvicorn.Config:
        proxies = self.settings.trusted_proxies
        return uvicorn.Config(
            app,
            host=self.settings.host,
            port=self.settings.port,
            lifespan="off",
            http=_http(),
            limit_concurrency=int(_files() * _SHARE),
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies or None,
            timeout_graceful_shutdown=CLOSE_SECONDS,
        )

    def url(self, opened: socket.socket) -> str:
        """Where a browser on this machine finds it, once its port is open."""
        host = self.settings.host
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - only compared
        return self.settings.public_url.rstrip("/") or f"http://{shown}:{opened.getsockname()[1]}"

    def bind(self) -> socket.socket:
        """Open the port now, so that a taken one is told before anything else starts.

        Raises `OSError`.
        """
        opened = socket.socket(socket.AF_INET6 if ":" in self.settings.host else socket.AF_INET)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((self.settings.host, self.settings.port))
        return opened

    async def run(self, opened: socket.socket) -> None:
        await self._server.serve(sockets=[opened])

    def close(self) -> None:
        self._server.should_exit = True
