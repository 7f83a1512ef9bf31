"""The key of the second check: from the settings, or made once beside an embedded database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url

from bot.config import Settings
from domain.second_check import SecondCheck

FILE = "check.key"


class NoCheckKey(Exception):
    """Several processes share one key, so on a server it must be given."""


def second_check(settings: Settings) -> SecondCheck:
    """The second check of this installation. Raises `NoCheckKey`, `OSError`."""
    given = settings.secrets.check_key.get_secret_value()
    if given:
        return SecondCheck(given.encode())
    url = make_url(settings.database.url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise NoCheckKey
    return SecondCheck(_kept(Path(url.database).resolve().with_name(FILE)).encode())


def _kept(file: Path) -> str:
    """The key in that file, made where there is none. Two processes end with the same one."""
    if not file.exists():
        _make(file)
    return file.read_text(encoding="ascii").strip()


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{FILE}.{os.getpid()}")
    new.touch(mode=0o600)
    new.write_text(secrets.token_hex(32), encoding="ascii")
    try:
        with suppress(FileExistsError):
            os.link(new, file)  # fails where another one was first; the file is whole or not there
    finally:
        new.unlink()
