"""dbt over this project, without a warehouse wherever that goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lineage.errors import LineageError
from runner.project import dbt


def manifest(target: Path) -> Any:
    """dbt's manifest with the SQL of a full refresh; what it says of the parsed project stays in the folder."""
    _run("compile", "--full-refresh", "--no-introspect", "--no-populate-cache", "--select", "resource_type:model", target=target)
    return json.loads((target / "manifest.json").read_text("utf-8"))


def static_docs(target: Path, *, with_catalog: bool) -> str:
    """dbt's own documentation as one page, of what manifest() left in the folder; with_catalog asks the warehouse for its columns."""
    catalog = () if with_catalog else ("--empty-catalog", "--no-populate-cache")
    _run("docs", "generate", "--static", "--no-compile", *catalog, target=target)
    return (target / "static_index.html").read_text("utf-8")


def _run(*arguments: str, target: Path) -> None:
    result = dbt(*arguments, target=target)
    if not result.success:
        failed = [f"{one.node.name}: {one.message}" for one in getattr(result.result, "results", []) if str(one.status) == "error"]
        why = "; ".join(failed) or str(result.exception)
        raise LineageError(f"dbt {arguments[0]} failed: {' '.join(why.split())[:1000]}")
