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
_INDENTS = (re.compile(rb"(?m)^[ \t]+"), b"")
_SPARED = {
    ".css": (
        _INDENTS,
        (re.compile(rb"/\*.*?\*/\s*", re.DOTALL), b""),
        (re.compile(rb"\s*([{};,])\s*"), rb"\1"),
        (re.compile(rb": +"), b":"),
        (re.compile(rb";}"), b"}"),
    ),
    ".js": (
        _INDENTS,
        (re.compile(rb"(?m)^//.*\n"), b""),
        (re.compile(rb"([;,({\[])\n"), rb"\1"),
        (re.compile(rb" (=>|===|!==|&&|\|\|) "), rb"\1"),
    ),
}
"""What a phone need not load: indents, comments on lines of their own, breaks and spaces that part
nothing."""

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
    for pattern, instead in _SPARED.get(path.suffix, ()):
        body = pattern.sub(instead, body)
    packed = b"" if path.suffix == ".woff2" else gzip.compress(body, mtime=0)
    return Asset(body, packed, _TYPES[path.suffix])
