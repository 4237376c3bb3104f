"""The loop: look for a new load or a changed one, build, now and then test; whatever fails is tried again, later and later."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from runner.dbt import Dbt, Outcome
from runner.settings import Settings
from runner.warehouse import Position, Warehouse

log = logging.getLogger("runner")
LONGEST_BACKOFF_SECONDS = 60.0


class Loop:
    """
    `stopped(seconds)` waits that long and tells whether to stop; `clock` is monotonic. Both come in so that tests rule time.
    `project` is the digest of the models: all of them, views too, are built at the start, but not when the warehouse
    was built from this very project before. While that fails, new loads still go into the tables.
    `announce_run(load_seq, outcome, age)` is told of every build: `age` is the seconds since the load was committed.
    `announce_heartbeat(seconds)` is told of every heartbeat that gold shows for the first time: how long it was under way.
    """

    def __init__(
        self,
        settings: Settings,
        warehouse: Warehouse,
        dbt: Dbt,
        stopped: Callable[[float], bool],
        announce_ready: Callable[[], None],
        announce_run: Callable[[int, Outcome, float | None], None],
        announce_heartbeat: Callable[[float], None],
        project: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._warehouse = warehouse
        self._dbt = dbt
        self._stopped = stopped
        self._announce_ready = announce_ready
        self._announce_run = announce_run
        self._announce_heartbeat = announce_heartbeat
        self._clock = clock
        self._project = project
        self._all_built = False
        self._all_failures = 0
        self._all_due_at = clock()
        self._failures = 0
        self._built_to: Position | None = None
        self.busy = False
        self._tested_at = clock()
        self._slow_at = clock()
        self._tests_demanded = False

    def demand_tests(self) -> None:
        """The data tests run as soon as nothing waits to be built."""
        self._tests_demanded = True

    def run(self) -> None:
        if not self._wait_until(self._reachable, "the warehouse"):
            return
        self._announce_ready()
        if not self._wait_until(self._tables_there, "the loader's tables"):
            return
        if not self._wait_until(self._lock_taken, "the lock"):
            return
        self._warehouse.close_open_records("the runner ended before the run did")
        while not self._stopped(self._pause()):
            self._guarded(self._turn)

    def once(self) -> int:
        """Builds what is there, with its data tests; dbt's exit code."""
        missing = self._warehouse.missing_tables()
        if missing:
            log.error("cannot build: the loader has not made %s", ", ".join(missing))
            return 2
        holder = self._warehouse.take_lock()
        if holder is not None:
            log.error("cannot build: another runner does (%s)", holder)
            return 2
        self._warehouse.close_open_records("the runner ended before the run did")
        loaded = self._warehouse.loaded()
        outcome = self._dbt.build_and_test()
        self._report("build", loaded, outcome)
        return outcome.code

    def _turn(self) -> None:
        """Between two loads only one question is asked: a warehouse that is billed while it answers can sleep."""
        loaded = self._warehouse.loaded()
        work = self._due(loaded)
        if work is None:
            return
        holder = self._warehouse.take_lock()
        if holder is not None:
            log.info("waiting for the lock: held by %s", holder)
            return
        self.busy = True
        try:
            work()
        finally:
            self.busy = False

    def _due(self, loaded: Position) -> Callable[[], None] | None:
        if not self._all_built and self._warehouse.built_project() == self._project:
            self._all_built = True
        if not self._all_built and self._clock() >= self._all_due_at:
            return lambda: self._build_all(loaded)
        if self._built_to != loaded:
            self._built_to = self._warehouse.built()
        # Before what a new load wants, which it builds too: where loads follow each other without a pause, it is never its turn.
        if self._clock() - self._slow_at >= self._settings.slow_interval_seconds:
            self._slow_at = self._clock()
            if self._warehouse.built_wholly() != loaded:
                return lambda: self._build_tables(loaded)
        if self._built_to != loaded and not self._tests_are_due(intervals=2):
            return lambda: self._build_hot_tables(loaded)
        if self._tests_are_due():
            return lambda: self._test(loaded)
        return None

    def _build_all(self, loaded: Position) -> None:
        self._slow_at = self._clock()
        self._all_built = self._build(self._dbt.build_all, loaded)
        self._all_failures = 0 if self._all_built else self._all_failures + 1
        self._all_due_at = self._clock() + _backoff(self._all_failures)

    def _build_tables(self, loaded: Position) -> None:
        self._build(self._dbt.build_tables, loaded)

    def _build_hot_tables(self, loaded: Position) -> None:
        self._build(self._dbt.build_hot_tables, loaded)

    def _test(self, loaded: Position) -> None:
        self._tested_at = self._clock()
        self._tests_demanded = False
        self._report("tests", loaded, self._dbt.test())
        self._report("freshness", loaded, self._dbt.freshness())

    def _build(self, build: Callable[[], Outcome], loaded: Position) -> bool:
        outcome = build()
        self._report("run", loaded, outcome)
        self._announce_run(loaded.load_seq, outcome, self._warehouse.load_age(loaded.load_seq))
        if outcome.succeeded:
            for seconds in self._warehouse.note_heartbeats():
                self._announce_heartbeat(seconds)
        else:
            self._warehouse.close_open_records(outcome.error or "dbt ended without a word")
        self._failures = 0 if outcome.succeeded or self._warehouse.built() == loaded else self._failures + 1
        return outcome.succeeded

    def _tests_are_due(self, intervals: int = 1) -> bool:
        """After two intervals they do not wait for a pause any more."""
        since = intervals * self._settings.test_interval_seconds
        return (self._tests_demanded and intervals == 1) or (since > 0 and self._clock() - self._tested_at >= since)

    def _report(self, what: str, loaded: Position, outcome: Outcome) -> None:
        if outcome.succeeded:
            log.info(
                "%s ok: load_seq=%d restatement_seq=%d nodes=%d seconds=%.1f",
                what,
                loaded.load_seq,
                loaded.restatement_seq,
                outcome.built,
                outcome.seconds,
            )
            if outcome.error:
                log.warning("%s: %s", what, outcome.error[:2000])
        else:
            log.error(
                "%s failed: load_seq=%d restatement_seq=%d nodes=%d failed=%d seconds=%.1f error=%s",
                what,
                loaded.load_seq,
                loaded.restatement_seq,
                outcome.built,
                outcome.failed,
                outcome.seconds,
                (outcome.error or "")[:2000],
            )

    def _pause(self) -> float:
        if self._failures == 0:
            return self._settings.poll_seconds
        return max(self._settings.poll_seconds, _backoff(self._failures))

    def _guarded(self, step: Callable[[], None]) -> None:
        """Nothing that happens to the warehouse or to dbt may end the runner."""
        try:
            step()
        except Exception as e:
            self._failures += 1
            log.warning("warehouse not usable, next try in %.0f s: %s", self._pause(), " ".join(str(e).split())[:500])

    def _wait_until(self, condition: Callable[[], str | None], what: str) -> bool:
        """Waits till the condition names no hindrance any more; False when told to stop."""
        told = None
        while True:
            try:
                hindrance = condition()
            except Exception as e:
                hindrance = " ".join(str(e).split())[:500] or type(e).__name__
            if hindrance is None:
                return True
            if hindrance.split(",")[0] != told:
                told = hindrance.split(",")[0]
                log.info("waiting for %s: %s", what, hindrance)
            if self._stopped(self._settings.poll_seconds):
                return False

    def _reachable(self) -> str | None:
        self._warehouse.missing_tables()
        return None

    def _tables_there(self) -> str | None:
        missing = self._warehouse.missing_tables()
        return f"missing {' '.join(missing)}" if missing else None

    def _lock_taken(self) -> str | None:
        holder = self._warehouse.take_lock()
        return f"held by {holder}" if holder is not None else None


def _backoff(failures: int) -> float:
    return min(LONGEST_BACKOFF_SECONDS, 2.0**failures)
