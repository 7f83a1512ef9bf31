"""The person of a web chat is a random cookie; only its hash is ever written down."""

import hashlib
import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.origins import app_path, is_https
from bot.channels.web.refusals import Refused
from bot.channels.web.settings import WebChatSettings
from domain.messages import Address, ChannelName

COOKIE = "motcua"

_TOKEN = re.compile("[A-Za-z0-9_-]{43}")
_DAY = 86_400


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def token_of(request: Request) -> str:
    """The cookie, or nothing when it is absent or not one of ours."""
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else ""


def address_of(request: Request) -> Address:
    """Refuse who has no cookie: a new identity would lose the conversation without a word."""
    token = token_of(request)
    if not token:
        raise Refused(401, "web.error.cookie")
    return Address(ChannelName.WEB, hashlib.sha256(token.encode()).hexdigest()[:40])


def give(response: Response, token: str, request: Request, settings: WebChatSettings) -> None:
    """Set the cookie; at a shared counter it ends with the browser."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=None if is_kiosk(request) else settings.history_days * _DAY,
        path=app_path(request, settings),
        secure=is_https(request, settings),
        httponly=True,
        samesite="lax",
    )


def is_kiosk(request: Request) -> bool:
    return request.query_params.get("kiosk") == "1"
