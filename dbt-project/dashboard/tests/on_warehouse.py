"""
The page of a warehouse. Needs one that holds nothing yet (REDSHIFT_HOST and its like, an administrator); DashboardIT starts a
stand-in for it. Not found by discovery, as the other tests need no warehouse:

    python -m unittest dashboard.tests.on_warehouse
"""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import tempfile
import unittest
import unittest.mock
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from dashboard import __main__ as dashboard
from dashboard.page import plotly_source
from dashboard.tests import browser, season
from dashboard.tests.html import Page
from governance import __main__ as governance
from proofs.landing import loader_statements
from runner import settings as runner_settings
from runner.settings import PROJECT

SALES, ENGAGEMENT = "gold.daily_sales_by_dimension", "gold.daily_engagement"


class OnWarehouse(unittest.TestCase):
    folder: Path
    empty: str
    whole: str

    @classmethod
    def setUpClass(cls) -> None:
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        code, _, said = cls.page_of(cls.folder / "before.html")
        assert (code, "no gold tables yet" in said) == (1, True), said
        with cls.connected() as cursor:
            for statement in loader_statements():
                cursor.execute(statement)
        cls.dbt_run()
        code, cls.empty, said = cls.page_of(cls.folder / "empty.html")
        assert (code, "nothing to show yet" in said) == (0, True), said
        with cls.connected() as cursor:
            cursor.execute("select getdate()")
            ((read_at,),) = cursor.fetchall()
            # Today has begun, whatever the hour the test runs at.
            cls.built_at = read_at.replace(hour=14, minute=20, second=3, microsecond=0)
            season.fill(cursor, cls.built_at)
            season.fill_heartbeats(cursor, read_at)
        code, cls.whole, said = cls.page_of(cls.folder / "page.html")
        assert code == 0, said
        cls.last = cls.built_at.date() - timedelta(days=1)

    @classmethod
    def page_of(cls, file: Path, *arguments: str, **login: str) -> tuple[int, str, str]:
        """Exit code, the page, and what was printed beside it."""
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output), unittest.mock.patch.dict("os.environ", login):
            code = dashboard.main(["--out", str(file), *arguments])
        return code, file.read_text("utf-8") if file.exists() else "", output.getvalue()

    @classmethod
    @contextlib.contextmanager
    def connected(cls) -> Any:
        import redshift_connector

        arguments = runner_settings.read(os.environ).connection.arguments() | {"timeout": 300}
        with redshift_connector.connect(**arguments) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor

    @classmethod
    def dbt_run(cls) -> None:
        from dbt.cli.main import dbtRunner

        result = dbtRunner().invoke(
            [
                *("--log-level", "none", "--no-send-anonymous-usage-stats", "--no-version-check", "--log-path", str(cls.folder / "logs")),
                *("run", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", str(cls.folder / "target")),
                *("--threads", "2"),
            ]
        )
        assert result.success, result.exception

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self.connected() as cursor:
            cursor.execute(sql)
            return [tuple(row) for row in cursor.fetchall()]

    def days(self, count: int, until: Any) -> str:
        return f"day > date '{until}' - {count} and day <= date '{until}'"

    # ---- figures --------------------------------------------------------------------------------------------------

    def test_cards_are_what_sql_says_of_the_28_days(self) -> None:
        cards = Page(self.whole).cards
        ((net, orders, gross, priced, cancelled),) = self.rows(
            "select sum(net_sgd), sum(order_count), sum(gross_sgd), sum(order_count - unpriced_order_count), sum(cancelled_order_count) "
            f"from {SALES} where {self.days(28, self.last)}"
        )
        self.assertEqual((Decimal(cards["net_sales_sgd"][0]), int(cards["orders"][0])), (net, orders))
        self.assertAlmostEqual(float(cards["average_order_sgd"][0]), float(gross / priced), places=9)
        self.assertAlmostEqual(float(cards["cancellation_rate"][0]), float(cancelled) / float(orders), places=12)
        ((daily, monthly, viewed, ordered),) = self.rows(
            "select avg(cast(daily_active_count as float)), avg(cast(monthly_active_count as float)), sum(viewed_count), sum(ordered_count) "
            f"from {ENGAGEMENT} where {self.days(28, self.last)}"
        )
        self.assertAlmostEqual(float(cards["daily_active_users"][0]), daily, places=6)
        self.assertAlmostEqual(float(cards["stickiness"][0]), daily / monthly, places=9)
        self.assertAlmostEqual(float(cards["view_to_order_rate"][0]), float(ordered) / float(viewed), places=12)

    def test_a_card_s_change_is_to_the_28_days_before(self) -> None:
        ((before,),) = self.rows(f"select sum(order_count) from {SALES} where {self.days(28, self.last - timedelta(days=28))}")
        raw, words = Page(self.whole).cards["orders"]
        self.assertIn(f"+{(int(raw) / int(before) - 1) * 100:.1f}%", words)

    def test_days_are_what_sql_says_of_each(self) -> None:
        tables = Page(self.whole).tables
        found = self.rows(
            f"select day, sum(net_sgd), sum(order_count), sum(gross_sgd) / nullif(sum(order_count - unpriced_order_count), 0) from {SALES} "
            f"where {self.days(57, self.built_at.date())} group by 1"
        )
        self.assertEqual(56, len(found), "one day of the season sold nothing")
        nothing = self.built_at.date() - timedelta(days=40)
        wanted = {str(row[0]): row[1:] for row in found} | {str(nothing): (Decimal(0), 0, None)}
        self.assertEqual(57, len(wanted))
        self.assertEqual({day: row[0] for day, row in wanted.items()}, {day: Decimal(one) for day, one in tables["net-by-day"]})
        self.assertEqual({day: row[1] for day, row in wanted.items()}, {day: int(one) for day, one in tables["orders-by-day"]})
        for day, one in tables["average-by-day"]:
            self.assertAlmostEqual(float(wanted[day][2] or 0), float(one or 0), places=3)
        active = self.rows(
            "select day, daily_active_count, weekly_active_count, monthly_active_count "
            f"from {ENGAGEMENT} where {self.days(57, self.built_at.date())}"
        )
        self.assertEqual(
            {str(row[0]): row[1:] for row in active}, {row[0]: tuple(int(float(one)) for one in row[1:]) for row in tables["active-by-day"]}
        )

    def test_rankings_are_what_sql_says_of_each_dimension(self) -> None:
        tables = Page(self.whole).tables
        for dimension in ("category", "country", "device_type", "channel"):
            with self.subTest(dimension=dimension):
                found = self.rows(f"select {dimension}, sum(net_sgd) from {SALES} where {self.days(28, self.last)} group by 1 order by 2 desc, 1")
                shown = [(name, Decimal(value)) for name, value in tables[f"by-{dimension.replace('_', '-')}"]]
                self.assertEqual([(name, value) for name, value in found if value], shown)

    def test_the_funnel_is_what_sql_says(self) -> None:
        (found,) = self.rows(
            "select sum(viewed_count), sum(added_count), sum(checked_out_count), sum(ordered_count) "
            f"from {ENGAGEMENT} where {self.days(28, self.last)}"
        )
        self.assertEqual([int(value) for value in found], [int(row[1]) for row in Page(self.whole).tables["funnel"]])

    def test_retention_is_what_sql_says_of_each_cohort_and_week(self) -> None:
        shown = {
            (week, since): float(rate)
            for week, _, *rates in Page(self.whole).tables["retention"]
            for since, rate in enumerate(rates, start=1)
            if rate
        }
        weeks = len(Page(self.whole).tables["retention"])
        self.assertEqual(13, weeks)
        found = self.rows(
            "select cohort_week, weeks_since, cast(active_count as float) / cohort_count from gold.weekly_retention where weeks_since > 0 "
            f"and cohort_week > date_trunc('week', date '{self.last}') - interval '13 weeks'"
        )
        wanted = {(str(week), since): rate for week, since, rate in found}
        self.assertEqual(set(), {key for key in wanted if key not in shown})
        for key, rate in shown.items():
            self.assertAlmostEqual(wanted.get(key, 0.0), rate, places=9, msg=str(key))

    def test_freshness_is_what_sql_says(self) -> None:
        # Heartbeats of the hand's width around the edge of the day may have left it since: the page is some seconds older.
        ((most,),) = self.rows(
            "select percentile_disc(0.95) within group (order by datediff(ms, sent_at, visible_at)) from ops.heartbeats "
            "where visible_at >= dateadd(hour, -24, getdate())"
        )
        self.assertAlmostEqual(float(Page(self.whole).cards["post_to_gold_p95"][0]), most / 1000, delta=1.0)

    # ---- the page -------------------------------------------------------------------------------------------------

    def test_the_page_asks_for_nothing_from_elsewhere(self) -> None:
        page = Page(self.whole)
        self.assertEqual([], page.addresses)
        self.assertEqual(plotly_source(), page.scripts[1])
        self.assertEqual(13, len(page.figures))
        self.assertEqual(sorted(page.figures), sorted(page.plots))

    def test_an_empty_warehouse_is_told_what_to_run(self) -> None:
        self.assertIn("No rows yet", Page(self.empty).text)
        self.assertEqual({}, Page(self.empty).figures)

    def test_a_period_of_the_past_is_told_as_it_was_asked_for(self) -> None:
        until = self.last - timedelta(days=30)
        code, text, said = self.page_of(self.folder / "past.html", "--days", "7", "--until", until.isoformat())
        self.assertEqual(0, code, said)
        ((orders,),) = self.rows(f"select sum(order_count) from {SALES} where {self.days(7, until)}")
        self.assertEqual(str(orders), Page(text).cards["orders"][0])
        self.assertEqual(14, len(Page(text).tables["orders-by-day"]))
        self.assertNotIn("so far", Page(text).text)

    def test_the_role_for_dashboards_sees_counts_and_no_amount(self) -> None:
        password = f"Aa1{secrets.token_hex(12)}"
        with self.connected() as cursor:
            cursor.execute(f"create user wall password '{password}'")
        users = self.folder / "users.yml"
        users.write_text(yaml.safe_dump({"users": {"wall": {"roles": ["dashboard"]}}}), "utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(0, governance.main(["apply", "--users", str(users), "--manifest", str(self.folder / "target/manifest.json")]))
        code, text, said = self.page_of(self.folder / "wall.html", REDSHIFT_USER="wall", REDSHIFT_PASSWORD=password)
        self.assertEqual(0, code, said)
        page, whole = Page(text), Page(self.whole)
        self.assertEqual(whole.cards["orders"], page.cards["orders"])
        self.assertEqual(whole.tables["retention"], page.tables["retention"])
        self.assertIn("Amounts are masked for this user", page.cards["net_sales_sgd"][1])
        self.assertEqual({"net-by-day", "average-by-day", "stages", "way-by-time"}, set(whole.figures) - set(page.figures))
        self.assertIn("ops.heartbeats may not be read by this user (wall).", page.text)
        self.assertEqual(
            [(name, str(count)) for name, count in self.rows(f"select country, sum(order_count) from {SALES} where {self.days(28, self.last)} group by 1 order by 2 desc, 1")],
            [tuple(row) for row in page.tables["by-country"]],
        )
        self.assertNotIn("SGD 2", page.text)

    def test_a_browser_draws_every_chart_without_a_word_on_its_console(self) -> None:
        program = browser.chromium()
        if program is None:
            self.skipTest("no Chromium on the PATH (nor named by CHROMIUM): the page was not drawn")
        for name, text in (("page", self.whole), ("empty", self.empty)):
            with self.subTest(page=name):
                rendered = browser.render(program, self.folder / f"{name}.html")
                self.assertEqual([], rendered.console)
                figures = Page(text).figures
                self.assertIn(f'data-drawn="{len(figures)}"', rendered.document)
                self.assertGreaterEqual(rendered.document.count('class="main-svg"'), len(figures))
        self.assertLessEqual(browser.width_on_a_phone(program, self.folder / "page.html"), 390)


if __name__ == "__main__":
    unittest.main()
