from __future__ import annotations

import unittest

from lineage.errors import LineageError
from lineage.origins import ROWS, Origin
from lineage.plan import Plan
from lineage.reader import read

TABLES = {
    "silver.events": ["event", "profile_id", "properties", "occurred_at"],
    "silver.orders": ["order_id", "profile_id", "amount"],
}


def origins(sql: str, column: str = "it") -> set[str]:
    """As short words: table.column/path of the events, hidden in brackets."""
    return {words(one) for one in read(sql, TABLES.__getitem__).columns[column]}


def words(origin: Origin) -> str:
    text = "/".join((f"{origin.table.split('.')[1]}.{origin.column}", *origin.path))
    if origin.events is not None:
        text += f" of {' or '.join(sorted(origin.events))}"
    return text if origin.is_shown else f"({text})"


class ValuesTest(unittest.TestCase):
    def test_a_copy_a_part_and_a_cast_show_the_value(self) -> None:
        for value in ("profile_id", "cast(profile_id as varchar(8))", "split_part(profile_id, ':', 1)", "'x' || profile_id", "max(profile_id)"):
            with self.subTest(value=value):
                self.assertEqual({"events.profile_id"}, origins(f"select {value} as it from silver.events"))

    def test_what_is_counted_added_up_or_compared_is_not_seen(self) -> None:
        for value in ("count(distinct amount)", "sum(amount)", "amount > 3", "avg(amount) / 2", "nvl(amount = 3, false)"):
            with self.subTest(value=value):
                self.assertEqual({"(orders.amount)"}, origins(f"select {value} as it from silver.orders"))

    def test_a_path_into_json_is_followed_through_parts_and_elements(self) -> None:
        sql = """
            with a as (select json_extract_array_element_text(json_extract_path_text(properties, 'products', true), 0, true) as first from silver.events)
            select nullif(json_extract_path_text(first, 'price', 'amount', true), '') as it from a
        """
        self.assertEqual({"events.properties/products/*/price/amount"}, origins(sql))

    def test_a_case_shows_what_it_chooses_and_hides_what_it_chooses_by(self) -> None:
        sql = "select case when amount > 3 then order_id else profile_id end as it from silver.orders"
        self.assertEqual({"orders.order_id", "orders.profile_id", "(orders.amount)"}, origins(sql))

    def test_a_union_is_of_both_by_place(self) -> None:
        sql = "with a as (select order_id as it from silver.orders union all select profile_id from silver.events) select * from a"
        self.assertEqual({"orders.order_id", "events.profile_id"}, origins(sql))

    def test_a_name_of_the_same_list_is_found_after_those_of_tables(self) -> None:
        self.assertEqual({"orders.amount"}, origins("select amount as one, one as it from silver.orders"))
        self.assertEqual({"orders.profile_id"}, origins("select order_id as profile_id, profile_id as it from silver.orders"))

    def test_a_count_of_rows_is_of_the_rows(self) -> None:
        self.assertEqual({f"(events.{ROWS} of Login)"}, origins("select count(*) as it from silver.events where event = 'Login'"))
        self.assertEqual({f"(events.{ROWS})"}, origins("select sum(1) as it from silver.events"))

    def test_rows_of_an_outer_join_do_not_count(self) -> None:
        sql = "select count(*) as it from silver.orders o left join silver.events e on o.profile_id = e.profile_id"
        self.assertEqual({f"(orders.{ROWS})"}, origins(sql))

    def test_a_constant_is_of_nothing_and_a_number_made_for_each_row_is_of_the_rows(self) -> None:
        self.assertEqual(set(), origins("select 0 as it from silver.orders"))
        sql = "with n as (select 1 as n union all select 2) select n.n + 1 as it from silver.orders cross join n"
        self.assertEqual({f"(orders.{ROWS})"}, origins(sql))


class EventsTest(unittest.TestCase):
    def test_a_condition_on_the_event_is_kept(self) -> None:
        for condition in ("event = 'A'", "event in ('A')", "(event = 'A' and amount > 1)", "case event when 'A' then 2 when 'B' then 0 else 0 end > 0"):
            with self.subTest(condition=condition):
                tables = {"silver.events": [*TABLES["silver.events"], "amount"]}
                found = read(f"select profile_id as it from silver.events where {condition}", tables.__getitem__)
                self.assertEqual({"events.profile_id of A"}, {words(one) for one in found.columns["it"]})

    def test_either_of_two_is_no_condition_on_one(self) -> None:
        self.assertEqual({"events.profile_id"}, origins("select profile_id as it from silver.events where event = 'A' or profile_id = 'x'"))

    def test_two_conditions_leave_what_both_leave(self) -> None:
        sql = "with a as (select * from silver.events where event in ('A', 'B')) select profile_id as it from a where event in ('B', 'C')"
        self.assertEqual({"events.profile_id of B"}, origins(sql))

    def test_a_case_is_of_the_event_it_asks_for(self) -> None:
        sql = "select sum(case when event = 'A' then 1 else 0 end) as it from silver.events"
        self.assertEqual({"(events.event of A)"}, origins(sql))

    def test_a_condition_on_one_of_two_copies_says_nothing_of_the_other(self) -> None:
        sql = "select b.profile_id as it from silver.events a inner join silver.events b on a.profile_id = b.profile_id where a.event = 'A'"
        self.assertEqual({"events.profile_id"}, origins(sql))

    def test_a_condition_of_an_outer_join_leaves_the_other_side_whole(self) -> None:
        sql = "select a.profile_id as it from silver.events a left join silver.orders b on a.profile_id = b.profile_id and a.event = 'A'"
        self.assertEqual({"events.profile_id"}, origins(sql))

    def test_what_a_window_saw_of_other_rows_is_not_of_this_row_s_event(self) -> None:
        sql = """
            with a as (select *, min(case when event = 'View' then occurred_at end) over (partition by profile_id) as viewed_at from silver.events)
            select viewed_at as it from a where event = 'Search'
        """
        self.assertEqual({"events.occurred_at of View", "(events.event of View)", "(events.profile_id)"}, origins(sql))


class RefusedTest(unittest.TestCase):
    def refused(self, sql: str, message: str) -> None:
        with self.assertRaisesRegex(LineageError, message):
            read(sql, TABLES.__getitem__)

    def test_what_cannot_be_found_is_named(self) -> None:
        self.refused("select price from silver.orders", "there is no column price")
        self.refused("select o.price from silver.orders o", "there is no column o.price")
        self.refused("select 1 as it from nowhere", "nowhere is no table and no part of the query")
        self.refused("select from where", "no SQL that can be read")


class PlanTest(unittest.TestCase):
    def test_a_property_is_found_by_its_path_in_any_version_and_as_sensitive_as_the_innermost_says(self) -> None:
        items = {"items": {"type": "object", "properties": {"name": {"x-sensitivity": "pii_direct", "x-treatment": "hash"}, "size": {"type": "integer"}}}}
        plan = Plan({"A": [{"properties": {}}, {"properties": {"people": {"x-sensitivity": "pii_quasi", **items}}}], "B": [{"properties": {}}]})
        (found,) = plan.properties(("people", "*", "name"), None)
        self.assertEqual(("A", "people[].name", "pii_direct", "hash"), (found.event, found.path, found.sensitivity, found.treatment))
        (size,) = plan.properties(("people", "*", "size"), frozenset({"A", "Heartbeat"}))
        self.assertEqual(("pii_quasi", "none"), (size.sensitivity, size.treatment))
        self.assertEqual([], plan.properties(("people", "name"), None))


if __name__ == "__main__":
    unittest.main()
