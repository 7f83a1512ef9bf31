"""Dossiers and what people may see of them, held in memory: the source and the access of the dialogs."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.access import Access, Asked, Tried
from domain.dossiers import Dossier, Lookup
from domain.effects import Checked, CodeUnknown, Followed, Record, Unfollowed
from domain.messages import Address
from domain.second_check import Proof, SecondCheck

CHECK = SecondCheck(b"k" * 32)


@dataclass(slots=True)
class FakeDossiers:
    """Knows what it was given; `learn` takes in what a turn would have written."""

    known: dict[str, Dossier] = field(default_factory=dict)
    slow: bool = False
    barred: bool = False
    tried: dict[tuple[str, Proof], int] = field(default_factory=dict)
    proven: set[tuple[Address, str]] = field(default_factory=set)
    following: dict[tuple[Address, str], Followed] = field(default_factory=dict)
    misses: int = 0
    looked_up: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, *dossiers: Dossier) -> "FakeDossiers":
        return cls({dossier.code: dossier for dossier in dossiers})

    async def find(self, code: str) -> Lookup:
        self.looked_up.append(code)
        return Lookup(self.known.get(code), slow=self.slow)

    async def of_asked(self, asked: Asked) -> Access:
        pair = (asked.address, asked.code)
        short, whole = (Tried(mine, mine) for mine in (self._tried(asked, proof) for proof in Proof))
        proven = pair in self.proven
        return Access(proven, proven and pair in self.following, short, whole, self.barred)

    async def followed(self, address: Address) -> Sequence[str]:
        return [code for where, code in reversed(self.following) if where == address]

    def learn(self, records: Sequence[Record]) -> None:
        for record in records:
            match record:
                case Checked():
                    self._check(record)
                case Followed():
                    self.following[record.address, record.code] = record
                case Unfollowed():
                    self.following.pop((record.address, record.code), None)
                case CodeUnknown():
                    self.misses += 1

    def _check(self, checked: Checked) -> None:
        if checked.right:
            self.proven.add((checked.address, checked.code))
        elif checked.counts:
            key = (checked.code, checked.proof)
            self.tried[key] = self.tried.get(key, 0) + 1

    def _tried(self, asked: Asked, proof: Proof) -> int:
        return self.tried.get((asked.code, proof), 0)


@dataclass(frozen=True, slots=True)
class FakeAccess:
    """The access of a person to the dossiers of a fake."""

    dossiers: FakeDossiers

    async def of(self, asked: Asked) -> Access:
        return await self.dossiers.of_asked(asked)

    async def followed(self, address: Address) -> Sequence[str]:
        return await self.dossiers.followed(address)


def with_numbers(dossier: Dossier, phone: str = "", identity: str = "") -> Dossier:
    """A dossier that these numbers prove."""
    code = dossier.code
    hashes = (*CHECK.of_phone(code, phone), *CHECK.of_identity(code, identity))
    return replace(dossier, checks=frozenset(hashes))
