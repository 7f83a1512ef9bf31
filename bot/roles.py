"""What a process is for; on an embedded database one process is all of it."""

from enum import StrEnum


class Role(StrEnum):
    """What a process is for."""

    ALL = "all"
    CONVERSATION = "conversation"
    NOTIFIER = "notifier"
    WEB = "web"


ANSWERING = frozenset({Role.ALL, Role.CONVERSATION})
NOTIFYING = frozenset({Role.ALL, Role.NOTIFIER})
SHOWING = frozenset({Role.ALL, Role.WEB})
