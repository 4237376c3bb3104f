"""The whole project: each model's columns with their direct origins, and, further back, with the events they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from governance import models as annotated
from governance.models import Column, Model
from lineage.errors import LineageError
from lineage.origins import NONE, ROWS, Origin, Origins, Relation, union
from lineage.plan import Plan, Property, written
from lineage.reader import read

EVENTS = "landing.events"
PROPERTIES, EVENT_NAME = "properties", "event"


@dataclass(frozen=True)
class Source:
    """
    What a column comes from in the end. A property of a planned event; a field of the envelope, or a path of the context in it
    (events: of which); or a column of another table that was loaded.
    """

    kind: str  # property, unplanned, envelope, rows, table
    name: str
    events: tuple[str, ...]
    sensitivity: str
    treatment: str
    is_shown: bool


class Project:
    def __init__(self, manifest: Mapping[str, Any], plan: Plan) -> None:
        """manifest: dbt's, with the compiled SQL of a full refresh."""
        self.models: dict[str, Model] = {model.name: model for model in annotated.read(manifest)}
        self._plan = plan
        self._relations: dict[str, Relation] = {}
        self._origins: dict[tuple[str, str], Origins] = {}
        self.untraced: dict[str, str] = {}
        self.lowered = _lowered(manifest)
        for node in manifest["nodes"].values():
            if node["resource_type"] != "model":
                continue
            name = f"{node['schema']}.{node['alias']}"
            try:
                relation = read(node["compiled_code"], self._columns_of)
                missing = [column.name for column in self.models[name].columns if column.name not in relation.columns]
                if missing:
                    raise LineageError(f"its SQL shows no column {', '.join(missing)}")
            except LineageError as e:
                self.untraced[name] = str(e)
            else:
                self._relations[name] = relation

    def parents(self, table: str, column: str) -> Origins:
        """Of what the model's own SQL reads; nothing for what was loaded, or cannot be traced."""
        relation = self._relations.get(table)
        return relation.columns.get(column, NONE) if relation else NONE

    def is_traced(self, table: str, column: str) -> bool:
        """Whether every step of the way back is known; a column of no source at all is traced too."""
        seen, ahead = set(), [(table, column)]
        while ahead:
            here = ahead.pop()
            if here in seen:
                continue
            seen.add(here)
            if here[0] in self.untraced:
                return False
            ahead += [(one.table, one.column) for one in self.parents(*here)]
        return True

    def origins(self, table: str, column: str) -> Origins:
        """Of tables that were loaded."""
        key = (table, column)
        if key not in self._origins:
            relation = self._relations.get(table)
            if relation is None:
                found = frozenset({Origin(table, column)})
            else:
                direct = relation.rows if column == ROWS else relation.columns[column]
                found = union(
                    frozenset(one.beneath(origin) for one in self.origins(origin.table, origin.column)) for origin in direct
                )
            self._origins[key] = frozenset(one for one in found if one.events is None or one.events)
        return self._origins[key]

    def layer_columns(self, table: str, column: str, layer: str) -> set[tuple[str, str]]:
        """The columns of the layer that the column comes from, on any way."""
        seen, found, ahead = set(), set(), [(table, column)]
        while ahead:
            here = ahead.pop()
            if here in seen:
                continue
            seen.add(here)
            if self.models[here[0]].layer == layer:
                found.add(here)
            ahead += [(one.table, one.column) for one in self.parents(*here) if one.column != ROWS]
        return found - {(table, column)}

    def sources(self, table: str, column: str) -> list[Source]:
        """What it comes from in the end, each once; shown where it is on any way."""
        found: dict[Source, bool] = {}
        for origin in self.origins(table, column):
            for source in self._sources_of(origin):
                key = replace(source, is_shown=False)
                found[key] = found.get(key, False) or source.is_shown
        merged = [replace(source, is_shown=is_shown) for source, is_shown in found.items()]
        return sorted(merged, key=lambda one: (one.kind != "property", one.kind, one.name, one.events))

    def _sources_of(self, origin: Origin) -> list[Source]:
        events = tuple(sorted(origin.events)) if origin.events is not None else ()
        if origin.table != EVENTS:
            return [self._column_source("table", replace(origin, events=None), f"{origin.table}.{_place(origin)}", ())]
        if origin.column == PROPERTIES and origin.path:
            planned = self._plan.properties(origin.path, origin.events)
            if planned:
                return [_property_source(one, origin.is_shown) for one in planned]
            return [self._column_source("unplanned", origin, written(origin.path), events)]
        if origin.column == ROWS:
            return [Source("rows", "number of events", events, "internal", "none", False)]
        return [self._column_source("envelope", origin, _place(origin), events)]

    def _column_source(self, kind: str, origin: Origin, name: str, events: tuple[str, ...]) -> Source:
        if origin.column == ROWS:
            return Source("rows", f"number of rows of {origin.table}", events, "internal", "none", False)
        if kind == "unplanned" or (kind != "property" and origin.path):
            return Source(kind, name, events, "", "", origin.is_shown)
        column = self.column(origin.table, origin.column)
        return Source(kind, name, events, column.sensitivity, column.treatment, origin.is_shown)

    def column(self, table: str, column: str) -> Column:
        return next(one for one in self.models[table].columns if one.name == column)

    def _columns_of(self, table: str) -> list[str]:
        if table not in self.models:
            raise LineageError(f"{table} is no model and no source")
        return [column.name for column in self.models[table].columns]


def _lowered(manifest: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Why a column is less sensitive than what it comes from, where its annotation says so (meta.lowered)."""
    return {
        (f"{node['schema']}.{node['alias']}", name): str(why)
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        for name, column in node["columns"].items()
        if (why := (column.get("config") or {}).get("meta", {}).get("lowered"))
    }


def _property_source(one: Property, is_shown: bool) -> Source:
    return Source("property", one.path, (one.event,), one.sensitivity, one.treatment, is_shown)


def _place(origin: Origin) -> str:
    return written((origin.column, *origin.path)) if origin.path else origin.column
