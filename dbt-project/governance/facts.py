"""
What holds in the warehouse, or ought to: each fact knows the statement that makes it so and the one that undoes it. What is
wanted and what is there are sets of facts, so a plan is their difference, and a plan of nothing means that all is well.
"""

from __future__ import annotations

from dataclasses import dataclass

from governance import sql


@dataclass(frozen=True, order=True)
class Role:
    role: str

    def __str__(self) -> str:
        return f"role {self.role}"

    def add(self) -> str:
        return f"create role {sql.name(self.role)}"

    def remove(self) -> str:
        return f"drop role {sql.name(self.role)}"


@dataclass(frozen=True, order=True)
class UserRegion:
    """A row of the lookup table that tells whose rows a user sees."""

    user: str
    region: str

    def __str__(self) -> str:
        return f"user {self.user} sees rows of {self.region}"

    def add(self) -> str:
        return f"insert into governance.user_region (user_name, region) values ({sql.literal(self.user)}, {sql.literal(self.region)})"

    def remove(self) -> str:
        return f"delete from governance.user_region where user_name = {sql.literal(self.user)} and region = {sql.literal(self.region)}"


@dataclass(frozen=True, order=True)
class MaskingPolicy:
    """Its name ends in a digest of its text, so equal names are equal policies: the catalog gives texts back in other words."""

    policy: str
    type: str
    expression: str

    def __str__(self) -> str:
        return f"masking policy {self.policy}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MaskingPolicy) and other.policy == self.policy

    def __hash__(self) -> int:
        return hash(self.policy)

    def add(self) -> str:
        return f"create masking policy {self.policy} with (value {self.type}) using ({self.expression})"

    def remove(self) -> str:
        return f"drop masking policy {self.policy}"


@dataclass(frozen=True, order=True)
class RowPolicy:
    """Named like a masking policy. All policies of a table need the same columns and the same alias."""

    policy: str
    column: str
    type: str
    predicate: str

    def __str__(self) -> str:
        return f"row policy {self.policy}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RowPolicy) and other.policy == self.policy

    def __hash__(self) -> int:
        return hash(self.policy)

    def add(self) -> str:
        return f"create rls policy {self.policy} with ({sql.name(self.column)} {self.type}) as t using ({self.predicate})"

    def remove(self) -> str:
        return f"drop rls policy {self.policy}"


@dataclass(frozen=True, order=True)
class Member:
    user: str
    role: str

    def __str__(self) -> str:
        return f"user {self.user} is in role {self.role}"

    def add(self) -> str:
        return f"grant role {sql.name(self.role)} to {sql.name(self.user)}"

    def remove(self) -> str:
        return f"revoke role {sql.name(self.role)} from {sql.name(self.user)}"


@dataclass(frozen=True, order=True)
class Grantee:
    """kind is role, user, group or public."""

    kind: str
    name: str

    def __str__(self) -> str:
        return "public" if self.kind == "public" else f"{self.kind} {self.name}"

    @property
    def sql(self) -> str:
        if self.kind == "public":
            return "public"
        return sql.name(self.name) if self.kind == "user" else f"{self.kind} {sql.name(self.name)}"


@dataclass(frozen=True, order=True)
class SchemaPrivilege:
    schema: str
    privilege: str
    grantee: Grantee

    def __str__(self) -> str:
        return f"{self.grantee} has {self.privilege} on schema {self.schema}"

    def add(self) -> str:
        return f"grant {self.privilege} on schema {sql.name(self.schema)} to {self.grantee.sql}"

    def remove(self) -> str:
        return f"revoke {self.privilege} on schema {sql.name(self.schema)} from {self.grantee.sql}"


@dataclass(frozen=True, order=True)
class MaskAttachment:
    """Of several that apply to a user the one of the highest priority counts."""

    schema: str
    table: str
    column: str
    grantee: Grantee
    policy: str
    priority: int

    def __str__(self) -> str:
        return f"{self.policy} on {self.schema}.{self.table}.{self.column} for {self.grantee}, priority {self.priority}"

    def add(self) -> str:
        return f"attach masking policy {self._where} to {self.grantee.sql} priority {self.priority}"

    def remove(self) -> str:
        return f"detach masking policy {self._where} from {self.grantee.sql}"

    @property
    def _where(self) -> str:
        return f"{self.policy} on {sql.relation(self.schema, self.table)} ({sql.name(self.column)})"


