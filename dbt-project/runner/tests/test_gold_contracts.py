from __future__ import annotations

import unittest
from typing import Any

from governance import __main__ as governance
from governance.models import SENSITIVITIES, TREATMENTS


def complaints(model: dict[str, Any]) -> list[str]:
    """What a gold model owes its readers; empty when it owes nothing."""
    config, meta = model["config"], model["config"]["meta"]
    found = [f"{model['name']}: no {what}" for what in ("description", "group") if not model[what]]
    if not config["contract"]["enforced"]:
        found.append(f"{model['name']}: its contract is not enforced")
    found += [f"{model['name']}: no meta.{what}" for what in ("owner", "steward", "retention_days") if what not in meta]
    if config["materialized"] != "view" and "restates" not in meta:
        found.append(f"{model['name']}: does not say what it restates (meta.restates)")
    for column in model["columns"].values():
        where, said = f"{model['name']}.{column['name']}", column["config"]["meta"]
        found += [f"{where}: no {what}" for what in ("description", "data_type") if not column[what]]
        if said.get("sensitivity") not in SENSITIVITIES:
            found.append(f"{where}: sensitivity is {said.get('sensitivity')}, wanted one of {sorted(SENSITIVITIES)}")
        if said.get("treatment") not in TREATMENTS:
            found.append(f"{where}: treatment is {said.get('treatment')}, wanted one of {sorted(TREATMENTS)}")
    return found


class GoldContractsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        manifest = governance._manifest(None)
        cls.models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
        cls.entities = next(
            node["test_metadata"]["kwargs"]["values"]
            for node in manifest["nodes"].values()
            if node["resource_type"] == "test"
            and node.get("attached_node") == "model.clickstream.changed_keys"
            and node["test_metadata"]["name"] == "accepted_values"
        )
        cls.examples = {test["model"] for test in manifest["unit_tests"].values()}

    def test_each_gold_column_has_a_type_a_description_and_a_sensitivity(self) -> None:
        gold = [model for model in self.models if model["schema"] == "gold"]
        self.assertGreater(len(gold), 3)
        self.assertEqual([], [line for model in gold for line in complaints(model)])

    def test_what_is_missing_is_named(self) -> None:
        model: dict[str, Any] = {
            "name": "sales",
            "description": "Sales.",
            "group": None,
            "config": {"contract": {"enforced": False}, "materialized": "table", "meta": {"owner": "a", "steward": "b"}},
            "columns": {
                "day": {"name": "day", "description": "", "data_type": None, "config": {"meta": {"sensitivity": "secret"}}}
            },
        }
        self.assertEqual(
            [
                "sales: no group",
                "sales: its contract is not enforced",
                "sales: no meta.retention_days",
                "sales: does not say what it restates (meta.restates)",
                "sales.day: no description",
                "sales.day: no data_type",
                "sales.day: sensitivity is secret, wanted one of ['financial', 'internal', 'pii_direct', 'pii_quasi', 'public']",
                "sales.day: treatment is None, wanted one of ['drop', 'encrypt', 'hash', 'none', 'tokenise', 'truncate']",
            ],
            complaints(model),
        )

    def test_what_a_model_restates_is_what_changed_keys_lists(self) -> None:
        restating = [m["config"] | {"name": m["name"]} for m in self.models]
        keyed = {c["name"]: c["meta"].get("restates") for c in restating if c.get("incremental_strategy") == "restate"}
        self.assertGreater(len(keyed), 10)
        self.assertEqual({}, {name: entity for name, entity in keyed.items() if entity not in self.entities})

    def test_each_model_of_silver_and_gold_has_a_worked_example(self) -> None:
        reading = [m for m in self.models if m["depends_on"]["nodes"]]  # a calendar reads nothing
        named = {m["name"] for m in reading if m["schema"] in ("silver", "gold")}
        self.assertEqual(set(), named - self.examples)
