"""python -m governance plan|apply|verify|page: see docs/how-to/govern.md."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from governance import models as annotated
from governance import roles as who
from governance.catalog import TABLES, Catalog
from governance.compiler import wanted
from governance.errors import GovernanceError
from governance.facts import Difference, Member, differences
from governance.masks import without_salt
from governance.models import Model
from governance.page import page
from governance.roles import Roles, User
from runner import settings as runner_settings
from runner.project import dbt
from runner.settings import PROJECT, SettingsError
from runner.warehouse import connect_to

ATTEMPTS = 3
PAGE = PROJECT.parent / "docs" / "reference" / "governance.md"


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        models = annotated.read(_manifest(options.manifest))
        annotated.must_be_annotated(models)
        roles = who.read(options.roles, models)
        if options.verb == "page":
            return _page(models, roles, check=options.check)
        users = who.read_users(options.users, roles)
        connection = runner_settings.read(os.environ).connection
        return Verbs(connect_to(connection.arguments), models, roles, users, options.json).run(options.verb)
    except SettingsError as e:
        _complain(str(e))
        _complain("start the platform (./clickstream up), or name a warehouse by REDSHIFT_HOST and its like")
        return 2
    except GovernanceError as e:
        _complain(str(e))
        return 2
    except Unreachable as e:
        _complain(str(e))
        return 1
    except Exception as e:
        print(f"governance: {without_salt(' '.join(str(e).split()))[:1000] or type(e).__name__}", file=sys.stderr)
        return 1


def _complain(problems: str) -> None:
    print("\n".join(f"governance: {line}" for line in problems.splitlines()), file=sys.stderr)


class Unreachable(Exception):
    """The warehouse did not let us in."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./clickstream governance",
        description="Makes grants, masks and row policies in the warehouse of what the models' columns say of themselves "
        "(config.meta) and of dbt-project/governance/roles.yml.",
        epilog="The warehouse is the running platform's, or the one of REDSHIFT_HOST and its like; the user must be a superuser or "
        "have sys:secadmin. Exit codes: 0 done, 1 failed or verify found differences, 2 wrong use.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, tells in (
        ("plan", "show what apply would do, as SQL, and change nothing"),
        ("apply", "do it, in one transaction; a second time nothing is left to do"),
        ("verify", "name each difference and exit 1 where there is one"),
        ("page", "write docs/reference/governance.md; needs no warehouse"),
    ):
        command = verbs.add_parser(verb, help=tells, description=tells.capitalize() + ".")
        command.add_argument("--roles", type=Path, default=who.ROLES, metavar="FILE", help="who may see what (dbt-project/governance/roles.yml)")
        command.add_argument("--manifest", type=Path, metavar="FILE", help="dbt's manifest.json; without it the project is parsed")
        if verb == "page":
            command.add_argument("--check", action="store_true", help="only say whether it is stale")
        else:
            command.add_argument("--users", type=Path, default=who.USERS, metavar="FILE", help="who is in which role (dbt-project/governance/users.yml)")
            command.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


class Verbs:
    """The three verbs that look at a warehouse."""

    def __init__(self, connect: Any, models: list[Model], roles: Roles, users: list[User], as_json: bool) -> None:
        self._connect = connect
        self._models = models
        self._roles = roles
        self._users = users
        self._json = as_json

    def run(self, verb: str) -> int:
        try:
            connection = self._connect()
        except Exception as e:
            raise Unreachable(f"the warehouse at {os.environ['REDSHIFT_HOST']} cannot be reached: {' '.join(str(e).split())}") from e
        try:
            return {"plan": self._plan, "apply": self._apply, "verify": self._verify}[verb](connection)
        finally:
            connection.close()

    def _plan(self, connection: Any) -> int:
        with connection.cursor() as cursor:
            found = self._differences(cursor)
        for difference in found:
            self._tell(difference)
        if not found:
            self._say("nothing to do: the warehouse is as the models and roles say", 0)
        return 0

    def _apply(self, connection: Any) -> int:
        """A rebuild that commits meanwhile brings its table with what was noted before: then once more."""
        done = 0
        for _ in range(ATTEMPTS):
            with connection.cursor() as cursor:
                for statement in TABLES:
                    cursor.execute(statement)
                found = self._differences(cursor)
                self._require_users(found, Catalog(cursor, self._models, self._roles).users())
                for difference in found:
                    cursor.execute(difference.statement)
            connection.commit()
            done += len(found)
            if not found:
                self._say("nothing to do: the warehouse is as the models and roles say" if done == 0 else f"{done} statements done", done)
                return 0
        self._say(f"{done} statements done, but tables are being rebuilt meanwhile: run it again", done)
        return 1

    def _verify(self, connection: Any) -> int:
        with connection.cursor() as cursor:
            found = self._differences(cursor)
        for difference in found:
            if self._json:
                self._tell(difference)
            else:
                print(difference)
        if not found:
            self._say("no difference: the warehouse is as the models and roles say", 0)
        return 1 if found else 0

    def _differences(self, cursor: Any) -> list[Difference]:
        catalog = Catalog(cursor, self._models, self._roles)
        built = catalog.built()
        missing = [model.name for model in self._models if not model.is_source and model.name not in built]
        if missing:
            print(f"governance: not built yet, so nobody reads it yet: {', '.join(missing)}", file=sys.stderr)
        return differences(wanted(self._models, self._roles, self._users, built, catalog.salt()), catalog.facts(built))

    @staticmethod
    def _require_users(found: list[Difference], users: set[str]) -> None:
        unknown = sorted({d.fact.user for d in found if isinstance(d.fact, Member) and d.missing} - users)
        if unknown:
            raise GovernanceError(f"the warehouse does not know the users {', '.join(unknown)}: create them first")

    def _tell(self, difference: Difference) -> None:
        statement = without_salt(difference.statement)
        if self._json:
            print(json.dumps({"difference": str(difference), "statement": statement}))
        else:
            print(f"-- {difference}\n{statement};")

    def _say(self, words: str, statements: int) -> None:
        print(json.dumps({"statements": statements}) if self._json else words)


def _manifest(file: Path | None) -> Any:
    if file is not None:
        try:
            return json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as e:
            raise GovernanceError(f"cannot read dbt's manifest {file}: {e}") from e
    return _parsed()


def _parsed(project: Path = PROJECT) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        result = dbt("parse", target=Path(folder), project=project)
        if not result.success or result.result is None:
            raise GovernanceError(f"dbt cannot read the project: {' '.join(str(result.exception).split())}")
        return result.result.writable_manifest().to_dict(omit_none=False)


def _page(models: list[Model], roles: Roles, *, check: bool) -> int:
    text = page(models, roles)
    if check:
        if not PAGE.exists() or PAGE.read_text("utf-8") != text:
            print("governance: docs/reference/governance.md is stale; run ./clickstream governance page", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(text, "utf-8")
    print(f"written: {PAGE.relative_to(PROJECT.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
