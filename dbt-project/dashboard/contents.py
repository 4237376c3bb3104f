"""From the rows of the warehouse to cards and charts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from dashboard import figures, numbers
from dashboard.gold import (
    ACTIVE_METRICS, DIMENSIONS, ENGAGEMENT, ENGAGEMENT_METRICS, FUNNEL_METRICS, HEARTBEATS, HOURS, RETENTION, SALES, SALES_METRICS, WEEKS, Gold,
    Heartbeat,
)  # fmt: skip
from dashboard.numbers import Number
from dashboard.panels import Card, Chart, Section, Table
from dashboard.period import day_words
from dashboard.semantics import Metric

SHOWN = 8  # bars of a ranking; the rest is added up
FORMATS: Mapping[str, Callable[[Number | None], str]] = {
    "net_sales_sgd": numbers.sgd,
    "orders": numbers.count,
    "average_order_sgd": numbers.sgd,
    "cancellation_rate": numbers.share,
    "daily_active_users": numbers.average,
    "stickiness": numbers.share,
    "view_to_order_rate": numbers.share,
}
SHARES = {"cancellation_rate", "stickiness", "view_to_order_rate"}
LESS_IS_BETTER = {"cancellation_rate"}
DIMENSION_WORDS = {"category": "category", "country": "country", "device_type": "device", "channel": "channel (last touch)"}
STEPS = ("viewed a product", "and filled a cart", "and began a checkout", "and ordered")
STAGES: Sequence[tuple[str, Callable[[Heartbeat], timedelta]]] = (
    ("post to collector", lambda beat: beat.received_at - beat.sent_at),
    ("collector to landing", lambda beat: beat.loaded_at - beat.received_at),
    ("landing to gold", lambda beat: beat.visible_at - beat.loaded_at),
    ("post to gold", lambda beat: beat.visible_at - beat.sent_at),
)
MASKED = "Amounts are masked for this user: they are financial, and its role is not cleared for them."


class Contents:
    """Of one reading of gold. `metrics` are the semantic layer's, by name: labels and meanings are theirs."""

    def __init__(self, gold: Gold, metrics: Mapping[str, Metric]) -> None:
        self._gold = gold
        self._metrics = metrics

    def cards(self) -> list[Card]:
        cards = [self._card(name, SALES_METRICS, "sales", SALES) for name in SALES_METRICS]
        cards += [self._card(name, ENGAGEMENT_METRICS, "engagement", ENGAGEMENT) for name in ENGAGEMENT_METRICS]
        return [*cards, self._freshness_card()]

    def sections(self) -> list[Section]:
        return [
            Section(
                "sales",
                "Sales",
                "A sale counts on the day it was made, a cancellation on the day it happened.",
                (self._net_by_day(), self._orders_by_day(), self._average_by_day(), *(self._ranking(one) for one in DIMENSIONS)),
            ),
            Section(
                "funnel",
                "Funnel",
                "Each step counts the people that made it and all steps before on the same day.",
                (self._funnel(), self._view_to_order_by_day()),
            ),
            Section(
                "people",
                "Active users and retention",
                "A person counts once with all devices; a device that nobody logged in on counts by itself. Robots and our own people are left out.",
                (self._active_by_day(), self._retention()),
            ),
            Section(
                "freshness",
                "Freshness",
                f"How long events take from the POST to gold, measured by heartbeats: the {HOURS} hours to {instant(self._gold.read_at)}.",
                (self._stages(), self._way_by_time()),
            ),
        ]

    # ---- cards ----------------------------------------------------------------------------------------------------

    def _card(self, name: str, names: tuple[str, ...], answer: str, table: str) -> Card:
        metric, words = self._metrics[name], FORMATS[name]
        now, why = self._one(name, names, answer, table)
        before, _ = self._one(name, names, f"{answer}_before", table)
        if now is None:
            return Card(name, metric.label, numbers.DASH, "", "", None, why)
        change, is_better = "", None
        first = self._gold.first_day
        if first is None or first > self._gold.period.before.first:
            change = "no whole period before to compare with"
        elif before is None or (not before and name not in SHARES):
            change = "nothing in the period before"
        else:
            change = numbers.points(now, before) if name in SHARES else numbers.relative(now, before)
            if change != "no change":
                is_better = (now > before) != (name in LESS_IS_BETTER)
        return Card(name, metric.label, words(now), str(now), change, is_better)

    def _one(self, name: str, names: tuple[str, ...], answer: str, table: str) -> tuple[Number | None, str]:
        if answer not in self._gold.answers:
            return None, self._why_not(table)
        row = dict(zip(names, self._gold.answers[answer][0], strict=True))
        if row[name] is None and name.endswith("_sgd") and row["orders"]:
            return None, MASKED
        if row[name] is None and name == "net_sales_sgd":
            return None, "no sale in these days"
        return row[name], "" if row[name] is not None else "nothing to divide by in these days"

    def _freshness_card(self) -> Card:
        name, (_, way) = "post_to_gold_p95", STAGES[-1]
        label = "POST to gold, p95"
        now, before = (sorted(way(beat).total_seconds() for beat in beats) for beats in self._beats())
        if not now:
            return Card(name, label, numbers.DASH, "", "", None, self._no_beats())
        p95 = percentile(now, 0.95)
        if not before:
            return Card(name, label, numbers.seconds(p95), str(p95), f"no heartbeat in the {HOURS} hours before", None)
        earlier = percentile(before, 0.95)
        change = numbers.relative(p95, earlier) if earlier else "no change"
        return Card(name, label, numbers.seconds(p95), str(p95), change, None if change == "no change" else p95 < earlier)

    # ---- sales ----------------------------------------------------------------------------------------------------

    def _net_by_day(self) -> Chart:
        return self._sales_by_day(0, "net-by-day", "Net sales", "SGD a day: gross less cancelled", is_wide=True)

    def _orders_by_day(self) -> Chart:
        return self._sales_by_day(1, "orders-by-day", "Orders", "orders completed a day")

    def _average_by_day(self) -> Chart:
        return self._sales_by_day(2, "average-by-day", "Average order", "SGD per order whose amount is known, by day")

    def _sales_by_day(self, place: int, id: str, title: str, subtitle: str, *, is_wide: bool = False) -> Chart:
        name = SALES_METRICS[place]
        subtitle = f"{subtitle}, UTC"
        values, why = self._by_day("sales_by_day", place, SALES, is_sum=place < 2)
        if values is not None and not any(value for value in values.values()):
            rows = self._gold.answers["sales_by_day"]
            why, values = MASKED if rows and all(row[1 + place] is None for row in rows) and place != 1 else "No order in these days.", None
        if values is None:
            return Chart(id, title, subtitle, why=why, is_wide=is_wide)
        prefix = "SGD " if name.endswith("_sgd") else ""
        hover = f"{prefix}%{{y:,.2f}}" if prefix else "%{y:,d}"
        draw = figures.line if place == 2 else figures.bars
        traces = self._traces(values, draw, hover)
        figure = figures.by_day(traces, ticks="~s" if max(map(abs, _known(values)), default=0) >= 1000 else ",~g")
        return Chart(id, title, subtitle, figure, self._day_table((self._metrics[name].label,), (values,), (FORMATS[name],)), is_wide=is_wide)

    def _ranking(self, dimension: str) -> Chart:
        words = DIMENSION_WORDS[dimension]
        id, answer, period = f"by-{dimension.replace('_', '-')}", f"sales_by_{dimension}", self._gold.period
        title, what = f"Net sales by {words}", "SGD"
        if answer not in self._gold.answers:
            return Chart(id, title, f"{what}, {period.words}", why=self._why_not(SALES))
        rows = [row for row in self._gold.answers[answer] if row[1] or row[2]]
        if any(row[0] is None for row in rows):
            return Chart(id, title, f"{what}, {period.words}", why=f"The {words} is masked for this user.")
        is_masked = bool(rows) and all(row[1] is None for row in rows)
        if is_masked:  # orders are not, so they are told instead
            title, what = f"Orders by {words}", "orders; amounts are masked for this user"
        format_ = numbers.count if is_masked else numbers.sgd
        place = 2 if is_masked else 1
        ranked = sorted(((str(row[0]), row[place]) for row in rows if row[place]), key=lambda one: (-one[1], one[0]))
        if not ranked:
            return Chart(id, title, f"{what}, {period.words}", why="No order in these days.")
        shown = ranked if len(ranked) <= SHOWN else ranked[: SHOWN - 1]
        rest = ranked[len(shown) :]
        bars = shown + ([(f"{len(rest)} others", sum(value for _, value in rest))] if rest else [])
        names = _apart([figures.label(name) for name, _ in bars])
        figure = figures.ranking(
            names, [(title, [float(value) for _, value in bars], [format_(value) for _, value in bars], figures.ACCENT)]
        )
        table = Table((words, title), [((name, name), (str(value), format_(value))) for name, value in ranked])
        return Chart(id, title, f"{what}, {period.words}", figure, table, height=28 * len(bars) + 24)

    # ---- funnel ---------------------------------------------------------------------------------------------------

    def _funnel(self) -> Chart:
        id, title, subtitle = "funnel", "From view to order", f"people, summed over days, and their share of the step before; {self._gold.period.words}"
        if "funnel" not in self._gold.answers:
            return Chart(id, title, subtitle, why=self._why_not(ENGAGEMENT))
        values = [value or 0 for value in self._gold.answers["funnel"][0]]
        if not values[0]:
            return Chart(id, title, subtitle, why="Nobody viewed a product in these days.")
        words = [numbers.count(values[0])]
        for before, value in zip(values, values[1:], strict=False):
            words.append(f"{numbers.count(value)} · {numbers.share(value / before if before else None)}")
        figure = figures.ranking(STEPS, [(title, [float(value) for value in values], words, figures.ACCENT)])
        table = Table(
            ("step", "people", "of the step before"),
            [
                ((name, step), (str(value), numbers.count(value)), _share_cell(value, before))
                for name, step, value, before in zip(FUNNEL_METRICS, STEPS, values, [None, *values[:-1]], strict=True)
            ],
        )
        return Chart(id, title, subtitle, figure, table)

    def _view_to_order_by_day(self) -> Chart:
        id, title, subtitle = "view-to-order-by-day", "View to order", "share of viewers that ordered on the same day, by day, UTC"
        values, why = self._by_day("active_by_day", 3, ENGAGEMENT, is_sum=False)
        if values is None:
            return Chart(id, title, subtitle, why=why)
        if not _known(values):
            return Chart(id, title, subtitle, why="Nobody viewed a product in these days.")
        traces = self._traces(values, figures.line, "%{y:.1%}")
        figure = figures.by_day(traces, ticks=",.1~%")
        return Chart(id, title, subtitle, figure, self._day_table(("View to order",), (values,), (numbers.share,)))

    # ---- people ---------------------------------------------------------------------------------------------------

    def _active_by_day(self) -> Chart:
        id, title, subtitle = "active-by-day", "Active users", "people active on the day, and in the 7 and the 30 days to it; by day, UTC"
        if self._gold.period.so_far:
            subtitle += "; the last day is not over"
        columns = []
        for place in range(3):
            values, why = self._by_day("active_by_day", place, ENGAGEMENT, is_sum=False)
            if values is None:
                return Chart(id, title, subtitle, why=why, is_wide=True)
            columns.append(values)
        if not any(map(_known, columns)):
            return Chart(id, title, subtitle, why="Nobody was active in these days.", is_wide=True)
        names, dashes = ("day", "7 days", "30 days"), ("solid", "dash", "dot")
        traces = [
            figures.line(name, *_axes(values), color, "%{y:,d}", dash)
            for name, values, color, dash in zip(names, columns, figures.SERIES, dashes, strict=True)
        ]
        labels = [self._metrics[name].label for name in ACTIVE_METRICS[:3]]
        figure = figures.by_day(traces, ticks="~s")
        return Chart(id, title, subtitle, figure, self._day_table(labels, columns, (numbers.count,) * 3), height=300, is_wide=True)

    def _retention(self) -> Chart:
        id, title = "retention", "Retention by cohort"
        subtitle = "share of the people first active in a week (Monday, UTC · how many) that were active again, by weeks since"
        if "retention" not in self._gold.answers:
            return Chart(id, title, subtitle, why=self._why_not(RETENTION), is_wide=True)
        rates = {(_day(week), int(since)): rate for week, since, rate, _ in self._gold.answers["retention"]}
        sizes = {_day(week): members for week, since, _, members in self._gold.answers["retention"] if int(since) == 0}
        if not sizes:
            return Chart(id, title, subtitle, why="No cohort began in these weeks.", is_wide=True)
        end = (self._gold.built_at or self._gold.read_at).date()
        weeks = sorted(sizes)
        # A week that is over and has no row is one in which nobody came back; one to come is neither.
        cells = [[_rate(rates, week, since, end) for since in range(1, WEEKS + 1)] for week in weeks]
        names = [f"{week.day} {week:%b} · {numbers.count(sizes[week])}" for week in weeks]
        words = [[numbers.DASH if rate is None else f"{rate * 100:.0f}%" for rate in row] for row in cells]
        shown = [[text if rate is not None else "" for text, rate in zip(*both, strict=True)] for both in zip(words, cells, strict=True)]
        figure = figures.heat([str(since) for since in range(1, WEEKS + 1)], names, cells, shown)
        table = Table(
            ("cohort", "members", *(f"+{since}" for since in range(1, WEEKS + 1))),
            [
                (
                    (week.isoformat(), day_words(week)),
                    (str(sizes[week]), numbers.count(sizes[week])),
                    *(("" if rate is None else str(rate), numbers.share(rate)) for rate in row),
                )
                for week, row in zip(weeks, cells, strict=True)
            ],
        )
        return Chart(id, title, f"{subtitle}; the last of each line is of a week not over", figure, table, height=30 * len(weeks) + 64, is_wide=True, scrolls=True)

    # ---- freshness ------------------------------------------------------------------------------------------------

    def _stages(self) -> Chart:
        id, title = "stages", "Stage by stage"
        beats, _ = self._beats()
        subtitle = f"time of {numbers.count(len(beats))} heartbeats, half (p50) and 95 of 100 (p95) within"
        if not beats:
            return Chart(id, title, "time of heartbeats", why=self._no_beats())
        times = {name: sorted(way(beat).total_seconds() for beat in beats) for name, way in STAGES}
        halves, most = ([percentile(one, part) for one in times.values()] for part in (0.5, 0.95))
        series = [
            ("p50", halves, [numbers.seconds(one) for one in halves], figures.BEFORE),
            ("p95", most, [numbers.seconds(one) for one in most], figures.ACCENT),
        ]
        table = Table(
            ("stage", "p50", "p95"),
            [
                ((name, name), (str(half), numbers.seconds(half)), (str(more), numbers.seconds(more)))
                for name, half, more in zip(times, halves, most, strict=True)
            ],
        )
        return Chart(id, title, subtitle, figures.ranking(list(times), series), table)

    def _way_by_time(self) -> Chart:
        id, title = "way-by-time", "POST to gold"
        beats, _ = self._beats()
        if not beats:
            return Chart(id, title, "time of heartbeats", why=self._no_beats())
        minutes = 60 if beats[-1].visible_at - beats[0].visible_at > timedelta(hours=3) else 5
        _, way = STAGES[-1]
        groups = [
            (moment, sorted(way(beat).total_seconds() for beat in group))
            for moment, group in groupby(beats, key=lambda beat: _floor(beat.visible_at, minutes))
        ]
        moments = [moment.isoformat() for moment, _ in groups]
        columns = [[percentile(times, part) for _, times in groups] for part in (0.5, 0.95)]
        traces = [
            figures.line(name, moments, column, color, "%{y:.1f} s")
            for name, column, color in zip(("p50", "p95"), columns, (figures.BEFORE, figures.ACCENT), strict=True)
        ]
        figure = figures.by_day(traces, ticks=",~g")
        figure["layout"]["yaxis"]["ticksuffix"] = " s"
        figure["layout"]["xaxis"] |= {"tickformat": "%H:%M", "hoverformat": "%-d %b %H:%M"}
        table = Table(
            ("from (UTC)", "p50", "p95"),
            [
                ((moment.isoformat(), f"{moment:%-d %b %H:%M}"), *((str(one), numbers.seconds(one)) for one in pair))
                for (moment, _), *pair in zip(groups, *columns, strict=True)
            ],
        )
        return Chart(id, title, f"seconds, by {'hour' if minutes == 60 else '5 minutes'}, UTC", figure, table)

    def _beats(self) -> tuple[list[Heartbeat], list[Heartbeat]]:
        """Of the last hours, and of as many before them."""
        since = self._gold.read_at - timedelta(hours=HOURS)
        beats = self._gold.heartbeats
        return [beat for beat in beats if beat.visible_at >= since], [beat for beat in beats if beat.visible_at < since]

    def _no_beats(self) -> str:
        if HEARTBEATS in self._gold.unreadable:
            return self._why_not(HEARTBEATS)
        return f"No heartbeat came to gold within {HOURS} hours: './clickstream up' sends one each minute, unless told --heartbeat 0."

    # ---- days -----------------------------------------------------------------------------------------------------

    def _by_day(self, answer: str, place: int, table: str, *, is_sum: bool) -> tuple[dict[date, Number | None] | None, str]:
        """Of every day from gold's first on; a day without a row is 0 of what is summed, and else no figure. None with the reason."""
        if answer not in self._gold.answers:
            return None, self._why_not(table)
        found = {_day(row[0]): row[1 + place] for row in self._gold.answers[answer]}
        first = self._gold.first_day
        days = [day for day in self._gold.period.shown if first is not None and day >= first]
        return {day: found.get(day, 0 if is_sum else None) for day in days}, ""

    def _traces(self, values: Mapping[date, Number | None], draw: Callable[..., dict[str, Any]], hover: str) -> list[dict[str, Any]]:
        """The period, the one before and the day that is not over; those without a day left out."""
        period = self._gold.period
        parts = [
            (f"{_days(period.days)} before", {day: one for day, one in values.items() if day < period.first}, figures.BEFORE),
            (_days(period.days), {day: one for day, one in values.items() if period.first <= day <= period.last}, figures.ACCENT),
        ]
        traces = [draw(name, *_axes(part), color, hover) for name, part, color in parts if part]
        if period.so_far in values:
            day = {period.so_far: values[period.so_far]}
            traces.append(figures.so_far(draw("today so far", *_axes(day), figures.ACCENT, hover)))
        return traces

    def _day_table(self, labels: Sequence[str], columns: Sequence[Mapping[date, Number | None]], formats: Sequence[Any]) -> Table:
        rows = [
            (
                (day.isoformat(), day_words(day) + (", so far" if day == self._gold.period.so_far else "")),
                *(
                    ("" if values[day] is None else str(values[day]), words(values[day]))
                    for values, words in zip(columns, formats, strict=True)
                ),
            )
            for day in reversed(columns[0])  # type: ignore[call-overload]
        ]
        return Table(("day (UTC)", *labels), rows)

    def _why_not(self, table: str) -> str:
        return f"{table} {self._gold.unreadable.get(table, 'could not be read')} ({self._gold.user})."


