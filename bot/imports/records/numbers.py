"""Numbers as they are written in Viet Nam: a comma before the decimals, a dot between thousands."""

from decimal import Decimal


def amount_written(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def decimal_written(number: Decimal) -> str:
    """Without zeros that say nothing: 3.50 is written "3,5"."""
    whole, _, part = f"{number:f}".partition(".")
    decimals = part.rstrip("0")
    return f"{amount_written(int(whole))},{decimals}" if decimals else amount_written(int(whole))
