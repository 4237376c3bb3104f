"""What the models say of themselves: dbt's manifest, read into records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from governance.errors import GovernanceError

SENSITIVITIES = ("public", "internal", "pii_quasi", "pii_direct", "financial")
TREATMENTS = ("none", "hash", "tokenise", "truncate", "encrypt", "drop")
OPEN = ("public", "internal")


@dataclass(frozen=True)
class Column:
    """
    sensitivity, treatment and owner are empty where nobody said so: problems_of tells.
    treatment: what becomes of a value before it is shown to a role that is not cleared for its sensitivity.
    """

    name: str
    description: str
    sensitivity: str
    treatment: str
    owner: str
    business_term: str = ""
    unit: str = ""

    @property
    def is_open(self) -> bool:
        return self.sensitivity in OPEN


@dataclass(frozen=True)
class Model:
    """A table or a view. `layer` is a source's or a model's folder: landing, ops, bronze, silver, gold."""

    schema: str
    table: str
    layer: str
    is_view: bool
    is_source: bool
    description: str
    owner: str
    steward: str
    retention_days: int
    group: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        return f"{self.schema}.{self.table}"


def read(manifest: Mapping[str, Any]) -> list[Model]:
    """Models and sources, by name."""
    models = [_model(node) for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    models += [_source(node) for node in manifest["sources"].values()]
    return sorted(models, key=lambda model: (model.is_source, model.name))


def _model(node: Mapping[str, Any]) -> Model:
    is_view = node["config"]["materialized"] == "view"
    return _record(node, node["alias"], node["fqn"][1], is_view=is_view, is_source=False)


def _source(node: Mapping[str, Any]) -> Model:
    return _record(node, node["identifier"], node["schema"], is_view=False, is_source=True)


def _record(node: Mapping[str, Any], table: str, layer: str, *, is_view: bool, is_source: bool) -> Model:
    meta = _meta(node)
    owner = str(meta.get("owner", ""))
    retention = meta.get("retention_days", 0)
    return Model(
        schema=node["schema"],
        table=table,
        layer=layer,
        is_view=is_view,
        is_source=is_source,
        description=" ".join(node["description"].split()),
        owner=owner,
        steward=str(meta.get("steward", "")),
        retention_days=retention if isinstance(retention, int) else 0,
        group=node.get("group") or "",
        columns=tuple(_column(column, owner) for column in node["columns"].values()),
    )


def _column(column: Mapping[str, Any], model_owner: str) -> Column:
    meta = _meta(column)
    return Column(
        name=column["name"],
        description=" ".join(column["description"].split()),
        sensitivity=str(meta.get("sensitivity", "")),
        treatment=str(meta.get("treatment", "")),
        owner=str(meta.get("owner", model_owner)),
        business_term=str(meta.get("business_term", "")),
        unit=str(meta.get("unit", "")),
    )


def _meta(node: Mapping[str, Any]) -> Mapping[str, Any]:
    return (node.get("config") or {}).get("meta") or node.get("meta") or {}


def problems_of(models: list[Model]) -> list[str]:
    """What a model or a column does not say of itself, or says wrongly; empty when all is said."""
    problems = []
    for model in models:
        for what, value in (("description", model.description), ("owner", model.owner), ("steward", model.steward)):
            if not value:
                problems.append(f"{model.name} has no {what}")
        if model.retention_days <= 0:
            problems.append(f"{model.name} has no retention_days: a whole number above 0 is wanted")
        if not model.columns:
            problems.append(f"{model.name} lists no columns")
        for column in model.columns:
            problems += [f"{model.name}.{column.name} {problem}" for problem in _problems(column)]
    return problems


def _problems(column: Column) -> list[str]:
    problems = []
    if not column.description:
        problems.append("has no description")
    if not column.owner:
        problems.append("has no owner, nor has its model")
    if column.sensitivity not in SENSITIVITIES:
        problems.append(f"has sensitivity '{column.sensitivity}', wanted one of {', '.join(SENSITIVITIES)}")
    if column.treatment not in TREATMENTS:
        problems.append(f"has treatment '{column.treatment}', wanted one of {', '.join(TREATMENTS)}")
    if column.sensitivity == "pii_direct" and column.treatment == "none":
        problems.append("is pii_direct and has treatment 'none': it would be shown to everyone who reads the table")
    return problems


def must_be_annotated(models: list[Model]) -> None:
    problems = problems_of(models)
    if problems:
        raise GovernanceError("\n".join(problems))
