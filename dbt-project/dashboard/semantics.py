"""The semantic layer: what each metric is called and means, and the SQL that MetricFlow makes of a question."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import exp

from dashboard.errors import DashboardError
from runner.project import dbt


@dataclass(frozen=True)
class Question:
    """Metrics by name, grouped as MetricFlow names it, of the days from first to last (None: of all)."""

    metrics: tuple[str, ...]
    by: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Metric:
    name: str
    label: str
    description: str


class Semantics:
    """Reads dbt's semantic manifest; connects to nothing."""

    def __init__(self, manifest: str) -> None:
        # These take a second to import, and the rest of the package does without.
        from metricflow.engine.metricflow_engine import MetricFlowEngine
        from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
        from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

        parsed = parse_manifest_from_dbt_generated_manifest(manifest_json_string=manifest)
        self._engine = MetricFlowEngine(SemanticManifestLookup(parsed), _redshift())
        self.metrics: Mapping[str, Metric] = {
            one.name: Metric(one.name, one.label or one.name, one.description or "") for one in parsed.metrics
        }

    def sql(self, question: Question) -> str:
        from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

        request = MetricFlowQueryRequest.create(
            metric_names=question.metrics,
            group_by_names=question.by,
            order_by_names=question.by,
            time_constraint_start=_midnight(question.first),
            time_constraint_end=_midnight(question.last),
        )
        return str(self._engine.explain(request).sql_statement.sql)


def parsed() -> str:
    """dbt's semantic manifest of this project, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        result = dbt("parse", target=Path(folder))
        if not result.success:
            raise DashboardError(f"dbt cannot read the project: {' '.join(str(result.exception).split())}")
        return (Path(folder) / "semantic_manifest.json").read_text("utf-8")


def tables_of(sql: str) -> set[str]:
    """schema.table of whatever the statement reads."""
    return {f"{table.db}.{table.name}" for table in sqlglot.parse_one(sql, read="redshift").find_all(exp.Table) if table.db}


def _redshift() -> Any:
    from metricflow.protocols.sql_client import SqlEngine
    from metricflow.sql.render.redshift import RedshiftSqlPlanRenderer

    class Redshift:
        """What MetricFlow wants to know of a warehouse to write SQL for it; it never asks this one anything."""

        sql_engine_type = SqlEngine.REDSHIFT
        sql_plan_renderer = RedshiftSqlPlanRenderer()

    return Redshift()


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time())
