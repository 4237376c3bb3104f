"""Any sequence of incremental runs ends where a full refresh does: proved on random schedules of loads, with late rows, repeated
events, loads that are landed again, altered or emptied, also under a run, runs of either cycle, and runs killed under way.
Needs a warehouse of its own: everything in it is dropped."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofs import landing
from proofs.changes import Change, Landed
from proofs.dbt import Dbt
from proofs.unruly import unruly
from runner import settings as runner_settings
from runner.dbt import HOT_ONLY
from runner.settings import PROJECT
from runner.warehouse import connect_to

SOURCES = ("events", "identity_links", "rules")
BUILT = ("bronze", "silver", "gold")
# What says when a row was told anew, and not what it tells.
OF_THE_RUN = {"restated_load_seq"}
# Made anew by each run, from what changed since the last one: it holds no result.
PASSING = {("silver", "changed_keys")}


@dataclass(frozen=True)
class Difference:
    """`only` says which side has the rows: incremental, or full refresh."""

    table: str
    only: str
    rows: int
    example: str


class Proof:
    """Of one schedule after the other, each from nothing."""

    def __init__(self, dbt: Dbt, connect: Callable[[], Any], note: Callable[[str], None]) -> None:
        self._dbt = dbt
        self._connect = connect
        self._note = note
        self._usual_seconds = 10.0

    def schedule(self, seed: int, tables: list[landing.Table]) -> list[Difference]:
        dice = random.Random(seed)
        loads = landing.scattered(tables, dice.randint(2, 5), dice)
        self._transaction(lambda cursor: landing.make(cursor, tables))
        landed = Landed()
        kills, changes = 0, 0
        for number, load in enumerate(loads, start=1):
            self._transaction(lambda cursor, number=number, load=load: landing.load(cursor, number, load))
            landed.add(number, load)
            last = number == len(loads)
            if not last and dice.random() < 0.2:
                continue  # the runner was away: the next run has two loads before it
            for _ in range(dice.choice([0, 0, 1, 2]) if number > 1 else 0):
                changes += 1
                self._change(landed.change(dice))
            cycle = "whole" if last or number == 1 or dice.random() < 0.3 else "hot"
            if dice.random() < 0.4:
                kills += 1
                self._run(cycle, kill_after=dice.uniform(0.1, 0.9) * self._usual_seconds)
            if dice.random() < 0.3:
                changes += 1
                change = landed.change(dice)
                at = dice.uniform(0.1, 0.9) * self._usual_seconds
                self._run(cycle, meanwhile=(at, lambda change=change: self._change(change)))
                cycle = "whole" if last or dice.random() < 0.5 else cycle
            self._whole(cycle)
        self._transaction(self._keep)
        self._whole("whole", ("--full-refresh",))
        differences = self._transaction(self._compare)
        self._note(
            f"schedule {seed}: {len(loads)} loads, {changes} changed, {kills} killed, {sum(one.rows for one in differences)} differing rows"
        )
        return differences

    def _change(self, changes: list[Change]) -> None:
        def make(cursor: Any) -> None:
            for change in changes:
                landing.reload(cursor, change.load_seq, change.tables)

        self._transaction(make)

    def _whole(self, cycle: str, arguments: tuple[str, ...] = ()) -> None:
        """To its end, as the runner does it: what the warehouse still does for a killed run may be in the way of the next."""
        for pause in (2.0, 4.0, 8.0, 0.0):
            started = time.monotonic()
            if self._run(cycle, arguments):
                self._usual_seconds = self._usual_seconds if arguments else time.monotonic() - started
                return
            time.sleep(pause)
        raise SystemExit("a run failed again and again that nobody killed")

    def _run(
        self,
        cycle: str,
        arguments: tuple[str, ...] = (),
        kill_after: float | None = None,
        meanwhile: tuple[float, Callable[[], None]] | None = None,
    ) -> bool:
        os.environ["CLICKSTREAM_DBT_CYCLE"] = cycle
        hot = HOT_ONLY if cycle == "hot" else ()
        return self._dbt.ends_well("run", *hot, *arguments, kill_after=kill_after, meanwhile=meanwhile, tell=True)

    def _keep(self, cursor: Any) -> None:
        for schema, table in self._built(cursor):
            cursor.execute(f"create table kept.{schema}_{table} as select * from {schema}.{table}")

    def _compare(self, cursor: Any) -> list[Difference]:
        differences = []
        for schema, table in self._built(cursor):
            cursor.execute(
                "select column_name from information_schema.columns "
                f"where table_schema = '{schema}' and table_name = '{table}' order by ordinal_position"
            )
            columns = ", ".join(f'"{row[0]}"' for row in cursor.fetchall() if row[0] not in OF_THE_RUN)
            sides = {"incremental": f"kept.{schema}_{table}", "full refresh": f"{schema}.{table}"}
            counted = {
                side: f"(select {columns}, count(*) as copies from {relation} group by {columns})" for side, relation in sides.items()
            }
            for one, other in (("incremental", "full refresh"), ("full refresh", "incremental")):
                cursor.execute(f"select * from {counted[one]} as a except select * from {counted[other]} as b")
                rows = cursor.fetchall()
                if rows:
                    differences.append(Difference(f"{schema}.{table}", one, len(rows), str(rows[0])[:600]))
        return differences

    def _built(self, cursor: Any) -> list[tuple[str, str]]:
        cursor.execute(
            "select table_schema, table_name from information_schema.tables where table_type = 'BASE TABLE' "
            f"and table_schema in ({', '.join(repr(schema) for schema in BUILT)}) order by 1, 2"
        )
        return [(schema, table) for schema, table in cursor.fetchall() if (schema, table) not in PASSING]

    def _transaction(self, work: Callable[[Any], Any]) -> Any:
        connection = self._connect()
        try:
            with connection.cursor() as cursor:
                result = work(cursor)
            connection.commit()
            return result
        finally:
            connection.close()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m proofs.schedules", description=__doc__)
    parser.add_argument("--schedules", type=int, default=30, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the first schedule; each next one has the next")
    parser.add_argument("--events", type=int, default=2_000, metavar="N", help="made up for each schedule, before copies of them")
    parser.add_argument("--landed", type=Path, metavar="FILE", help="take these rows instead, which --dump wrote")
    parser.add_argument("--dump", type=Path, metavar="FILE", help="write what has landed in a warehouse, and do nothing else")
    options = parser.parse_args(arguments)
    try:
        settings = runner_settings.read(os.environ)
    except runner_settings.SettingsError as e:
        print(f"schedules: {e}", file=sys.stderr)
        return 2
    connect = connect_to(settings.connection.arguments)
    if options.dump:
        with connect() as connection, connection.cursor() as cursor:
            landing.write_file(landing.read(cursor, SOURCES), options.dump)
        return 0
    if settings.connection.host not in runner_settings.LOOPBACK:
        print("schedules: REDSHIFT_HOST must be this machine: everything in the warehouse is dropped", file=sys.stderr)
        return 2
    landed = landing.read_file(options.landed) if options.landed else None
    differing = 0
    with tempfile.TemporaryDirectory() as target:
        dbt = Dbt(settings, PROJECT, Path(target))
        dbt.parse_for_good()
        proof = Proof(dbt, connect, lambda line: print(line, flush=True))
        for seed in range(options.seed, options.seed + options.schedules):
            for difference in proof.schedule(seed, landed or unruly(seed, options.events)):
                differing += difference.rows
                print(f"  {difference.table}: {difference.rows} rows only in the {difference.only} one, such as {difference.example}")
    print(f"schedules={options.schedules} differing_rows={differing}")
    return 0 if differing == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
