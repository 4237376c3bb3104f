"""python -m dashboard: see ./clickstream dashboard --help."""

from __future__ import annotations

import argparse
import os
import sys
import webbrowser
from datetime import date
from pathlib import Path

from dashboard import gold
from dashboard.errors import DashboardError
from dashboard.page import page, plotly_source
from dashboard.semantics import Semantics, parsed
from runner import settings as runner_settings
from runner.settings import PROJECT, SettingsError
from runner.warehouse import connect_to

ANSWER_SECONDS = 300


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        if not os.environ.get("REDSHIFT_HOST"):
            raise DashboardError("there is no warehouse: start the platform with './clickstream up', or name one with REDSHIFT_HOST and its like")
        connection = runner_settings.read(os.environ).connection
        file = options.out.absolute()
        if not file.parent.is_dir():
            raise DashboardError(f"cannot write {file}: there is no folder {file.parent}")
        semantics = Semantics(parsed())
        try:
            # Sums over months take longer than a runner's looks, for which the usual time is meant.
            warehouse = connect_to(lambda: connection.arguments() | {"timeout": ANSWER_SECONDS})()
        except Exception as e:
            raise DashboardError(f"the warehouse at {connection.host} cannot be reached: {' '.join(str(e).split())}") from e
        try:
            found = gold.read(warehouse, semantics, options.days, options.until)
        finally:
            warehouse.close()
        _write(file, page(found, semantics.metrics, plotly_source()))
    except SettingsError as e:
        _complain(str(e))
        return 2
    except DashboardError as e:
        _complain(str(e))
        return 1
    except Exception as e:
        _complain(" ".join(str(e).split())[:1000] or type(e).__name__)
        return 1
    if found.first_day is None:
        _complain("nothing to show yet; the page says what to run")
    print(file)
    if options.open:
        webbrowser.open(file.as_uri())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./clickstream dashboard",
        description="Writes one HTML page of the gold tables: sales, funnel, retention, active users, freshness. It holds all it needs and "
        "asks the network for nothing. Prints where it is.",
        epilog="The warehouse is the running platform's, or the one of REDSHIFT_HOST and its like; the page shows what that user may see. "
        "Figures are metrics of the semantic layer (docs/reference/metrics.md). Exit codes: 0 done, 1 failed, 2 wrong use.",
    )
    state = Path(os.environ.get("CLICKSTREAM_FOLDER") or PROJECT.parent / ".clickstream")
    parser.add_argument("--out", type=Path, default=state / "dashboard.html", metavar="FILE", help="default: .clickstream/dashboard.html")
    parser.add_argument("--days", type=_days, default=28, metavar="N", help="whole days to tell of, beside as many before them (28)")
    parser.add_argument("--until", type=_day, metavar="DAY", help="the last of them, UTC (the day before gold was last built)")
    parser.add_argument("--open", action="store_true", help="show it in the browser")
    return parser


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 366:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to 366, was '{text}'")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as e:
        raise argparse.ArgumentTypeError(f"must be a day such as 2026-11-23, was '{text}'") from e


def _write(file: Path, text: str) -> None:
    """Whole or not at all: whoever looks at the page meanwhile sees the one before."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_text(text, "utf-8")
        beside.replace(file)
    except OSError as e:
        beside.unlink(missing_ok=True)
        raise DashboardError(f"cannot write {file}: {e.strerror}") from e


def _complain(problems: str) -> None:
    print("\n".join(f"dashboard: {line}" for line in problems.splitlines()), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
