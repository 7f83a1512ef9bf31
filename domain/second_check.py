"""The second check: a number on the dossier that only its people know, kept as keyed hashes."""

import hashlib
import hmac
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

DIGITS = 4
_PHONE = re.compile(r"(?:\+?84|0)([235789]\d{8})")
_DIGITS = re.compile(r"\+?[0-9]{4,15}")
_IDENTITY = re.compile(r"\d{12}|\d{9}")
_JOINTS = re.compile(r"[\s.\-]")


class Proof(StrEnum):
    """What was shown: four digits can be guessed, a whole number cannot."""

    SHORT = "short"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that a person typed or shared, in the spelling that is hashed."""

    proof: Proof
    digits: str

    def __repr__(self) -> str:
        """Without the digits, which must reach no log."""
        return f"Shown({self.proof})"


def read_number(typed: str) -> Shown | None:
    """Four digits, a phone or an identity number, however spaced; None for anything else."""
    bare = _JOINTS.sub("", typed.strip())
    if not _DIGITS.fullmatch(bare):
        return None
    if len(bare) == DIGITS:
        return Shown(Proof.SHORT, bare)
    phone = _PHONE.fullmatch(bare)
    if phone:
        return Shown(Proof.WHOLE, f"0{phone[1]}")
    return Shown(Proof.WHOLE, bare) if _IDENTITY.fullmatch(bare) else None


@dataclass(frozen=True, slots=True)
class SecondCheck:
    """Makes and compares the hashes; the key lives outside the database."""

    key: bytes

    def __repr__(self) -> str:
        return "SecondCheck()"

    def of_phone(self, code: str, phone: str) -> tuple[str, ...]:
        """What a phone number leaves with a dossier; nothing where it is none."""
        return self._both(code, read_number(phone))

    def of_identity(self, code: str, number: str) -> tuple[str, ...]:
        """What an identity number leaves with a dossier; nothing where it is none."""
        return self._both(code, read_number(number))

    def holds(self, code: str, shown: Shown, checks: AbstractSet[str]) -> bool:
        """Whether the number is one of the dossier's; takes as long for a wrong one as for a right one."""
        mine = self._hash(code, shown)
        equal = [hmac.compare_digest(mine, each) for each in sorted(checks) or [""]]
        return any(equal)

    def _both(self, code: str, number: Shown | None) -> tuple[str, ...]:
        if number is None or number.proof is Proof.SHORT:
            return ()
        short = Shown(Proof.SHORT, number.digits[-DIGITS:])
        return self._hash(code, short), self._hash(code, number)

    def _hash(self, code: str, shown: Shown) -> str:
        message = f"{shown.proof}:{code}:{shown.digits}".encode()
        return hmac.new(self.key, message, hashlib.sha256).hexdigest()[:32]
