"""What it costs: a sum where the record has one, never "free" because it lists nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.imports.records.numbers import amount_written
from bot.imports.records.phrases import phrase
from bot.imports.records.raw import RawMethod
from bot.imports.records.ways import by_way, in_order, kind_of
from bot.imports.records.wording import fitting, one_line, says_nothing, sentence, tidy
from domain.procedures import Brief
from domain.search.text import fold

SHORT = 80
_LONGEST_LINE, _BUDGET = 500, 2_000
_LONGEST_UNIT = 25
_LEAST = 1_000
"""No fee is less: "20 VNĐ" beside "20.000 đồng" in its remark is a slip of whoever typed it."""

_PART = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,12})\s*([^\W\d]*)\.?\s*(.*)", re.DOTALL)
_FOREIGN = "USD"
_UNITS = frozenset({"", "vnd", "dong", "d"})
_SUM = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+)(?!\d)|\b(\d{4,9}) ?(?:đ|VN)", re.IGNORECASE)
_ALMS = re.compile(r"\b(?:mien|giam|rieng|khong thu|\d+ (?:nghin|ngan|trieu))\b")
_FREE = frozenset({"mien phi", "mien le phi", "mien thu", "khong thu phi", "khong thu", "khong mat phi"})


@dataclass(frozen=True, slots=True)
class Charge:
    """One sum of a fee, 0 when none is listed, with the remark beside it."""

    amount: int
    remark: str = ""

    @property
    def listed(self) -> bool:
        return self.amount >= _LEAST

    @property
    def unclear(self) -> bool:
        return 0 < self.amount < _LEAST

    @property
    def sums(self) -> frozenset[int]:
        """What the remark names."""
        return frozenset(int(re.sub(r"\D", "", found[0])) for found in _SUM.finditer(self.remark))

    @property
    def open(self) -> bool:
        """Whether the remark knows of other sums, or of people who pay less."""
        return bool(self.sums - {self.amount}) or bool(_ALMS.search(fold(self.remark)))


def charges_of(method: RawMethod) -> tuple[Charge, ...]:
    return tuple(_charge(part) for part in one_line(method.fee).split(" | ") if part.strip())


def fee_of(methods: Sequence[RawMethod]) -> Brief:
    """What the card says of the fee."""
    ordered = in_order(tuple(methods))
    found = [(kind_of(method), charge) for method in ordered for charge in charges_of(method)]
    charges = tuple(dict.fromkeys(charge for _, charge in found))
    listed = [charge for charge in charges if charge.listed]
    if not listed:
        return _no_sum(charges)
    short = _short(found, listed)
    if {kind_of(method) for method in ordered} - {kind for kind, charge in found if charge.listed}:
        short = phrase("partly", known=short)
    elif any(charge.open or charge.unclear for charge in charges):
        short = phrase("fee.other", known=short)
    nothing_for_some = any(not charge.listed for charge in charges)
    own = [phrase("fee.some_unlisted")] if nothing_for_some else []
    return Brief(short, (*own, *_remarks(charges)))


def way_fee(method: RawMethod) -> str:
    amounts = sorted({charge.amount for charge in charges_of(method) if charge.listed})
    return phrase("fee.amount", amount=amount_written(amounts[0])) if len(amounts) == 1 else ""


def _charge(part: str) -> Charge:
    found = _PART.fullmatch(part.strip())
    if found and fold(found[2]) in _UNITS and (found[2] or not found[3]):
        return Charge(int(re.sub(r"\D", "", found[1])), _remark(found[3]))
    return Charge(0, _remark(part))


def _remark(text: str) -> str:
    """Without the brackets around it, and empty where it says nothing."""
    inner = text.strip()
    while inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1].strip()
    remark = f"/{tidy(inner[1:])}" if inner.startswith("/") else tidy(inner)
    return "" if says_nothing(remark) else remark


def _no_sum(charges: Sequence[Charge]) -> Brief:
    """No sum that could be said: what is known instead, else that nothing is listed."""
    remarks = [charge.remark for charge in charges if charge.remark]
    if remarks and all(fold(remark) in _FREE for remark in remarks):
        return Brief(phrase("fee.said_free"), (phrase("fee.said_free_detail", text=sentence(remarks[0])),))
    if any(charge.unclear for charge in charges):
        return Brief(phrase("fee.unclear"), _remarks(charges))
    if remarks:
        key = (
            "fee.in_words"
            if any(charge.sums or _FOREIGN in charge.remark for charge in charges)
            else "fee.by_rule"
        )
        return Brief(phrase(key), (phrase(f"{key}_detail"), *_remarks(charges)))
    return Brief(phrase("fee.unlisted"), (phrase("fee.unlisted_detail"),))


def _short(found: list[tuple[str, Charge]], listed: list[Charge]) -> str:
    amounts = sorted({charge.amount for charge in listed})
    if len(amounts) == 1:
        unit = listed[0].remark if len(listed) == 1 and len(listed[0].remark) <= _LONGEST_UNIT else ""
        return phrase("fee.amount", amount=amount_written(amounts[0])) + (
            unit if unit.startswith("/") else ""
        )
    said = [
        (kind, phrase("fee.amount", amount=amount_written(charge.amount)))
        for kind, charge in dict.fromkeys((kind, Charge(charge.amount)) for kind, charge in found)
        if charge.listed
    ]
    if len({kind for kind, _ in said}) == len(said) and len(by_way(said)) <= SHORT:
        return by_way(said)
    return phrase("fee.range", least=amount_written(amounts[0]), most=amount_written(amounts[-1]))


def _remarks(charges: Sequence[Charge]) -> tuple[str, ...]:
    once = {fold(said): said for said in _said(charges)}
    return fitting(once.values(), _LONGEST_LINE, _BUDGET)[0]


def _said(charges: Sequence[Charge]) -> Iterator[str]:
    for charge in charges:
        if charge.unclear:
            written = f"{charge.amount} VNĐ ({charge.remark})" if charge.remark else f"{charge.amount} VNĐ"
            yield sentence(phrase("fee.said", text=written))
        elif charge.listed and charge.remark:
            yield sentence(_with_remark(amount_written(charge.amount), charge.remark))
        elif charge.remark:
            yield sentence(charge.remark)


def _with_remark(amount: str, remark: str) -> str:
    """A remark such as "đồng/lần" goes on where the sum ends."""
    if fold(remark).startswith("dong "):
        return f"{amount} {remark[:1].lower()}{remark[1:]}"
    if remark.startswith(amount):
        return remark
    whole = phrase("fee.amount", amount=amount)
    return f"{whole}{remark}" if remark.startswith("/") else f"{whole}: {remark}"
