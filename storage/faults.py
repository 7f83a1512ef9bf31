"""What a database says in its own words, told as one of four: away, busy, conflict, refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Error as SqliteError

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.errors import Away, Conflict

_BUSY = ("database is locked", "deadlock detected", "could not serialize")
_AWAY = ("unable to open database", "disk I/O error", "database or disk is full", "readonly database")
_AWAY_STATES = ("08", "53", "57P", "25006", "57014")
"""Connection lost, out of resources, server going down or coming up (PostgreSQL, appendix A)."""

_BAD_VALUE = "invalid input for query argument"
"""What asyncpg says of a value before it is sent; then there is no SQLSTATE."""


class Refused(Exception):
    """The database will never take these values: nothing was written, do not repeat."""


class Busy(Exception):
    """Two batches met: nothing was written, repeat the batch."""


@contextmanager
def translated() -> Iterator[None]:
    """Tell a database that is away, and writers that met, from a statement that is wrong."""
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error) from error
    except (StatementError, UnicodeError) as error:
        raise Refused(type(error).__name__) from error
    except (OSError, TimeoutError, PoolTimeout) as error:
        raise Away(type(error).__name__) from error
    except SqliteError as error:
        raise (Busy if _is_busy(error) else Away)(str(error)) from error


def _is_busy(error: BaseException | None) -> bool:
    return any(sign in str(error) for sign in _BUSY)


def _meaning(error: DBAPIError) -> Exception:
    text = str(error.orig)
    if _is_busy(error.orig):
        return Busy(text)
    state = str(getattr(error.orig, "sqlstate", None) or "")
    lost = error.connection_invalidated or isinstance(error, InterfaceError)
    if lost or state.startswith(_AWAY_STATES) or any(sign in text for sign in _AWAY):
        return Away(type(error.orig).__name__)
    if isinstance(error, IntegrityError):
        return Conflict(type(error.orig).__name__)
    is_bad_value = isinstance(error, DataError) or state.startswith("22") or _BAD_VALUE in text
    return Refused(type(error.orig).__name__) if is_bad_value else error
