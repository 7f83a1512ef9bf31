"""The buttons under a dossier: each carries its code, so that it works at any time."""

from domain.content import Button, ButtonRole, Text, Words
from domain.dossiers import Status
from handlers.payloads import Verb, payload

LOOKUP = Button(Text("button.lookup"), payload(Verb.LOOKUP))
LOOKUP_FIRST = Button(Text("button.lookup_first"), payload(Verb.LOOKUP))
FOLLOWED = Button(Text("button.followed"), payload(Verb.FOLLOWED))
SHARE_PHONE = Button(Text("button.share_phone"), asks_contact=True)


_WANTED = {
    Status.PAPERS_MISSING: Text("button.check_papers"),
    Status.PAYMENT_DUE: Text("button.check_payment"),
    Status.REFUSED: Text("button.check_reason"),
    Status.STOPPED: Text("button.check_reason"),
}

TELLING = frozenset(_WANTED)
"""States to which an agency writes why, for who has proven to be of the dossier."""


def check(code: str, status: Status | None = None) -> Button:
    """Named after what a person of such a dossier wants to know."""
    wanted = _WANTED.get(status) if status else None
    return Button(
        wanted or Text("button.check"),
        payload(Verb.CHECK, code),
        role=ButtonRole.PRIMARY,
        hint=Text("button.check_hint"),
        icon="lock",
    )


def steps(code: str) -> Button:
    return Button(Text("button.course"), payload(Verb.STEPS, code))


def follow(code: str) -> Button:
    return Button(
        Text("button.follow"),
        payload(Verb.FOLLOW, code),
        role=ButtonRole.PRIMARY,
        hint=Text("button.follow_hint"),
        icon="bell",
    )


def unfollow(code: str) -> Button:
    return Button(Text("button.unfollow"), payload(Verb.UNFOLLOW, code), role=ButtonRole.QUIET)


def unfollow_named(code: str) -> Button:
    """In a list, where each must say which one it ends."""
    label = Text("button.unfollow_named", code=code)
    return Button(label, payload(Verb.UNFOLLOW, code), role=ButtonRole.QUIET)


def open_named(code: str, name: Words) -> Button:
    label = Text("button.open_named", name=name, code=code)
    return Button(label, payload(Verb.DOSSIER, code))


def that_one(code: str) -> Button:
    """Another dossier that was named beside the one shown."""
    return Button(Text("button.that_one", code=code), payload(Verb.DOSSIER, code))


def back_to(code: str) -> Button:
    return Button(Text("button.dossier"), payload(Verb.DOSSIER, code), role=ButtonRole.QUIET)
