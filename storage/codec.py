"""Frozen dataclasses of the domain to JSON and back; a field at its default is left out."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, TypeVar

from domain.content import (
    Banner,
    Button,
    ButtonRole,
    Content,
    Fact,
    Facts,
    Item,
    Items,
    Note,
    Paragraph,
    Progress,
    Source,
    Title,
    Tone,
    Track,
    TrackStep,
)
from domain.conversations import Choice, State
from domain.deliveries import Outgoing
from domain.messages import Address, ChannelName, InboundMessage, Language, MessageKind

_CLASSES: dict[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        Address,
        Banner,
        Button,
        Content,
        Fact,
        Facts,
        InboundMessage,
        Item,
        Items,
        Note,
        Outgoing,
        Paragraph,
        Source,
        State,
        Title,
        Track,
        TrackStep,
    )
}
_READ: dict[str, Callable[[Any], Any]] = {
    "role": ButtonRole,
    "tone": Tone,
    "progress": Progress,
    "channel": ChannelName,
    "language": lambda written: written and Language(written),
    "kind": MessageKind,
    "sent_at": datetime.fromisoformat,
}
"""Fields that JSON holds as strings and are more."""

_TYPE = "_"
_CHOICE = "="
"""A choice goes without the names of its fields: a state holds a dozen, and is read for each turn."""

_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Kept = TypeVar("Kept")


def dumps(value: object) -> str:
    """Write a domain object; strings stay readable, so that an operator can look at a row."""
    return _WRITE(_encode(value))


def loads(kind: type[Kept], written: str) -> Kept:
    """Read back what `dumps` wrote; `{}` is the object with every field at its default."""
    raw = json.loads(written)
    value = _decode(raw) if raw else kind()
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, found {type(value).__name__}")
    return value


def loads_or_none(kind: type[Kept], written: str) -> Kept | None:
    """None for what another release wrote and this one cannot read: it must not stop the others."""
    try:
        return loads(kind, written)
    except (KeyError, TypeError, ValueError):
        return None


@cache
def _fields(name: str) -> tuple[tuple[str, object], ...]:
    return tuple(
        (
            field.name,
            field.default if field.default_factory is dataclasses.MISSING else field.default_factory(),
        )
        for field in dataclasses.fields(_CLASSES[name])
    )


def _encode(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_encode(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {"": dict(value)}
    if isinstance(value, Choice):
        return {_CHOICE: [value.label, value.payload, value.url, value.message]}
    return _encoded_facts(value) if isinstance(value, Facts) else _encoded(value)


@lru_cache(maxsize=4_096)
def _encoded_facts(facts: Facts) -> dict[str, Any]:
    """The rows of a card go out to many: written once. Whoever gets it must not change it."""
    return _encoded(facts)


def _encoded(value: Any) -> dict[str, Any]:
    kind = type(value).__name__
    written: dict[str, Any] = {_TYPE: kind}
    for name, default in _fields(kind):
        field = getattr(value, name)
        if field != default:
            written[name] = _encode(field)
    return written


def _decode(raw: Any) -> Any:
    if isinstance(raw, list):
        return tuple(_decode(each) for each in raw)
    if not isinstance(raw, dict):
        return raw
    if _TYPE not in raw:
        return Choice(*raw[_CHOICE]) if _CHOICE in raw else raw[""]
    cls = _CLASSES[raw.pop(_TYPE)]
    return cls(**{name: _READ.get(name, _decode)(value) for name, value in raw.items()})