def percentile(ordered: Sequence[float], part: float) -> float:
    """By the nearest rank, as `./clickstream freshness` tells it."""
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def instant(moment: datetime) -> str:
    return f"{day_words(moment.date())}, {moment:%H:%M} UTC"


def _days(number: int) -> str:
    return f"{number} days" if number > 1 else "day"


def _axes(values: Mapping[date, Number | None]) -> tuple[list[str], list[float | None]]:
    return [day.isoformat() for day in values], [None if one is None else float(one) for one in values.values()]


def _known(values: Mapping[date, Number | None]) -> list[Number]:
    return [one for one in values.values() if one is not None]


def _rate(rates: Mapping[tuple[date, int], Number], week: date, since: int, end: date) -> float | None:
    rate = rates.get((week, since))
    if rate is not None:
        return float(rate)
    return 0.0 if week + timedelta(weeks=since + 1) <= end else None


def _share_cell(value: Number, before: Number | None) -> tuple[str, str]:
    part = float(value) / float(before) if before else None
    return ("" if part is None else str(part), numbers.share(part))


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _floor(moment: datetime, minutes: int) -> datetime:
    return moment.replace(minute=moment.minute // minutes * minutes if minutes < 60 else 0, second=0, microsecond=0)


def _apart(names: Sequence[str]) -> list[str]:
    """Names that were cut to the same beginning stay bars of their own."""
    return [name + "\u200b" * names[:place].count(name) for place, name in enumerate(names)]
