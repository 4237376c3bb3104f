"""What the page reads, in one snapshot of the warehouse, as whoever the connection is of."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dashboard.errors import DashboardError
from dashboard.period import Period
from dashboard.semantics import Question, Semantics, tables_of

log = logging.getLogger("dashboard")

WEEKS = 12  # of a cohort, and cohorts before the one that began this week
HOURS = 24  # of heartbeats, and as many before them
ENGAGEMENT, SALES, RETENTION = "gold.daily_engagement", "gold.daily_sales_by_dimension", "gold.weekly_retention"
HEARTBEATS, RUNS = "ops.heartbeats", "ops.dbt_run"
TABLES = (ENGAGEMENT, SALES, RETENTION, HEARTBEATS, RUNS)
DIMENSIONS = ("category", "country", "device_type", "channel")
SALES_METRICS = ("net_sales_sgd", "orders", "average_order_sgd", "cancellation_rate")
ENGAGEMENT_METRICS = ("daily_active_users", "stickiness", "view_to_order_rate")
ACTIVE_METRICS = ("daily_active_users", "weekly_active_users", "monthly_active_users", "view_to_order_rate")
FUNNEL_METRICS = ("viewers", "funnel_carts", "funnel_checkouts", "funnel_buyers")

LAST_RUN = "select load_seq, ended_at from ops.dbt_run where status = 'success' order by ended_at desc limit 1"
BEATS = """
select sent_at, received_at, loaded_at, visible_at
from ops.heartbeats
where visible_at >= dateadd(hour, -{hours}, getdate())
order by visible_at
"""


@dataclass(frozen=True)
class Heartbeat:
    """Times of an event's way, UTC; of one that gold has shown."""

    sent_at: datetime
    received_at: datetime
    loaded_at: datetime
    visible_at: datetime


Row = tuple[Any, ...]


@dataclass(frozen=True)
class Gold:
    """
    answers: of each question the rows, by its name; those of unreadable tables are not there.
    unreadable: tables that this user may not read, or that are not there, with the reason.
    built_at, load_seq: of the last successful run of dbt; None where it cannot be read.
    """

    user: str
    read_at: datetime
    built_at: datetime | None
    load_seq: int | None
    first_day: date | None
    newest_day: date | None
    period: Period
    answers: Mapping[str, list[Row]]
    heartbeats: list[Heartbeat]
    unreadable: Mapping[str, str]


def questions(period: Period) -> dict[str, Question]:
    """All that the page asks the semantic layer."""
    week = period.last - timedelta(days=period.last.weekday())
    whole, before, end = (period.first, period.last), (period.before.first, period.before.last), period.shown[-1]
    asked = {
        "sales": Question(SALES_METRICS, (), *whole),
        "sales_before": Question(SALES_METRICS, (), *before),
        "sales_by_day": Question(SALES_METRICS[:3], ("metric_time__day",), period.before.first, end),
        "engagement": Question(ENGAGEMENT_METRICS, (), *whole),
        "engagement_before": Question(ENGAGEMENT_METRICS, (), *before),
        "active_by_day": Question(ACTIVE_METRICS, ("metric_time__day",), period.before.first, end),
        "funnel": Question(FUNNEL_METRICS, (), *whole),
        "retention": Question(
            ("retention_rate", "cohort_members"), ("metric_time__week", "cohort__weeks_since"), week - timedelta(weeks=WEEKS), week
        ),
    }
    for dimension in DIMENSIONS:
        asked[f"sales_by_{dimension}"] = Question(("net_sales_sgd", "orders"), (f"sale__{dimension}",), *whole)
    return asked


def read(connection: Any, semantics: Semantics, days: int, last: date | None) -> Gold:
    """last: the last whole day to tell of; None is the day before gold was last built."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        unreadable = _unreadable(cursor)
        if {ENGAGEMENT, SALES} & {table for table, why in unreadable.items() if why == MISSING}:
            raise DashboardError("the warehouse has no gold tables yet: './clickstream up' builds them once events are loaded")
        # What is told beside each other is of one instant, however long the questions take.
        cursor.execute("begin isolation level serializable read only")
        try:
            return _read(cursor, semantics, days, last, unreadable)
        finally:
            cursor.execute("rollback")


def _read(cursor: Any, semantics: Semantics, days: int, last: date | None, unreadable: dict[str, str]) -> Gold:
    ((user, read_at),) = _rows(cursor, "select current_user, getdate()")
    runs = [] if RUNS in unreadable else _rows(cursor, LAST_RUN)
    load_seq, built_at = runs[0] if runs else (None, None)
    first_day, newest_day = _span(cursor, unreadable)
    today = (built_at or read_at).date()
    period = _period(last, today, days, first_day)
    answers = {}
    for name, question in questions(period).items():
        sql = semantics.sql(question)
        if not tables_of(sql) & set(unreadable):
            answers[name] = _rows(cursor, sql)
    beats = [] if HEARTBEATS in unreadable else _rows(cursor, BEATS.format(hours=2 * HOURS))
    return Gold(
        user=str(user),
        read_at=read_at,
        built_at=built_at,
        load_seq=load_seq,
        first_day=first_day,
        newest_day=newest_day,
        period=period,
        answers=answers,
        heartbeats=[Heartbeat(*row) for row in beats if None not in row],
        unreadable=unreadable,
    )


def _period(last: date | None, today: date, days: int, first_day: date | None) -> Period:
    """Where gold began only today there is no whole day yet: then today is all there is to tell of."""
    if last is not None:
        return Period.ending(last, days, None)
    if first_day == today:
        return Period(today, today, None)
    return Period.ending(today - timedelta(days=1), days, today)


MISSING, FORBIDDEN = "is not there", "may not be read by this user"


def _unreadable(cursor: Any) -> dict[str, str]:
    found = {}
    for table in TABLES:
        try:
            cursor.execute(f"select 1 from {table} limit 0")
        except Exception as e:
            why = {"42P01": MISSING, "3F000": MISSING, "42501": FORBIDDEN}.get(_sqlstate(e))
            if why is None:
                raise
            found[table] = why
    return found


def _sqlstate(error: Exception) -> str:
    fields = error.args[0] if error.args else None
    return str(fields.get("C", "")) if isinstance(fields, dict) else ""


def _span(cursor: Any, unreadable: Mapping[str, str]) -> tuple[date | None, date | None]:
    """The first and the newest day that gold tells of."""
    days: list[date] = []
    for table in (ENGAGEMENT, SALES):
        if table not in unreadable:
            days += [day for day in _rows(cursor, f"select min(day), max(day) from {table}")[0] if day is not None]
    return (min(days), max(days)) if days else (None, None)


def _rows(cursor: Any, sql: str) -> list[Row]:
    cursor.execute(sql)
    return [tuple(row) for row in cursor.fetchall()]
