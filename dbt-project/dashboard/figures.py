"""Shapes of charts in Plotly's words, all drawn the same way. Colours are variables of page.css."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

ACCENT, BEFORE, SURFACE = "var(--accent)", "var(--before)", "var(--surface)"
SERIES = ("var(--accent)", "var(--second)", "var(--third)")
HEAT = [[0, "var(--heat-low)"], [1, "var(--heat-high)"]]
LABEL_LENGTH = 22


def label(text: str) -> str:
    """Of what people sent: Plotly reads markup in texts, and an axis has no room for long ones."""
    short = text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1] + "…"
    return short.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def by_day(traces: list[dict[str, Any]], *, prefix: str = "", ticks: str = "~s") -> dict[str, Any]:
    return {
        "data": traces,
        "layout": {
            "xaxis": {"type": "date", "tickformat": "%-d %b", "hoverformat": "%a %-d %b %Y", "nticks": 8, "showgrid": False},
            "yaxis": {"tickprefix": prefix, "tickformat": ticks, "rangemode": "tozero", "nticks": 5},
            "hovermode": "x unified",
            "showlegend": len(traces) > 1,
            "bargap": 0.25,
        },
    }


def bars(name: str, days: Sequence[str], values: Sequence[float | None], color: str, hover: str) -> dict[str, Any]:
    return {"type": "bar", "name": name, "x": days, "y": values, "marker": {"color": color}, "hovertemplate": hover}


def so_far(trace: dict[str, Any]) -> dict[str, Any]:
    """Of a day that is not over: hatched, or hollow."""
    if trace["type"] == "bar":
        pattern = {"shape": "/", "fillmode": "replace", "size": 4, "solidity": 0.4}
        return trace | {"marker": {"color": ACCENT, "pattern": pattern, "line": {"color": ACCENT, "width": 1}}}
    return trace | {"mode": "markers", "marker": {"color": ACCENT, "symbol": "circle-open", "size": 7, "line": {"width": 2}}}


def line(
    name: str, days: Sequence[str], values: Sequence[float | None], color: str, hover: str, dash: str = "solid"
) -> dict[str, Any]:
    # A day between two without a figure would not be seen as a line alone.
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": days,
        "y": values,
        "line": {"color": color, "width": 2, "dash": dash},
        "marker": {"color": color, "size": 4},
        "hovertemplate": hover,
        "connectgaps": False,
    }


def ranking(names: Sequence[str], series: Sequence[tuple[str, Sequence[float], Sequence[str], str]]) -> dict[str, Any]:
    """Lying bars with their figures beside them, so that no axis is needed; the first on top. A series is name, values, words, colour."""
    # Plotly draws the first lowest, also within a group.
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": list(reversed(names)),
            "x": list(reversed(values)),
            "text": list(reversed(words)),
            "textposition": "outside",
            "cliponaxis": False,
            "insidetextfont": {"color": SURFACE},
            "marker": {"color": color},
            "hovertemplate": "%{y}: %{text}<extra></extra>" if len(series) == 1 else "%{y}, %{fullData.name}: %{text}<extra></extra>",
        }
        for name, values, words, color in reversed(series)
    ]
    every = [value for _, values, _, _ in series for value in values]
    low, high = min(0.0, *every), max(0.0, *every)
    span = high - low or 1

    def with_room(part: float) -> list[float]:
        """For the words beside the longest bar; more of it where the page is narrow."""
        return [low - (span * part if low < 0 else 0), high + span * part]

    return {
        "data": traces,
        "layout": {
            "xaxis": {"visible": False, "range": with_room(0.35)},
            "meta": {"narrowRange": with_room(0.9)},
            "yaxis": {"type": "category", "automargin": True, "showgrid": False, "ticklabelstandoff": 8},
            "showlegend": len(series) > 1,
            "legend": {"traceorder": "reversed"},
            "bargap": 0.3,
            "bargroupgap": 0.1,
            "margin": {"t": 8 if len(series) == 1 else 40, "b": 8, "l": 8, "r": 8},
        },
    }


def heat(columns: Sequence[str], rows: Sequence[str], values: Sequence[Sequence[float | None]], words: Sequence[Sequence[str]]) -> dict[str, Any]:
    seen = [value for row in values for value in row if value is not None]
    return {
        "data": [
            {
                "type": "heatmap",
                "x": columns,
                "y": rows,
                "z": values,
                "text": words,
                "texttemplate": "%{text}",
                "colorscale": HEAT,
                "zmin": 0,
                "zmax": max(seen, default=0) or 1,
                "xgap": 2,
                "ygap": 2,
                "showscale": False,
                "hoverongaps": False,
                "hovertemplate": "%{y}<br>%{x} weeks later: %{text}<extra></extra>",
            }
        ],
        "layout": {
            "xaxis": {"side": "top", "type": "category", "showgrid": False, "ticks": "", "title": {"text": "weeks later", "font": {"size": 12}}},
            "yaxis": {"type": "category", "autorange": "reversed", "automargin": True, "ticks": "", "showgrid": False, "ticklabelstandoff": 8},
            "margin": {"t": 48, "b": 8, "l": 8, "r": 8},
        },
    }
