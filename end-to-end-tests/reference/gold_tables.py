#!/usr/bin/env python3
"""What gold must hold, worked out from what was sent; compared with what it does hold.

    gold_tables.py LEDGER RATES FOLDER

LEDGER is what `./clickstream send --ledger` wrote: one JSON object a line, {"verdict", "message"}. RATES is what
`./clickstream rules list --json` printed. FOLDER holds what `./clickstream sql --json "select * from TABLE"` printed, as
daily_sales.jsonl, weekly_bookings.jsonl, daily_engagement.jsonl (of gold) and sessions.jsonl (of silver), and copies.jsonl: of
each message id that more than one person sent, its copies' senders, received_at and places in the log, as landing.events has
them. Prints the number of cells and of those that differ; exits 1 if there is one.

This shares nothing with the platform, on purpose: not its code, not its SQL, not its tracking plan. It takes clocks to be right.
"""

import json
import re
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from recent_items import is_nobody, moment, text

QUIET = timedelta(minutes=30)
CENT_OF_CENT = Decimal("0.0001")
ROBOT = re.compile("bot|crawl|spider|headless", re.I)


def rounded(number):
    return number.quantize(CENT_OF_CENT, ROUND_HALF_UP)


def decimal(value):
    found = re.fullmatch(r"-?\d{1,14}(\.\d{1,20})?", str(value)) if isinstance(value, (str, int, float)) else None
    return rounded(Decimal(found.group())) if found else None


def whole(value, otherwise):
    return int(value) if re.fullmatch(r"-?\d{1,6}", str(value)) else otherwise


class Event:
    def __init__(self, message):
        self.id = text(message["messageId"])
        self.at = moment(message)
        self.day = self.at.date()
        self.user = text(message.get("userId"))
        self.device = text(message.get("anonymousId"))
        self.type = message.get("type", "track")
        self.previous = text(message.get("previousId"))
        self.name = (message.get("event") or self.type.capitalize()).strip()
        self.properties = message.get("properties") or {}
        context = message.get("context") or {}
        self.robot = bool(ROBOT.search(context.get("userAgent") or ""))
        campaign = context.get("campaign") or {}
        named = [campaign.get("source", "").lower(), campaign.get("medium", "").lower(), campaign.get("name", "")]
        self.campaign = tuple(named) if any(named) else None
        self.profile = ""


def owners(events):
    """Device -> [(from, person)]: whoever is named with it owns it from then on; the first one of all that was before."""
    seen = defaultdict(dict)
    for event in events:
        device = event.previous if event.type == "alias" else event.device
        if event.user and device and event.user != device and not is_nobody(event.user) and not is_nobody(device):
            seen[device].setdefault(event.at, event.user)
    spans = {}
    for device, people in seen.items():
        spans[device] = []
        for at in sorted(people):
            if not spans[device] or spans[device][-1][1] != people[at]:
                spans[device].append((at, people[at]))
    return spans


def owner(spans, device, at):
    found = ""
    for since, person in spans.get(device, []):
        if not found or since <= at:
            found = person
    return found


def sessions(events):
    found = []
    by_profile = defaultdict(list)
    for event in events:
        by_profile[event.profile].append(event)
    for profile, theirs in by_profile.items():
        theirs.sort(key=lambda event: (event.at, event.id))
        last, campaign, current = None, None, None
        for event in theirs:
            if last is None or event.at - last > QUIET:
                campaign, current = event.campaign, None
            elif event.campaign and event.campaign != campaign:
                campaign, current = event.campaign, None
            if current is None:
                current = {"profile_id": profile, "started_at": event.at, "event_count": 0, "order_count": 0}
                found.append(current)
            current["ended_at"] = event.at
            current["event_count"] += 1
            current["order_count"] += event.name == "Order Completed"
            last = event.at
    return found


class Order:
    def __init__(self, completed, cancelled, rates):
        properties = completed.properties
        amount = decimal(properties["total"] if properties.get("total") not in (None, "") else properties.get("revenue"))
        products = [one for one in properties.get("products") or [] if isinstance(one, dict)]
        currency = properties.get("currency") or (products[0].get("currency") if products else None) or ""
        self.buyer = completed.profile
        self.day = completed.day
        self.cancelled = cancelled.day if cancelled else None
        pieces = [(whole(one.get("quantity"), 1), whole(one.get("nights"), 0)) for one in products]
        self.items = sum(quantity for quantity, _ in pieces)
        self.nights = sum(quantity * nights for quantity, nights in pieces)
        rate = max((entry for entry in rates.get(currency.upper(), []) if entry[0] <= self.day), default=None)
        self.sgd = rounded(amount * rate[1]) if amount is not None and rate else None


def orders(events, rates):
    first = {}
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        order = event.properties.get("order_id")
        if event.name in ("Order Completed", "Order Cancelled") and order:
            first.setdefault((order, event.name), event)
    return [
        Order(event, first.get((order, "Order Cancelled")), rates)
        for (order, name), event in first.items()
        if name == "Order Completed"
    ]


def total(some):
    return sum((order.sgd for order in some if order.sgd is not None), Decimal(0))


