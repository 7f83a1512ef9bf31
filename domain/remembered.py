"""Work that is done once for an object: most messages are the same card, sent to many people."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import ref

Of = TypeVar("Of")
How = ParamSpec("How")
Made = TypeVar("Made")


def remembered(make: Callable[Concatenate[Of, How], Made]) -> Callable[Concatenate[Of, How], Made]:
    """Remember what was made of this very object, for as long as it lives and no longer.

    Nothing is compared or hashed but the further arguments, which are few and positional. So what
    was made of one person's words is gone with them, and only what is held elsewhere is remembered.
    """
    kept: dict[int, tuple[ref[Of], dict[Hashable, Made]]] = {}

    @wraps(make)
    def made(of: Of, /, *args: How.args, **kwargs: How.kwargs) -> Made:
        number = id(of)
        found = kept.get(number)
        if found is None or found[0]() is not of:
            found = kept[number] = (ref(of, lambda _: kept.pop(number, None)), {})
        if args not in found[1]:
            found[1][args] = make(of, *args, **kwargs)
        return found[1][args]

    return made
