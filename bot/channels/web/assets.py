"""The page's own files: read once, named by their content, kept by browsers for a year."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parent / "static"

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
_CSS = (
    (re.compile(rb"/\*.*?\*/", re.DOTALL), b""),
    (re.compile(rb"\s+"), b" "),
    (re.compile(rb" ?([{};,>]) ?"), rb"\1"),
    (re.compile(rb": "), b":"),
    (re.compile(rb"(?<=[ :(,-])0\.(?=\d)"), b"."),
    (re.compile(rb" (?=!important)|;(?=})|^ | $"), b""),
)
_JS = re.compile(
    rb"""
    (?P<kept>"(?:\\.|[^"\\\n])*" | `(?:\\.|[^`\\])*`    # what is said stays as it is said
      | (?<=[(=,:!&|?;]) [ ]? /(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n\[])+/ )
    | (?:(?<=[(,=:?])|(?<=[(,=:?]\s)) \((?P<only>\w+)\)(?=\s=>)
    | (?P<gap>(?:\s|//[^\n]*)+)
    | ;(?=\s*}) | ,(?=\s*[)}\]])
    """,
    re.VERBOSE,
)
_WORD = re.compile(rb"[\w$]")
"""What a phone need not load: comments, and breaks and spaces that part nothing. Of JavaScript it is
asked that every statement ends in a semicolon, as our formatter sees to."""

_FOR_A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file in memory; `packed` is empty where packing gains nothing."""

    body: bytes
    packed: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All files under one name made from their content, so that they may name each other plainly."""

    version: str
    files: Mapping[str, Asset]

    @classmethod
    def read(cls, folder: Path = FOLDER) -> "Assets":
        paths = sorted(path for path in folder.rglob("*") if path.suffix in _TYPES)
        files = {path.relative_to(folder).as_posix(): _read(path) for path in paths}
        digest = hashlib.sha256()
        for name, asset in files.items():
            digest.update(name.encode() + b"\x00" + asset.body)
        return cls(digest.hexdigest()[:12], files)

    def answer(self, request: Request) -> Response:
        """An older page may ask for a name of before: it gets today's file, but must not keep it."""
        asset = self.files.get(request.path_params["name"])
        if asset is None:
            return Response(status_code=404)
        current = request.path_params["version"] == self.version
        headers = {"cache-control": _FOR_A_YEAR if current else "no-cache", "vary": "accept-encoding"}
        if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            return Response(asset.packed, headers=headers, media_type=asset.media_type)
        return Response(asset.body, headers=headers, media_type=asset.media_type)


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    if path.suffix == ".css":
        for pattern, instead in _CSS:
            body = pattern.sub(instead, body)
    elif path.suffix == ".js":
        body = _JS.sub(_needed, body)
    packed = b"" if path.suffix == ".woff2" else gzip.compress(body, mtime=0)
    return Asset(body, packed, _TYPES[path.suffix])


def _needed(found: re.Match[bytes]) -> bytes:
    """A space where two words would grow together, or two signs that mean another one together."""
    if kept := found["kept"] or found["only"]:
        return kept.lstrip(b" ")
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    words = _WORD.match(before) and _WORD.match(after)
    return b" " if found["gap"] and (words or before == after in b"+-") else b""
