"""docs/reference/lineage.md: of each gold column the events and properties that it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from governance.models import Model
from lineage.project import Project, Source

HEAD = """# Lineage

From each gold column back to events and their properties, read from the models' own SQL and the tracking plan by
`python -m lineage page` in `dbt-project`; a test says when it is stale. `./clickstream docs` writes the same as a page to search, with every step between.

- What a value is made of, and what it is chosen by; not what only filters or joins rows.
- *counted*: it was counted, added up or compared, so that no single value of it is seen.
- **envelope**: what every event has, whatever its name ([collector API](collector-api.md)). Where no event is named, any event counts.
- **loaded beside**: tables that are no events: links of device and person, rates among the rules.
- A class in brackets is that of the source. Nothing says how sensitive a part of the context is: it has none.
"""


def page(project: Project) -> str:
    gold = [model for model in project.models.values() if model.layer == "gold" and not model.is_source]
    return "\n".join([HEAD, _untraced(project, gold), *(_table(project, model) for model in gold)])


def untraced(project: Project, models: Iterable[Model]) -> list[str]:
    return [f"{one.name}.{column.name}" for one in models for column in one.columns if not project.is_traced(one.name, column.name)]


def _untraced(project: Project, gold: list[Model]) -> str:
    names = untraced(project, gold)
    columns = sum(len(model.columns) for model in gold)
    lines = [f"{columns - len(names)} of {columns} columns are traced.", ""]
    if names:
        lines = [*lines[:1], "Not traced:", "", *(f"- `{name}`" for name in names), "", *(f"- `{table}`: {why}" for table, why in project.untraced.items()), ""]
    made = [f"`{one.name}.{column.name}`" for one in gold for column in one.columns if not project.sources(one.name, column.name)]
    if made:
        lines += [f"Made of no event (constants and the clock): {', '.join(made)}.", ""]
    return "\n".join(lines)


def _table(project: Project, model: Model) -> str:
    lines = [f"## {model.name}", "", "| column | class | by way of bronze | properties of events | envelope | loaded beside |", "| --- | --- | --- | --- | --- | --- |"]
    for column in model.columns:
        if not project.is_traced(model.name, column.name):
            lines.append(f"| `{column.name}` | {column.sensitivity} | not traced | | | |")
            continue
        sources = project.sources(model.name, column.name)
        bronze = sorted(f"`{table.removeprefix('bronze.')}.{name}`" for table, name in project.layer_columns(model.name, column.name, "bronze"))
        cells = ("<br>".join(bronze), _cell(sources, "property", "unplanned"), _cell(sources, "envelope", "rows"), _cell(sources, "table"))
        why = project.lowered.get((model.name, column.name))
        sensitivity = f"{column.sensitivity}, since {why}" if why else column.sensitivity
        lines.append(f"| `{column.name}` | {sensitivity} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(sources: list[Source], *kinds: str) -> str:
    """One line for what lies at the same place in several events."""
    grouped: dict[tuple[str, str, str, bool], list[Source]] = {}
    for one in sources:
        if one.kind in kinds:
            grouped.setdefault((one.kind, one.name, one.sensitivity, one.is_shown), []).append(one)
    return "<br>".join(_words(*key, _events(group)) for key, group in sorted(grouped.items()))


def _events(sources: list[Source]) -> list[str]:
    """None where one of them is of any event."""
    return sorted({event for one in sources for event in one.events}) if all(one.events for one in sources) else []


def _words(kind: str, name: str, sensitivity: str, is_shown: bool, events: list[str]) -> str:
    of = f" of {', '.join(events)}" if events else ""
    if kind == "rows":
        return f"{name}{of}"
    notes = [sensitivity] if sensitivity not in ("", "public", "internal") else []
    notes += ["not in the plan"] if kind == "unplanned" else []
    return f"`{name}`{of}" + (f" ({', '.join(notes)})" if notes else "") + ("" if is_shown else ", *counted*")
