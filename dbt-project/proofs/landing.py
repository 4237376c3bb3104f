"""What lies in the landing tables of a warehouse, in a file; and brought from there into another warehouse, load by load."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOAD_SEQ = "sys_process_load_seq"
OFFSET = "sys_process_offset"
AT_ONCE = 200


@dataclass(frozen=True)
class Table:
    """`columns` are names with Redshift's types; `rows` hold text, numbers, booleans and None."""

    name: str
    columns: list[tuple[str, str]]
    rows: list[list[Any]]

    def index(self, column: str) -> int:
        return [name for name, _ in self.columns].index(column)

    def of_load(self, load_seq: int, rows: list[list[Any]] | None = None) -> Table:
        """These rows, or all there are, as if that load had brought them."""
        place = self.index(LOAD_SEQ)
        moved = [[*row[:place], load_seq, *row[place + 1 :]] for row in (self.rows if rows is None else rows)]
        return Table(self.name, self.columns, moved)


def read(cursor: Any, names: Iterable[str]) -> list[Table]:
    """In the order of their log, so that a file made twice is the same."""
    tables = []
    for name in names:
        cursor.execute(
            "select column_name, data_type, character_maximum_length from information_schema.columns "
            f"where table_schema = 'landing' and table_name = '{name}' order by ordinal_position"
        )
        columns = [(str(column), _type(str(kind), length)) for column, kind, length in cursor.fetchall()]
        if not columns:
            raise SystemExit(f"there is no landing.{name}: the loader has not made it yet")
        cursor.execute(
            f"select {', '.join(column for column, _ in columns)} from landing.{name} "
            f"order by sys_process_topic, sys_process_partition, {OFFSET}"
        )
        tables.append(Table(name, columns, [[plain(value) for value in row] for row in cursor.fetchall()]))
    return tables


def write_file(tables: list[Table], file: Path) -> None:
    with file.open("w", encoding="utf-8") as out:
        for table in tables:
            out.write(json.dumps({"name": table.name, "columns": table.columns, "rows": len(table.rows)}) + "\n")
            out.writelines(json.dumps(row) + "\n" for row in table.rows)


def read_file(file: Path) -> list[Table]:
    tables = []
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            head = json.loads(line)
            rows = [json.loads(next(lines)) for _ in range(head["rows"])]
            tables.append(Table(head["name"], [(name, kind) for name, kind in head["columns"]], rows))
    return tables


def scattered(tables: list[Table], loads: int, dice: random.Random) -> list[list[Table]]:
    """The same rows in so many loads: most in the order they came in, some much later, and some events a second time, as a
    client repeats them, under an offset of its own."""
    received = [[] for _ in range(loads)]  # type: list[list[Table]]
    for table in tables:
        of_load: list[list[list[Any]]] = [[] for _ in range(loads)]
        cuts = sorted(dice.random() for _ in range(loads - 1))
        for number, row in enumerate(table.rows):
            place = number / max(1, len(table.rows))
            load = sum(1 for cut in cuts if cut <= place)
            if dice.random() < 0.1:
                load = dice.randrange(load, loads)
            of_load[load].append(row)
            if table.name == "events" and dice.random() < 0.05:
                again = list(row)
                again[table.index(OFFSET)] = row[table.index(OFFSET)] + 1_000_000
                of_load[dice.randrange(load, loads)].append(again)
        for load, rows in enumerate(of_load):
            received[load].append(table.of_load(load + 1, rows))
    return received


def make(cursor: Any, tables: list[Table]) -> None:
    """Empty tables, with those of the loader that the models read beside them."""
    for schema in ("bronze", "silver", "gold", "kept", "landing", "ops"):
        cursor.execute(f"drop schema if exists {schema} cascade")
    for schema in ("landing", "ops", "kept"):
        cursor.execute(f"create schema {schema}")
    for table in tables:
        cursor.execute(f"create table landing.{table.name} ({', '.join(f'{name} {kind}' for name, kind in table.columns)})")
    cursor.execute("create table ops.load_history (load_seq bigint, loaded_at timestamp)")
    cursor.execute(
        "create table ops.restated_loads "
        "(restatement_seq bigint, load_seq bigint, landing_table varchar(32), reason varchar(64), recorded_at timestamp)"
    )


def load(cursor: Any, load_seq: int, tables: list[Table]) -> None:
    """One load: its rows and its line in the history, in the transaction of the caller."""
    for table in tables:
        _insert(cursor, table)
    cursor.execute(f"insert into ops.load_history (load_seq, loaded_at) values ({load_seq}, getdate())")


def reload(cursor: Any, load_seq: int, tables: list[Table]) -> None:
    """These rows in the place of what landing holds of the load, noted as the loader notes it; in the transaction of the caller."""
    for table in tables:
        cursor.execute(f"delete from landing.{table.name} where {LOAD_SEQ} = {load_seq}")
        _insert(cursor, table)
        cursor.execute(
            "insert into ops.restated_loads (restatement_seq, load_seq, landing_table, reason, recorded_at) "
            f"select coalesce(max(restatement_seq), 0) + 1, {load_seq}, '{table.name}', 'reload', getdate() from ops.restated_loads"
        )


def _insert(cursor: Any, table: Table) -> None:
    names = ", ".join(name for name, _ in table.columns)
    for start in range(0, len(table.rows), AT_ONCE):
        rows = ", ".join("(" + ", ".join(_literal(value) for value in row) + ")" for row in table.rows[start : start + AT_ONCE])
        cursor.execute(f"insert into landing.{table.name} ({names}) values {rows}")


def _type(kind: str, length: int | None) -> str:
    return f"varchar({length})" if kind.startswith("character varying") else kind


def plain(value: Any) -> Any:
    """As it may stand in a file: text for all but numbers, truth and nothing."""
    return value if value is None or isinstance(value, (int, bool)) else str(value)


def _literal(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("\\", "\\\\").replace("'", "''") + "'"
