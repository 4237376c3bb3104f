from __future__ import annotations

import os
import shutil
import tempfile
import unittest
from pathlib import Path
from typing import Any

from governance import __main__ as governance
from governance import contracts
from runner.settings import PROJECT

FRESH = {"landing.events", "ops.dbt_run", "ops.load_history"}


class ContractsTest(unittest.TestCase):
    manifest: Any

    @classmethod
    def setUpClass(cls) -> None:
        cls.manifest = governance._manifest(None)

    def test_what_gold_promised_it_keeps(self) -> None:
        now = contracts.of(self.manifest)
        self.assertGreater(len(now), 10)
        self.assertEqual([], contracts.broken(contracts.read(), now))
        if os.environ.get("GOLDEN_WRITE") == "1":
            contracts.write(now)
        self.assertEqual(contracts.read(), now, "more is promised than is kept: run the test with GOLDEN_WRITE=1 in the environment")

    def test_a_change_that_breaks_a_reader_is_named_and_a_column_more_is_not(self) -> None:
        kept = {"sales.v1": {"day": "date", "net": "bigint"}, "old.v1": {"day": "date"}}
        self.assertEqual([], contracts.broken(kept, kept | {"sales.v1": {"day": "date", "net": "bigint", "gross": "bigint"}}))
        self.assertEqual([], contracts.broken(kept, kept | {"sales.v2": {"day": "date"}}))
        self.assertEqual(
            [
                "sales.v1.day is timestamp and was date: that wants a new version beside it",
                "sales.v1 has no net any more: that wants a new version beside it",
                "old.v1 is gone: it stays until its deprecation_date, then take it out of contracts.json by hand",
            ],
            contracts.broken(kept, {"sales.v1": {"day": "timestamp"}}),
        )

    def test_of_two_versions_the_latest_has_the_plain_name(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs", "__pycache__", "governance", "runner"))
            said = project / "models/gold/daily_sales.yml"
            versions = "latest_version: {}\n    versions: [{{v: 1, defined_in: daily_sales}}, {{v: 2, defined_in: daily_sales_v2}}]\n"
            shutil.copy(project / "models/gold/daily_sales.sql", project / "models/gold/daily_sales_v2.sql")
            original = said.read_text("utf-8").replace("    columns:\n", "    {}    columns:\n", 1)
            for latest, names in ((1, {1: "daily_sales", 2: "daily_sales_v2"}), (2, {1: "daily_sales_v1", 2: "daily_sales"})):
                said.write_text(original.replace("{}", versions.format(latest), 1), "utf-8")
                manifest = governance._parsed(project)
                found = {node["version"]: node["alias"] for node in manifest["nodes"].values() if node["name"] == "daily_sales"}
                self.assertEqual(names, found)
                self.assertIn("daily_sales.v2", contracts.of(manifest))

    def test_sources_that_must_grow_say_how_old_they_may_be(self) -> None:
        sources = {f"{node['schema']}.{node['identifier']}": node for node in self.manifest["sources"].values()}
        for name in FRESH:
            said = sources[name]
            self.assertTrue(said["loaded_at_field"], name)
            self.assertGreater(said["freshness"]["error_after"]["count"], 0, name)


if __name__ == "__main__":
    unittest.main()
