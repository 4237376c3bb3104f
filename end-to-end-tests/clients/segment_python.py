"""Segment's Python library. Arguments: the collector's URL, the write key, a file with messages, and gzip or plain."""

import json
import sys

from segment.analytics.client import Client

host, write_key, file, encoding = sys.argv[1:]
failures = []

analytics = Client(
    write_key,
    host=host,
    gzip=encoding == "gzip",
    upload_size=10,
    on_error=lambda error, batch: failures.append(error),
)
with open(file, encoding="utf-8") as messages:
    for message in json.load(messages):
        analytics.track(
            user_id=message["userId"],
            anonymous_id=message["anonymousId"],
            event=message["event"],
            properties=message["properties"],
        )
analytics.shutdown()
if failures:
    sys.exit(f"given up: {failures}")
