"""What the page asks, held against the semantic layer and the exposure that says what it reads. Parses the project; no warehouse."""

from __future__ import annotations

import unittest
from datetime import date

from dashboard import gold
from dashboard.gold import questions
from dashboard.page import EXPLAINED
from dashboard.period import Period
from dashboard.semantics import Semantics, parsed, tables_of
from governance import __main__ as governance

PERIOD = Period.ending(date(2026, 11, 25), 28, date(2026, 11, 26))


class QuestionsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.semantics = Semantics(parsed())
        cls.sql = {name: cls.semantics.sql(question) for name, question in questions(PERIOD).items()}

    def test_every_figure_is_a_metric_of_the_semantic_layer(self) -> None:
        asked = {metric for question in questions(PERIOD).values() for metric in question.metrics} | set(EXPLAINED)
        self.assertEqual(set(), asked - set(self.semantics.metrics))
        self.assertTrue(all(self.semantics.metrics[name].description for name in asked))

    def test_the_exposure_names_what_the_page_reads(self) -> None:
        manifest = governance._manifest(None)
        (exposure,) = (one for one in manifest["exposures"].values() if one["name"] == "dashboard")
        nodes = manifest["nodes"] | manifest["sources"]
        named = {f"{nodes[one]['schema']}.{nodes[one].get('alias') or nodes[one]['name']}" for one in exposure["depends_on"]["nodes"]}
        read = set().union(*map(tables_of, self.sql.values()), tables_of(gold.LAST_RUN), tables_of(gold.BEATS.format(hours=1)))
        self.assertEqual(named, read)
        self.assertEqual(read, set(gold.TABLES))

    def test_a_question_is_of_its_days_only(self) -> None:
        self.assertIn("BETWEEN '2026-10-29' AND '2026-11-25'", self.sql["sales"])
        self.assertIn("BETWEEN '2026-10-01' AND '2026-10-28'", self.sql["sales_before"])
        self.assertIn("BETWEEN '2026-10-01' AND '2026-11-26'", self.sql["sales_by_day"])


if __name__ == "__main__":
    unittest.main()
