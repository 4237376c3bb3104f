"""Landed rows as unruly as the world: shared and changing devices, links that are undone, copies of a message that differ,
late events, machines, campaigns, orders that are cancelled, and rates that are corrected. The same seed, the same rows."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta

from proofs.landing import Table, plain

EVENT_COLUMNS = {
    "message_id": "varchar(256)",
    "type": "varchar(16)",
    "event": "varchar(256)",
    "schema": "varchar(128)",
    "user_id": "varchar(256)",
    "anonymous_id": "varchar(256)",
    "session_id": "varchar(256)",
    "occurred_at": "timestamp",
    "original_timestamp": "timestamp",
    "sent_at": "timestamp",
    "received_at": "timestamp",
    "source": "varchar(128)",
    "context": "varchar(65535)",
    "properties": "varchar(65535)",
    "flags": "varchar(256)",
    "sys_process_topic": "varchar(128)",
    "sys_process_partition": "integer",
    "sys_process_offset": "bigint",
    "sys_process_load_seq": "bigint",
    "sys_process_date": "date",
    "sys_process_time": "timestamp",
}
RECORD_COLUMNS = {
    "record_key": "varchar(1024)",
    "record_value": "varchar(65535)",
    "record_time": "timestamp",
    "sys_process_topic": "varchar(128)",
    "sys_process_partition": "integer",
    "sys_process_offset": "bigint",
    "sys_process_load_seq": "bigint",
    "sys_process_date": "date",
    "sys_process_time": "timestamp",
}
FIRST_DAY = datetime(2026, 1, 1)
LANDED_AT = datetime(2026, 11, 1)
DAYS = 200
PEOPLE, DEVICES, ORDERS = 80, 120, 400
CATEGORIES = ["hotel", "villa", "tour"]
CURRENCIES = ["SGD", "USD", "XXX"]
CAMPAIGNS = [
    {"source": "google", "medium": "cpc", "name": "autumn"},
    {"source": "crm", "medium": "email", "name": "news"},
    {"clickId": "x", "clickIdOf": "facebook"},
]
DOMAINS = {
    "Product Viewed": "view",
    "Product Clicked": "view",
    "Products Searched": "search",
    "Product Added": "cart",
    "Product Removed": "cart",
    "Product Added to Wishlist": "wishlist",
    "Checkout Started": "booking",
    "Order Completed": "booking",
    "Order Cancelled": "booking",
    "Page": "engagement",
    "Identify": "identity",
}
NEXT = {"Products Searched": "Product Viewed", "Product Viewed": "Order Completed", "Order Completed": "Order Cancelled"}
WEIGHTS = [30, 6, 20, 8, 3, 5, 4, 10, 3, 10, 3]


def unruly(seed: int, events: int) -> list[Table]:
    """The landing tables that the models read; in which load a row comes is not said yet."""
    dice = random.Random(seed)
    rows: list[dict[str, object]] = []
    for number in range(events):
        rows.append(_event(dice, number, dice.choice(rows) if rows and dice.random() < 0.7 else None))
    rows += [_copy(dice, row) for row in dice.sample(rows, events // 8)]
    dice.shuffle(rows)  # what lands last is neither what happened last nor only copies
    for offset, row in enumerate(rows):
        row["sys_process_partition"] = offset % 3
        row["sys_process_offset"] = offset
    return [
        _table("events", EVENT_COLUMNS, rows),
        _table("identity_links", RECORD_COLUMNS, _links(dice)),
        _table("rules", RECORD_COLUMNS, _rules(dice)),
    ]


def _table(name: str, columns: dict[str, str], rows: list[dict[str, object]]) -> Table:
    said = {"sys_process_date": LANDED_AT.date(), "sys_process_time": LANDED_AT}
    return Table(name, list(columns.items()), [[plain((row | said).get(column)) for column in columns] for row in rows])


def _event(dice: random.Random, number: int, before: dict[str, object] | None) -> dict[str, object]:
    """Most follow another one of the same device, so that sessions, searches, carts and orders belong together."""
    event = dice.choices(list(DOMAINS), WEIGHTS)[0]
    if before is None:
        person, device = f"person{dice.randrange(PEOPLE)}", f"device{dice.randrange(DEVICES)}"
        occurred = FIRST_DAY + timedelta(days=dice.randrange(DAYS), hours=dice.choice([0, 9, 23]), seconds=dice.randrange(3600))
    else:
        person, device = before["user_id"] or f"person{dice.randrange(PEOPLE)}", before["anonymous_id"]
        if dice.random() < 0.4:
            event = NEXT.get(str(before["event"]), event)
        after = timedelta(minutes=dice.choice([1, 10, 29, 31, 600, 1380]), seconds=dice.randrange(60))
        occurred = before["occurred_at"] + after
    late = timedelta(days=dice.choice([0, 0, 0, 1, 40, 95]), seconds=dice.randrange(60))
    context: dict[str, object] = {"device": {"type": dice.choice(["mobile", "Desktop"])}} if dice.random() < 0.7 else {}
    if dice.random() < 0.2:
        context["derived"] = {"campaign": dice.choice(CAMPAIGNS)}
    elif dice.random() < 0.2:
        context["derived"] = {"referrer": {"medium": dice.choice(["search", "social", "internal"])}}
    if dice.random() < 0.03:
        context["traffic_type"] = "internal"
    return {
        "message_id": f"m{number}",
        "type": "identify" if event == "Identify" else "track",
        "event": event,
        "user_id": person if dice.random() < 0.4 else None,
        "anonymous_id": device,
        "occurred_at": occurred,
        "original_timestamp": occurred,
        "received_at": occurred + late,
        "source": dice.choice(["web", "app", "load-test"] if dice.random() < 0.05 else ["web", "app"]),
        "context": json.dumps(context),
        "properties": json.dumps(_properties(dice, event)),
        "flags": "bot" if dice.random() < 0.04 else None,
        "sys_process_topic": f"clickstream.events-{DOMAINS[event]}.v1",
    }


def _product(dice: random.Random) -> dict[str, object]:
    number = dice.randrange(9)
    product: dict[str, object] = {
        "product_id": f"p{number}",
        "category": CATEGORIES[number % 3],
        "price": str(dice.choice([10, 10, 10, 12, 7.35])),
        "currency": dice.choice(CURRENCIES),
        "name": f"Product {number}",
    }
    if dice.random() < 0.5:
        product |= {"quantity": dice.randrange(1, 4), "nights": dice.randrange(3), "check_in": "2026-12-01"}
    return product


def _properties(dice: random.Random, event: str) -> dict[str, object]:
    match event:
        case "Page":
            return {"name": "Home"}
        case "Identify":
            return {"country": dice.choice(["SG", "TH"])}
        case "Products Searched":
            return {"query": dice.choice(["Bali", " bali ", "Rome"]), "kind": "destination", "results": dice.randrange(3)}
        case "Order Completed" | "Order Cancelled":
            products = [_product(dice) for _ in range(dice.randrange(4))]
            order = {"order_id": f"o{dice.randrange(ORDERS)}", "currency": dice.choice(CURRENCIES), "products": products}
            return order | {"total": str(dice.choice([100, 33.33, 0])), "country": dice.choice(["SG", "TH"])}
        case _:
            return _product(dice)


def _copy(dice: random.Random, row: dict[str, object]) -> dict[str, object]:
    """The same message once more: received before or after, and perhaps by another person, device, day or content."""
    copy = dict(row)
    copy["received_at"] = row["received_at"] + timedelta(seconds=dice.randrange(-5, 6))
    change = dice.randrange(5)
    if change == 1:
        copy["user_id"] = f"person{dice.randrange(PEOPLE)}"
    elif change == 2:
        copy["anonymous_id"] = f"device{dice.randrange(DEVICES)}"
    elif change == 3:
        copy["occurred_at"] = row["occurred_at"] - timedelta(days=dice.randrange(3), hours=dice.randrange(3))
    elif change == 4:
        copy["properties"] = json.dumps(_properties(dice, str(row["event"])))
    return copy


def _links(dice: random.Random) -> list[dict[str, object]]:
    links = []
    for offset in range(14):
        at = FIRST_DAY + timedelta(days=dice.randrange(DAYS), seconds=dice.randrange(86400))
        device = f"device{dice.randrange(DEVICES)}"
        person = f"person{dice.randrange(PEOPLE)}" if offset % 4 else None  # without a person: an operator's undo
        links.append(
            _record(
                device,
                {"anonymousId": device, "userId": person, "linkedAt": at.isoformat(timespec="milliseconds") + "Z"},
                "clickstream.identity-links.v1",
                offset,
            )
        )
    return links


def _rules(dice: random.Random) -> list[dict[str, object]]:
    rules = []
    for offset in range(6):
        first_day = (FIRST_DAY + timedelta(days=offset % 3 * 20)).date().isoformat()
        rate = {"kind": "currency_rate", "currency": "USD", "valid_from": first_day, "version": 1 + offset // 3}
        rate["sgd_per_unit"] = f"1.{dice.randrange(10, 99)}"
        rules.append(_record(f"rate-USD-{first_day}", rate, "clickstream.rules.v1", offset))
    return rules


def _record(key: str, value: dict[str, object], topic: str, offset: int) -> dict[str, object]:
    return {
        "record_key": key,
        "record_value": json.dumps(value),
        "record_time": FIRST_DAY,
        "sys_process_topic": topic,
        "sys_process_partition": 0,
        "sys_process_offset": offset,
    }
