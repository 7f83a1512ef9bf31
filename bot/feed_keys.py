"""The secrets of the sources that may tell us of dossiers, as an operator writes them."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr

SHORTEST_SECRET = 8
MOST_SECRETS = 2
"""The new one and the old one, while a source changes over."""

_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")
FORM = 'must read {"source": ["new secret", "old secret"], …}, the most trusted source first'

Keys = Mapping[str, tuple[bytes, ...]]


def feed_keys(written: SecretStr) -> Keys:
    """Each source with its one or two secrets, in order of trust. Raises `ValueError` that quotes none."""
    text = written.get_secret_value()
    try:
        told = json.loads(text) if text.strip() else {}
    except ValueError:
        raise ValueError(FORM) from None
    if not isinstance(told, dict):
        raise ValueError(FORM)  # noqa: TRY004 - what a setting's validator may raise
    return {_name(name): _secrets(name, secrets) for name, secrets in told.items()}


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("a source needs a name of 1 to 40 letters without accents, digits and . _ -")
    return name


def _secrets(name: str, secrets: Any) -> tuple[bytes, ...]:
    is_list = isinstance(secrets, list) and 0 < len(secrets) <= MOST_SECRETS
    if not is_list or any(not isinstance(each, str) or len(each) < SHORTEST_SECRET for each in secrets):
        raise ValueError(f"{name} needs one or two secrets of at least {SHORTEST_SECRET} characters each")
    return tuple(each.encode() for each in secrets)
