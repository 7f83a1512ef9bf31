"""What a message is, at the door, before anything is searched or any step is heard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.dossier_codes import find_code
from domain.messages import Language
from domain.recognition_numbers import names_a_person
from domain.recognition_signs import Signs, is_english, signs_in, signs_of_whole
from domain.search.lexicon import vietnamese
from domain.search.said import Said
from domain.search.text import Word


class Kind(StrEnum):
    """What a message is; in this order the gravest comes first."""

    SUICIDE = "suicide"
    EMERGENCY = "emergency"
    DENUNCIATION = "denunciation"
    LEGAL_COMPLAINT = "legal_complaint"
    FRAUD = "fraud"
    SAD = "sad"
    WHO = "who"
    PERSON = "person"
    DOSSIER = "dossier"
    PRAISE = "praise"
    COMPLAINT = "complaint"
    RATING = "rating"
    INSULT = "insult"
    CANCEL = "cancel"
    BACK = "back"
    MENU = "menu"
    LANGUAGE = "language"
    HELP = "help"
    GOODBYE = "goodbye"
    THANKS = "thanks"
    GREETING = "greeting"
    ACKNOWLEDGE = "acknowledge"
    PERSONAL_NUMBER = "personal_number"
    ENGLISH = "english"


GRAVE = frozenset({Kind.SUICIDE, Kind.EMERGENCY, Kind.DENUNCIATION, Kind.LEGAL_COMPLAINT})
"""What was said then is not ours to keep."""


class Service(StrEnum):
    """The emergency number that fits."""

    POLICE = "113"
    FIRE = "114"
    AMBULANCE = "115"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A message known at the door.

    `procedural` marks a denunciation or legal complaint that asks how it is done rather than makes
    one. `code` is the dossier code that was typed, in its official spelling. `language` is the one
    that was wished for; else English where the message was written in it.
    """

    kind: Kind
    service: Service | None = None
    procedural: bool = False
    code: str = ""
    language: Language | None = None

    @property
    def grave(self) -> bool:
        return self.kind in GRAVE


_NOD = re.compile("[👍👌🙏❤♥🙂😊😀✅🆗💯🤝]")
_DIGIT = re.compile("[0-9]")

_SERVICES = (("fire", Service.FIRE), ("medical", Service.AMBULANCE), ("crime", Service.POLICE))
_ALONE = {
    "only_fire": Recognised(Kind.EMERGENCY, Service.FIRE),
    "only_police": Recognised(Kind.EMERGENCY, Service.POLICE),
    "only_emergency": Recognised(Kind.EMERGENCY),
    "only_insult": Recognised(Kind.INSULT),
    "who_alone": Recognised(Kind.WHO),
    "cancel": Recognised(Kind.CANCEL),
    "back": Recognised(Kind.BACK),
    "menu": Recognised(Kind.MENU),
    "only_rating": Recognised(Kind.RATING),
    "english": Recognised(Kind.LANGUAGE, language=Language.ENGLISH),
    "vietnamese": Recognised(Kind.LANGUAGE, language=Language.VIETNAMESE),
    "help": Recognised(Kind.HELP),
    "goodbye": Recognised(Kind.GOODBYE),
    "thanks": Recognised(Kind.THANKS),
    "greeting": Recognised(Kind.GREETING),
    "yes": Recognised(Kind.ACKNOWLEDGE),
    "no": Recognised(Kind.GOODBYE),
}
_ERRANDS = (
    *(Kind.FRAUD, Kind.WHO, Kind.PERSON, Kind.DOSSIER),
    *(Kind.COMPLAINT, Kind.PRAISE, Kind.RATING),
)
_OF_A_DOSSIER = frozenset({"lost_code", "stop_following"})
_FEELINGS = (Kind.SAD, Kind.INSULT)


def recognise(said: Said) -> Recognised | None:
    """What the message is, None when it is a question to search; never raises."""
    if not said.words:
        return Recognised(Kind.ACKNOWLEDGE) if _NOD.search(said.cleaned) else None
    known = _known(said.written_out, said)
    if known:
        return _in_its_language(known, said.words)
    return Recognised(Kind.ENGLISH, language=Language.ENGLISH) if is_english(said.words) else None


def _known(message: Sequence[Word], said: Said) -> Recognised | None:
    signs = signs_in(message)
    alone = _alone(message)
    numbers = bool(_DIGIT.search(said.cleaned))
    if not signs and not numbers:
        return alone
    return (
        _suicide(signs)
        or _emergency(signs)
        or _dispute(signs)
        or _errand(signs, _code(said.text) if numbers else "")
        or _feeling(signs)
        or alone
        or (_number(message, signs, said.cleaned) if numbers else None)
    )


def _suicide(signs: Signs) -> Recognised | None:
    if "suicide" not in signs or signs & {"bereaved", "idiom"}:
        return None
    return Recognised(Kind.SUICIDE)


def _emergency(signs: Signs) -> Recognised | None:
    if "paper" in signs and "urgent" not in signs:
        return None
    for sign, service in _SERVICES:
        if sign in signs and f"not_{sign}" not in signs:
            return Recognised(Kind.EMERGENCY, service)
    return None


def _dispute(signs: Signs) -> Recognised | None:
    procedural = "paper" in signs
    if _meant("denunciation", signs):
        return Recognised(Kind.DENUNCIATION, procedural=procedural)
    return Recognised(Kind.LEGAL_COMPLAINT, procedural=procedural) if "legal" in signs else None


def _errand(signs: Signs, code: str) -> Recognised | None:
    for kind in _ERRANDS:
        of_a_dossier = kind is Kind.DOSSIER and (code or signs & _OF_A_DOSSIER)
        if _meant(kind.value, signs) or of_a_dossier:
            return Recognised(kind, code=code)
    return None


def _code(text: str) -> str:
    """Of the text as it was typed: cleaning makes one letter of the zeros in "OOO7"."""
    found = find_code(text)
    return found.code if found else ""


def _feeling(signs: Signs) -> Recognised | None:
    """Not where papers are asked for: "vợ mất, buồn quá, khai tử ở đâu" is a question."""
    if signs & {"paper", "bereaved"}:
        return None
    return next((Recognised(kind) for kind in _FEELINGS if _meant(kind.value, signs)), None)


def _meant(sign: str, signs: Signs) -> bool:
    return sign in signs and f"not_{sign}" not in signs


def _alone(message: Sequence[Word]) -> Recognised | None:
    """Only when nothing but small talk was said: "chào em, khai sinh cần gì" is a question."""
    said = signs_of_whole(message)
    return next((known for sign, known in _ALONE.items() if sign in said), None) if said else None


def _in_its_language(known: Recognised, typed: Sequence[Word]) -> Recognised:
    if known.language or not is_english(typed):
        return known
    return replace(known, language=Language.ENGLISH)


def _number(message: Sequence[Word], signs: Signs, cleaned: str) -> Recognised | None:
    """A number of a person, unless the message asks something beside it."""
    if not names_a_person(cleaned) or ("paper" in signs and "own_number" not in signs):
        return None
    asks = any(match.value for match in vietnamese().asks.find(message))
    return None if asks else Recognised(Kind.PERSONAL_NUMBER)
