"""python -m lineage docs|page: see ./clickstream docs --help."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from lineage.compiled import manifest, static_docs
from lineage.errors import LineageError
from lineage.plan import Plan
from lineage.project import Project
from lineage.reference import page
from lineage.search import search_page
from lineage.sensitivity import lowered
from runner.settings import PROJECT

REFERENCE = PROJECT.parent / "docs" / "reference" / "lineage.md"


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return _docs(options.out) if options.verb == "docs" else _page(check=options.check)
    except LineageError as e:
        return _fail(str(e))
    except OSError as e:
        return _fail(f"cannot write {e.filename}: {e.strerror}")


def _docs(folder: Path) -> int:
    is_there = bool(os.environ.get("REDSHIFT_HOST"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as target:
        project = Project(manifest(Path(target)), Plan.read())
        lineage = search_page(project)
        docs = static_docs(Path(target), with_catalog=is_there)
    for name, text in (("lineage.html", lineage), ("dbt.html", docs)):
        file = folder.absolute() / name
        file.write_text(text, "utf-8")
        print(file)
    if not is_there:
        print("docs: no warehouse is there, so dbt's page lacks the types and sizes it would tell", file=sys.stderr)
    return 0


def _page(*, check: bool) -> int:
    with tempfile.TemporaryDirectory() as target:
        project = Project(manifest(Path(target)), Plan.read())
    found = lowered(project)
    if found:
        return _fail("\n".join(map(str, found)))
    wanted = page(project)
    if not check:
        REFERENCE.write_text(wanted, "utf-8")
        print(f"written: {REFERENCE.relative_to(PROJECT.parent)}")
    elif not REFERENCE.exists() or REFERENCE.read_text("utf-8") != wanted:
        return _fail("docs/reference/lineage.md is stale: run python -m lineage page")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lineage", description="The documentation of the warehouse as pages.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    state = Path(os.environ.get("CLICKSTREAM_FOLDER") or PROJECT.parent / ".clickstream")
    docs = verbs.add_parser(
        "docs",
        prog="./clickstream docs",
        description="Writes two pages, each one file: dbt.html, dbt's documentation of every model, column and test; and lineage.html, from "
        "every column back to the events and properties it comes from, to search. Prints where they are.",
        epilog="Needs no warehouse; where the platform runs (or REDSHIFT_HOST and its like name one), dbt's page has the types and sizes of its "
        "tables. The lineage of gold is also docs/reference/lineage.md. Exit codes: 0 done, 1 failed, 2 wrong use.",
    )
    docs.add_argument("--out", type=Path, default=state / "docs", metavar="FOLDER", help="default: .clickstream/docs")
    reference = verbs.add_parser("page", description="Writes docs/reference/lineage.md; fails where gold calls a person's value less sensitive than it is.")
    reference.add_argument("--check", action="store_true", help="write nothing; exit code 1 if it is stale")
    return parser


def _fail(problems: str) -> int:
    print("\n".join(f"docs: {line}" for line in problems.splitlines()), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
