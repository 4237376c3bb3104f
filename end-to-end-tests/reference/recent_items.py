#!/usr/bin/env python3
"""What the hot store must show, worked out from what was sent; compared with what it does show.

    recent_items.py LEDGER DUMP [NOW]

NOW is the time at which the table was looked at, such as 2026-11-25T00:00:00Z; without it, this very moment.
LEDGER is what `./clickstream send --ledger` wrote: one JSON object a line, {"verdict", "message"}. A line
{"unlink": DEVICE} says that somebody undid the device's link then, as `./clickstream identity unlink` does.
DUMP is what `./clickstream recent --all --json` printed. Prints the number of profiles, categories, items and
differences; exits 1 if there is a difference.

This shares nothing with the platform, on purpose: not its code, not its tracking plan.
"""

import json
import re
import sys
import unicodedata
from collections import defaultdict
from datetime import datetime, timedelta, timezone

SHOWN = 30
DAYS = 90
# What lies within this of the 90-day border may be there or not: the dump took time.
BORDER = timedelta(minutes=5)
NOBODY = {"", "null", "undefined", "none", "nil", "nan", "guest", "anonymous", "unknown", "0", "-1", "true", "false"}
# Java's notion of white space, which leaves out the no-break spaces.
JAVA_BLANKS = "".join(
    c for c in map(chr, range(0x3001)) if c in "\t\n\x0b\f\r\x1c\x1d\x1e\x1f"
    or (unicodedata.category(c) in ("Zs", "Zl", "Zp") and c not in "\u00a0\u2007\u202f")
)


def one(name):
    return lambda properties: [properties.get(name)]


def products(properties):
    return [product.get("product_id") for product in properties.get("products") or []]


# event -> (category, removed, items)
CHANGES = {
    "Product Viewed": [("view", False, one("product_id"))],
    "Product Clicked": [("click", False, one("product_id"))],
    "Products Searched": [("search", False, one("query"))],
    "Product List Filtered": [("search", False, one("filter"))],
    "Product Added to Wishlist": [("wishlist", False, one("product_id"))],
    "Product Removed from Wishlist": [("wishlist", True, one("product_id"))],
    "Product Added": [("cart", False, one("product_id"))],
    "Product Removed": [("cart", True, one("product_id"))],
    "Checkout Started": [("checkout", False, products)],
    "Order Completed": [("booking", False, products), ("cart", True, products), ("wishlist", True, products)],
    "Order Cancelled": [("booking", True, products)],
    "Promotion Clicked": [("promotion", False, one("promotion_id"))],
}


def text(value):
    """An id as the collector standardises it."""
    if value is None:
        return ""
    return unicodedata.normalize("NFC", str(value).replace("\0", ""))


def search_term(term):
    folded = re.sub("[ \t\n\x0b\f\r]+", " ", term.lower()).strip(JAVA_BLANKS)
    return folded or term


def moment(message):
    value = message.get("timestamp") or message.get("originalTimestamp")
    parsed = datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(timezone.utc)
    return parsed.replace(microsecond=parsed.microsecond // 1000 * 1000)


def is_nobody(identifier):
    return identifier.strip().lower() in NOBODY


def people(entries):
    """Device -> person: the newest event that names both, whatever the order of arrival, unless undone after all of them."""
    newest = {}
    for entry in entries:
        newest.pop(entry.get("unlink"), None)
        message = entry.get("message", {})
        user = text(message.get("userId"))
        device = text(message.get("previousId" if message.get("type") == "alias" else "anonymousId"))
        if user and device and user != device and not is_nobody(user) and not is_nobody(device):
            age = (moment(message), text(message["messageId"]))
            if device not in newest or age > newest[device][0]:
                newest[device] = (age, user)
    return {device: user for device, (_, user) in newest.items()}


def expected(entries, now):
    links = people(entries)
    messages = [entry["message"] for entry in entries if "message" in entry]
    latest = defaultdict(dict)
    for message in messages:
        user, device = text(message.get("userId")), text(message.get("anonymousId"))
        if not user:
            user = links.get(device, "")
        profile = "user:" + user if user else "device:" + device
        for category, removed, items in CHANGES.get((message.get("event") or "").strip(), []):
            for item in map(text, items(message.get("properties") or {})):
                if category == "search":
                    item = search_term(item)
                if not item.strip():
                    continue
                age = (moment(message), text(message["messageId"]))
                known = latest[profile, category].get(item)
                if known is None or age > known[0]:
                    latest[profile, category][item] = (age, removed)
    shown = {}
    for key, items in latest.items():
        # Newest first; items of one message, which share time and id, by their own ids.
        live = [(item, age) for item, (age, removed) in items.items() if not removed]
        live.sort(key=lambda entry: entry[0])
        live.sort(key=lambda entry: entry[1], reverse=True)
        shown[key] = [(item, int(age[0].timestamp())) for item, age in live]
    return shown


def dumped(path):
    shown = {}
    with open(path, encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            profile = json.loads(line)
            for category, items in profile["categories"].items():
                shown[profile["profileId"], category] = [
                    (item["itemId"], int(datetime.fromisoformat(item["occurredAt"].replace("Z", "+00:00")).timestamp()))
                    for item in items
                ]
    return shown


def clear_of_border(items, now):
    """The items that are surely within the 90 days."""
    border = (now - timedelta(days=DAYS)).timestamp()
    return [item for item in items if item[1] > border + BORDER.total_seconds()]


def main(ledger, dump, now):
    with open(ledger, encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines if line.strip()]
    unanswered = sum(entry.get("verdict") == "unanswered" for entry in entries)
    if unanswered:
        sys.exit(f"{unanswered} messages were not answered: nobody can tell what the store must show")
    counted = [entry for entry in entries if entry.get("verdict") == "accepted" or "unlink" in entry]
    must, does = expected(counted, now), dumped(dump)
    differences = 0
    for key in sorted(must.keys() | does.keys()):
        wanted = clear_of_border(must.get(key, []), now)[:SHOWN]
        found = clear_of_border(does.get(key, []), now)
        if wanted != found or len(does.get(key, [])) > SHOWN:
            differences += 1
            if differences <= 5:
                print(f"{key[0]} {key[1]}: must show {wanted}, shows {found}", file=sys.stderr)
    compared = {key for key in must if clear_of_border(must[key], now)}
    print(
        f"profiles={len({profile for profile, _ in compared})} lists={len(compared)}"
        f" items={sum(len(clear_of_border(must[key], now)[:SHOWN]) for key in compared)}"
        f" full_lists={sum(len(clear_of_border(must[key], now)) >= SHOWN for key in compared)}"
        f" differences={differences}"
    )
    return 1 if differences else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    looked_at = datetime.now(timezone.utc) if len(sys.argv) == 3 else datetime.fromisoformat(sys.argv[3].replace("Z", "+00:00"))
    sys.exit(main(sys.argv[1], sys.argv[2], looked_at))
