from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from governance import roles as who
from governance.compiler import Built, wanted
from governance.errors import GovernanceError
from governance.facts import Difference, MaskAttachment, Member, Reattachment, RowAttachment, TablePrivilege, differences
from governance.masks import masking_policy, row_policy, without_salt
from governance.models import Column, Model
from governance.roles import Roles, User
from governance.tests.test_annotations import column, model

SALT = f"salt:{'0' * 32}:"
ROLES = """
region_column: country
regions: {asia: [JP, SG], europe: [DE]}
nobody_reads: []
builder: builder
roles:
  books:
    reads: [gold]
    rows: all
    sees: {public: clear, internal: clear, financial: clear, pii_quasi: treated, pii_direct: drop}
  region:
    reads: [gold]
    rows: region
    sees: {public: clear, internal: clear, financial: truncate, pii_quasi: drop, pii_direct: drop}
"""
ORDERS = model(
    "gold.orders",
    column("country", "pii_quasi", "none"),
    column("profile_id", "pii_quasi", "hash"),
    column("amount", "financial", "drop"),
    Column("day", "Day.", "internal", "none", "checkout"),
)
SALES = model("gold.sales", column("net", "financial", "drop"))
BUILT = {
    "gold.orders": Built(
        "runner",
        {
            "country": "character varying(2)",
            "profile_id": "character varying(512)",
            "amount": "numeric(18,4)",
            "day": "date",
        },
    ),
    "gold.sales": Built("runner", {"net": "numeric(38,4)"}),
}


def roles_of(text: str = ROLES, models: tuple[Model, ...] = (ORDERS, SALES)) -> Roles:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "roles.yml"
        file.write_text(text, "utf-8")
        return who.read(file, list(models))


class CompilerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.facts = wanted([ORDERS, SALES], roles_of(), [User("ria", ("region",), ("asia",))], BUILT, SALT)

    def masks_of(self, name: str) -> dict[str, str]:
        return {
            str(fact.grantee): f"{fact.policy.split('_')[1]} {fact.priority}"
            for fact in self.facts
            if isinstance(fact, MaskAttachment) and fact.column == name
        }

    def test_whom_no_role_clears_sees_nothing_and_the_builder_sees_all(self) -> None:
        self.assertEqual(
            {"public": "drop 0", "role books": "clear 100", "role region": "truncate 10", "role builder": "clear 100"},
            self.masks_of("amount"),
        )
        self.assertEqual(
            {"public": "drop 0", "role books": "hash 20", "role builder": "clear 100"}, self.masks_of("profile_id")
        )
        self.assertEqual({}, self.masks_of("day"))

    def test_two_policies_of_a_column_never_share_a_priority(self) -> None:
        priorities: dict[tuple[str, str, int], set[str]] = {}
        for fact in self.facts:
            if isinstance(fact, MaskAttachment):
                priorities.setdefault((fact.table, fact.column, fact.priority), set()).add(fact.policy)
        self.assertEqual([], [key for key, policies in priorities.items() if len(policies) > 1])

    def test_a_role_of_a_region_reads_only_tables_that_have_regions(self) -> None:
        readers = {(fact.table, str(fact.grantee)) for fact in self.facts if isinstance(fact, TablePrivilege) and fact.schema == "gold"}
        self.assertEqual({("orders", "role books"), ("orders", "role region"), ("sales", "role books")}, readers)

    def test_where_rows_have_regions_everyone_has_a_row_policy(self) -> None:
        policies = {str(fact.grantee): fact.policy.rsplit("_", 2)[0] for fact in self.facts if isinstance(fact, RowAttachment)}
        self.assertEqual({"role books", "role region", "role builder"}, set(policies))
        self.assertIn("own_region", policies["role region"])
        self.assertIn("all_rows", policies["role books"])

    def test_the_owner_of_the_tables_is_in_the_builder_s_role(self) -> None:
        self.assertIn(Member("runner", "builder"), self.facts)

    def test_a_rebuild_repeats_masks_before_it_lets_anyone_read(self) -> None:
        repeated = [
            fact.statement for fact in sorted(self.facts, key=lambda f: f.place if isinstance(f, Reattachment) else -1)
            if isinstance(fact, Reattachment) and fact.table == "orders"
        ]  # fmt: skip
        kinds = [statement.split()[0] for statement in repeated]
        self.assertEqual(sorted(kinds, key=["attach", "alter", "grant"].index), kinds)
        self.assertEqual({"attach", "alter", "grant"}, set(kinds))

    def test_a_table_with_a_column_that_no_model_names_is_refused(self) -> None:
        more = BUILT | {"gold.sales": Built("runner", {"net": "numeric(38,4)", "email": "character varying(320)"})}
        with self.assertRaisesRegex(GovernanceError, r"gold.sales has other columns than its model: the table has also \['email'\]"):
            wanted([SALES], roles_of(), [], more, SALT)

    def test_what_is_not_built_yet_is_left_out(self) -> None:
        facts = wanted([ORDERS], roles_of(), [], {}, SALT)
        self.assertEqual(["governance.reattachment"], [f"{f.schema}.{f.table}" for f in facts if isinstance(f, TablePrivilege)])

    def test_a_view_is_for_who_may_see_all_of_it_as_it_is(self) -> None:
        def readers(*columns: Column, text: str = ROLES) -> list[str]:
            view = model("gold.orders", *columns, is_view=True)
            return [role.name for role in roles_of(text, (view, SALES)).readers(view)]

        self.assertEqual([], readers(column("profile_id", "pii_quasi", "hash")))
        self.assertEqual(["books"], readers(column("amount")))
        named = ROLES.replace("reads: [gold]\n    rows: region", "reads: [gold, gold.orders]\n    rows: region")
        self.assertEqual(["books", "region"], readers(column("day", "public", "none"), text=named))
        with self.assertRaisesRegex(GovernanceError, "region cannot read gold.orders: it is a view"):
            readers(column("country", "public", "none"), text=named)


