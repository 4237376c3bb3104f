"""Writes docs/reference/metrics.md from models/metrics: what each metric is, once defined. --check says whether it is stale."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parent
HEAD = """# Metrics

Each is defined once, in [`models/metrics`](../../dbt-project/models/metrics), over the gold tables; made by
`dbt-project/metrics_page.py`. Ask for one by name, whatever the grouping: `./clickstream metrics query --metrics NAME --group-by
metric_time__week`, or any tool that speaks MetricFlow.

"""


def page(folder: Path) -> str:
    parts = [HEAD]
    for file in sorted(folder.glob("*.yml")):
        document = yaml.safe_load(file.read_text("utf-8"))
        measures = {
            measure["name"]: (model, measure)
            for model in document["semantic_models"]
            for measure in model["measures"]
        }
        parts.append(f"## {file.stem.capitalize()}\n\n")
        for model in document["semantic_models"]:
            dimensions = ", ".join(f"`{model['primary_entity']}__{one['name']}`" for one in model["dimensions"])
            parts.append(f"`gold.{table(model)}`: {model['description']} Group by `metric_time`, {dimensions}.\n\n")
        parts.append("| metric | | how |\n| --- | --- | --- |\n")
        for metric in sorted(document["metrics"], key=lambda one: one["name"]):
            parts.append(f"| `{metric['name']}` | {metric['description']} | {formula(metric, measures)} |\n")
        parts.append("\n")
    return "".join(parts).rstrip("\n") + "\n"


def table(model: dict[str, Any]) -> str:
    return str(model["model"]).removeprefix("ref('").removesuffix("')")


def formula(metric: dict[str, Any], measures: dict[str, tuple[dict[str, Any], dict[str, Any]]]) -> str:
    parameters = metric["type_params"]
    if metric["type"] == "ratio":
        return f"`{parameters['numerator']}` / `{parameters['denominator']}`"
    if metric["type"] == "derived":
        return f"`{parameters['expr']}`"
    named = parameters["measure"]
    model, measure = measures[named["name"] if isinstance(named, dict) else named]
    what = f"{measure['agg']}(`{table(model)}.{measure.get('expr', measure['name'])}`)"
    window = parameters.get("cumulative_type_params", {}).get("window")
    return f"{what} over {window}" if window else what


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if the page is stale")
    parser.add_argument("--metrics", type=Path, default=PROJECT / "models/metrics")
    parser.add_argument("--page", type=Path, default=PROJECT.parent / "docs/reference/metrics.md")
    options = parser.parse_args(arguments)
    wanted = page(options.metrics)
    if options.check:
        if not options.page.exists() or options.page.read_text("utf-8") != wanted:
            print(f"{options.page.name} is stale: run python metrics_page.py", file=sys.stderr)
            return 1
        return 0
    options.page.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
