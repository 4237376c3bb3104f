"""From what the models and the roles say to the facts that ought to hold in a warehouse."""

from __future__ import annotations

from dataclasses import dataclass

from governance.errors import GovernanceError
from governance.facts import (
    Fact,
    Grantee,
    MaskAttachment,
    Member,
    Reattachment,
    Role,
    RowAttachment,
    RowSecurity,
    SchemaPrivilege,
    TablePrivilege,
    UserRegion,
)
from governance.masks import PRIORITIES, masking_policy, row_policy
from governance.models import Column, Model
from governance.roles import Role as RoleEntry
from governance.roles import Roles, User

PUBLIC = Grantee("public", "public")


@dataclass(frozen=True)
class Built:
    """A relation as it stands in the warehouse. `types` by column, in order; empty for views, whose columns are not known there."""

    owner: str
    types: dict[str, str]

    @property
    def column_types(self) -> str:
        return ", ".join(f"{column} {type_name}" for column, type_name in self.types.items())


def wanted(models: list[Model], roles: Roles, users: list[User], built: dict[str, Built], salt: str) -> set[Fact]:
    """Only of what is built: a table's types are the warehouse's to tell."""
    builder = Grantee("role", roles.builder)
    facts: set[Fact] = {Role(role.name) for role in roles.roles} | {Role(roles.builder)}
    # for dbt's hook; whoever could write there would decide what the builder runs
    facts |= {SchemaPrivilege("governance", "usage", builder), TablePrivilege("governance", "reattachment", "SELECT", builder)}
    for user in users:
        facts |= {Member(user.name, role) for role in user.roles}
        facts |= {UserRegion(user.name, value) for region in user.regions for value in roles.regions[region]}
    for model in models:
        relation = built.get(model.name)
        if model.is_source or relation is None:
            continue
        facts.add(Member(relation.owner, roles.builder))
        readers = roles.readers(model)
        if not readers:
            continue
        _require_same_columns(model, relation)
        facts |= {SchemaPrivilege(model.schema, "usage", _role(reader)) for reader in readers}
        repeated = _of_table(model, relation, roles, readers, salt, facts)
        facts |= set(repeated)
        facts |= {
            Reattachment(model.schema, model.table, place, relation.column_types, fact.add()) for place, fact in enumerate(repeated)
        }
    return facts


def _of_table(
    model: Model, relation: Built, roles: Roles, readers: list[RoleEntry], salt: str, policies: set[Fact]
) -> list[MaskAttachment | RowAttachment | RowSecurity | TablePrivilege]:
    """What lies on the table itself and goes with it; adds the policies it needs to `policies`."""
    facts: list[MaskAttachment | RowAttachment | RowSecurity | TablePrivilege] = []
    if not model.is_view:
        for column in model.columns:
            if not column.is_open:
                facts += _masks(model, column, relation.types[column.name], roles, readers, salt, policies)
        region = roles.region_of(model)
        if region is not None:
            facts += _row_policies(model, region, relation.types[region.name], roles, readers, policies)
    return facts + [TablePrivilege(model.schema, model.table, "SELECT", _role(reader)) for reader in readers]


def _masks(
    model: Model, column: Column, type_name: str, roles: Roles, readers: list[RoleEntry], salt: str, policies: set[Fact]
) -> list[MaskAttachment]:
    """Nothing for whom no role says otherwise; the builder sees all."""
    sights = {_role(reader): reader.sight_of(column) for reader in readers}
    sights[Grantee("role", roles.builder)] = "clear"
    attachments = []
    for grantee, sight in [(PUBLIC, "drop"), *((g, s) for g, s in sights.items() if s != "drop")]:
        policy = masking_policy(sight, type_name, salt)
        policies.add(policy)
        attachments.append(
            MaskAttachment(model.schema, model.table, column.name, grantee, policy.policy, PRIORITIES[sight])
        )
    return attachments


def _row_policies(
    model: Model, region: Column, type_name: str, roles: Roles, readers: list[RoleEntry], policies: set[Fact]
) -> list[RowAttachment | RowSecurity]:
    """Where row-level security is on, whoever has no policy sees no row: so everyone gets one."""
    attachments: list[RowAttachment | RowSecurity] = []
    grantees = [(_role(reader), reader.of_region) for reader in readers] + [(Grantee("role", roles.builder), False)]
    for grantee, of_region in grantees:
        policy = row_policy(of_region, region.name, type_name)
        policies.add(policy)
        attachments.append(RowAttachment(model.schema, model.table, grantee, policy.policy))
    return [*attachments, RowSecurity(model.schema, model.table)]


def _require_same_columns(model: Model, relation: Built) -> None:
    """A column that the models do not know would be one that nobody masks."""
    if model.is_view:
        return
    known = {column.name for column in model.columns}
    unknown, gone = sorted(set(relation.types) - known), sorted(known - set(relation.types))
    if unknown or gone:
        raise GovernanceError(
            f"{model.name} has other columns than its model: the table has also {unknown or 'none'}, the model {gone or 'none'}; "
            "build it first (dbt run --full-refresh --select), or describe its columns"
        )


def _role(role: RoleEntry) -> Grantee:
    return Grantee("role", role.name)
