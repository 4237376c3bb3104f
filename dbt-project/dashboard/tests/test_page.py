from __future__ import annotations

import contextlib
import io
import re
import tempfile
import unittest
import unittest.mock
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from dashboard import __main__ as dashboard
from dashboard import numbers
from dashboard.contents import Contents
from dashboard.gold import DIMENSIONS, Gold, _period
from dashboard.page import page, plotly_source
from dashboard.period import Period
from dashboard.tests.html import Page
from dashboard.tests.sample import METRICS, NASTY, PERIOD, TODAY, gold

PLOTLY = "/* Plotly */"


def read(found: Gold) -> Page:
    return Page(page(found, METRICS, PLOTLY))


class SelfContainedTest(unittest.TestCase):
    def test_names_no_address_and_lets_the_browser_load_none(self) -> None:
        text = page(gold(), METRICS, PLOTLY)
        self.assertEqual([], Page(text).addresses)
        self.assertEqual([], re.findall(r"(?:https?:)?//(?!evil)[a-z]+\.[a-z]", text.replace(NASTY, "")))
        self.assertEqual([], re.findall(r"@import|url\(", text))
        self.assertTrue(Page(text).policy[0].startswith("default-src 'none';"), Page(text).policy)

    def test_holds_the_library_that_draws(self) -> None:
        source = plotly_source()
        self.assertRegex(source[:200], r"plotly\.js v\d")
        self.assertNotIn("</script", source)
        self.assertEqual(source, Page(page(gold(), METRICS, source)).scripts[1])

    def test_what_people_sent_is_text_and_nothing_else(self) -> None:
        found = read(gold())
        self.assertEqual(3, len(found.scripts))
        self.assertIn(NASTY, found.words["by-category"][0])
        names = found.figures["by-category"]["data"][0]["y"]
        self.assertEqual(["a", "&lt;/script&gt;&lt;a href=http…"], names)


class FiguresTest(unittest.TestCase):
    def test_every_chart_is_drawn_and_has_its_figures_in_a_table(self) -> None:
        found = read(gold())
        self.assertEqual(13, len(found.figures))
        self.assertEqual(sorted(found.figures), sorted(found.plots))
        self.assertEqual(sorted(found.figures), sorted(found.tables))
        for name, figure in found.figures.items():
            with self.subTest(chart=name):
                self.assertTrue(all(trace.get("z") or trace["y"] for trace in figure["data"]))
                self.assertTrue(found.tables[name])

    def test_a_chart_shows_the_figures_of_its_table(self) -> None:
        found = read(gold())
        drawn = [
            (day, value) for trace in found.figures["net-by-day"]["data"] for day, value in zip(trace["x"], trace["y"], strict=True)
        ]
        self.assertEqual([(day, float(value)) for day, value in reversed(found.tables["net-by-day"])], drawn)

    def test_a_day_without_a_row_sold_nothing_and_has_no_average(self) -> None:
        found = read(gold())
        self.assertIn(["2026-11-23", "0"], found.tables["orders-by-day"])
        self.assertIn(["2026-11-23", ""], found.tables["average-by-day"])

    def test_a_day_before_the_first_of_gold_is_not_a_day_of_nothing(self) -> None:
        found = read(gold(first_day=date(2026, 11, 24)))
        self.assertEqual(["2026-11-26", "2026-11-25", "2026-11-24"], [row[0] for row in found.tables["orders-by-day"]])

    def test_the_day_that_is_not_over_is_apart(self) -> None:
        traces = read(gold()).figures["net-by-day"]["data"]
        self.assertEqual(
            [("2 days before", 2), ("2 days", 2), ("today so far", 1)], [(trace["name"], len(trace["x"])) for trace in traces]
        )
        self.assertEqual("/", traces[2]["marker"]["pattern"]["shape"])

    def test_the_rest_of_many_is_added_up(self) -> None:
        rows = [(f"c{n}", 100 - n, 1) for n in range(12)]
        found = read(gold({"sales_by_category": rows}))
        bars = found.figures["by-category"]["data"][0]
        self.assertEqual(("5 others", float(sum(100 - n for n in range(7, 12)))), (bars["y"][0], bars["x"][0]))
        self.assertEqual(12, len(found.tables["by-category"]))

    def test_names_cut_to_the_same_beginning_stay_apart(self) -> None:
        found = read(gold({"sales_by_category": [(f"a name longer than the axis {n}", 10, 1) for n in range(3)]}))
        self.assertEqual(3, len(set(found.figures["by-category"]["data"][0]["y"])))

    def test_a_week_in_which_nobody_came_back_is_zero_and_one_to_come_is_nothing(self) -> None:
        found = read(gold())
        self.assertEqual([["2026-11-09", "50", "0.0", "0.2"], ["2026-11-16", "40", "", ""]], [row[:4] for row in found.tables["retention"]])

    def test_the_funnel_tells_each_step_of_the_one_before(self) -> None:
        self.assertEqual(
            [["viewers", "20", ""], ["funnel_carts", "10", "0.5"], ["funnel_checkouts", "5", "0.5"], ["funnel_buyers", "2", "0.4"]],
            read(gold()).tables["funnel"],
        )

    def test_percentiles_are_of_the_nearest_rank_and_of_a_day(self) -> None:
        stages = {name: (half, most) for name, half, most in read(gold()).tables["stages"]}
        self.assertEqual(("30.0", "40.0"), stages["post to gold"])
        self.assertEqual(("1.0", "1.0"), stages["post to collector"])