class DifferencesTest(unittest.TestCase):
    def test_old_policies_go_before_new_ones_come_and_grants_come_last(self) -> None:
        before = wanted([ORDERS], roles_of(), [], BUILT, SALT)
        after = wanted([ORDERS], roles_of(ROLES.replace("financial: truncate", "financial: hash")), [], BUILT, SALT)
        words = [difference.statement.split(" (")[0].split()[:2] for difference in differences(after, before)]
        self.assertEqual(
            [["delete", "from"], ["detach", "masking"], ["drop", "masking"], ["create", "masking"], ["attach", "masking"]],
            [word for n, word in enumerate(words) if word not in words[:n] and word != ["insert", "into"]],
        )
        self.assertEqual([], differences(after, after))

    def test_a_difference_says_what_is_missing_and_what_is_not_wanted(self) -> None:
        self.assertEqual("missing: user ann is in role books", str(Difference(Member("ann", "books"), missing=True)))
        self.assertEqual('revoke role books from "IAMR:x"', Difference(Member("IAMR:x", "books"), missing=False).statement)


class MasksTest(unittest.TestCase):
    def test_each_type_has_its_own_text(self) -> None:
        self.assertEqual(
            [
                f"cast(sha2('{SALT}' || value, 256) as character varying(512))",
                f"cast(left(sha2('{SALT}' || value, 256), 32) as character varying(32))",
                "cast(null as character varying(2))",
                "cast(null as bigint)",
            ],
            [
                masking_policy("hash", type_name, SALT).expression
                for type_name in ("character varying(512)", "character varying(32)", "character varying(2)", "bigint")
            ],
        )
        self.assertEqual(
            ["cast(date_trunc('year', value) as date)", "cast(trunc(value, -2) as numeric(18,4))", "cast(left(value, 1) as character varying(2))", "cast(null as boolean)"],
            [masking_policy("truncate", one, SALT).expression for one in ("date", "numeric(18,4)", "character varying(2)", "boolean")],
        )  # fmt: skip

    def test_another_text_is_another_name(self) -> None:
        other = f"salt:{'1' * 32}:"
        one, two = masking_policy("hash", "character varying(512)", SALT), masking_policy("hash", "character varying(512)", other)
        self.assertNotEqual(one.policy, two.policy)
        self.assertRegex(one.policy, r"^governed_hash_varchar_512_[0-9a-f]{8}$")
        self.assertNotEqual(row_policy(True, "country", "text").policy, row_policy(False, "country", "text").policy)

    def test_the_salt_is_not_shown(self) -> None:
        self.assertNotIn("0" * 32, without_salt(masking_policy("hash", "character varying(512)", SALT).add()))


class RolesTest(unittest.TestCase):
    def refused(self, before: str, after: str, message: str) -> None:
        with self.assertRaisesRegex(GovernanceError, message):
            roles_of(ROLES.replace(before, after))

    def test_what_is_wrong_in_the_file_is_named(self) -> None:
        self.refused("reads: [gold]", "reads: [golden]", "role books reads golden, which is no schema and no model")
        self.refused("rows: region", "rows: some", "role region: rows must be one of all, region, was some")
        self.refused("pii_direct: drop", "pii_direct: blur", "role books: sees must say for each of")
        self.refused("internal: clear", "internal: drop", "role books: public and internal must be clear")
        self.refused("nobody_reads: []", "nobody_reads: [gold.rest]", "nobody_reads names gold.rest, which is no model")
        self.refused("builder: builder", "builder: books", "'books' is the builder's role and cannot be another")
        self.refused("builder: builder", "bilder: builder", "there is no 'bilder'")

    def test_a_user_of_a_role_of_a_region_needs_one(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "users.yml"
            file.write_text("users: {ria: {roles: [region]}, ann: {roles: [cook], regions: [mars]}}", "utf-8")
            with self.assertRaises(GovernanceError) as refused:
                who.read_users(file, roles_of())
        self.assertEqual(
            [
                "users.yml: user ria is in a role of a region, but has no regions",
                "users.yml: user ann is in role cook, which is not in roles.yml",
                "users.yml: user ann is of region mars, which is not in roles.yml",
            ],
            str(refused.exception).splitlines(),
        )


if __name__ == "__main__":
    unittest.main()
