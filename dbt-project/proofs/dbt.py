"""dbt in children of this process, forked off after dbt has been loaded once: one may be killed, or find another project."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from runner.settings import Settings


class Dbt:
    """On a project, which may change between two runs unless it is parsed for good."""

    def __init__(self, settings: Settings, project: Path, target: Path) -> None:
        import dbt.cli.main  # noqa: F401 - loaded once, for all children

        os.environ.setdefault("PYTHONWARNINGS", "ignore::UserWarning")  # of children that end at once
        os.environ["REDSHIFT_USER"], os.environ["REDSHIFT_PASSWORD"] = settings.connection.credentials()
        self._threads = settings.threads
        self._project = project
        self._target = target
        self._manifest: Any = None

    def parse_for_good(self) -> None:
        from dbt.cli.main import dbtRunner

        parsed = dbtRunner().invoke([*self._quiet(), "parse", *self._where()])
        if not parsed.success:
            raise SystemExit(f"the models cannot be parsed: {parsed.exception}")
        self._manifest = parsed.result

    def ends_well(
        self,
        *arguments: str,
        kill_after: float | None = None,
        meanwhile: tuple[float, Callable[[], None]] | None = None,
        tell: bool = False,
    ) -> bool:
        """Whether it ended well; one killed after so many seconds has not. `meanwhile` is done after its seconds, at the latest
        when the run has ended. `tell` what failed, on standard error."""
        started = time.monotonic()
        child = os.fork()
        if child == 0:
            self._child(arguments, tell)
        while True:
            pid, status = os.waitpid(child, os.WNOHANG)
            if meanwhile is not None and (pid or time.monotonic() - started >= meanwhile[0]):
                meanwhile[1]()
                meanwhile = None
            if pid:
                return os.waitstatus_to_exitcode(status) == 0
            if kill_after is not None and time.monotonic() - started >= kill_after:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return False
            time.sleep(0.02)

    def failing(self, *arguments: str) -> set[str] | None:
        """The models of which a unit test failed, in a run of unit tests; None where dbt came to no result."""
        file = self._target / "failing.json"
        file.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            self._child(arguments, tell=False, failing=file)
        os.waitpid(child, 0)
        return set(json.loads(file.read_text("utf-8"))) if file.exists() else None

    def _child(self, arguments: tuple[str, ...], tell: bool, failing: Path | None = None) -> None:
        code = 1
        try:
            from dbt.cli.main import dbtRunner

            result = dbtRunner(manifest=self._manifest).invoke([*self._quiet(), *arguments, *self._where()])
            if tell and not result.success:
                for node in getattr(result.result, "results", None) or []:
                    if str(node.status) in ("error", "fail", "runtime error"):
                        print(f"{node.node.name}: {node.message}", file=sys.stderr)
                print(result.exception or "", file=sys.stderr)
            if failing is not None and result.exception is None and result.result is not None:
                bad = [one.node for one in result.result.results if str(one.status) in ("error", "fail", "runtime error")]
                tested = [getattr(node, "tested_node_unique_id", None) or node.depends_on.nodes[0] for node in bad]
                failing.write_text(json.dumps([unique_id.split(".")[2] for unique_id in tested]), "utf-8")
            code = 0 if result.success else 1
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _quiet(self) -> list[str]:
        return ["--no-send-anonymous-usage-stats", "--log-level", "none", "--log-path", str(self._target / "logs")]

    def _where(self) -> list[str]:
        folders = ["--project-dir", str(self._project), "--profiles-dir", str(self._project), "--target-path", str(self._target)]
        return [*folders, "--threads", str(self._threads)]
