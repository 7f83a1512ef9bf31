"""The ways to hand in, each known by one short name."""

from bot.imports.records.phrases import phrase
from bot.imports.records.raw import RawMethod
from bot.imports.records.wording import capital, tidy
from domain.search.text import fold
from domain.text import cut

_LONGEST = 60
_KNOWN = (("truc tuyen", "way.online"), ("buu chinh", "way.post"), ("truc tiep", "way.direct"))
"""What stands in the name of a way, without accents."""


def kind_of(method: RawMethod) -> str:
    folded = fold(method.method)
    known = next((key for words, key in _KNOWN if words in folded), "")
    return phrase(known) if known else capital(cut(tidy(method.method), _LONGEST))


def in_order(methods: tuple[RawMethod, ...]) -> tuple[RawMethod, ...]:
    """In person first, as most people come; the record has them in any order."""
    usual = [phrase(key) for key in ("way.direct", "way.online", "way.post")]
    return tuple(sorted(methods, key=lambda method: _place(usual, kind_of(method))))


def _place(usual: list[str], kind: str) -> int:
    return usual.index(kind) if kind in usual else len(usual)


def by_way(said: list[tuple[str, str]]) -> str:
    """What differs from way to way in one line: "Trực tiếp 20.000 đồng; trực tuyến 10.000 đồng"."""
    values: dict[str, list[str]] = {}
    for kind, value in said:
        values.setdefault(value, []).append(f"{kind[:1].lower()}{kind[1:]}")
    return capital("; ".join(f"{', '.join(kinds)} {value}" for value, kinds in values.items()))
