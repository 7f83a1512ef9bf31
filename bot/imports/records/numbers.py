"""Numbers as they are written in Viet Nam: a comma before the decimals, a dot between thousands."""

from decimal import Decimal


def amount_written(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def decimal_written(number: Decimal) -> str:
    """ "3.50" is "3,5", "5.0" is "5"."""
    whole, _, part = f"{number:f}".partition(".")
    decimals = part.rstrip("0")
    return f"{amount_written(int(whole))},{decimals}" if decimals else amount_written(int(whole))
