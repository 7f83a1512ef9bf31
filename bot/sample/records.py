"""Frozen dataclasses read strictly from JSON: an unknown, missing or wrong key is named."""

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


class InvalidRecordError(ValueError):
    """A file that does not say what it should; `where` is `file: key.key[0]`."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")


def read_json(file: Traversable) -> Any:
    """Parse one UTF-8 file. Raises InvalidRecordError naming the file."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidRecordError(file.name, f"not JSON in UTF-8 ({error})") from error


def build(kind: type[Record], value: Any, where: str) -> Record:
    """Make a `kind` of a JSON object whose keys are exactly its fields; defaults may be left out."""
    if not isinstance(value, dict):
        raise InvalidRecordError(where, "should be an object")
    _check_keys(kind, value, where)
    hints = get_type_hints(kind)
    return kind(**{key: _convert(hints[key], item, _below(where, key)) for key, item in value.items()})


def _check_keys(kind: Any, value: dict[str, Any], where: str) -> None:
    known = {field.name: field.default is MISSING for field in fields(kind)}
    for key in value:
        if key not in known:
            raise InvalidRecordError(_below(where, key), "unknown key")
    for key, required in known.items():
        if required and key not in value:
            raise InvalidRecordError(_below(where, key), "missing key")


def _below(where: str, key: str) -> str:
    return f"{where}.{key}" if ": " in where else f"{where}: {key}"


def _convert(kind: Any, value: Any, where: str) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        return build(kind, value, where)
    if get_origin(kind) is tuple:
        return _rows(get_args(kind)[0], value, where)
    if kind is date:
        return _date(value, where)
    if type(value) is not kind:
        raise InvalidRecordError(where, f"should be {kind.__name__}")
    return value


def _rows(kind: Any, value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise InvalidRecordError(where, "should be a list")
    return tuple(_convert(kind, item, f"{where}[{index}]") for index, item in enumerate(value))


def _date(value: Any, where: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise InvalidRecordError(where, "should be a date such as 2026-07-18") from error
