"""Fakes of the runner's two ports, and settings that need no environment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from runner.dbt import Outcome
from runner.settings import Connection, Settings
from runner.warehouse import Position

WELL = Outcome(code=0, built=12, failed=0, seconds=1.0, error=None)
BADLY = Outcome(code=1, built=3, failed=1, seconds=1.0, error="orders: division by zero")


def settings(
    poll_seconds: float = 1, test_interval_seconds: float = 600, slow_interval_seconds: float = 900
) -> Settings:
    return Settings(
        connection=Connection("127.0.0.1", 5439, "clickstream", "dev", "secret", "", "disable"),
        heartbeat=None,
        poll_seconds=poll_seconds,
        slow_interval_seconds=slow_interval_seconds,
        test_interval_seconds=test_interval_seconds,
        threads=4,
        lock_seconds=120,
        stop_seconds=5,
        state_directory=Path("target"),
    )


class FakeWarehouse:
    def __init__(self) -> None:
        self.missing: list[str] = []
        self.load_seq = -1
        self.restatement_seq = 0
        self.built_load_seq: int | None = None
        self.built_restatement_seq = 0
        self.wholly_built_load_seq: int | None = None
        self.wholly_built_restatement_seq = 0
        self.project: str | None = None
        self.other_holder: str | None = None
        self.heartbeats: list[float] = []
        self.failure: Exception | None = None
        self.closed_records: list[str] = []
        self.questions: list[str] = []

    def missing_tables(self) -> list[str]:
        self._asked("missing_tables")
        return self.missing

    def loaded(self) -> Position:
        self._asked("loaded")
        return Position(self.load_seq, self.restatement_seq)

    def built(self) -> Position | None:
        self._asked("built")
        return None if self.built_load_seq is None else Position(self.built_load_seq, self.built_restatement_seq)

    def built_wholly(self) -> Position | None:
        self._asked("built_wholly")
        wholly = self.wholly_built_load_seq
        return None if wholly is None else Position(wholly, self.wholly_built_restatement_seq)

    def built_project(self) -> str | None:
        self._asked("built_project")
        return self.project

    def take_lock(self) -> str | None:
        self._asked("take_lock")
        return self.other_holder

    def keep_lock(self) -> None:
        self._asked("keep_lock")

    def load_age(self, load_seq: int) -> float | None:
        self._asked("load_age")
        return 7.5

    def note_heartbeats(self) -> list[float]:
        self._asked("note_heartbeats")
        return self.heartbeats

    def release_lock(self) -> None:
        pass

    def close_open_records(self, reason: str) -> None:
        self.closed_records.append(reason)

    def _asked(self, what: str) -> None:
        self.questions.append(what)
        if self.failure is not None:
            raise self.failure


class FakeDbt:
    """Notes what it was asked; a good build brings the fake warehouse up to its newest load."""

    def __init__(self, warehouse: FakeWarehouse) -> None:
        self._warehouse = warehouse
        self.calls: list[str] = []
        self.outcomes: list[Outcome] = []

    def build_all(self) -> Outcome:
        return self._called("all", builds=True, wholly=True)

    def build_tables(self) -> Outcome:
        return self._called("whole tables", builds=True, wholly=True)

    def build_hot_tables(self) -> Outcome:
        return self._called("tables", builds=True)

    def test(self) -> Outcome:
        return self._called("test", builds=False)

    def freshness(self) -> Outcome:
        return self._called("freshness", builds=False)

    def build_and_test(self) -> Outcome:
        return self._called("all and test", builds=True, wholly=True)

    def _called(self, what: str, builds: bool, wholly: bool = False) -> Outcome:
        self.calls.append(what)
        outcome = self.outcomes.pop(0) if self.outcomes else WELL
        if builds and outcome.succeeded:
            self._warehouse.built_load_seq = self._warehouse.load_seq
            self._warehouse.built_restatement_seq = self._warehouse.restatement_seq
            if wholly:
                self._warehouse.wholly_built_load_seq = self._warehouse.load_seq
                self._warehouse.wholly_built_restatement_seq = self._warehouse.restatement_seq
        return outcome


class Time:
    """A clock that the waiting moves on. At each wait the next step of the story happens; after the last one it is over."""

    def __init__(self, *story: Callable[[], None]) -> None:
        self._story = list(story)
        self.now = 0.0
        self.waits: list[float] = []

    def clock(self) -> float:
        return self.now

    def stopped(self, seconds: float) -> bool:
        self.now += seconds
        self.waits.append(seconds)
        if not self._story:
            return True
        self._story.pop(0)()
        return False


def nothing() -> None:
    """A step of a story in which nothing happens."""
