"""What is there: the facts that hold in a warehouse, read from its catalog."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from governance import sql
from governance.compiler import Built
from governance.facts import (
    Fact,
    Grantee,
    MaskAttachment,
    MaskingPolicy,
    Member,
    Reattachment,
    Role,
    RowAttachment,
    RowPolicy,
    RowSecurity,
    SchemaPrivilege,
    TablePrivilege,
    UserRegion,
)
from governance.masks import PREFIX, SALT
from governance.models import Model
from governance.roles import Roles

# Nobody but the administrator and the builder reads them: a policy reads its lookup table by itself.
TABLES = (
    "create schema if not exists governance",
    "create table if not exists governance.user_region (user_name varchar(128) not null, region varchar(64) not null)",
    "create table if not exists governance.reattachment (schema_name varchar(128) not null, table_name varchar(128) not null, "
    "place integer not null, column_types varchar(65535) not null, statement varchar(65535) not null)",
)
OWN = {"governance.user_region", "governance.reattachment"}


class Catalog:
    """One transaction's look at the warehouse. `cursor` is of a DB-API connection."""

    def __init__(self, cursor: Any, models: list[Model], roles: Roles) -> None:
        self._cursor = cursor
        self._tables = {model.name for model in models if not model.is_source} | OWN
        self._schemas = sorted({name.split(".")[0] for name in self._tables})
        self._roles = [role.name for role in roles.roles] + [roles.builder]

    def built(self) -> dict[str, Built]:
        rows = self._rows(
            "select n.nspname, c.relname, pg_get_userbyid(c.relowner), c.relkind, a.attname, format_type(a.atttypid, a.atttypmod) "
            "from pg_class c join pg_namespace n on n.oid = c.relnamespace "
            "left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped "
            f"where n.nspname in ({self._in(self._schemas)}) and c.relkind in ('r', 'v') order by n.nspname, c.relname, a.attnum"
        )
        built: dict[str, Built] = {}
        for schema, table, owner, kind, column, type_name in rows:
            relation = built.setdefault(f"{schema}.{table}", Built(str(owner), {}))
            if column is not None and _text(kind) == "r":
                relation.types[str(column)] = str(type_name)
        return {name: relation for name, relation in built.items() if name in self._tables}

    def users(self) -> set[str]:
        return {str(row[0]) for row in self._rows("select user_name from svv_user_info")}

    def salt(self) -> str:
        """The one that hashes are made with, from the policies that use it; a new one where there is none."""
        rows = self._rows(f"select policy_expression from svv_masking_policy where policy_name like '{PREFIX}%'")
        found = sorted({match.group() for row in rows for match in SALT.finditer(str(row[0]))})
        return found[0] if found else f"salt:{secrets.token_hex(16)}:"

    def facts(self, built: dict[str, Built]) -> set[Fact]:
        facts: set[Fact] = set()
        facts |= {Role(str(row[0])) for row in self._rows("select role_name from svv_roles") if row[0] in self._roles}
        facts |= {
            Member(str(user), str(role))
            for user, role in self._rows(
                f"select user_name, role_name from svv_user_grants where role_name in ({self._in(self._roles)})"
            )
        }
        facts.update(self._privileges(built))
        facts.update(self._policies())
        facts.update(self._notes())
        return facts

    def _privileges(self, built: dict[str, Built]) -> Iterable[Fact]:
        """An owner's own are not looked at, nor what the builders of the tables may in a schema."""
        owners = {relation.owner for relation in built.values()}
        for schema, privilege, kind, name in self._rows(
            "select namespace_name, privilege_type, identity_type, identity_name from svv_schema_privileges "
            f"where namespace_name in ({self._in(self._schemas)})"
        ):
            if not (kind == "user" and name in owners):
                yield SchemaPrivilege(str(schema), str(privilege).lower(), Grantee(str(kind), str(name)))
        for schema, table, privilege, kind, name in self._rows(
            "select namespace_name, relation_name, privilege_type, identity_type, identity_name from svv_relation_privileges "
            f"where namespace_name in ({self._in(self._schemas)})"
        ):
            relation = built.get(f"{schema}.{table}")
            if relation is not None and not (kind == "user" and name == relation.owner):
                yield TablePrivilege(str(schema), str(table), str(privilege), Grantee(str(kind), str(name)))

    def _policies(self) -> Iterable[Fact]:
        """Those on the tables, whoever attached them, and of the policies themselves our own."""
        for policy in self._rows(f"select policy_name from svv_masking_policy where policy_name like '{PREFIX}%'"):
            yield MaskingPolicy(str(policy[0]), "", "")
        for policy in self._rows(f"select polname from svv_rls_policy where polname like '{PREFIX}%'"):
            yield RowPolicy(str(policy[0]), "", "", "")
        for schema, table, columns, kind, grantee, policy, priority in self._rows(
            "select schema_name, table_name, output_columns, grantee_type, grantee, policy_name, priority "
            "from svv_attached_masking_policy"
        ):
            if f"{schema}.{table}" in self._tables:
                yield MaskAttachment(
                    str(schema), str(table), _only(columns), Grantee(str(kind), str(grantee)), str(policy), int(priority)
                )
        switched_on = set()
        for schema, table, kind, grantee, policy, is_on in self._rows(
            "select relschema, relname, granteekind, grantee, polname, is_rls_on from svv_rls_attached_policy"
        ):
            if f"{schema}.{table}" in self._tables:
                yield RowAttachment(str(schema), str(table), Grantee(str(kind), str(grantee)), str(policy))
                if is_on in (True, "t", "true"):
                    switched_on.add((str(schema), str(table)))
        for schema, table in switched_on:
            yield RowSecurity(schema, table)

    def _notes(self) -> Iterable[Fact]:
        there = {
            str(row[0])
            for row in self._rows("select table_name from information_schema.tables where table_schema = 'governance'")
        }
        if "user_region" in there:
            for user, region in self._rows("select user_name, region from governance.user_region"):
                yield UserRegion(str(user), str(region))
        if "reattachment" in there:
            for row in self._rows("select schema_name, table_name, place, column_types, statement from governance.reattachment"):
                yield Reattachment(str(row[0]), str(row[1]), int(row[2]), str(row[3]), str(row[4]))

    def _rows(self, statement: str) -> list[Any]:
        self._cursor.execute(statement)
        return list(self._cursor.fetchall())

    @staticmethod
    def _in(names: list[str]) -> str:
        return ", ".join(sql.literal(name) for name in names)


def _only(columns: object) -> str:
    """Of a list of one, as Redshift writes it (JSON), or the name itself."""
    return str(columns).strip('[]{}" ')


def _text(value: object) -> str:
    return value.decode("ascii") if isinstance(value, bytes) else str(value)
