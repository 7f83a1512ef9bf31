"""From which network a page writes: told by a keyed hash, trusted or slowed."""

import pytest
from starlette.requests import Request

from bot.channels.web.networks import Networks
from bot.networks import read_networks
from tests.bot.web.conftest import Visitor
from tests.fakes.web_chat import ChatOnFakes

NETWORKS = Networks(b"k" * 32, read_networks("10.1.0.0/16, 2001:db8:1::/48"))


def told(host: str | None, networks: Networks = NETWORKS) -> str:
    client = (host, 50_000) if host else None
    return networks.of(Request({"type": "http", "headers": [], "client": client}))


def test_an_address_is_told_by_a_hash_that_needs_the_key() -> None:
    assert len(told("203.0.113.7")) == 32
    assert told("203.0.113.7") == told("203.0.113.7")
    assert told("203.0.113.7") != told("203.0.113.7", Networks(b"x" * 32))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:2:3::1", "2001:db8:2:3:ffff::9", True),
        ("2001:db8:2:3::1", "2001:db8:2:4::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("fe80::1%eth0", "fe80::2", True),
    ],
)
def test_a_household_is_one_network(one: str, other: str, same: bool) -> None:
    assert (told(one) == told(other)) is same


@pytest.mark.parametrize("host", ["10.1.2.3", "::ffff:10.1.2.3", "2001:db8:1:5::7", "testclient", None])
def test_a_trusted_network_and_one_that_cannot_be_told_are_not_counted(host: str | None) -> None:
    assert told(host) == ""


@pytest.mark.parametrize("written", ["10.1.0.0/64", "commune", "10.1.0.0/16;10.2.0.0/16"])
def test_a_network_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=written.partition("/")[0][:4]):
        read_networks(written)


async def test_the_road_learns_the_network_of_a_message_and_never_the_address(
    guest: Visitor, chat: ChatOnFakes
) -> None:
    await guest.posts(text="khai sinh")

    [kept] = chat.road.kept
    assert kept.network == chat.chat.networks.of(
        Request({"type": "http", "headers": [], "client": ("127.0.0.1", 1)})
    )
    assert "127.0.0.1" not in repr(kept)
