"""dbt over the project from within, in silence, without a warehouse wherever what it is asked goes without."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from runner.settings import PROJECT

QUIET = ("--log-level", "none", "--log-level-file", "none", "--no-send-anonymous-usage-stats", "--no-version-check")
# The profile wants its names filled, also of a warehouse that nobody asks.
FILLED = {"REDSHIFT_HOST": "127.0.0.1", "REDSHIFT_USER": "none", "REDSHIFT_PASSWORD": "none"}


def dbt(*arguments: str, target: Path, project: Path = PROJECT) -> Any:
    """What dbt's own runner returns; what it writes is in the folder target."""
    from dbt.cli.main import dbtRunner

    missing = {name: value for name, value in FILLED.items() if name not in os.environ}
    os.environ.update(missing)
    try:
        where = ("--project-dir", str(project), "--profiles-dir", str(project), "--target-path", str(target))
        return dbtRunner().invoke([*QUIET, *arguments, *where])
    finally:
        # Whoever looks whether a warehouse was named should find what they said.
        for name in missing:
            del os.environ[name]
