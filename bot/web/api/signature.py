"""Who signed a call: HMAC-SHA256 over its timestamp, a dot and the raw body."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from bot.feed_keys import MOST_SECRETS, Keys
from domain.clock import Clock

MOST_SECONDS = 300
"""That a caller's clock may differ from this machine's."""

SOURCE, TIMESTAMP, SIGNATURE = "x-motcua-source", "x-motcua-timestamp", "x-motcua-signature"
_MOMENT = re.compile(r"[0-9]{1,12}")
_NOBODY = tuple(secrets.token_bytes(32) for _ in range(MOST_SECRETS))
"""Keys that nobody has: an unknown source costs the same work as a wrong signature."""


class Forged(Exception):
    """No secret of the named source made this signature, or there is no such source."""


class Stale(Exception):
    """Signed too long ago, or in the future."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Checks calls against the secrets of the sources, by this machine's own clock."""

    keys: Keys
    machine: Clock

    def check_moment(self, headers: Mapping[str, str]) -> None:
        """Before the body is read. Raises `Forged` or `Stale`."""
        written = headers.get(TIMESTAMP, "")
        if not _MOMENT.fullmatch(written) or SIGNATURE not in headers:
            raise Forged
        if abs(self.machine.now().timestamp() - int(written)) > MOST_SECONDS:
            raise Stale

    def signer(self, headers: Mapping[str, str], body: bytes) -> str:
        """The source that signed. Raises `Forged`."""
        source = headers.get(SOURCE, "")
        shown = headers.get(SIGNATURE, "").encode("latin-1", "replace").lower()
        signed = headers.get(TIMESTAMP, "").encode("latin-1", "replace") + b"." + body
        tried = (*self.keys.get(source, ()), *_NOBODY)[:MOST_SECRETS]
        equal = [hmac.compare_digest(_signature(key, signed), shown) for key in tried]
        if not any(equal) or source not in self.keys:
            raise Forged
        return source


def _signature(key: bytes, signed: bytes) -> bytes:
    return b"v1=" + hmac.new(key, signed, hashlib.sha256).hexdigest().encode()
