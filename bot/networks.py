"""Networks as the settings name them."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TypeAlias

Network: TypeAlias = IPv4Network | IPv6Network


def read_networks(written: str) -> tuple[Network, ...]:
    """`10.0.0.0/8, 2001:db8::/32`; ValueError names the one that is none."""
    return tuple(ip_network(one.strip(), strict=False) for one in written.split(",") if one.strip())
