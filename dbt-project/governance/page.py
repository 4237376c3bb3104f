"""docs/reference/governance.md: who owns what, how long it is kept, how sensitive it is, who sees it how."""

from __future__ import annotations

from governance.models import Column, Model
from governance.roles import Role, Roles

HEAD = """# Governance

Written by `./clickstream governance page` from the models' annotations and `dbt-project/governance/roles.yml`; a test says when it is
stale. What each role really sees in a warehouse is measured as five users: [who sees what](who-sees-what.md). How to change it: [govern](../how-to/govern.md).

- **sensitivity**: `public`, `internal`, `pii_quasi` (tells a person apart together with other things), `pii_direct` (names a person),
  `financial`.
- **treatment**: what becomes of a value before somebody sees it who is not cleared for its sensitivity: `hash` and `tokenise` (equal
  values stay equal), `truncate` (the beginning, the day, hundreds), `encrypt` and `drop` (nothing), `none` (as it is). What the
  collector has treated at the door is stored treated: [protect personal data](../how-to/protect-personal-data.md).
- **kept**: days that rows are to be kept. It is said, not yet enforced: nothing deletes them.
"""


def page(models: list[Model], roles: Roles) -> str:
    governed = [model for model in models if not model.is_source]
    sources = [model for model in models if model.is_source]
    parts = [HEAD, _roles(roles), _overview(governed, sources, roles)]
    parts += [_columns(model, roles) for model in [*governed, *sources]]
    return "\n".join(parts)


def _roles(roles: Roles) -> str:
    lines = ["## Roles", "", "| role | for | rows | financial | pii_quasi | pii_direct |", "| --- | --- | --- | --- | --- | --- |"]
    for role in roles.roles:
        rows = f"of the user's regions (`{roles.region_column}`)" if role.of_region else "all"
        sees = " | ".join(role.sees[sensitivity] for sensitivity in ("financial", "pii_quasi", "pii_direct"))
        lines.append(f"| `{role.name}` | {role.description} | {rows} | {sees} |")
    lines.append(f"| `{roles.builder}` | Builds the tables. | all | clear | clear | clear |")
    return "\n".join(lines) + "\n"


def _overview(governed: list[Model], sources: list[Model], roles: Roles) -> str:
    lines = [
        "## Tables and views",
        "",
        "| | owner | steward | kept | group | rows of regions | read by |",
        "| --- | --- | --- | ---: | --- | --- | --- |",
    ]
    for model in [*governed, *sources]:
        region = "by `" + roles.region_column + "`" if not model.is_source and roles.region_of(model) else ""
        readers = ", ".join(f"`{role.name}`" for role in roles.readers(model)) or "nobody but the builder"
        if model.is_source:
            readers = "the loader and the builder"
        lines.append(
            f"| [`{model.name}`](#{_anchor(model)}) | {model.owner} | {model.steward} | {model.retention_days} | {model.group} | "
            f"{region} | {readers} |"
        )
    return "\n".join(lines) + "\n"


def _columns(model: Model, roles: Roles) -> str:
    readers = roles.readers(model)
    lines = [
        f"## {model.name}",
        "",
        model.description,
        "",
        "| column | what it is | sensitivity | treatment | masked for |",
        "| --- | --- | --- | --- | --- |",
    ]
    for column in model.columns:
        words = column.description + (f" Unit: {column.unit}." if column.unit else "")
        words += f" Term: {column.business_term}." if column.business_term else ""
        words += f" Owner: {column.owner}." if column.owner != model.owner else ""
        lines.append(
            f"| `{column.name}` | {_cell(words)} | {column.sensitivity} | {column.treatment} | {_masked(model, column, readers)} |"
        )
    return "\n".join(lines) + "\n"


def _masked(model: Model, column: Column, readers: list[Role]) -> str:
    if model.is_view or model.is_source or column.is_open:
        return ""
    return ", ".join(f"{role.name}: {role.sight_of(column)}" for role in readers if role.sight_of(column) != "clear")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _anchor(model: Model) -> str:
    return model.name.replace(".", "")
