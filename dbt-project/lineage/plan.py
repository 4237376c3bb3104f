"""The tracking plan: what may lie in an event's properties, and how sensitive it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generate_bronze import PLAN, version_of
from lineage.origins import EACH


@dataclass(frozen=True, order=True)
class Property:
    """`path` as a person writes it: products[].price."""

    event: str
    path: str
    sensitivity: str
    treatment: str


class Plan:
    """Schemas by event; of several versions of one all properties."""

    def __init__(self, schemas: Mapping[str, list[Mapping[str, Any]]]) -> None:
        self._schemas = schemas

    @classmethod
    def read(cls, folder: Path = PLAN) -> Plan:
        schemas: dict[str, list[Mapping[str, Any]]] = {}
        for event in sorted(one for one in folder.iterdir() if one.is_dir()):
            for file in sorted(event.glob("*.json"), key=version_of, reverse=True):
                schema = json.loads(file.read_text("utf-8"))
                schemas.setdefault(schema["title"], []).append(schema)
        return cls(schemas)

    @property
    def events(self) -> list[str]:
        return sorted(self._schemas)

    def properties(self, path: tuple[str, ...], events: frozenset[str] | None) -> list[Property]:
        """Those of the events that lie at the path; none where no event is planned to have it."""
        found = []
        for event in self.events if events is None else sorted(events & set(self.events)):
            chain = next(filter(None, (_chain(schema, path) for schema in self._schemas[event])), None)
            if chain:
                found.append(Property(event, written(path), _said(chain, "x-sensitivity", "internal"), _said(chain, "x-treatment", "none")))
        return found


def written(path: tuple[str, ...]) -> str:
    return ".".join(path).replace(f".{EACH}", "[]")


def _chain(schema: Mapping[str, Any], path: tuple[str, ...]) -> list[Mapping[str, Any]] | None:
    """The schemas on the way down the path; None where it leads nowhere."""
    chain = []
    for step in path:
        schema = schema.get("items", {}) if step == EACH else schema.get("properties", {}).get(step, {})
        if not schema:
            return None
        chain.append(schema)
    return chain


def _said(chain: list[Mapping[str, Any]], name: str, otherwise: str) -> str:
    """By the innermost that says so."""
    return next((str(one[name]) for one in reversed(chain) if name in one), otherwise)
