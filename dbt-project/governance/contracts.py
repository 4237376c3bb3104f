"""What gold promises whoever reads it: each model's columns with their types, by version. contracts.json keeps what was promised;
a change that would break a reader wants a version of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runner.settings import PROJECT

KEPT = PROJECT / "contracts.json"

Contracts = dict[str, dict[str, str]]


def of(manifest: Mapping[str, Any]) -> Contracts:
    """By model and version; a model without versions is of version 1."""
    return {
        f"{node['name']}.v{node['version'] or 1}": {
            column["name"]: " ".join(str(column["data_type"]).lower().split()) for column in node["columns"].values()
        }
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["config"]["contract"]["enforced"]
    }


def broken(kept: Contracts, now: Contracts) -> list[str]:
    """What a reader of the kept ones would miss. A column more breaks nobody."""
    problems = []
    for model, columns in kept.items():
        if model not in now:
            problems.append(f"{model} is gone: it stays until its deprecation_date, then take it out of {KEPT.name} by hand")
            continue
        for name, kind in columns.items():
            found = now[model].get(name)
            if found is None:
                problems.append(f"{model} has no {name} any more: that wants a new version beside it")
            elif found != kind:
                problems.append(f"{model}.{name} is {found} and was {kind}: that wants a new version beside it")
    return problems


def read(file: Path = KEPT) -> Contracts:
    return dict(json.loads(file.read_text("utf-8")))


def write(now: Contracts, file: Path = KEPT) -> None:
    file.write_text(json.dumps(dict(sorted(now.items())), indent=2) + "\n", "utf-8")
