"""lineage.html: every column and property, what each comes from and what it goes into, to search. One file, no request."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import Any

from lineage.project import Project, Source
from lineage.reference import untraced

HERE = Path(__file__).resolve().parent
THEME = HERE.parent / "dashboard" / "theme.css"
LAYERS = ("landing", "ops", "bronze", "silver", "gold")


def search_page(project: Project) -> str:
    gold = [model for model in project.models.values() if model.layer == "gold" and not model.is_source]
    columns = sum(len(model.columns) for model in gold)
    missing = untraced(project, gold)
    return Template((HERE / "search.html").read_text("utf-8")).substitute(
        style=THEME.read_text("utf-8") + (HERE / "search.css").read_text("utf-8"),
        traced=f"{columns - len(missing)} of {columns} columns of gold are traced to where they come from."
        + (f" Not traced: {', '.join(missing)}." if missing else ""),
        data=json.dumps(data(project), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        script=(HERE / "search.js").read_text("utf-8"),
    )


def data(project: Project) -> dict[str, Any]:
    """
    columns: each with its parents (places in columns) and its sources (place in sources, shown or only counted, of which events).
    A source is a property of one event, or of the envelope whatever the event.
    """
    names = [(model.name, column) for model in project.models.values() for column in model.columns]
    places = {(table, column.name): place for place, (table, column) in enumerate(names)}
    sources: dict[tuple[str, str, str], dict[str, Any]] = {}
    numbers: dict[tuple[str, str, str], int] = {}
    columns = []
    for table, column in names:
        is_loaded = project.models[table].is_source
        links = []
        for source in [] if is_loaded else project.sources(table, column.name):
            key = _key(source)
            numbers.setdefault(key, len(numbers))
            sources.setdefault(key, _source(source))
            links.append([numbers[key], int(source.is_shown), [] if source.kind == "property" else list(source.events)])
        parents = {(one.table, one.column) for one in project.parents(table, column.name)} & set(places)
        columns.append(
            {
                "id": f"{table}.{column.name}",
                "layer": project.models[table].layer,
                "description": column.description,
                "sensitivity": column.sensitivity,
                "treatment": column.treatment,
                "lowered": project.lowered.get((table, column.name), ""),
                "untraced": not project.is_traced(table, column.name),
                "parents": sorted(places[parent] for parent in parents),
                "sources": links,
            }
        )
    return {"columns": columns, "sources": list(sources.values()), "layers": LAYERS}


def _key(source: Source) -> tuple[str, str, str]:
    return source.kind, source.name, source.events[0] if source.kind == "property" else ""


def _source(source: Source) -> dict[str, Any]:
    kind, name, event = _key(source)
    return {"kind": kind, "name": name, "event": event, "sensitivity": source.sensitivity, "treatment": source.treatment}
