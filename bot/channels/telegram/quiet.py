"""Keeps libraries quiet that would write the token or a person's words into the log."""

import logging
from typing import Final

# httpx names the whole address of each call, and the token is in it; the others add the words.
LOUD: Final = ("httpx", "httpcore", "telegram")


def hush() -> None:
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
