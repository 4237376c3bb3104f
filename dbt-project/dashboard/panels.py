"""What stands on the page: cards and charts, each with the very figures it shows, or with the reason why it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = Any


@dataclass(frozen=True)
class Card:
    """
    change: to the period before, in words; is_better None where it is neither better nor worse.
    why: what stands in the place of a value that is not there.
    """

    metric: str
    label: str
    value: str
    raw: str
    change: str
    is_better: bool | None
    why: str = ""


@dataclass(frozen=True)
class Table:
    """The figures of a chart; cells are (raw, words). The first column names the row."""

    head: Sequence[str]
    rows: Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Chart:
    """
    subtitle: what is counted, in which unit, over which time.
    figure: Plotly's data and layout; colours are names of the style sheet's variables, so that they follow the theme.
    why: without a figure, the reason.
    """

    id: str
    title: str
    subtitle: str
    figure: dict[str, Any] | None = None
    table: Table | None = None
    why: str = ""
    height: int = 280
    is_wide: bool = False
    scrolls: bool = False


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    words: str
    charts: Sequence[Chart] = field(default_factory=tuple)
