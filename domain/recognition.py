"""What a message is, at the door, before anything is searched or any step is heard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from domain.messages import Language
from domain.search.lexicon import vietnamese
from domain.search.lists import sections
from domain.search.phrases import Phrases
from domain.search.text import Word, clean, words

LONGEST = 4_000


class Kind(StrEnum):
    """What a message is; in this order the gravest comes first."""

    SUICIDE = "suicide"
    EMERGENCY = "emergency"
    DENUNCIATION = "denunciation"
    LEGAL_COMPLAINT = "legal_complaint"
    PERSON = "person"
    DOSSIER = "dossier"
    COMPLAINT = "complaint"
    RATING = "rating"
    CANCEL = "cancel"
    BACK = "back"
    MENU = "menu"
    LANGUAGE = "language"
    HELP = "help"
    THANKS = "thanks"
    GREETING = "greeting"
    ACKNOWLEDGE = "acknowledge"


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
    one. `code` is the dossier code that was typed, in its official spelling.
    """

    kind: Kind
    service: Service | None = None
    procedural: bool = False
    code: str = ""
    language: Language | None = None

    @property
    def grave(self) -> bool:
        return self.kind in GRAVE


_CODE = re.compile(
    r"(?<![\w.])(?:[A-Z]\.)?(?:[GH]\d{2}(?:\.\d{1,3}){0,3}|(?:\d{2,3}\.){1,3}[GH]\d{2})"
    r"-(?:\d{8}|\d{6})-\d{4,10}(?![\w-])"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACED_JOINT = re.compile(r"\s*([.-])\s*(?=[\dGH])")
_COMMA_BETWEEN_DIGITS = re.compile(r"(?<=\d)[,。](?=[\dGH])")
_NOD = re.compile("[👍👌🙏❤♥🙂😊😀✅🆗💯🤝]")

Signs: TypeAlias = frozenset[str]

_SERVICES = (("fire", Service.FIRE), ("medical", Service.AMBULANCE), ("crime", Service.POLICE))
_SMALL_TALK = {
    "cancel": Recognised(Kind.CANCEL),
    "back": Recognised(Kind.BACK),
    "menu": Recognised(Kind.MENU),
    "only_rating": Recognised(Kind.RATING),
    "english": Recognised(Kind.LANGUAGE, language=Language.ENGLISH),
    "vietnamese": Recognised(Kind.LANGUAGE, language=Language.VIETNAMESE),
    "help": Recognised(Kind.HELP),
    "thanks": Recognised(Kind.THANKS),
    "greeting": Recognised(Kind.GREETING),
    "yes": Recognised(Kind.ACKNOWLEDGE),
}


def recognise(text: str) -> Recognised | None:
    """What the message is, None when it is a question to search; never raises."""
    code = dossier_code(text)
    message = vietnamese().written_out(words(text, LONGEST))
    signs = _signs(message)
    return (
        _suicide(signs)
        or _emergency(signs)
        or _dispute(signs)
        or _errand(signs, code)
        or _small_talk(message, clean(text, LONGEST))
    )


def dossier_code(text: str) -> str:
    """The first dossier code of a text in its official spelling, empty when there is none."""
    typed = _DASHES.sub("-", clean(text, LONGEST).upper())
    typed = _COMMA_BETWEEN_DIGITS.sub(".", typed)
    found = _CODE.search(typed) or _CODE.search(_SPACED_JOINT.sub(r"\1", typed))
    return found.group() if found else ""


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
    if "denunciation" in signs and "not_denunciation" not in signs:
        return Recognised(Kind.DENUNCIATION, procedural=procedural)
    return Recognised(Kind.LEGAL_COMPLAINT, procedural=procedural) if "legal" in signs else None


def _errand(signs: Signs, code: str) -> Recognised | None:
    if "person" in signs:
        return Recognised(Kind.PERSON, code=code)
    if code or "dossier" in signs:
        return Recognised(Kind.DOSSIER, code=code)
    if "rating" in signs:
        return Recognised(Kind.RATING)
    complains = "complaint" in signs and "not_complaint" not in signs
    return Recognised(Kind.COMPLAINT) if complains else None


def _small_talk(message: Sequence[Word], text: str) -> Recognised | None:
    """Only when nothing but small talk was said: "chào em, khai sinh cần gì" is a question."""
    if not message:
        return _SMALL_TALK["yes"] if _NOD.search(text) else None
    matches = _small_phrases().find(message)
    said = {match.value for match in matches}
    whole = sum(match.end - match.start for match in matches) == len(message)
    return next((known for sign, known in _SMALL_TALK.items() if whole and sign in said), None)


def _signs(message: Sequence[Word]) -> Signs:
    found = set()
    for match in _grave_phrases().every(message):
        accents = any(not word.bare for word in message[match.start : match.end])
        if accents or not match.value.endswith("!"):
            found.add(match.value.removesuffix("!"))
    return frozenset(found)


@lru_cache(maxsize=1)
def _grave_phrases() -> Phrases[str]:
    return Phrases((phrase, sign) for sign, phrase in sections("door") if not _small(sign))


@lru_cache(maxsize=1)
def _small_phrases() -> Phrases[str]:
    return Phrases((phrase, sign) for sign, phrase in sections("door") if _small(sign))


def _small(sign: str) -> bool:
    return sign in _SMALL_TALK or sign == "filler"