@dataclass(frozen=True, order=True)
class RowAttachment:
    schema: str
    table: str
    grantee: Grantee
    policy: str

    def __str__(self) -> str:
        return f"{self.policy} on {self.schema}.{self.table} for {self.grantee}"

    def add(self) -> str:
        return f"attach rls policy {self.policy} on {sql.relation(self.schema, self.table)} to {self.grantee.sql}"

    def remove(self) -> str:
        return f"detach rls policy {self.policy} on {sql.relation(self.schema, self.table)} from {self.grantee.sql}"


@dataclass(frozen=True, order=True)
class RowSecurity:
    schema: str
    table: str

    def __str__(self) -> str:
        return f"row-level security on {self.schema}.{self.table}"

    def add(self) -> str:
        return f"alter table {sql.relation(self.schema, self.table)} row level security on"

    def remove(self) -> str:
        return f"alter table {sql.relation(self.schema, self.table)} row level security off"


@dataclass(frozen=True, order=True)
class TablePrivilege:
    schema: str
    table: str
    privilege: str
    grantee: Grantee

    def __str__(self) -> str:
        return f"{self.grantee} has {self.privilege} on {self.schema}.{self.table}"

    def add(self) -> str:
        return f"grant {self.privilege} on {sql.relation(self.schema, self.table)} to {self.grantee.sql}"

    def remove(self) -> str:
        return f"revoke {self.privilege} on {sql.relation(self.schema, self.table)} from {self.grantee.sql}"


@dataclass(frozen=True, order=True)
class Reattachment:
    """
    A statement that a rebuild of the table has to repeat, in its own transaction: dbt reads these rows in a hook
    (macros/reattach_policies.sql), and only where the new table has the columns that the statements were made for.
    """

    schema: str
    table: str
    place: int
    columns: str
    statement: str

    def __str__(self) -> str:
        return f"a rebuild of {self.schema}.{self.table} repeats: {self.statement}"

    def add(self) -> str:
        return (
            "insert into governance.reattachment (schema_name, table_name, place, column_types, statement) values "
            f"({sql.literal(self.schema)}, {sql.literal(self.table)}, {self.place}, "
            f"{sql.literal(self.columns)}, {sql.literal(self.statement)})"
        )

    def remove(self) -> str:
        return (
            f"delete from governance.reattachment where schema_name = {sql.literal(self.schema)} "
            f"and table_name = {sql.literal(self.table)} and place = {self.place} and statement = {sql.literal(self.statement)} "
            f"and column_types = {sql.literal(self.columns)}"
        )


Fact = (
    Role | UserRegion | MaskingPolicy | RowPolicy | Member | SchemaPrivilege | MaskAttachment | RowAttachment | RowSecurity
    | TablePrivilege | Reattachment
)  # fmt: skip

# As they are made, so that nobody reads a table before its masks lie on it; undone the other way round.
ORDER: tuple[type, ...] = (
    Role,
    UserRegion,
    MaskingPolicy,
    RowPolicy,
    Member,
    SchemaPrivilege,
    MaskAttachment,
    RowAttachment,
    RowSecurity,
    TablePrivilege,
    Reattachment,
)


@dataclass(frozen=True)
class Difference:
    fact: Fact
    missing: bool

    def __str__(self) -> str:
        return f"missing: {self.fact}" if self.missing else f"not wanted: {self.fact}"

    @property
    def statement(self) -> str:
        return self.fact.add() if self.missing else self.fact.remove()


def differences(wanted: set[Fact], found: set[Fact]) -> list[Difference]:
    """In the order to be carried out."""

    def ordered(facts: set[Fact]) -> list[Fact]:
        return sorted(facts, key=lambda fact: (ORDER.index(type(fact)), fact))  # type: ignore[type-var]

    undone = [Difference(fact, missing=False) for fact in reversed(ordered(found - wanted))]
    return undone + [Difference(fact, missing=True) for fact in ordered(wanted - found)]
