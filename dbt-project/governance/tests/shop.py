"""A small shop's landing tables, with a value in every sensitive place: what the tests on a warehouse start from."""

from __future__ import annotations

import json
from typing import Any

from governance import sql
from proofs.landing import loader_statements

COUNTRIES = ("SG", "MY", "JP", "US")
EVENT_COLUMNS = (
    "message_id, type, event, schema, user_id, anonymous_id, session_id, occurred_at, original_timestamp, sent_at, received_at, "
    "source, context, properties, flags, sys_process_topic, sys_process_partition, sys_process_offset, sys_process_load_seq, "
    "sys_process_date, sys_process_time"
)
RECORD_COLUMNS = (
    "record_key, record_value, record_time, sys_process_topic, sys_process_partition, sys_process_offset, sys_process_load_seq, "
    "sys_process_date, sys_process_time"
)


def land(cursor: Any) -> None:
    """Twelve people of four countries: each known, each with an order, one of a country cancelled; some copies, some unusable rows."""
    for statement in loader_statements():
        cursor.execute(statement)
    rows = []
    for person in range(12):
        country = COUNTRIES[person % len(COUNTRIES)]
        who = {"user": f"traveller-{person}", "device": f"device-{person}"}
        traits = {"email": f"hash:k1:mail-of-{person}", "country": country, "plan": f"gold-{person % 3}"}
        order = {"order_id": f"order-{person}", "total": f"{137 + person}.45", "currency": "SGD", "country": country}
        rows += [
            _event(f"i-{person}", "identify", "Identify", who, traits, minute=person),
            _event(f"v-{person}", "track", "Product Viewed", who, {"product_id": f"hotel-{person}", "category": "hotel"}, minute=person + 1),
            _event(f"o-{person}", "track", "Order Completed", who, order, minute=person + 2),
            _event(f"v-{person}", "track", "Product Viewed", who, {"product_id": f"hotel-{person}", "category": "hotel"}, minute=person + 3),
            _event("", "track", "Product Viewed", who, {"product_id": f"hotel-{person}"}, minute=person + 4),
        ]
        if person < len(COUNTRIES):
            rows.append(_event(f"c-{person}", "track", "Order Cancelled", who, {"order_id": f"order-{person}"}, minute=person + 5))
    for offset, row in enumerate(rows):
        cursor.execute(
            f"insert into landing.events ({EVENT_COLUMNS}) values ({row}, 'clickstream.events-view.v1', 0, {offset}, 1, '2026-11-23', "
            "'2026-11-23 12:00:00')"
        )
    link = {"userId": "traveller-0", "linkedAt": "2026-11-23T00:00:00Z", "messageId": "m"}
    by = {"origin": "operator", "author": "ann", "reason": "a kiosk"}
    _record(cursor, "identity_links", "device-0", json.dumps(link | by))
    cursor.execute(
        "insert into ops.load_history (load_seq, batch_id, manifest_sha256, row_count, loader_id, loaded_at) "
        f"values (1, 'first', 'none', {len(rows)}, 'test', '2026-11-23 12:00:00')"
    )


def _event(message_id: str, kind: str, event: str, who: dict[str, str], properties: dict[str, str], minute: int) -> str:
    at = f"'2026-11-23 08:{minute:02}:07.123'"
    context = json.dumps({"ip": "203.0.113.0", "locale": who["user"]})
    texts = [message_id, kind, event, "1-0-0", who["user"], who["device"], f"session-{who['user']}"]
    values = [sql.literal(text) for text in texts] + [at, at, at, at]
    values += [sql.literal(text) for text in ("web", context, json.dumps(properties), "")]
    return ", ".join(values)


def _record(cursor: Any, table: str, key: str, value: str) -> None:
    cursor.execute(
        f"insert into landing.{table} ({RECORD_COLUMNS}) values ({sql.literal(key)}, {sql.literal(value)}, "
        "'2026-11-23 08:00:00', 'clickstream.identity-links.v1', 0, 0, 1, '2026-11-23', '2026-11-23 12:00:00')"
    )
