"""Every column of every model and source says what it is: from dbt's own manifest."""

from __future__ import annotations

import contextlib
import io
import unittest
import unittest.mock
from dataclasses import replace
from typing import Any

from governance import __main__ as governance
from governance import models as annotated
from governance import roles as who
from governance.models import Column, Model, problems_of


def column(name: str = "amount", sensitivity: str = "financial", treatment: str = "drop") -> Column:
    return Column(name, "What it is.", sensitivity, treatment, "checkout")


def model(name: str = "gold.sales", *columns: Column, is_view: bool = False) -> Model:
    schema, table = name.split(".")
    return Model(schema, table, schema, is_view, False, "One row per day.", "checkout", "finance", 760, "sales", columns or (column(),))


class ProjectTest(unittest.TestCase):
    manifest: Any

    @classmethod
    def setUpClass(cls) -> None:
        cls.manifest = governance._manifest(None)
        cls.models = annotated.read(cls.manifest)

    def test_every_column_has_description_sensitivity_treatment_and_owner(self) -> None:
        self.assertEqual([], problems_of(self.models))

    def test_every_model_of_gold_is_under_contract_of_a_group_and_public(self) -> None:
        bad = [
            node["name"]
            for node in self.manifest["nodes"].values()
            if node["resource_type"] == "model" and node["schema"] == "gold"
            if not (node["config"]["contract"]["enforced"] and node["group"] and node["access"] == "public")
            or any(not one["data_type"] for one in node["columns"].values())
        ]
        self.assertEqual([], bad)

    def test_the_roles_fit_the_models(self) -> None:
        roles = who.read(who.ROLES, self.models)
        self.assertEqual([], who.read_users(who.USERS, roles))

    def test_no_personal_value_is_clear_in_gold_for_any_role_but_who_sees_all(self) -> None:
        roles = who.read(who.ROLES, self.models)
        clear = [
            f"{role.name} {model.name}.{one.name}"
            for model in self.models
            if model.layer == "gold"
            for one in model.columns
            for role in roles.readers(model)
            if one.sensitivity == "pii_direct" and not role.sees_all and role.sight_of(one) == "clear"
        ]
        self.assertEqual([], clear)

    def test_the_page_of_the_reference_is_as_the_models_say(self) -> None:
        roles = who.read(who.ROLES, self.models)
        self.assertEqual(
            governance.PAGE.read_text("utf-8"), governance.page(self.models, roles), "run ./clickstream governance page"
        )


class ProblemsTest(unittest.TestCase):
    def test_names_all_that_a_model_and_a_column_leave_out(self) -> None:
        bare = replace(model("gold.sales", Column("amount", "", "", "", "")), description="", owner="", steward="", retention_days=0)
        self.assertEqual(
            [
                "gold.sales has no description",
                "gold.sales has no owner",
                "gold.sales has no steward",
                "gold.sales has no retention_days: a whole number above 0 is wanted",
                "gold.sales.amount has no description",
                "gold.sales.amount has no owner, nor has its model",
                "gold.sales.amount has sensitivity '', wanted one of public, internal, pii_quasi, pii_direct, financial",
                "gold.sales.amount has treatment '', wanted one of none, hash, tokenise, truncate, encrypt, drop",
            ],
            problems_of([bare]),
        )

    def test_a_name_or_an_address_must_be_treated(self) -> None:
        (problem,) = problems_of([model("gold.sales", column("email", "pii_direct", "none"))])
        self.assertIn("gold.sales.email is pii_direct and has treatment 'none'", problem)

    def test_a_column_s_owner_is_its_model_s_unless_it_says_so(self) -> None:
        node = {
            "resource_type": "model", "alias": "sales", "schema": "gold", "fqn": ["clickstream", "gold", "sales"], "group": None,
            "description": "Sales.", "config": {"materialized": "table", "meta": {"owner": "checkout"}},
            "columns": {
                "a": {"name": "a", "description": "", "config": {"meta": {}}},
                "b": {"name": "b", "description": "", "config": {"meta": {"owner": "growth"}}},
            },
        }  # fmt: skip
        (read,) = annotated.read({"nodes": {"m": node}, "sources": {}})
        self.assertEqual(["checkout", "growth"], [one.owner for one in read.columns])


class CommandLineTest(unittest.TestCase):
    def test_a_warehouse_that_is_not_named_is_asked_for(self) -> None:
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), unittest.mock.patch.dict("os.environ", clear=True):
            self.assertEqual(2, governance.main(["plan"]))
        self.assertIn("REDSHIFT_HOST is missing", errors.getvalue())


if __name__ == "__main__":
    unittest.main()
