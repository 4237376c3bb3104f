from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

from runner.dbt import _outcome, project_digest


class OutcomeTest(unittest.TestCase):
    def test_an_old_source_is_told_with_its_age_and_fails_only_as_an_error(self) -> None:
        def source(status: str, age: float) -> SimpleNamespace:
            node = SimpleNamespace(name="events", source_name="landing", resource_type="source")
            return SimpleNamespace(status=status, message=None, age=age, node=node)

        for status, succeeded, told in (
            ("pass", True, None),
            ("warn", True, "events: the newest row of landing is 1.5 h old"),
            ("error", False, "events: the newest row of landing is 1.5 h old"),
        ):
            result = SimpleNamespace(result=SimpleNamespace(results=[source(status, 5400)]), success=succeeded, exception=None)
            outcome = _outcome(result, 0)
            self.assertEqual((succeeded, told), (outcome.succeeded, outcome.error))


class ProjectDigestTest(unittest.TestCase):
    def test_changes_with_a_model_a_macro_or_a_name_and_with_nothing_else(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            project = Path(directory)
            (project / "models").mkdir()
            (project / "macros").mkdir()
            (project / "dbt_project.yml").write_text("name: x", "utf-8")
            (project / "models" / "a.sql").write_text("select 1", "utf-8")
            first = project_digest(project)
            (project / "README.md").write_text("words", "utf-8")
            self.assertEqual(first, project_digest(project))
            (project / "macros" / "m.sql").write_text("{% macro m() %}{% endmacro %}", "utf-8")
            second = project_digest(project)
            self.assertNotEqual(first, second)
            (project / "models" / "a.sql").rename(project / "models" / "b.sql")
            self.assertNotEqual(second, project_digest(project))


if __name__ == "__main__":
    unittest.main()
