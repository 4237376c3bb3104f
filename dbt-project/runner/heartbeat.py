"""A heartbeat: an ordinary event, posted now and then, whose way to gold tells how fresh gold is."""

from __future__ import annotations

import base64
import json
import logging
import threading
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from runner.settings import Heartbeat

log = logging.getLogger("runner")
ANSWER_SECONDS = 10.0


class HeartbeatError(Exception):
    """Why a heartbeat was not taken."""


def post(heartbeat: Heartbeat) -> str:
    """Posts one as an SDK would, and gives its messageId once the collector has stored it. The agent's name is a robot's, so
    that it counts nowhere but in gold.heartbeats."""
    message_id = f"heartbeat-{uuid.uuid4()}"
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    message = {
        "type": "track",
        "event": "Heartbeat",
        "messageId": message_id,
        "anonymousId": "heartbeat",
        "timestamp": now,
        "sentAt": now,
        "context": {"userAgent": "clickstream-heartbeat-bot/1.0"},
        "properties": {},
    }
    request = urllib.request.Request(
        heartbeat.url.rstrip("/") + "/v1/track",
        json.dumps(message).encode(),
        {
            "Content-Type": "application/json",
            "Authorization": "Basic " + base64.b64encode(f"{heartbeat.write_key}:".encode()).decode(),
        },
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
            verdicts = json.loads(answer.read())
    except (OSError, ValueError) as e:
        raise HeartbeatError(str(e)) from e
    if verdicts.get("accepted") != 1:
        raise HeartbeatError(f"rejected: {verdicts.get('rejected')}")
    return message_id


def keep_beating(heartbeat: Heartbeat, stopped: Callable[[float], bool]) -> threading.Thread:
    """`stopped(seconds)` waits that long and tells whether to stop. A heartbeat that fails is logged; the next one follows."""

    def beat() -> None:
        while not stopped(heartbeat.seconds):
            try:
                post(heartbeat)
            except HeartbeatError as e:
                log.warning("heartbeat not taken by %s: %s", heartbeat.url, e)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    return thread
