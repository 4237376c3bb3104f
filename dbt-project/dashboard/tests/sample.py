"""Readings of gold made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dashboard.contents import FORMATS
from dashboard.gold import DIMENSIONS, FUNNEL_METRICS, Gold, Heartbeat, Row
from dashboard.page import EXPLAINED
from dashboard.period import Period
from dashboard.semantics import Metric

READ_AT = datetime(2026, 11, 26, 9, 30)
TODAY = READ_AT.date()
PERIOD = Period.ending(date(2026, 11, 25), 2, TODAY)
METRICS = {name: Metric(name, name.replace("_", " "), f"What {name} means.") for name in {*EXPLAINED, *FORMATS, *FUNNEL_METRICS}}
NASTY = "</script><a href=https://evil.example>&"


def gold(answers: Mapping[str, list[Row]] | None = None, **changes: Any) -> Gold:
    """Two days, two before them, and today; some answers in the place of others."""
    every: dict[str, list[Row]] = {
        "sales": [(Decimal("30.5000"), 3, 10.25, 1 / 3)],
        "sales_before": [(Decimal("20.0000"), 4, 5.5, 0.25)],
        "sales_by_day": [
            (datetime(2026, 11, 22), Decimal("20.0000"), 4, 5.5),
            (datetime(2026, 11, 24), Decimal("-0.2500"), 1, None),
            (datetime(2026, 11, 25), Decimal("30.7500"), 2, 10.25),
            (datetime(2026, 11, 26), Decimal("1.0000"), 1, 1.0),
        ],
        "engagement": [(Decimal("12.5"), 0.25, 0.1)],
        "engagement_before": [(Decimal("10"), 0.25, 0.2)],
        "active_by_day": [(datetime(2026, 11, 22 + n), 10 + n, 20 + n, 40 + n, 0.1 if n else None) for n in range(5)],
        "funnel": [(20, 10, 5, 2)],
        "retention": [
            (datetime(2026, 11, 9), 0, Decimal("1.0000"), 50),
            (datetime(2026, 11, 9), 2, Decimal("0.2000"), 50),
            (datetime(2026, 11, 16), 0, Decimal("1.0000"), 40),
        ],
        **{f"sales_by_{name}": [("a", Decimal("10.5000"), 1), (NASTY, Decimal("20.0000"), 2)] for name in DIMENSIONS},
    }
    made = Gold(
        user="ann",
        read_at=READ_AT,
        built_at=READ_AT - timedelta(minutes=1),
        load_seq=7,
        first_day=date(2026, 11, 1),
        newest_day=TODAY,
        period=PERIOD,
        answers={**every, **(answers or {})},
        heartbeats=[beat(minutes, seconds) for minutes, seconds in ((1500, 10), (40, 30), (30, 20), (20, 31), (10, 40))],
        unreadable={},
    )
    return replace(made, **changes)


def beat(minutes_ago: int, seconds: int) -> Heartbeat:
    visible = READ_AT - timedelta(minutes=minutes_ago)
    sent = visible - timedelta(seconds=seconds)
    return Heartbeat(sent, sent + timedelta(seconds=1), sent + timedelta(seconds=seconds - 2), visible)
