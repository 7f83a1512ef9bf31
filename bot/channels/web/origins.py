"""Where the app is seen from outside, and whether a request comes from its own page."""

import re
from urllib.parse import urlsplit

from starlette.requests import Request

from bot.channels.web.refusals import Refused
from bot.channels.web.settings import WebChatSettings

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")


def app_path(request: Request, settings: WebChatSettings) -> str:
    """The path under which the browser sees the app, always with a slash at its end."""
    forwarded = request.headers.get("x-forwarded-prefix", "").rstrip("/") if settings.behind_proxy else ""
    prefix = forwarded or request.scope.get("root_path", "") or urlsplit(settings.public_url).path
    prefix = prefix.rstrip("/")
    return f"{prefix}/" if _PREFIX.fullmatch(prefix) else "/"


def is_https(request: Request, settings: WebChatSettings) -> bool:
    return "https" in (request.url.scheme, urlsplit(settings.public_url).scheme)


def check_origin(request: Request, settings: WebChatSettings) -> None:
    """Let only our own page write: a foreign one would speak with the visitor's cookie."""
    if request.headers.get("sec-fetch-site") == "same-origin":
        return
    try:
        origin = urlsplit(request.headers.get("origin", ""))
    except ValueError as error:
        raise Refused(403, "web.error.origin") from error
    public = urlsplit(settings.public_url)
    seen = {request.headers.get("host", ""), public.netloc} - {""}
    if origin.scheme not in ("http", "https") or origin.netloc not in seen:
        raise Refused(403, "web.error.origin")