class CardsTest(unittest.TestCase):
    def test_tell_the_change_to_the_period_before(self) -> None:
        words = {name: words for name, (_, words) in read(gold()).cards.items()}
        self.assertEqual("net sales sgd SGD 30.50 +52.5%  from the period before", words["net_sales_sgd"])
        self.assertEqual("orders 3 −25.0%  from the period before", words["orders"])
        self.assertEqual("cancellation rate 33.3% +8.3 points  from the period before", words["cancellation_rate"])
        self.assertEqual("stickiness 25.0% no change  from the period before", words["stickiness"])
        self.assertEqual("POST to gold, p95 40.0 s +300.0%  from the 24 hours before", words["post_to_gold_p95"])

    def test_say_which_way_is_better(self) -> None:
        cards = {card.metric: card.is_better for card in Contents(gold(), METRICS).cards()}
        self.assertEqual(
            (True, False, False, None), tuple(cards[name] for name in ("net_sales_sgd", "orders", "cancellation_rate", "stickiness"))
        )
        self.assertFalse(cards["post_to_gold_p95"])

    def test_compare_with_no_period_that_gold_has_not_whole(self) -> None:
        (_, words) = read(gold(first_day=date(2026, 11, 23))).cards["orders"]
        self.assertEqual("orders 3 no whole period before to compare with", words)

    def test_do_not_divide_by_nothing(self) -> None:
        (_, words) = read(gold({"sales_before": [(None, None, None, None)]})).cards["orders"]
        self.assertEqual("orders 3 nothing in the period before", words)


class HonestyTest(unittest.TestCase):
    def test_without_rows_says_what_to_run(self) -> None:
        found = read(gold(first_day=None, newest_day=None))
        self.assertIn("No rows yet", found.text)
        self.assertIn("./clickstream send --events 5000", found.text)
        self.assertEqual(({}, {}), (found.figures, found.cards))

    def test_without_rows_of_these_days_says_of_which_there_are(self) -> None:
        self.assertIn("Ask with --until 2026-07-18 for it.", read(gold(newest_day=date(2026, 7, 18))).text)

    def test_masked_amounts_are_called_masked_and_orders_told_instead(self) -> None:
        masked = {
            "sales": [(None, 3, None, 1 / 3)],
            "sales_by_day": [(datetime(2026, 11, 25), None, 2, None)],
            **{f"sales_by_{name}": [("a", None, 1), ("b", None, 2)] for name in DIMENSIONS},
        }
        found = read(gold(masked))
        self.assertEqual("net sales sgd – Amounts are masked for this user: they are financial, and its role is not cleared for them.", found.cards["net_sales_sgd"][1])
        self.assertEqual({"net-by-day", "average-by-day"}, {*read(gold()).figures} - {*found.figures})
        self.assertEqual(["b", "2", "a", "1"], [cell for row in found.tables["by-category"] for cell in row])
        self.assertIn("Orders by country", found.text)

    def test_a_table_that_may_not_be_read_is_named_and_the_rest_is_there(self) -> None:
        whole = gold()
        found = read(
            replace(
                whole,
                answers={name: rows for name, rows in whole.answers.items() if "sales" in name},
                heartbeats=[],
                built_at=None,
                load_seq=None,
                unreadable={"gold.daily_engagement": "may not be read by this user", "ops.heartbeats": "may not be read by this user"},
            )
        )
        self.assertIn("gold.daily_engagement may not be read by this user (ann).", found.text)
        self.assertIn("ops.heartbeats may not be read by this user (ann).", found.text)
        self.assertIn("net-by-day", found.figures)

    def test_says_as_of_when_and_in_which_zone(self) -> None:
        self.assertIn("As of 26 Nov 2026, 09:29 UTC, when gold was built up to load 7; read at 09:30 as the user ann.", read(gold()).text)

    def test_no_heartbeat_says_who_sends_them(self) -> None:
        self.assertIn("unless told --heartbeat 0", read(gold(heartbeats=[])).text)


