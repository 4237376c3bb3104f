"""Who may see what (roles.yml) and who is who (users.yml), read and checked at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from governance.errors import GovernanceError
from governance.models import OPEN, SENSITIVITIES, Column, Model

ROLES = Path(__file__).resolve().parent / "roles.yml"
USERS = Path(__file__).resolve().parent / "users.yml"
SIGHTS = ("clear", "treated", "hash", "truncate", "drop")
ROWS = ("all", "region")
SECTIONS = ("region_column", "regions", "nobody_reads", "builder", "roles")


@dataclass(frozen=True)
class Role:
    """`reads` are schemas and tables, `sees` one of SIGHTS for each sensitivity."""

    name: str
    description: str
    reads: tuple[str, ...]
    of_region: bool
    sees: Mapping[str, str]

    @property
    def sees_all(self) -> bool:
        return not self.of_region and all(sight == "clear" for sight in self.sees.values())

    def sight_of(self, column: Column) -> str:
        """clear, hash, truncate or drop."""
        sight = self.sees[column.sensitivity]
        if sight == "treated":
            return {"none": "clear", "tokenise": "hash", "encrypt": "drop"}.get(column.treatment, column.treatment)
        return sight


@dataclass(frozen=True)
class User:
    name: str
    roles: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Roles:
    region_column: str
    regions: Mapping[str, tuple[str, ...]]
    nobody_reads: tuple[str, ...]
    builder: str
    roles: tuple[Role, ...]

    def readers(self, model: Model) -> list[Role]:
        """Whoever may select from it."""
        return [role for role in self.roles if self._reads(role, model)]

    def region_of(self, model: Model) -> Column | None:
        """The column that tells which region a row is of; None for views and where rows are of none."""
        if model.is_view:
            return None
        return next((column for column in model.columns if column.name == self.region_column), None)

    def _reads(self, role: Role, model: Model) -> bool:
        if model.is_source or model.name in self.nobody_reads or (model.is_view and not self._is_bare(role, model)):
            return False
        if model.name in role.reads:
            return True
        return model.schema in role.reads and (not role.of_region or self.region_of(model) is not None)

    def _is_bare(self, role: Role, view: Model) -> bool:
        """Whether the role may see all of it as it is: masks and row policies lie on tables, never on a view."""
        if role.sees_all:
            return True
        of_a_region = any(column.name == self.region_column for column in view.columns)
        return all(role.sight_of(column) == "clear" for column in view.columns) and not (role.of_region and of_a_region)


def read(roles: Path, models: list[Model]) -> Roles:
    """Refuses the file with all that is wrong in it."""
    document = _document(roles)
    problems = [f"{roles.name}: there is no '{key}'; known are {', '.join(SECTIONS)}" for key in document if key not in SECTIONS]
    tables = {model.name: model for model in models if not model.is_source}
    schemas = {model.schema for model in tables.values()}
    result = Roles(
        region_column=str(document.get("region_column", "")),
        regions={str(name): tuple(map(str, values)) for name, values in (document.get("regions") or {}).items()},
        nobody_reads=tuple(document.get("nobody_reads") or ()),
        builder=str(document.get("builder", "")),
        roles=tuple(
            _role(roles.name, str(name), entry or {}, {*tables, *schemas}, problems)
            for name, entry in (document.get("roles") or {}).items()
        ),
    )
    for key, value in (("region_column", result.region_column), ("builder", result.builder)):
        if not re.fullmatch(r"[a-z_][a-z0-9_]*", value):
            problems.append(f"{roles.name}: {key} must be a name in lower case, was '{value}'")
    if any(role.name == result.builder for role in result.roles):
        problems.append(f"{roles.name}: '{result.builder}' is the builder's role and cannot be another")
    for name in result.nobody_reads:
        if name not in tables:
            problems.append(f"{roles.name}: nobody_reads names {name}, which is no model")
    if not problems:
        for role in result.roles:
            for name in role.reads:
                if name in tables and not result._reads(role, tables[name]):
                    hidden = name in result.nobody_reads
                    why = "nobody reads it" if hidden else "it is a view, and the role may not see all of its columns as they are"
                    problems.append(f"{roles.name}: {role.name} cannot read {name}: {why}")
    if problems:
        raise GovernanceError("\n".join(problems))
    return result


def read_users(file: Path, roles: Roles) -> list[User]:
    document = _document(file)
    problems = [f"{file.name}: there is no '{key}', only 'users'" for key in document if key != "users"]
    users = []
    for name, entry in (document.get("users") or {}).items():
        entry = entry or {}
        user = User(str(name), tuple(entry.get("roles") or ()), tuple(entry.get("regions") or ()))
        users.append(user)
        known = {role.name: role for role in roles.roles}
        where = f"{file.name}: user {user.name}"
        problems += [f"{where} has '{key}'; known are roles, regions" for key in entry if key not in ("roles", "regions")]
        problems += [f"{where} is in role {role}, which is not in roles.yml" for role in user.roles if role not in known]
        problems += [f"{where} is of region {one}, which is not in roles.yml" for one in user.regions if one not in roles.regions]
        if any(known[role].of_region for role in user.roles if role in known) and not user.regions:
            problems.append(f"{where} is in a role of a region, but has no regions")
    if problems:
        raise GovernanceError("\n".join(problems))
    return users


def _role(file: str, name: str, entry: Mapping[str, Any], readable: set[str], problems: list[str]) -> Role:
    where = f"{file}: role {name}"
    if not re.fullmatch(r"[a-z_][a-z0-9_]*", name):
        problems.append(f"{where}: a role's name is of lower-case letters, digits and _")
    known = ("description", "reads", "rows", "sees")
    problems += [f"{where} has '{key}'; known are {', '.join(known)}" for key in entry if key not in known]
    reads = tuple(map(str, entry.get("reads") or ()))
    problems += [f"{where} reads {one}, which is no schema and no model" for one in reads if one not in readable]
    rows = entry.get("rows")
    if rows not in ROWS:
        problems.append(f"{where}: rows must be one of {', '.join(ROWS)}, was {rows}")
    sees = {str(key): str(value) for key, value in (entry.get("sees") or {}).items()}
    if set(sees) != set(SENSITIVITIES) or not set(sees.values()) <= set(SIGHTS):
        wanted = f"for each of {', '.join(SENSITIVITIES)} one of {', '.join(SIGHTS)}"
        problems.append(f"{where}: sees must say {wanted}, was {sees}")
    elif any(sees[sensitivity] != "clear" for sensitivity in OPEN):
        problems.append(f"{where}: {' and '.join(OPEN)} must be clear: of those, what the role reads is all there is to decide")
    return Role(name, str(entry.get("description", "")), reads, rows == "region", sees)


def _document(file: Path) -> Mapping[str, Any]:
    try:
        document = yaml.safe_load(file.read_text("utf-8"))
    except OSError as e:
        raise GovernanceError(f"cannot read {file}: {e.strerror}") from e
    except yaml.YAMLError as e:
        raise GovernanceError(f"{file} is no YAML: {' '.join(str(e).split())}") from e
    if not isinstance(document, dict):
        raise GovernanceError(f"{file} must hold names with values, found {type(document).__name__}")
    return document
