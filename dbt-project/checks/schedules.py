"""Any sequence of incremental runs ends where a full refresh would: tried with unruly rows, landed in random loads.

    python -m checks.schedules --schedules 3 --loads 5 --events 3000 --seed 1

It makes landing's tables, fills them and builds them again and again, so it takes only a database without any, on this very
machine: a stand-in for it is started by `./clickstream redshift`. The connection is dbt's (README.md, "Commands"). It exits
1 when a table differs, and says in which columns.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import redshift_connector
from dbt.cli.main import dbtRunner

from checks.landing import EVENT_COLUMNS, RECORD_COLUMNS, Landed, unruly

PROJECT = Path(__file__).resolve().parent.parent
TABLES = {"events": EVENT_COLUMNS, "identity_links": RECORD_COLUMNS, "rules": RECORD_COLUMNS}
LANDED_AT = datetime(2026, 11, 1)
# of this run, not of what there is
NOT_COMPARED = {"silver.changed_keys"}


class Warehouse:
    """One connection, each statement for itself."""

    def __init__(self) -> None:
        self._connection = redshift_connector.connect(
            host=os.environ["REDSHIFT_HOST"],
            port=int(os.environ.get("REDSHIFT_PORT", "5439")),
            database=os.environ.get("REDSHIFT_DATABASE", "clickstream"),
            user=os.environ["REDSHIFT_USER"],
            password=os.environ["REDSHIFT_PASSWORD"],
            ssl=False,
        )
        self._connection.autocommit = True

    def rows(self, sql: str, values: Iterable[object] = ()) -> list[Any]:
        cursor = self._connection.cursor()
        cursor.execute(sql, tuple(values))
        return list(cursor.fetchall()) if cursor.description else []

    def insert(self, table: str, rows: list[dict[str, object]]) -> None:
        columns = list(rows[0])
        cursor = self._connection.cursor()
        marks = "(" + ", ".join(["%s"] * len(columns)) + ")"
        for start in range(0, len(rows), 100):
            part = rows[start : start + 100]
            sql = f"insert into {table} ({', '.join(columns)}) values " + ", ".join([marks] * len(part))
            cursor.execute(sql, tuple(row.get(column) for row in part for column in columns))


def make_landing(warehouse: Warehouse) -> None:
    """Also after a run of this that was killed; never where anything else landed."""
    exists = warehouse.rows("select 1 from information_schema.tables where table_schema = 'landing'")
    if exists and not warehouse.rows("select 1 from information_schema.schemata where schema_name = 'checks'"):
        raise SystemExit("schedules: landing has tables that are not of this check: it wants a database without any")
    built = "table_schema in ('bronze', 'silver', 'gold')"
    for row in warehouse.rows(f"select table_schema || '.' || table_name from information_schema.views where {built}"):
        warehouse.rows(f"drop view if exists {row[0]}")
    for schema in ("checks", "landing", "ops", "bronze", "silver", "gold"):
        warehouse.rows(f"drop schema if exists {schema} cascade")
    for schema in ("checks", "landing", "ops"):
        warehouse.rows(f"create schema {schema}")
    for table, columns in TABLES.items():
        definitions = ", ".join(f"{name} {type_name}" for name, type_name in columns.items())
        warehouse.rows(f"create table landing.{table} ({definitions})")
    warehouse.rows("create table ops.load_history (load_seq bigint, batch_id varchar(64), loaded_at timestamp)")


def land(warehouse: Warehouse, load_seq: int, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        columns = TABLES[table]
        said = {"sys_process_load_seq": load_seq, "sys_process_date": LANDED_AT.date(), "sys_process_time": LANDED_AT}
        warehouse.insert(f"landing.{table}", [{c: (row | said).get(c) for c in columns} for row in rows])


def split(dice: random.Random, landed: Landed, loads: int) -> list[dict[str, list[dict[str, object]]]]:
    """Rows of one partition land in the order of their offsets, as the loader does it; partitions go at their own pace. The
    first load brings most: the later ones are so small that what they do not touch must stay as it is."""
    chances = [12 * loads] + [1] * (loads - 1)
    parts: list[dict[str, list[dict[str, object]]]] = [{table: [] for table in TABLES} for _ in range(loads)]
    for table in TABLES:
        rows: list[dict[str, object]] = getattr(landed, table)
        streams: dict[tuple[object, object], list[dict[str, object]]] = {}
        for row in rows:
            streams.setdefault((row["sys_process_topic"], row["sys_process_partition"]), []).append(row)
        for stream in streams.values():
            for place, row in zip(sorted(dice.choices(range(loads), chances, k=len(stream))), stream, strict=True):
                parts[place][table].append(row)
    return parts


def dbt(manifest: Any, target: Path, *arguments: str) -> Any:
    common = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", str(target)]
    result = dbtRunner(manifest=manifest).invoke(
        ["--quiet", "--log-path", str(target / "logs"), *arguments[:1], *common, *arguments[1:]]
    )
    if not result.success:
        raise SystemExit(f"schedules: dbt {' '.join(arguments)} failed: {result.exception or 'see above'}")
    return result.result


def built_tables(warehouse: Warehouse) -> list[str]:
    found = warehouse.rows(
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_schema in ('bronze', 'silver', 'gold') and table_type = 'BASE TABLE' order by 1"
    )
    return [row[0] for row in found if row[0] not in NOT_COMPARED]


def differences(warehouse: Warehouse, table: str) -> list[str]:
    kept = f"checks.{table.replace('.', '_')}"
    names = [
        row[0]
        for row in warehouse.rows(
            "select column_name from information_schema.columns where table_schema = %s and table_name = %s "
            "order by ordinal_position",
            table.split("."),
        )
    ]
    columns = ", ".join(names)
    counts = {}
    for what, one, other in (("only incremental", kept, table), ("only full refresh", table, kept)):
        sql = f"select {columns} from {one} except select {columns} from {other}"
        rows = warehouse.rows(f"select count(*) from ({sql}) as differing")[0][0]
        if rows:
            first = warehouse.rows(f"{sql} order by {columns} limit 2")
            counts[what] = f"{table}: {rows} rows {what}, e.g. {[dict(zip(names, map(str, row))) for row in first]}"
    rows_of = [warehouse.rows(f"select count(*) from {name}")[0][0] for name in (kept, table)]
    if not counts and rows_of[0] != rows_of[1]:
        counts["rows"] = f"{table}: {rows_of[0]} rows by incremental runs, {rows_of[1]} by a full refresh"
    return list(counts.values())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m checks.schedules", description=__doc__.split("\n")[0])
    parser.add_argument("--schedules", type=int, default=3, help="random ways to land the same rows")
    parser.add_argument("--loads", type=int, default=5, help="loads of a schedule, each followed by a run of dbt")
    parser.add_argument("--events", type=int, default=3000, help="events, before copies of them")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same rows and schedules")
    options = parser.parse_args(arguments)
    if os.environ.get("REDSHIFT_HOST") not in ("127.0.0.1", "localhost"):
        print("schedules: REDSHIFT_HOST must be 127.0.0.1 or localhost: this empties the database it works in", file=sys.stderr)
        return 2
    warehouse = Warehouse()
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        manifest = dbt(None, target, "parse")
        for number in range(options.schedules):
            dice = random.Random(options.seed * 1000 + number)
            landed = unruly(options.seed * 1000 + number, options.events)
            make_landing(warehouse)
            for load_seq, part in enumerate(split(dice, landed, options.loads), start=1):
                for table, rows in part.items():
                    land(warehouse, load_seq, table, rows)
                warehouse.rows("insert into ops.load_history values (%s, 'check', %s)", (load_seq, LANDED_AT))
                if load_seq == options.loads or dice.random() < 0.8:  # now and then two loads wait for one run
                    dbt(manifest, target, "run", "--exclude", "config.materialized:view,path:models/bronze/planned")
            tables = built_tables(warehouse)
            for table in tables:
                warehouse.rows(f"create table checks.{table.replace('.', '_')} as select * from {table}")
            dbt(manifest, target, "run", "--full-refresh", "--exclude", "path:models/bronze/planned")
            found = [line for table in tables for line in differences(warehouse, table)]
            differing += len(found)
            print(f"schedule {number + 1}: {len(tables)} tables, {len(found)} differ", *found, sep="\n  ", flush=True)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
