from __future__ import annotations

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

import generate_bronze
from generate_bronze import PlanError, column_name, read_plan


def schema(title: str, properties: dict[str, dict[str, object]]) -> str:
    return json.dumps({"title": title, "x-domain": "view", "x-owner": "me", "type": "object", "properties": properties})


class GenerateBronzeTest(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.plan = Path(temporary.name) / "plan"
        self.models = Path(temporary.name) / "models"
        self.put("thing-seen", "1-0-0", schema("Thing Seen", {"thing_id": {"type": "string", "maxLength": 8}}))

    def put(self, event: str, version: str, text: str) -> None:
        (self.plan / event).mkdir(parents=True, exist_ok=True)
        (self.plan / event / f"{version}.json").write_text(text, "utf-8")

    def generate(self, *arguments: str) -> int:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return generate_bronze.main(["--plan", str(self.plan), "--models", str(self.models), *arguments])

    def test_check_tells_missing_stale_and_left_over_files(self) -> None:
        self.assertEqual(1, self.generate("--check"))
        self.assertEqual(0, self.generate())
        self.assertEqual(0, self.generate("--check"))
        (self.models / "bronze_thing_seen.sql").write_text("select 1", "utf-8")
        self.assertEqual(1, self.generate("--check"))
        self.assertEqual(0, self.generate())
        (self.models / "bronze_gone.sql").write_text("select 1", "utf-8")
        self.assertEqual(1, self.generate("--check"))
        self.assertEqual(0, self.generate())
        self.assertFalse((self.models / "bronze_gone.sql").exists())

    def test_a_newer_version_adds_columns_and_keeps_old_ones(self) -> None:
        newer = schema("Thing Seen", {"seenAt": {"type": "string", "format": "date-time"}})
        self.put("thing-seen", "1-10-0", newer)
        self.put("thing-seen", "1-9-0", schema("Thing Seen", {"seenAt": {"type": "string"}}))
        (event,) = read_plan(self.plan)
        self.assertEqual({"thing_id": "text", "seen_at": "timestamp"}, {p.column: p.kind for p in event.properties})

    def test_columns_are_snake_case_and_avoid_reserved_and_envelope_names(self) -> None:
        self.assertEqual("group_id", column_name("groupId"))
        self.assertEqual("language_value", column_name("language"))
        self.assertEqual("property_user_id", column_name("userId"))

    def test_money_needs_a_currency_beside_it(self) -> None:
        price = {"type": ["number", "string"], "x-unit": "major units of currency"}
        self.put("thing-sold", "1-0-0", schema("Thing Sold", {"price": price}))
        with self.assertRaisesRegex(PlanError, "Thing Sold: price is money, but there is no currency beside it"):
            read_plan(self.plan)

    def test_two_properties_may_not_become_one_column(self) -> None:
        self.put("thing-sold", "1-0-0", schema("Thing Sold", {"thingId": {}, "thing_id": {}}))
        with self.assertRaisesRegex(PlanError, "share the columns"):
            read_plan(self.plan)

    def test_an_empty_plan_is_refused(self) -> None:
        self.assertEqual(2, self.generate("--plan", str(self.plan / "thing-seen")))


if __name__ == "__main__":
    unittest.main()
