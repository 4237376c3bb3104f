"""Keeps the thirty most recent items per profile and category with Faust: the peer of ./clickstream bench processor.

Settings come from the environment: PEER_ID names the application, PEER_BROKER and PEER_TOPICS where the events are,
PEER_TABLE the DynamoDB table to write each changed list to (none: no writes), PEER_UNITS the file that is told the write
units. The list is a Faust table with its changelog topic: that is how Faust keeps state through a crash.
"""

import os
import sys
import threading

import faust
import orjson

KEPT = 30
CATEGORIES = {
    "Product Viewed": ("view", "product_id"),
    "Product Clicked": ("click", "product_id"),
    "Products Searched": ("search", "query"),
    "Product Added to Wishlist": ("wishlist", "product_id"),
    "Product Added": ("cart", "product_id"),
}

app = faust.App(
    os.environ["PEER_ID"],
    broker="kafka://" + os.environ["PEER_BROKER"],
    store="memory://",
    topic_partitions=int(os.environ["PEER_PARTITIONS"]),
    topic_disable_leader=True,
    web_enabled=False,
    consumer_auto_offset_reset="earliest",
)
events = app.topic(
    *os.environ["PEER_TOPICS"].split(","), key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw"
)
lists = app.Table("lists", default=list, partitions=int(os.environ["PEER_PARTITIONS"]))
table = os.environ.get("PEER_TABLE")
dynamodb = None
units = 0.0


def decoded(raw):
    """The event's list and entry; None for what is no valid event of these kinds."""
    event = orjson.loads(raw)
    category, name = CATEGORIES.get(event["event"], (None, None))
    item = event["properties"].get(name)
    user = event.get("userId")
    if category is None or not isinstance(item, str) or not item or not user or not event["messageId"]:
        return None
    return user + "|" + category, [event["occurredAt"], event["messageId"], item]


def merged(known, entry):
    """The newest entry of each item, newest first."""
    kept = [other for other in known if other[2] != entry[2]]
    same = [other for other in known if other[2] == entry[2]]
    kept.append(max([entry, *same]))
    kept.sort(reverse=True)
    return kept[:KEPT]


async def write(key, entries):
    global dynamodb, units
    if dynamodb is None:
        from aiobotocore.session import get_session

        dynamodb = await get_session().create_client("dynamodb").__aenter__()
    user, category = key.rsplit("|", 1)
    answer = await dynamodb.put_item(
        TableName=table,
        Item={
            "profile_id": {"S": "user:" + user},
            "category": {"S": category},
            "item_ids": {"L": [{"S": entry[2]} for entry in entries]},
            "occurred_at": {"L": [{"S": entry[0]} for entry in entries]},
        },
        ReturnConsumedCapacity="TOTAL",
    )
    units += answer["ConsumedCapacity"]["CapacityUnits"]


@app.agent(events)
async def keep(stream):
    async for raw in stream:
        change = decoded(raw)
        if change is None:
            continue
        key, entry = change
        known = lists[key]
        now = merged(known, entry)
        if now != known:
            lists[key] = now
            if table:
                await write(key, now)


# It must not outlive whoever started it: that one holds the other end of this pipe.
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()


@app.timer(1.0)
async def tell_units():
    if table:
        with open(os.environ["PEER_UNITS"], "w", encoding="utf-8") as file:
            file.write(str(units))