def sales(all_orders, period, start, count):
    rows = {}
    for key in {period(order.day) for order in all_orders} | {period(order.cancelled) for order in all_orders if order.cancelled}:
        sold = [order for order in all_orders if period(order.day) == key]
        gone = [order for order in all_orders if order.cancelled and period(order.cancelled) == key]
        rows[key] = {
            start: key,
            count + "_count": len(sold),
            "item_count": sum(order.items for order in sold),
            "cancelled_" + count + "_count": len(gone),
            "gross_sgd": total(sold),
            "cancelled_sgd": total(gone),
            "net_sgd": total(sold) - total(gone),
        }
        if count == "order":
            priced = [order for order in sold if order.sgd is not None]
            rows[key]["buyer_count"] = len({order.buyer for order in sold})
            rows[key]["unpriced_order_count"] = len(sold) - len(priced)
            rows[key]["average_order_sgd"] = rounded(total(priced) / len(priced)) if priced else None
        else:
            rows[key]["booker_count"] = len({order.buyer for order in sold})
            rows[key]["night_count"] = sum(order.nights for order in sold)
    return rows


def engagement(events):
    did = defaultdict(lambda: defaultdict(set))
    robots = set()
    for event in events:
        did[event.day][event.profile].add(event.name)
        if event.robot:
            robots.add((event.day, event.profile))
    people = {day: {who for who in profiles if (day, who) not in robots} for day, profiles in did.items()}
    rows = {}
    for day, profiles in did.items():
        steps = list(people[day])
        row = {"day": day, "daily_active_count": len(steps), "excluded_profile_count": len(profiles) - len(steps)}
        for name, days in (("weekly_active_count", 7), ("monthly_active_count", 30)):
            row[name] = len(set().union(*(people.get(day - timedelta(days=back), set()) for back in range(days))))
        row["searched_count"] = sum("Products Searched" in profiles[who] for who in steps)
        for name, step in (
            ("viewed_count", "Product Viewed"),
            ("added_count", "Product Added"),
            ("checked_out_count", "Checkout Started"),
            ("ordered_count", "Order Completed"),
        ):
            steps = [who for who in steps if step in profiles[who]]
            row[name] = len(steps)
        rows[day] = row
    return rows


def plain(value):
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(sep=" ", timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    as_text = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?", as_text):
        return datetime.fromisoformat(as_text).isoformat(sep=" ", timespec="milliseconds")
    return str(Decimal(as_text).normalize()) if re.fullmatch(r"-?\d+(\.\d+)?", as_text) else as_text


def table(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def compare(name, wanted, found, columns):
    """Rows as sorted lists of cells, since a session has no key that both sides know."""
    must = sorted([[plain(row[column]) for column in columns] for row in wanted], key=str)
    does = sorted([[plain(row[column]) for column in columns] for row in found], key=str)
    missing = [row for row in must if row not in does] if len(must) < 5_000 else list_difference(must, does)
    surplus = [row for row in does if row not in must] if len(must) < 5_000 else list_difference(does, must)
    differing = len(columns) * abs(len(missing) - len(surplus))
    for one, other in zip(missing, surplus):
        differing += sum(a != b for a, b in zip(one, other))
    for row in missing[:3]:
        print(f"{name} must hold {dict(zip(columns, row))}", file=sys.stderr)
    for row in surplus[:3]:
        print(f"{name} holds {dict(zip(columns, row))}", file=sys.stderr)
    return len(must) * len(columns), differing


def list_difference(one, other):
    known = {json.dumps(row) for row in other}
    return [row for row in one if json.dumps(row) not in known]


def rates_of(path):
    rates = defaultdict(list)
    for rule in table(path):
        if rule.get("kind") == "currency_rate" and rule.get("mode", "active") == "active":
            rates[rule["currency"]].append((date.fromisoformat(rule["valid_from"]), Decimal(rule["sgd_per_unit"])))
    rates["SGD"] = [(date(1970, 1, 1), Decimal(1))]
    return rates


def first_senders(copies):
    """Message id -> its first sender: whoever was received first, and within a millisecond comes first in the log."""
    copies.sort(
        key=lambda copy: (
            plain(copy["received_at"]),
            copy["sys_process_topic"],
            int(copy["sys_process_partition"]),
            int(copy["sys_process_offset"]),
        )
    )
    first = {}
    for copy in copies:
        first.setdefault(copy["message_id"], (text(copy["user_id"]), text(copy["anonymous_id"])))
    return first


def main(ledger, rates, folder):
    entries = table(ledger)
    if any(entry.get("verdict") == "unanswered" for entry in entries):
        sys.exit("some messages were not answered: nobody can tell what gold must hold")
    held = Path(folder)
    first = first_senders(table(held / "copies.jsonl"))
    events = {}
    for entry in entries:
        if entry.get("verdict") == "accepted":
            event = Event(entry["message"])
            if first.get(event.id, (event.user, event.device)) == (event.user, event.device):
                events.setdefault(event.id, event)  # the first copy counts
    events = list(events.values())
    spans = owners(events)
    for event in events:
        person = event.user or owner(spans, event.device, event.at)
        event.profile = "user:" + person if person else "device:" + event.device
    made = orders(events, rates_of(rates))
    cells = differing = 0
    for name, rows in (
        ("daily_sales", list(sales(made, lambda day: day, "day", "order").values())),
        ("weekly_bookings", list(sales(made, lambda day: day - timedelta(days=day.weekday()), "week_start", "booking").values())),
        ("daily_engagement", list(engagement(events).values())),
        ("sessions", sessions(events)),
    ):
        if not rows:
            sys.exit(f"nothing was sent that {name} would tell of")
        compared, wrong = compare(name, rows, table(held / f"{name}.jsonl"), list(rows[0]))
        print(f"{name}: rows={len(rows)} cells={compared} differing={wrong}")
        cells, differing = cells + compared, differing + wrong
    print(f"events={len(events)} cells={cells} differing_cells={differing}")
    return 1 if differing else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
