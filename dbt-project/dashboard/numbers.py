"""Figures as people read them. None is a dash: there is no figure."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

Number = int | float | Decimal
DASH = "–"
MINUS = "−"


def sgd(value: Number | None) -> str:
    return DASH if value is None else f"{_sign(value)}SGD {_short(abs(float(value)), 2)}"


def count(value: Number | None) -> str:
    if value is None:
        return DASH
    amount = abs(float(value))
    if amount < 10_000:
        return f"{_sign(value)}{amount:,.0f}"
    return f"{_sign(value)}{_short(amount, 0)}"


def average(value: Number | None) -> str:
    """Of a count: below 100 the tenths matter."""
    return f"{float(value):.1f}" if value is not None and abs(value) < 100 else count(value)


def share(value: Number | None) -> str:
    return DASH if value is None else f"{_sign(value)}{abs(float(value)) * 100:.1f}%"


def seconds(value: Number | None) -> str:
    if value is None:
        return DASH
    if value < 1:
        return f"{float(value) * 1000:.0f} ms"
    if value < 120:
        return f"{float(value):.1f} s"
    if value < 7200:
        return f"{float(value) / 60:.1f} min"
    return f"{float(value) / 3600:.1f} h"


def relative(now: Number, before: Number) -> str:
    return _signed(float(now) / float(before) - 1, lambda change: f"{change * 100:.1f}%")


def points(now: Number, before: Number) -> str:
    """Of two shares."""
    return _signed(float(now) - float(before), lambda change: f"{change * 100:.1f} points")


def _signed(change: float, words: Callable[[float], str]) -> str:
    text = words(abs(change))
    if not text.strip("0. %points"):
        return "no change"
    return f"{'+' if change > 0 else MINUS}{text}"


def _sign(value: Number) -> str:
    return MINUS if value < 0 else ""


def _short(amount: float, decimals: int) -> str:
    """Three digits that count above a thousand, with the unit that its rounded value has."""
    if amount < 999.995:
        return f"{amount:.{decimals}f}"
    for limit, unit in ((1e3, "k"), (1e6, "M"), (1e9, "B")):
        scaled = amount / limit
        digits = f"{scaled:.{2 if scaled < 9.995 else 1 if scaled < 99.95 else 0}f}"
        if float(digits) < 1000 or unit == "B":
            return f"{float(digits):,.{len(digits.partition('.')[2])}f}{unit}"
    raise AssertionError(amount)