class PeriodTest(unittest.TestCase):
    def test_ends_with_the_last_whole_day(self) -> None:
        self.assertEqual(PERIOD, _period(None, TODAY, 2, date(2026, 11, 1)))
        self.assertEqual(Period(date(2026, 7, 17), date(2026, 7, 18), None), _period(date(2026, 7, 18), TODAY, 2, date(2026, 1, 1)))

    def test_is_today_where_gold_began_today(self) -> None:
        self.assertEqual(Period(TODAY, TODAY, None), _period(None, TODAY, 28, TODAY))

    def test_is_followed_by_what_is_not_over(self) -> None:
        self.assertEqual([date(2026, 11, day) for day in range(22, 27)], PERIOD.shown)


class NumbersTest(unittest.TestCase):
    def test_are_short_and_exact_enough(self) -> None:
        self.assertEqual(
            ["SGD 0.00", "SGD 812.50", "SGD 12.3k", "−SGD 1.00k", "SGD 1.00M", "SGD 2.64M", "SGD 1,234B", "–"],
            [numbers.sgd(one) for one in (0, 812.5, 12_345, -999.999, 999_999, 2_640_000, 1_234e9, None)],
        )
        self.assertEqual(["0", "9,999", "12.3k", "1.23M"], [numbers.count(one) for one in (0, 9_999, 12_345, 1_234_567)])
        self.assertEqual(["420 ms", "32.1 s", "2.5 min", "3.0 h"], [numbers.seconds(one) for one in (0.42, 32.1, 150, 10_800)])
        self.assertEqual(["+1.2 points", "no change"], [numbers.points(0.112, 0.1), numbers.points(0.10001, 0.1)])
        self.assertEqual(["+50.0%", "−50.0%", "no change"], [numbers.relative(now, 2) for now in (3, 1, 2)])


class CommandLineTest(unittest.TestCase):
    def complaints(self, *arguments: str, environment: dict[str, str]) -> tuple[int, str]:
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), unittest.mock.patch.dict("os.environ", environment, clear=True):
            try:
                return dashboard.main([*arguments]), errors.getvalue()
            except SystemExit as e:
                return int(e.code or 0), errors.getvalue()

    def test_without_a_warehouse_says_how_to_have_one(self) -> None:
        code, said = self.complaints(environment={})
        self.assertEqual(1, code)
        self.assertEqual("dashboard: there is no warehouse: start the platform with './clickstream up', or name one with REDSHIFT_HOST and its like\n", said)

    def test_wrong_use_is_code_2(self) -> None:
        code, said = self.complaints("--days", "0", environment={})
        self.assertEqual((2, True), (code, "must be a whole number from 1 to 366, was '0'" in said))
        code, said = self.complaints(environment={"REDSHIFT_HOST": "127.0.0.1"})
        self.assertEqual((2, True), (code, "REDSHIFT_WORKGROUP" in said))

    def test_a_folder_that_is_not_there_is_named_before_anything_is_read(self) -> None:
        environment = {"REDSHIFT_HOST": "127.0.0.1", "REDSHIFT_PORT": "1", "REDSHIFT_USER": "u", "REDSHIFT_PASSWORD": "p"}
        with tempfile.TemporaryDirectory() as folder:
            code, said = self.complaints("--out", str(Path(folder) / "no/page.html"), environment=environment)
        self.assertEqual(1, code)
        self.assertIn("there is no folder", said)


if __name__ == "__main__":
    unittest.main()
