"""What one user sees of a warehouse, measured: every column of every model is asked for and held against what is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from governance.models import Model
from governance.roles import Roles

NO_ACCESS = "no access"


@dataclass(frozen=True)
class Sight:
    """rows: all, or the regions they are of. columns: clear, hash, truncate, drop or no values, by name."""

    rows: str
    columns: dict[str, str]


def rows_of(cursor: Any, model: Model) -> list[tuple[Any, ...]] | None:
    """None where it may not be read."""
    names = ", ".join(column.name for column in model.columns)
    try:
        cursor.execute(f"select {names} from {model.name}")
        return [tuple(row) for row in cursor.fetchall()]
    except Exception as e:
        if "permission denied" in str(e):
            return None
        raise


def sight(model: Model, roles: Roles, seen: list[tuple[Any, ...]] | None, there: list[tuple[Any, ...]]) -> Sight | None:
    if seen is None:
        return None
    region = roles.region_of(model)
    visible = there
    rows = "all"
    if region is not None:
        place = [column.name for column in model.columns].index(region.name)
        regions = sorted({str(row[place]) for row in seen})
        visible = [row for row in there if str(row[place]) in regions]
        rows = "all" if len(seen) == len(there) else f"of {', '.join(regions)}"
    if len(seen) != len(visible):
        rows = f"{len(seen)} of {len(visible)} (!)"
    look = _of_view if model.is_view else _of_column
    columns = {
        column.name: look([row[n] for row in seen], [row[n] for row in visible]) for n, column in enumerate(model.columns)
    }
    return Sight(rows, columns)


def _of_view(seen: list[Any], there: list[Any]) -> str:
    """Some values of views fade from one look to the next, and masks lie on tables only: whether there are values must do."""
    if all(value is None for value in there):
        return "no values"
    return "clear" if seen.count(None) == there.count(None) else "partly clear (!)"


def _of_column(seen: list[Any], there: list[Any]) -> str:
    if all(value is None for value in there):
        return "no values"
    if Counter(seen) == Counter(there):
        return "clear"
    if all(value is None for value in seen):
        return "drop"
    if set(seen) & {value for value in there if value not in (None, 0)}:
        return "partly clear (!)"
    hashes = all(value is None or re.fullmatch(r"[0-9a-f]{16,64}", str(value)) for value in seen)
    return "hash" if hashes and sorted(Counter(seen).values()) == sorted(Counter(there).values()) else "truncate"


def table(models: list[Model], users: dict[str, Callable[[Model], Sight | None]]) -> str:
    """Columns that all see alike share a line."""
    lines = [
        "# Who sees what",
        "",
        "Measured: each of these asked a warehouse for every column of every model, and what came back was held against what is there.",
        "`GovernanceIT` does so at every build and says when this page is stale. `clear` is as it is, `hash` another text for each",
        "value, `truncate` a part of it, `drop` nothing; `no values` means that there was nothing to be seen. The regional",
        "analyst's region is Southeast Asia.",
        "",
        f"| | {' | '.join(users)} |",
        "| --- |" + " --- |" * len(users),
    ]
    for model in models:
        sights = {user: look(model) for user, look in users.items()}
        if all(one is None for one in sights.values()):
            lines.append(f"| **`{model.name}`** |" + f" {NO_ACCESS} |" * len(users))
            continue
        rows = [NO_ACCESS if one is None else f"rows: {one.rows}" for one in sights.values()]
        lines.append(f"| **`{model.name}`** | {' | '.join(rows)} |")
        alike: dict[tuple[str, ...], list[str]] = {}
        for column in model.columns:
            seen = tuple("" if one is None else one.columns[column.name] for one in sights.values())
            alike.setdefault(seen, []).append(column.name)
        for seen, names in alike.items():
            words = "every column" if len(names) == len(model.columns) else ", ".join(f"`{name}`" for name in names)
            lines.append(f"| {words} | {' | '.join(seen)} |")
    return "\n".join(lines) + "\n"
