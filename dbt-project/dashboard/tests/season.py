"""Four months of a shop that grows, written straight into gold: what the page is looked at with. The same on every machine."""

from __future__ import annotations

import math
import random
from datetime import date, datetime, timedelta
from typing import Any

from governance import sql
from runner.warehouse import HEARTBEATS_TABLE

DAYS = 120
CATEGORIES = ("hotel", "flight", "tour", "villa", "cruise", "train", "car rental", "activity", "insurance", "<a href=x>sail</a> & many more words", "(none)")
COUNTRIES = ("SG", "MY", "ID", "TH", "JP", "AU", "(none)")
DEVICES = ("mobile", "desktop", "tablet", "(none)")
CHANNELS = ("direct", "paid_search", "email", "social", "<b>affiliates</b> & all")
ORDERS = "day, category, country, device_type, channel, order_count, item_count, buyer_count, unpriced_order_count, cancelled_order_count, gross_sgd, cancelled_sgd, net_sgd"
ENGAGEMENT = "day, daily_active_count, weekly_active_count, monthly_active_count, searched_count, viewed_count, added_count, checked_out_count, ordered_count, excluded_profile_count"


def fill(cursor: Any, now: datetime) -> None:
    """now: gold's last build, UTC; its day is not over."""
    chance = random.Random(7)
    today = now.date()
    for table in ("gold.daily_sales_by_dimension", "gold.daily_engagement", "gold.weekly_retention", "ops.dbt_run"):
        cursor.execute(f"delete from {table}")
    cursor.execute(HEARTBEATS_TABLE)
    cursor.execute("delete from ops.heartbeats")
    days = [today - timedelta(days=DAYS - n) for n in range(DAYS + 1)]
    _insert(cursor, f"gold.daily_sales_by_dimension ({ORDERS})", [row for n, day in enumerate(days) for row in _sales(chance, day, n, now)])
    _insert(cursor, f"gold.daily_engagement ({ENGAGEMENT})", [_engagement(chance, day, n, now) for n, day in enumerate(days)])
    _insert(cursor, "gold.weekly_retention (cohort_week, weeks_since, cohort_count, active_count, retention_rate)", list(_retention(chance, days)))
    _insert(cursor, "ops.dbt_run (run_id, load_seq, started_at, ended_at, status, models)", [("run", 4711, now - timedelta(seconds=9), now, "success", 54)])


def fill_heartbeats(cursor: Any, read_at: datetime) -> None:
    """One each two minutes of the two days to read_at, slower in the night; one that nobody has seen in gold yet."""
    chance = random.Random(11)
    rows = []
    for n in range(1440):
        visible = read_at - timedelta(minutes=2 * n, seconds=5)
        slow = 1.6 if 1 <= visible.hour < 5 else 1.0
        loaded = visible - timedelta(seconds=chance.uniform(3, 9) * slow)
        received = loaded - timedelta(seconds=chance.uniform(8, 26) * slow)
        rows.append((f"h{n}", received - timedelta(seconds=chance.uniform(0.05, 0.4)), received, loaded, visible))
    _insert(cursor, "ops.heartbeats (message_id, sent_at, received_at, loaded_at, visible_at)", rows)


def _sales(chance: random.Random, day: date, n: int, now: datetime) -> list[tuple[Any, ...]]:
    """A day in the middle has no order at all, as days do."""
    if n == DAYS - 40:
        return []
    part = now.hour / 24 if day == now.date() else 1.0
    level = (40 + n / 3) * (1.35 if day.weekday() >= 5 else 1.0) * (0.8 + 0.4 * chance.random()) * part
    rows = []
    for category_place, category in enumerate(CATEGORIES):
        for country_place, country in enumerate(COUNTRIES):
            orders = int(level / (category_place + 1.5) / (country_place + 1) * chance.uniform(0.3, 1.2))
            if orders == 0:
                continue
            unpriced = 1 if chance.random() < 0.02 else 0
            gross = round((orders - unpriced) * chance.uniform(90, 420) * (2.5 if category == "cruise" else 1), 4)
            cancelled = 1 if chance.random() < 0.12 else 0
            cancelled_sgd = round(cancelled * chance.uniform(80, 400), 4)
            device = DEVICES[min(int(chance.expovariate(1.1)), 3)]
            channel = CHANNELS[min(int(chance.expovariate(0.8)), 4)]
            rows.append(
                (day, category, country, device, channel, orders, orders * 2, orders, unpriced, cancelled, gross, cancelled_sgd, round(gross - cancelled_sgd, 4))
            )
    return rows


def _engagement(chance: random.Random, day: date, n: int, now: datetime) -> tuple[Any, ...]:
    part = now.hour / 24 if day == now.date() else 1.0
    daily = int((900 + 9 * n) * (1.2 if day.weekday() >= 5 else 1.0) * chance.uniform(0.9, 1.1) * part)
    base = 900 + 9 * n
    viewed = int(daily * chance.uniform(0.6, 0.7))
    added = int(viewed * chance.uniform(0.24, 0.3))
    checked = int(added * chance.uniform(0.42, 0.5))
    return day, daily, int(base * 3.4), int(base * 8.2), int(daily * 0.5), viewed, added, checked, int(checked * chance.uniform(0.5, 0.6)), 37


def _retention(chance: random.Random, days: list[date]) -> Any:
    monday = days[0] - timedelta(days=days[0].weekday())
    cohort = 0
    while monday <= days[-1]:
        size = 1400 + 40 * cohort + chance.randrange(300)
        for since in range(13):
            if monday + timedelta(weeks=since) > days[-1]:
                break
            active = size if since == 0 else int(size * 0.42 * math.exp(-since / 5) * chance.uniform(0.85, 1.15))
            if active and not (cohort == 9 and since == 6):
                yield monday, since, size, active, round(active / size, 4)
        monday += timedelta(weeks=1)
        cohort += 1


def _insert(cursor: Any, into: str, rows: list[tuple[Any, ...]]) -> None:
    for begin in range(0, len(rows), 500):
        values = ", ".join(f"({', '.join(_literal(one) for one in row)})" for row in rows[begin : begin + 500])
        cursor.execute(f"insert into {into} values {values}")


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int | float) else sql.literal(str(value))
