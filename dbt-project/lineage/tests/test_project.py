"""The lineage of this very project. Compiles it; no warehouse."""

from __future__ import annotations

import copy
import tempfile
import unittest
from pathlib import Path
from typing import Any

import generate_bronze
from dashboard.tests import browser
from lineage.compiled import manifest
from lineage.plan import Plan
from lineage.project import Project, Source
from lineage.reference import page, untraced
from lineage.search import data, search_page
from lineage.sensitivity import lowered
from lineage.__main__ import REFERENCE

UNTRACEABLE = 0


class ProjectTest(unittest.TestCase):
    manifest: Any

    @classmethod
    def setUpClass(cls) -> None:
        with tempfile.TemporaryDirectory() as target:
            cls.manifest = manifest(Path(target))
        cls.project = Project(cls.manifest, Plan.read())
        cls.gold = [model for model in cls.project.models.values() if model.layer == "gold" and not model.is_source]

    def broken(self, table: str, column: str | None = None, **change: Any) -> Project:
        """The project with something else in a model, or in what a column says of itself."""
        changed = copy.deepcopy(self.manifest)
        (node,) = (one for one in changed["nodes"].values() if f"{one['schema']}.{one['alias']}" == table and one["resource_type"] == "model")
        if column is None:
            node.update(change)
        else:
            node["columns"][column]["config"]["meta"] = change
        return Project(changed, Plan.read())

    def names(self, table: str, column: str, *, shown: bool | None = None) -> set[str]:
        return {
            f"{one.kind} {one.name}" + (f" of {', '.join(one.events)}" if one.events else "")
            for one in self.project.sources(table, column)
            if shown is None or one.is_shown == shown
        }

    def test_every_column_of_gold_is_traced(self) -> None:
        self.assertEqual({}, self.project.untraced)
        self.assertEqual(UNTRACEABLE, len(untraced(self.project, self.gold)), untraced(self.project, self.gold))
        self.assertGreater(sum(len(model.columns) for model in self.gold), 100)

    def test_only_the_calendar_is_made_of_no_event(self) -> None:
        bare = [f"{model.name}.{one.name}" for model in self.gold for one in model.columns if not self.project.sources(model.name, one.name)]
        self.assertEqual(["gold.days.day"], bare)

    def test_a_column_of_bronze_comes_from_the_property_it_was_generated_from(self) -> None:
        """The generator knows the truth, so this measures the reader: every property of every planned event."""
        count = 0
        for event in generate_bronze.read_plan(generate_bronze.PLAN):
            for one in event.properties:
                with self.subTest(event=event.event, property=one.name):
                    wanted = Source("property", one.name, (event.event,), one.sensitivity, one.treatment, True)
                    self.assertEqual([wanted], self.project.sources(f"bronze.{event.table}", one.column))
                count += 1
        self.assertGreater(count, 100)

    def test_money_comes_from_the_order_and_the_rate(self) -> None:
        wanted = {"property total of Order Completed", "property revenue of Order Completed", "table landing.rules.record_value.sgd_per_unit"}
        self.assertEqual(wanted, self.names("gold.daily_sales", "net_sgd"))

    def test_a_step_of_the_funnel_comes_from_its_events(self) -> None:
        self.assertEqual({f"envelope event of {event}" for event in ("Product Added", "Product Viewed")}, self.names("gold.daily_engagement", "added_count"))

    def test_a_query_is_shown_and_the_searchers_are_only_counted(self) -> None:
        self.assertEqual({"property query of Products Searched"}, self.names("gold.daily_searches", "query", shown=True))
        self.assertEqual(set(), self.names("gold.daily_searches", "searcher_count", shown=True))
        self.assertIn("envelope user_id of Products Searched", self.names("gold.daily_searches", "searcher_count"))

    def test_each_step_back_is_known(self) -> None:
        self.assertEqual(
            {("bronze.landed_events", "properties"), ("bronze.currency_rates", "sgd_per_unit")},
            self.project.layer_columns("gold.daily_sales", "gross_sgd", "bronze"),
        )

    def test_gold_calls_no_value_of_a_person_less_sensitive_than_it_is(self) -> None:
        self.assertEqual([], list(map(str, lowered(self.project))))

    def test_a_column_that_is_called_less_sensitive_than_what_it_shows_is_found(self) -> None:
        found = lowered(self.broken("gold.category_preferences", "profile_id", sensitivity="internal", treatment="none"))
        self.assertIn(
            "gold.category_preferences.profile_id is internal and shows user_id of Checkout Started, Order Completed, Product Added, "
            "Product Added to Wishlist, Product Clicked, Product Viewed, which is pii_quasi",
            list(map(str, found)),
        )
        self.assertEqual([], lowered(self.broken("gold.category_preferences", "profile_id", sensitivity="internal", treatment="hash")))

    def test_a_reason_makes_a_lower_class_right_and_without_it_it_is_found(self) -> None:
        country = lowered(self.broken("gold.daily_sales_by_dimension", "country", sensitivity="internal", treatment="none"))
        self.assertEqual(
            ["gold.daily_sales_by_dimension.country is internal and shows country of Order Completed, which is pii_quasi"],
            list(map(str, country)),
        )
        self.assertIn("sums of a day by country", self.project.lowered["gold.daily_sales_by_dimension", "country"])

    def test_what_cannot_be_traced_is_listed_with_all_that_is_made_of_it(self) -> None:
        project = self.broken("silver.orders", compiled_code="select no_such from silver.events")
        self.assertEqual({"silver.orders": "there is no column no_such"}, project.untraced)
        names = untraced(project, self.gold)
        self.assertIn("gold.daily_sales.net_sgd", names)
        self.assertNotIn("gold.daily_engagement.added_count", names)
        self.assertIn("- `gold.daily_sales.net_sgd`\n", page(project))
        self.assertIn("- `silver.orders`: there is no column no_such\n", page(project))
        self.assertIn("Not traced: ", search_page(project))

    def test_the_page_of_the_reference_is_as_the_models_say(self) -> None:
        self.assertEqual(REFERENCE.read_text("utf-8"), page(self.project), "run python -m lineage page")

    def test_the_page_to_search_holds_every_column_and_each_step(self) -> None:
        found = data(self.project)
        columns = {one["id"]: one for one in found["columns"]}
        self.assertEqual(len(columns), sum(len(model.columns) for model in self.project.models.values()))
        net = columns["gold.daily_sales.net_sgd"]
        self.assertEqual(
            ["silver.orders.amount_sgd"], [found["columns"][place]["id"] for place in net["parents"]]
        )
        self.assertIn("Order Completed", {found["sources"][place]["event"] for place, _, _ in net["sources"]})

    def test_a_browser_shows_it_without_a_word_on_its_console(self) -> None:
        program = browser.chromium()
        if program is None:
            self.skipTest("no Chromium on the PATH (nor named by CHROMIUM): the page was not shown")
        found = data(self.project)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "lineage.html"
            file.write_text(search_page(self.project), "utf-8")
            rendered = browser.render(program, file)
            narrow = browser.width_on_a_phone(program, file)
        self.assertEqual([], rendered.console)
        self.assertIn(f'data-drawn="{len(found["columns"]) + len(found["sources"])}"', rendered.document)
        self.assertIn("gold.weekly_retention</h3>", rendered.document)
        self.assertLessEqual(narrow, 390)


if __name__ == "__main__":
    unittest.main()
