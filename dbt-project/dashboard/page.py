"""Cards and charts as one HTML file that asks the network for nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from dashboard.contents import FORMATS, Contents, instant
from dashboard.gold import FUNNEL_METRICS, Gold
from dashboard.panels import Card, Chart, Section, Table
from dashboard.period import day_words
from dashboard.semantics import Metric

HERE = Path(__file__).resolve().parent
EXPLAINED = (*FORMATS, "weekly_active_users", "monthly_active_users", *FUNNEL_METRICS, "retention_rate")


def page(gold: Gold, metrics: Mapping[str, Metric], plotly: str) -> str:
    """plotly: the library's own source."""
    contents = Contents(gold, metrics)
    sections = contents.sections() if gold.first_day is not None else []
    charts = [chart for section in sections for chart in section.charts if chart.figure is not None]
    return Template(_resource("page.html")).substitute(
        period=escape(gold.period.words),
        before=escape(f"{gold.period.days} days before" if gold.period.days > 1 else "day before"),
        as_of=escape(_as_of(gold)),
        style=_resource("theme.css") + _resource("page.css"),
        body=_body(gold, contents.cards(), sections) if sections else _empty(gold),
        footer=_meanings(metrics),
        figures=_json({chart.id: chart.figure for chart in charts}),
        plotly=plotly,
        script=_resource("page.js"),
    )


def plotly_source() -> str:
    """As Plotly's own package brings it; the file is its only part that is used."""
    import plotly

    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text("utf-8")


def _as_of(gold: Gold) -> str:
    if gold.built_at is None:
        return f"As of {instant(gold.read_at)}, when it was read, as the user {gold.user}. Days are days in UTC."
    return (
        f"As of {instant(gold.built_at)}, when gold was built up to load {gold.load_seq}; read at {gold.read_at:%H:%M} as the user "
        f"{gold.user}. Days are days in UTC."
    )


def _body(gold: Gold, cards: Sequence[Card], sections: Sequence[Section]) -> str:
    late = ""
    if gold.newest_day is not None and gold.newest_day < gold.period.first:
        late = (
            f'<p class="why">Gold has nothing of these days: its newest day is {day_words(gold.newest_day)}. '
            f"Ask with --until {gold.newest_day.isoformat()} for it.</p>"
        )
    head = f'<section aria-label="Figures">{late}<div class="cards">{"".join(_card(one, gold) for one in cards)}</div></section>'
    return "\n".join([head, *(_section(one) for one in sections)])


def _empty(gold: Gold) -> str:
    if any(table.startswith("gold.") for table in gold.unreadable):
        return (
            f'<div class="empty"><h2>Nothing to see as {escape(gold.user)}</h2><p>The user may read none of the gold tables that '
            "this page is made of. Who may see what: <code>./clickstream governance plan</code>.</p></div>"
        )
    return (
        '<div class="empty"><h2>No rows yet</h2><p>The gold tables are there and hold nothing. Start the platform with '
        "<code>./clickstream up</code>, send events with <code>./clickstream send --events 5000</code>, and make this page "
        "again when <code>./clickstream status</code> shows rows in gold.</p></div>"
    )


def _card(card: Card, gold: Gold) -> str:
    if card.why:
        change = escape(card.why)
    elif card.change[:1] in ("+", "−") or card.change == "no change":
        kind = {True: "better", False: "worse", None: ""}[card.is_better]
        since = "from the 24 hours before" if card.metric == "post_to_gold_p95" else "from the period before"
        change = f'<b class="{kind}">{escape(card.change)}</b> {since}'
    else:
        change = escape(card.change)
    return (
        f'<article class="card" data-metric="{card.metric}" data-value="{escape(card.raw)}"><h3>{escape(card.label)}</h3>'
        f'<p class="value">{escape(card.value)}</p><p class="change">{change}</p></article>'
    )


def _section(section: Section) -> str:
    charts = "\n".join(_chart(one) for one in section.charts)
    return (
        f'<section id="{section.id}"><h2>{escape(section.title)}</h2><p>{escape(section.words)}</p>\n<div class="grid">\n{charts}\n'
        "</div></section>"
    )


def _chart(chart: Chart) -> str:
    head = f'<article class="chart{" wide" if chart.is_wide else ""}"><h3>{escape(chart.title)}</h3><p>{escape(chart.subtitle)}</p>'
    if chart.figure is None:
        return f'{head}<div class="why">{escape(chart.why)}</div></article>'
    plot = f'<div class="plot" id="plot-{chart.id}" style="height: {chart.height}px" role="img" aria-label="{escape(chart.title)}"></div>'
    if chart.scrolls:
        plot = f'<div class="scroll" tabindex="0">{plot}</div>'
    return f"{head}{plot}{_table(chart)}</article>"


def _table(chart: Chart) -> str:
    if chart.table is None:
        return ""
    return f'<details><summary>The figures</summary><div>{_rows(chart.table, chart.id)}</div></details>'


def _rows(table: Table, of: str) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = "".join(
        "<tr>" + "".join(f'<td data-value="{escape(raw)}">{escape(words)}</td>' for raw, words in row) + "</tr>" for row in table.rows
    )
    return f'<table data-of="{of}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _meanings(metrics: Mapping[str, Metric]) -> str:
    rows = "".join(
        f"<tr><td>{escape(metrics[name].label)}</td><td>{escape(metrics[name].description)}</td><td><code>{name}</code></td></tr>"
        for name in EXPLAINED
    )
    return (
        "<details><summary>What the figures mean</summary><div><table class=\"meanings\"><thead><tr><th>figure</th><th>meaning</th>"
        f"<th>ask for it by name: ./clickstream metrics query --metrics</th></tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _json(value: object) -> str:
    """For a script element: nothing in it may look like the end of one."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _resource(name: str) -> str:
    return (HERE / name).read_text("utf-8")
