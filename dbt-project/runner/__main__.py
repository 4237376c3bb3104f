"""python -m runner [--once]: see README.md, "The runner"."""

from __future__ import annotations

import argparse
import fcntl
import json
import logging
import os
import signal
import socket
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from runner import settings as runner_settings
from runner.dbt import InProcessDbt, Outcome, project_digest
from runner.heartbeat import keep_beating
from runner.loop import Loop
from runner.settings import Settings, SettingsError
from runner.warehouse import RedshiftWarehouse, connect_to

log = logging.getLogger("runner")


class Stop:
    """The order to stop: from SIGTERM, SIGINT or the end of stdin. A run under way gets stop_seconds to end."""

    def __init__(self, seconds: float) -> None:
        self._ordered = threading.Event()
        self._seconds = seconds

    def order(self) -> None:
        if not self._ordered.is_set():
            self._ordered.set()
            timer = threading.Timer(self._seconds, os._exit, args=(0,))
            timer.daemon = True
            timer.start()

    def __call__(self, seconds: float) -> bool:
        return self._ordered.wait(seconds)


def order_at_end_of(descriptor: int, stop: Stop) -> None:
    """Reads past Python's own buffer: its lock, held by a waiting thread, would abort the interpreter's end."""

    def read() -> None:
        while os.read(descriptor, 4096):
            pass
        stop.order()

    threading.Thread(target=read, name="stdin", daemon=True).start()


def lock_file(directory: Path) -> IO[str] | None:
    """Held by this process till it ends, however it ends; None when another process holds it."""
    directory.mkdir(parents=True, exist_ok=True)
    file = open(directory / "runner.lock", "w", encoding="utf-8")  # noqa: SIM115 - stays open on purpose
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def keep_lock_alive(warehouse: RedshiftWarehouse, seconds: float, stop: Stop, busy: Callable[[], bool]) -> None:
    """A run may take longer than a lock lives without a sign. Between runs the lock may be anybody's."""

    def keep() -> None:
        while not stop(seconds):
            if not busy():
                continue
            try:
                warehouse.keep_lock()
            except Exception as e:
                log.debug("lock not renewed: %s", e)

    threading.Thread(target=keep, name="lock", daemon=True).start()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m runner",
        description="Builds the warehouse after each load. Its settings are environment variables:",
        epilog=runner_settings.table(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--once", action="store_true", help="build what is there, with data tests, and end")
    options = parser.parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for loud in ("redshift_connector", "botocore", "boto3"):
        logging.getLogger(loud).setLevel(logging.WARNING)
    try:
        settings = runner_settings.read(os.environ)
    except SettingsError as e:
        print(f"runner: {e}", file=sys.stderr)
        return 2
    lock = lock_file(settings.state_directory)
    if lock is None:
        print(f"runner: another runner works in {settings.state_directory}", file=sys.stderr)
        return 2
    return run(settings, options.once)


def run(settings: Settings, once: bool) -> int:
    holder = f"{socket.gethostname()}:{settings.state_directory}"
    os.environ["CLICKSTREAM_DBT_LOCK_HOLDER"] = holder  # macros/run_record.sql refuses every other dbt
    project = project_digest()
    os.environ["CLICKSTREAM_DBT_PROJECT_DIGEST"] = project
    stop = Stop(settings.stop_seconds)

    def warehouse() -> RedshiftWarehouse:
        return RedshiftWarehouse(connect_to(settings.connection.arguments), holder, settings.lock_seconds)

    main_warehouse = warehouse()
    loop = Loop(
        settings, main_warehouse, InProcessDbt(settings), stop, announce_ready, announce_run, announce_heartbeat, project
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.order())
    signal.signal(signal.SIGUSR1, lambda *_: loop.demand_tests())
    keep_lock_alive(warehouse(), settings.lock_seconds / 4, stop, lambda: loop.busy)
    try:
        if once:
            return loop.once()
        if settings.heartbeat is not None:
            keep_beating(settings.heartbeat, stop)
        if stat.S_ISFIFO(os.fstat(0).st_mode):  # a parent's pipe; a container's stdin has ended before it began
            order_at_end_of(0, stop)
        loop.run()
        return 0
    finally:
        quietly(main_warehouse.release_lock)
        main_warehouse.close()


def announce_ready() -> None:
    print("ready", flush=True)


def announce_run(load_seq: int, outcome: Outcome, age: float | None) -> None:
    """One line of JSON: on AWS, metric filters make alarms and graphs of it. Freshness is the age of what gold now shows."""
    line = {
        "metric": "dbt_run",
        "seq": load_seq,
        "seconds": round(outcome.seconds, 1),
        "failed": outcome.failed if outcome.succeeded else max(1, outcome.failed),
    }
    if age is not None and outcome.succeeded:
        line["freshnessSeconds"] = round(age, 1)
    print(json.dumps(line, separators=(",", ":")), flush=True)


def announce_heartbeat(seconds: float) -> None:
    """Another such line, for each heartbeat that gold shows for the first time: from POST to gold."""
    print(json.dumps({"metric": "heartbeat", "seconds": round(seconds, 1)}, separators=(",", ":")), flush=True)


def quietly(step: Callable[[], None]) -> None:
    try:
        step()
    except Exception as e:
        log.debug("at the end: %s", e)


if __name__ == "__main__":
    sys.exit(main())
