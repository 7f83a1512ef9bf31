"""Who may see more of a dossier than its public fields, and how often that may be tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from domain.messages import Address, ChannelName
from domain.second_check import Proof

WRONG_A_PERSON = {Proof.SHORT: 5, Proof.WHOLE: 10}
"""Wrong answers a day for one person and one dossier."""

WRONG_A_DOSSIER = {Proof.SHORT: 20, Proof.WHOLE: 100}
"""Wrong answers a day for one dossier over all: 20 guesses of four digits find one of two groups in 0.4 %."""

ALWAYS_LEFT = 1
"""Wrong whole numbers that a person has when strangers used up the dossier's: nobody is locked out."""

MOST_FROM_A_NETWORK = 2_000
"""The same for one network, since there a cookie costs nothing: of somebody whose sex, birth year and
province are known an identity number has a million forms, so these find one in 0.2 %."""

MISSES_A_PERSON = 60
"""Unknown codes and wrong numbers an hour; from then on a person's look-ups are refused."""

SLOW_NETWORK, CLOSED_NETWORK = 300, 600
"""The same for a network: slower from the first on, refused from the second on. A commune may sit
behind one address."""

WEB_PROOF_LASTS = timedelta(days=30)
"""A browser may be somebody else's tomorrow; a messenger account is a person's own."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Wrong answers of today, with one kind of proof: by this person, and by everybody.

    `network`: from here, counted once the dossier's are used up.
    """

    mine: int = 0
    all: int = 0
    network: int = 0

    def left(self, proof: Proof) -> int:
        """How many more wrong answers this person may give today."""
        mine = WRONG_A_PERSON[proof] - self.mine
        if self.all < WRONG_A_DOSSIER[proof]:
            return max(min(mine, WRONG_A_DOSSIER[proof] - self.all), 0)
        if proof is Proof.SHORT or self.network >= MOST_FROM_A_NETWORK:
            return 0
        return max(ALWAYS_LEFT - self.mine, 0)


@dataclass(frozen=True, slots=True)
class Access:
    """How a chat stands to a dossier; `barred`: too much was tried in vain from here in this hour."""

    proven: bool = False
    follows: bool = False
    short: Tried = Tried()
    whole: Tried = Tried()
    barred: bool = False

    def left(self, proof: Proof) -> int:
        """How many wrong answers of that kind this person may still give today."""
        return (self.short if proof is Proof.SHORT else self.whole).left(proof)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks about which dossier; `network` is a keyed hash of where a web page is, if that counts."""

    address: Address
    code: str
    network: str = ""


class DossierAccess(Protocol):
    """Looks up how a chat stands to dossiers."""

    async def of(self, asked: Asked) -> Access:
        """How a chat stands to a dossier, whether the dossier exists or not. Raises `Away`."""
        ...

    async def followed(self, address: Address) -> Sequence[str]:
        """The codes that this chat follows, the newest first. Raises `Away`."""
        ...


def proof_lasts(channel: ChannelName) -> timedelta | None:
    """How long a passed check is believed; None for as long as the chat is kept."""
    return WEB_PROOF_LASTS if channel is ChannelName.WEB else None
