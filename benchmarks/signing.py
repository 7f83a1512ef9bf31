"""Calls of the feed signed as a source signs them, or as somebody who only pretends to be one."""

import hashlib
import hmac
import time


def signed(body: bytes, source: str, secret: str, age: int = 0) -> dict[str, str]:
    """The headers of a call that was signed `age` seconds ago."""
    moment = str(int(time.time()) - age)  # noqa: TID251 - the caller's own clock
    made = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "X-MotCua-Source": source,
        "X-MotCua-Timestamp": moment,
        "X-MotCua-Signature": f"v1={made}",
        "Content-Type": "application/json",
    }
