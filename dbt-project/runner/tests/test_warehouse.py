"""The real port, on a connection written by hand: what it sends, and that a broken connection is made anew."""

from __future__ import annotations

import unittest
from typing import Any

from runner.warehouse import LOADER_TABLES, Position, RedshiftWarehouse


class FakeConnection:
    def __init__(self, answers: list[Any]) -> None:
        self.answers = answers
        self.sent: list[str] = []
        self.commits = 0
        self.closed = False

    def cursor(self) -> FakeConnection:
        return self

    def __enter__(self) -> FakeConnection:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def execute(self, statement: str) -> None:
        self.sent.append(statement)
        if self.answers and isinstance(self.answers[0], Exception):
            raise self.answers.pop(0)

    def fetchall(self) -> list[Any]:
        return self.answers.pop(0)

    def commit(self) -> None:
        self.commits += 1

    def close(self) -> None:
        self.closed = True


class RedshiftWarehouseTest(unittest.TestCase):
    def warehouse(self, *connections: FakeConnection) -> RedshiftWarehouse:
        left = list(connections)
        return RedshiftWarehouse(lambda: left.pop(0), "host:/o'state", 120)

    def test_names_the_loaders_missing_tables(self) -> None:
        connection = FakeConnection([[["ops.load_history"], ["landing.rules"], ["landing.other"]]])
        self.assertEqual(["ops.restated_loads", "landing.events", "landing.identity_links"], self.warehouse(connection).missing_tables())
        self.assertEqual(5, len(LOADER_TABLES))

    def test_nothing_is_built_before_the_first_run(self) -> None:
        self.assertIsNone(self.warehouse(FakeConnection([[]])).built())
        self.assertIsNone(self.warehouse(FakeConnection([[[1]], [[None, 0]]])).built())
        self.assertEqual(Position(7, 2), self.warehouse(FakeConnection([[[1]], [[7, 2]]])).built())

    def test_names_the_project_of_the_newest_whole_run(self) -> None:
        self.assertIsNone(self.warehouse(FakeConnection([[]])).built_project())
        self.assertIsNone(self.warehouse(FakeConnection([[[1]], []])).built_project())
        self.assertEqual("digest", self.warehouse(FakeConnection([[[1]], [["digest"]]])).built_project())

    def test_takes_a_lock_that_nobody_holds(self) -> None:
        connection = FakeConnection([[]])
        self.assertIsNone(self.warehouse(connection).take_lock())
        self.assertIn("insert into ops.dbt_lock (holder, seen_at) values ('host:/o''state', getdate())", connection.sent)

    def test_leaves_another_runners_lock_alone_till_it_shows_no_life(self) -> None:
        fresh = FakeConnection([[["other:/state", 119]]])
        self.assertEqual("other:/state, seen 119 s ago", self.warehouse(fresh).take_lock())
        self.assertFalse(any(s.startswith("insert") for s in fresh.sent))
        stale = FakeConnection([[["other:/state", 120]]])
        self.assertIsNone(self.warehouse(stale).take_lock())

    def test_takes_its_own_lock_back_at_once(self) -> None:
        self.assertIsNone(self.warehouse(FakeConnection([[["host:/o'state", 1]]])).take_lock())

    def test_a_broken_connection_is_closed_and_made_anew(self) -> None:
        broken = FakeConnection([OSError("broken pipe")])
        whole = FakeConnection([[[5, 1]]])
        warehouse = self.warehouse(broken, whole)
        with self.assertRaises(OSError):
            warehouse.loaded()
        self.assertTrue(broken.closed)
        self.assertEqual(Position(5, 1), warehouse.loaded())
        self.assertEqual(1, whole.commits)


if __name__ == "__main__":
    unittest.main()
