"""dbt in this very process: parsed once, kept warm."""

from __future__ import annotations

import hashlib
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from runner.settings import PROJECT, Settings

TABLES_ONLY = ("--select", "config.materialized:incremental", "config.materialized:table")
HOT_ONLY = ("--exclude", "tag:slow")


@dataclass(frozen=True)
class Outcome:
    """What came of one call of dbt. `built` and `failed` count nodes; `code` is what dbt's command line would return. `error` may
    also be a warning, where the call succeeded."""

    code: int
    built: int
    failed: int
    seconds: float
    error: str | None

    @property
    def succeeded(self) -> bool:
        return self.code == 0


def project_digest(project: Path = PROJECT) -> str:
    """Of all that decides what the models become: the same digest, the same views."""
    digest = hashlib.sha256()
    files = [project / "dbt_project.yml", *project.glob("models/**/*"), *project.glob("macros/**/*")]
    for file in sorted(file for file in files if file.is_file()):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(project)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


class Dbt(Protocol):
    """The port the runner's loop works with."""

    def build_all(self) -> Outcome:
        """Every model, views too."""

    def build_tables(self) -> Outcome:
        """The models that hold rows; views show them by themselves."""

    def build_hot_tables(self) -> Outcome:
        """Those that are wanted after each load: all but the ones tagged `slow`."""

    def test(self) -> Outcome:
        """Data tests; unit tests are for builds of the software, not for runs of it."""

    def freshness(self) -> Outcome:
        """How old the newest rows of the sources are, for those that say how old they may be."""

    def build_and_test(self) -> Outcome:
        """Every model with its data tests."""


class InProcessDbt:
    """dbt's own runner. The project is parsed at the first call and not again: a changed model needs a new start."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._manifest: Any = None

    def build_all(self) -> Outcome:
        return self._invoke("run")

    def build_tables(self) -> Outcome:
        return self._invoke("run", *TABLES_ONLY)

    def build_hot_tables(self) -> Outcome:
        return self._invoke("run", *TABLES_ONLY, *HOT_ONLY, cycle="hot")

    def test(self) -> Outcome:
        return self._invoke("test", "--exclude-resource-type", "unit_test")

    def freshness(self) -> Outcome:
        return self._invoke("source freshness")

    def build_and_test(self) -> Outcome:
        return self._invoke("build", "--exclude-resource-type", "unit_test")

    def _invoke(self, command: str, *arguments: str, cycle: str = "whole") -> Outcome:
        started = time.monotonic()
        os.environ["CLICKSTREAM_DBT_CYCLE"] = cycle  # macros/loads.sql: from which load on
        from dbt.cli.main import dbtRunner

        if self._manifest is None:
            self._sign_in()
            parsed = dbtRunner().invoke([*self._global_arguments(), "parse", *self._project_arguments()])
            if not parsed.success:
                return _outcome(parsed, started)
            self._manifest = parsed.result
        self._sign_in()
        threads = ("--threads", str(self._settings.threads))
        result = dbtRunner(manifest=self._manifest).invoke(
            [*self._global_arguments(), *command.split(), *self._project_arguments(), *threads, *arguments]
        )
        return _outcome(result, started)

    def _sign_in(self) -> None:
        """profiles.yml reads them from here; those of a workgroup last an hour."""
        os.environ["REDSHIFT_USER"], os.environ["REDSHIFT_PASSWORD"] = self._settings.connection.credentials()

    def _global_arguments(self) -> list[str]:
        # stdout belongs to the runner's `ready`; dbt's own words go to its log file
        return [
            "--no-send-anonymous-usage-stats",
            "--no-version-check",
            "--log-level",
            "none",
            "--log-level-file",
            "info",
            "--log-path",
            str(self._settings.state_directory / "logs"),
            "--no-use-colors-file",
        ]

    def _project_arguments(self) -> list[str]:
        return [
            "--project-dir",
            str(PROJECT),
            "--profiles-dir",
            str(PROJECT),
            "--target-path",
            str(self._settings.state_directory),
        ]


def _outcome(result: Any, started: float) -> Outcome:
    nodes = list(getattr(result.result, "results", None) or [])
    bad = [node for node in nodes if str(node.status) in ("error", "fail", "runtime error")]
    old = [node for node in nodes if str(node.status) == "warn" and node.node.resource_type == "source"]
    errors = [f"{node.node.name}: {_complaint(node)}" for node in [*bad, *old]]
    if result.exception is not None:
        errors.append(_one_line(result.exception))
    return Outcome(
        code=0 if result.success else (2 if result.exception is not None else 1),
        built=sum(1 for node in nodes if str(node.status) in ("success", "pass") and node.node.resource_type != "operation"),
        failed=len(bad),
        seconds=time.monotonic() - started,
        error="; ".join(errors) or None,
    )


def _complaint(node: Any) -> str:
    """Of a source that is too old dbt gives no message, only its age."""
    age = getattr(node, "age", None)
    if node.message or age is None:
        return _one_line(node.message or node.status)
    return f"the newest row of {node.node.source_name} is {age / 3600:.1f} h old"


def _one_line(message: object) -> str:
    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", str(message)).split())
