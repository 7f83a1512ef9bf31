"""From which network a page writes: a keyed hash, by which trying code after code is slowed."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from starlette.requests import Request

from bot.networks import Network

_HOUSEHOLD = 64
"""Bits of an IPv6 address that one connection keeps; the rest it may choose anew each time."""


@dataclass(frozen=True, slots=True)
class Networks:
    """`delay` says how many seconds an answer to a network waits. One-stop centres are trusted."""

    key: bytes = b""
    trusted: Sequence[Network] = ()
    delay: Callable[[str], float] = lambda _network: 0.0

    def of(self, request: Request) -> str:
        """The hash of where a request comes from; empty where that is trusted or cannot be told."""
        if request.client is None:
            return ""
        try:
            address = ip_address(request.client.host.partition("%")[0])
        except ValueError:
            return ""
        mapped = getattr(address, "ipv4_mapped", None) or address
        if any(mapped in network for network in self.trusted if network.version == mapped.version):
            return ""
        told = str(ip_network((mapped, _HOUSEHOLD), strict=False)) if mapped.version == _SIX else str(mapped)
        return hmac.new(self.key, told.encode(), hashlib.sha256).hexdigest()[:32]


_SIX = 6
