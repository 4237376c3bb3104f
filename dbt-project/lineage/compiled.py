"""dbt over this project, without a warehouse wherever that goes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from lineage.errors import LineageError
from runner.settings import PROJECT

QUIET = ("--log-level", "none", "--log-level-file", "none", "--no-send-anonymous-usage-stats", "--no-version-check")


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
    from dbt.cli.main import dbtRunner

    for name, otherwise in (("REDSHIFT_HOST", "127.0.0.1"), ("REDSHIFT_USER", "none"), ("REDSHIFT_PASSWORD", "none")):
        os.environ.setdefault(name, otherwise)
    where = ("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", str(target))
    result = dbtRunner().invoke([*QUIET, *arguments, *where])
    if not result.success:
        failed = [f"{one.node.name}: {one.message}" for one in getattr(result.result, "results", []) if str(one.status) == "error"]
        why = "; ".join(failed) or str(result.exception)
        raise LineageError(f"dbt {arguments[0]} failed: {' '.join(why.split())[:1000]}")
