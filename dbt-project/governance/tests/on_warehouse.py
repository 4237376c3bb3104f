"""
On a warehouse, as five users. Needs one that holds nothing yet (REDSHIFT_HOST and its like, an administrator); GovernanceIT
starts a stand-in for it. Not found by discovery, as the other tests need no warehouse:

    python -m unittest governance.tests.on_warehouse
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import secrets
import tempfile
import threading
import unittest
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from governance import __main__ as governance
from governance import models as annotated
from governance import roles as who
from governance.masks import SALT
from governance.models import Model
from governance.tests import shop
from governance.tests.sight import Sight, rows_of, sight, table
from runner import settings as runner_settings
from runner.settings import PROJECT

PAGE = PROJECT.parent / "docs" / "reference" / "who-sees-what.md"
USERS = {
    "fay": ("finance", ()),
    "ria": ("regional_analyst", ("southeast_asia",)),
    "dan": ("data_scientist", ()),
    "pat": ("privacy_officer", ()),
    "wall": ("dashboard", ()),
}
REBUILDS = int(os.environ.get("GOVERNANCE_REBUILDS", "20"))
POLL_SECONDS = 0.05
REBUILT = ("orders", "users", "daily_sales")


class OnWarehouse(unittest.TestCase):
    folder: Path
    models: list[Model]
    passwords: dict[str, str]
    manifest: Any = None

    @classmethod
    def setUpClass(cls) -> None:
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        cls.passwords = {user: f"Aa1{secrets.token_hex(12)}" for user in USERS}
        with cls.connected() as admin:
            shop.land(admin)
            for user, password in cls.passwords.items():
                admin.execute(f"create user {user} password '{password}'")
        cls.dbt("run")
        cls.models = annotated.read(cls.manifest.writable_manifest().to_dict(omit_none=False))
        cls.roles = who.read(who.ROLES, cls.models)
        users = {user: {"roles": [role], "regions": list(regions)} for user, (role, regions) in USERS.items()}
        (cls.folder / "users.yml").write_text(yaml.safe_dump({"users": users}), "utf-8")

    @classmethod
    @contextlib.contextmanager
    def connected(cls, user: str | None = None) -> Any:
        """A cursor whose every statement is a transaction; an administrator's, or the user's."""
        import redshift_connector

        # a table that is being put in its place keeps whoever asks waiting, long where the machine is busy
        arguments = runner_settings.read(os.environ).connection.arguments() | {"timeout": 300}
        if user is not None:
            arguments |= {"user": user, "password": cls.passwords[user]}
        with redshift_connector.connect(**arguments) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor

    @classmethod
    def dbt(cls, *arguments: str) -> None:
        from dbt.cli.main import dbtRunner

        where = ("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", str(cls.folder / "target"))
        quiet = ("--log-level", "none", "--no-send-anonymous-usage-stats", "--no-version-check", "--log-path", str(cls.folder / "logs"))
        if cls.manifest is None:
            parsed = dbtRunner().invoke([*quiet, "parse", *where])
            assert parsed.success, parsed.exception
            cls.manifest = parsed.result
        result = dbtRunner(manifest=cls.manifest).invoke([*quiet, *arguments[:1], *where, "--threads", "2", *arguments[1:]])
        failed = [f"{one.node.name}: {one.message}" for one in result.result or [] if str(one.status) == "error"]
        assert result.success, (failed, result.exception)

    def governance(self, verb: str, *arguments: str) -> tuple[int, str]:
        """Exit code and all that was printed, in which no secret ever is."""
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            code = governance.main([verb, "--manifest", str(self.folder / "target/manifest.json"), "--users", str(self.folder / "users.yml"), *arguments])
        self.assertEqual([], [secret for secret in self.secrets() if secret in output.getvalue()])
        return code, output.getvalue()

    def secrets(self) -> list[str]:
        with self.connected() as admin:
            admin.execute("select policy_expression from svv_masking_policy")
            salts = {match.group() for row in admin.fetchall() for match in SALT.finditer(str(row[0]))}
        return [*self.passwords.values(), *salts, runner_settings.read(os.environ).connection.password]

    def setUp(self) -> None:
        code, output = self.governance("apply")
        self.assertEqual(0, code, output)

    def test_what_is_applied_needs_nothing_more(self) -> None:
        self.assertEqual((0, "nothing to do: the warehouse is as the models and roles say\n"), self.governance("plan"))
        self.assertEqual((0, "nothing to do: the warehouse is as the models and roles say\n"), self.governance("apply"))
        self.assertEqual((0, '{"statements": 0}\n'), self.governance("verify", "--json"))

    def test_everyone_sees_what_the_roles_say_and_the_page_tells(self) -> None:
        governed = [model for model in self.models if not model.is_source]
        with self.connected() as admin:
            there = {model.name: rows_of(admin, model) or [] for model in governed}
        measured: dict[str, dict[str, Sight | None]] = {}
        for user, (role, _) in USERS.items():
            with self.connected(user) as cursor:
                measured[role] = {
                    model.name: sight(model, self.roles, rows_of(cursor, model), there[model.name]) for model in governed
                }
        for model in governed:
            for role in self.roles.roles:
                with self.subTest(model=model.name, role=role.name):
                    self.compare_with_roles(model, role, measured[role.name][model.name])
        page = table(governed, {role: lambda model, role=role: measured[role][model.name] for role in measured})
        self.assertNotIn("(!)", page)
        if os.environ.get("GOLDEN_WRITE"):
            PAGE.write_text(page, "utf-8")
        self.assertEqual(PAGE.read_text("utf-8"), page, "run the test with GOLDEN_WRITE=1 in the environment")

    def compare_with_roles(self, model: Model, role: who.Role, seen: Sight | None) -> None:
        self.assertEqual(role in self.roles.readers(model), seen is not None)
        if seen is None:
            return
        self.assertEqual("of MY, SG" if role.of_region and self.roles.region_of(model) else "all", seen.rows)
        for column in model.columns:
            told = "clear" if model.is_view or column.is_open else role.sight_of(column)
            self.assertIn(seen.columns[column.name], (told, "no values"), column.name)

    def test_verify_names_each_difference_and_apply_mends_it(self) -> None:
        with self.connected() as admin:
            admin.execute("grant select on silver.users to wall")
            admin.execute("grant role privacy_officer to wall")
            admin.execute("revoke select on gold.daily_sales from role finance")
            admin.execute("create masking policy mine with (value varchar(512)) using (value)")
            admin.execute("attach masking policy mine on silver.orders (profile_id) to role finance priority 200")
            admin.execute("insert into governance.user_region (user_name, region) values ('ria', 'JP')")
            admin.execute("alter table silver.users row level security off")
            admin.execute("grant insert on governance.reattachment to dan")
        code, output = self.governance("verify")
        self.assertEqual(1, code)
        self.assertEqual(
            [
                "missing: role finance has SELECT on gold.daily_sales",
                "missing: row-level security on silver.users",
                "not wanted: mine on silver.orders.profile_id for role finance, priority 200",
                "not wanted: user dan has INSERT on governance.reattachment",
                "not wanted: user ria sees rows of JP",
                "not wanted: user wall has SELECT on silver.users",
                "not wanted: user wall is in role privacy_officer",
            ],
            sorted(output.splitlines()),
        )
        self.assertEqual(0, self.governance("apply")[0])
        self.assertEqual(0, self.governance("verify")[0])

    def test_a_user_whom_the_warehouse_does_not_know_is_refused_and_nothing_is_done(self) -> None:
        users = yaml.safe_load((self.folder / "users.yml").read_text("utf-8"))
        users["users"]["nobody"] = {"roles": ["finance"]}
        (self.folder / "more-users.yml").write_text(yaml.safe_dump(users), "utf-8")
        code, output = self.governance("apply", "--users", str(self.folder / "more-users.yml"))
        self.assertEqual(2, code)
        self.assertIn("the warehouse does not know the users nobody: create them first", output)

    def test_a_table_that_is_rebuilt_with_other_columns_is_read_by_nobody(self) -> None:
        with self.connected() as admin:
            admin.execute("update governance.reattachment set column_types = 'other integer' where table_name = 'orders'")
        self.dbt("run", "--full-refresh", "--select", "orders")
        with self.connected("fay") as cursor:
            self.assertIsNone(rows_of(cursor, self.model("silver.orders")))
        self.assertEqual(0, self.governance("apply")[0])
        with self.connected("fay") as cursor:
            self.assertEqual(12, len(rows_of(cursor, self.model("silver.orders")) or []))

    def test_an_ordinary_run_leaves_policies_where_they_are(self) -> None:
        self.dbt("run")
        self.assertEqual(0, self.governance("verify")[0])

    def test_nobody_sees_an_unmasked_cell_or_a_foreign_row_while_tables_are_rebuilt(self) -> None:
        polls = [Poll(self, user, name) for user in USERS for name in ("silver.orders", "silver.users", "gold.daily_sales")]
        for poll in polls:
            poll.start()
        try:
            for _ in range(REBUILDS):
                before = [poll.answers for poll in polls]
                self.dbt("run", "--full-refresh", "--select", *REBUILT)
                for poll, answers in zip(polls, before, strict=True):
                    poll.await_more_than(answers)
        finally:
            for poll in polls:
                poll.stop()
        self.assertEqual([], [leak for poll in polls for leak in poll.leaks])
        self.assertEqual([], [poll.failure for poll in polls if poll.failure])
        readers = [poll for poll in polls if poll.role in self.roles.readers(poll.model)]
        self.assertEqual([], [f"{poll.user} {poll.model.name}" for poll in readers if poll.rows == 0])
        self.assertEqual((0, "no difference: the warehouse is as the models and roles say\n"), self.governance("verify"))
        print(
            f"{REBUILDS} rebuilds, {sum(poll.answers for poll in polls)} answers to {len(USERS)} users, "
            f"{sum(poll.rows for poll in polls)} rows: 0 unmasked cells, 0 foreign rows"
        )

    def test_no_secret_is_in_any_file(self) -> None:
        self.dbt("run", "--full-refresh", "--select", "orders")
        files = [file for file in self.folder.rglob("*") if file.is_file()]
        self.assertGreater(len(files), 5)
        told = [
            (str(file), n)
            for file in files
            for n, secret in enumerate(self.secrets())
            if secret.encode() in file.read_bytes()
        ]
        self.assertEqual([], told)

    def model(self, name: str) -> Model:
        return next(model for model in self.models if model.name == name)


class Poll(threading.Thread):
    """One user who asks for a table again and again, also by the names that it has while it is put in its place."""

    def __init__(self, test: OnWarehouse, user: str, name: str) -> None:
        super().__init__(name=f"{user} {name}", daemon=True)
        self._test = test
        self.user = user
        self.role = next(role for role in test.roles.roles if role.name == USERS[user][0])
        self.model = test.model(name)
        self._places = [self.model, *(replace(self.model, table=self.model.table + end) for end in ("__dbt_tmp", "__dbt_backup"))]
        self._secret = self._clear_values()
        self._regions = {value for region in USERS[user][1] for value in test.roles.regions[region]}
        self._more = threading.Condition()
        self._stopped = threading.Event()
        self.answers = 0
        self.rows = 0
        self.leaks: list[str] = []
        self.failure = ""

    def _clear_values(self) -> dict[int, set[Any]]:
        """By the place of a column that this user must not see as it is."""
        with self._test.connected() as admin:
            there = rows_of(admin, self.model) or []
        return {
            n: {row[n] for row in there if row[n] is not None}
            for n, column in enumerate(self.model.columns)
            if not column.is_open and self.role.sight_of(column) != "clear"
        }

    def run(self) -> None:
        try:
            with self._test.connected(self.user) as cursor:
                number = 0
                while not self._stopped.wait(POLL_SECONDS):
                    for place in self._places:
                        number += 1
                        self._look(cursor, place, number)
        except Exception as e:
            self.failure = f"{self.name}: {type(e).__name__} {e}"

    def _look(self, cursor: Any, place: Model, number: int) -> None:
        names = ", ".join(column.name for column in place.columns)
        try:
            cursor.execute(f"select {names} from {place.name} /* {number} */")
            rows = cursor.fetchall()
        except Exception as e:
            # away, being replaced, or not to be read
            if not re.search("permission denied|does not exist|could not open relation|deadlock detected", str(e)):
                raise
            rows = []
        for row in rows:
            self._judge(place, row)
        with self._more:
            self.answers += 1
            self.rows += len(rows)
            self._more.notify_all()

    def _judge(self, place: Model, row: tuple[Any, ...]) -> None:
        if self.role not in self._test.roles.readers(self.model):
            self.leaks.append(f"{self.name}: a row of {place.table}")
        self.leaks += [f"{self.name}: {place.table}.{place.columns[n].name}" for n, values in self._secret.items() if row[n] in values]
        region = self._test.roles.region_of(self.model)
        if self.role.of_region and region is not None and row[place.columns.index(region)] not in self._regions:
            self.leaks.append(f"{self.name}: a foreign row of {place.table}")

    def await_more_than(self, answers: int) -> None:
        with self._more:
            self._more.wait_for(lambda: self.answers > answers or self.failure, timeout=120)

    def stop(self) -> None:
        self._stopped.set()
        self.join(120)


if __name__ == "__main__":
    unittest.main()
