from __future__ import annotations

import logging
import unittest

from runner.dbt import Outcome
from runner.loop import Loop
from runner.tests.fakes import BADLY, WELL, FakeDbt, FakeWarehouse, Time, nothing, settings


class LoopTest(unittest.TestCase):
    def setUp(self) -> None:
        self.warehouse = FakeWarehouse()
        self.dbt = FakeDbt(self.warehouse)
        self.ready = 0
        self.runs: list[tuple[int, bool, float | None]] = []
        self.beats: list[float] = []
        logging.disable(logging.CRITICAL)
        self.addCleanup(logging.disable, logging.NOTSET)

    def loop(self, time: Time, **of_settings: float) -> Loop:
        return Loop(settings(**of_settings), self.warehouse, self.dbt, time.stopped, self.is_ready, self.has_run, self.beats.append, "digest", time.clock)

    def is_ready(self) -> None:
        self.ready += 1

    def has_run(self, load_seq: int, outcome: Outcome, age: float | None) -> None:
        self.runs.append((load_seq, outcome.succeeded, age))

    def load(self, load_seq: int) -> None:
        self.warehouse.load_seq = load_seq

    def test_builds_all_at_first_then_tables_for_each_new_load(self) -> None:
        time = Time(nothing, nothing, lambda: self.load(1), nothing, lambda: self.load(3))
        self.loop(time).run()
        self.assertEqual(["all", "tables", "tables"], self.dbt.calls)
        self.assertEqual(3, self.warehouse.built_load_seq)

    def restate(self, restatement_seq: int) -> None:
        self.warehouse.restatement_seq = restatement_seq

    def test_a_changed_load_is_built_as_a_new_one_is(self) -> None:
        time = Time(nothing, lambda: self.load(1), nothing, lambda: self.restate(1), nothing, nothing)
        self.loop(time, poll_seconds=1, slow_interval_seconds=5).run()
        self.assertEqual(["all", "tables", "tables", "whole tables"], self.dbt.calls)
        self.assertEqual(1, self.warehouse.wholly_built_restatement_seq)

    def test_is_ready_once_connected_before_the_loader_made_its_tables(self) -> None:
        self.warehouse.missing = ["landing.events"]
        self.loop(Time(nothing, nothing)).run()
        self.assertEqual(1, self.ready)
        self.assertEqual([], self.dbt.calls)

    def test_waits_for_a_warehouse_that_is_not_there_yet(self) -> None:
        self.warehouse.failure = OSError("connection refused")

        def comes_up() -> None:
            self.assertEqual(0, self.ready)
            self.warehouse.failure = None

        self.loop(Time(nothing, comes_up, nothing)).run()
        self.assertEqual(1, self.ready)
        self.assertEqual(["all"], self.dbt.calls)

    def test_builds_nothing_while_another_runner_holds_the_lock(self) -> None:
        self.warehouse.other_holder = "other-host:/state, seen 3 s ago"

        def ends() -> None:
            self.warehouse.other_holder = None

        self.loop(Time(nothing, nothing, ends)).run()
        self.assertEqual([], self.dbt.calls)
        self.loop(Time(nothing)).run()
        self.assertEqual(["all"], self.dbt.calls)

    def test_a_failing_run_is_tried_again_later_and_later_and_ends_its_record(self) -> None:
        self.dbt.outcomes = [BADLY] * 8
        time = Time(*[nothing] * 9)
        self.loop(time).run()
        self.assertEqual(["all"] * 9, self.dbt.calls)
        self.assertEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 1], time.waits)
        self.assertIn("orders: division by zero", self.warehouse.closed_records)

    def test_builds_only_tables_where_the_same_project_was_built_before(self) -> None:
        self.warehouse.project = "digest"
        self.warehouse.built_load_seq = self.warehouse.load_seq = 4
        self.loop(Time(nothing, lambda: self.load(5))).run()
        self.assertEqual(["tables"], self.dbt.calls)

    def test_builds_all_where_another_project_was_built_before(self) -> None:
        self.warehouse.project = "older digest"
        self.warehouse.built_load_seq = self.warehouse.load_seq = 4
        self.loop(Time(nothing)).run()
        self.assertEqual(["all"], self.dbt.calls)

    def test_models_tagged_slow_are_built_at_their_interval_and_only_after_a_load(self) -> None:
        time = Time(nothing, lambda: self.load(1), nothing, nothing, nothing, nothing, nothing, lambda: self.load(2))
        self.loop(time, poll_seconds=1, slow_interval_seconds=3).run()
        self.assertEqual(["all", "tables", "whole tables", "tables"], self.dbt.calls)
        self.assertEqual(1, self.warehouse.wholly_built_load_seq)

    def test_where_loads_never_pause_slow_models_and_data_tests_have_their_turn_all_the_same(self) -> None:
        loads = [lambda number=number: self.load(number) for number in range(1, 9)]
        self.loop(Time(nothing, *loads), poll_seconds=1, slow_interval_seconds=3, test_interval_seconds=3).run()
        self.assertEqual(["all", "tables", "tables", "whole tables", "tables", "test", "freshness", "whole tables", "tables", "tables"], self.dbt.calls)

    def test_views_that_fail_do_not_keep_new_loads_out_of_the_tables(self) -> None:
        self.warehouse.built_load_seq = self.warehouse.load_seq = 1
        self.dbt.outcomes = [BADLY]
        time = Time(nothing, lambda: self.load(2), nothing, nothing)
        self.loop(time).run()
        self.assertEqual(["all", "tables", "all"], self.dbt.calls)
        self.assertEqual([1, 1, 1, 1, 1], time.waits)

    def test_a_warehouse_that_goes_away_does_not_end_the_runner(self) -> None:
        def goes() -> None:
            self.warehouse.failure = OSError("broken pipe")

        def comes_back() -> None:
            self.warehouse.failure = None
            self.load(2)

        self.loop(Time(nothing, goes, comes_back)).run()
        self.assertEqual(["all", "tables"], self.dbt.calls)

    def test_data_tests_run_at_their_interval_and_only_when_nothing_waits_to_be_built(self) -> None:
        time = Time(nothing, nothing, lambda: self.load(1), nothing, nothing, nothing)
        self.loop(time, poll_seconds=1, test_interval_seconds=3).run()
        self.assertEqual(["all", "tables", "test", "freshness"], self.dbt.calls)

    def test_data_tests_never_run_by_themselves_with_interval_0_but_on_demand(self) -> None:
        loops: list[Loop] = []
        time = Time(nothing, nothing, lambda: loops[0].demand_tests(), nothing)
        loops.append(self.loop(time, test_interval_seconds=0))
        loops[0].run()
        self.assertEqual(["all", "test", "freshness"], self.dbt.calls)

    def test_sources_that_grow_old_are_told_and_stop_nothing(self) -> None:
        logging.disable(logging.NOTSET)
        old = Outcome(code=1, built=0, failed=1, seconds=1.0, error="events: the newest row of landing is 7.0 h old")
        self.dbt.outcomes = [WELL, WELL, old]
        with self.assertLogs("runner", logging.ERROR) as told:
            self.loop(Time(nothing, nothing, nothing, lambda: self.load(1)), poll_seconds=1, test_interval_seconds=2).run()
        self.assertEqual(["all", "test", "freshness", "tables"], self.dbt.calls)
        self.assertIn("the newest row of landing is 7.0 h old", told.output[0])

    def test_failing_data_tests_do_not_slow_the_building_down(self) -> None:
        self.dbt.outcomes = [FakeDbt(self.warehouse).test(), BADLY]
        time = Time(nothing, nothing, lambda: self.load(1))
        self.loop(time, poll_seconds=1, test_interval_seconds=2).run()
        self.assertEqual(["all", "test", "freshness", "tables"], self.dbt.calls)
        self.assertEqual([1, 1, 1, 1], time.waits)

    def test_records_left_open_by_a_runner_that_died_are_closed(self) -> None:
        self.loop(Time()).run()
        self.assertEqual(["the runner ended before the run did"], self.warehouse.closed_records)

    def test_between_loads_only_one_question_is_asked(self) -> None:
        def from_here() -> None:
            self.warehouse.questions.clear()

        self.loop(Time(nothing, nothing, from_here, nothing, nothing)).run()
        self.assertEqual(["loaded"] * 3, self.warehouse.questions)

    def test_a_runner_that_took_the_lock_between_two_loads_goes_first(self) -> None:
        def taken() -> None:
            self.warehouse.other_holder = "other-host:/state, seen 3 s ago"
            self.load(2)

        self.loop(Time(nothing, taken, nothing)).run()
        self.assertEqual(["all"], self.dbt.calls)

    def test_every_build_is_announced_with_the_age_of_its_load(self) -> None:
        self.dbt.outcomes = [BADLY]
        self.loop(Time(nothing, lambda: self.load(1))).run()
        self.assertEqual([(-1, False, 7.5), (1, True, 7.5)], self.runs)

    def test_heartbeats_are_announced_once_gold_shows_them(self) -> None:
        self.dbt.outcomes = [BADLY]
        self.warehouse.heartbeats = [12.5]
        self.loop(Time(nothing)).run()
        self.assertEqual([], self.beats)
        self.loop(Time(nothing)).run()
        self.assertEqual([12.5], self.beats)

    def test_once_gives_dbts_exit_code(self) -> None:
        self.assertEqual(0, self.loop(Time()).once())
        self.dbt.outcomes = [BADLY]
        self.assertEqual(1, self.loop(Time()).once())
        self.assertEqual(["all and test"] * 2, self.dbt.calls)

    def test_once_does_not_wait_for_tables_or_another_runner(self) -> None:
        self.warehouse.missing = ["landing.events"]
        self.assertEqual(2, self.loop(Time()).once())
        self.warehouse.missing = []
        self.warehouse.other_holder = "other-host:/state, seen 3 s ago"
        self.assertEqual(2, self.loop(Time()).once())
        self.assertEqual([], self.dbt.calls)


if __name__ == "__main__":
    unittest.main()
