"""What becomes of rows after they have landed: gone with their person, lost, altered, brought back. Each is a reload, as the
loader or an erasure makes it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from proofs.landing import Table

OF_THE_LOAD = "sys_process_"


@dataclass(frozen=True)
class Change:
    """What landing holds of a load from now on, in the tables that are touched."""

    load_seq: int
    tables: list[Table]


class Landed:
    """What came, load by load, and what is left of it."""

    def __init__(self) -> None:
        self._came: dict[int, dict[str, Table]] = {}
        self._held: dict[int, dict[str, Table]] = {}

    def add(self, load_seq: int, tables: list[Table]) -> None:
        self._came[load_seq] = {table.name: table for table in tables}
        self._held[load_seq] = dict(self._came[load_seq])

    def change(self, dice: random.Random) -> list[Change]:
        """One more, of one load or of several; what is held is as if it had been made."""
        load_seq = dice.choice(list(self._came))
        touched = [name for name in self._came[load_seq] if name == "events" or dice.random() < 0.5]
        match dice.choice(["person", "some", "altered", "all", "back", "back"]):
            case "person":
                return self._without_a_person(dice)
            case "some":
                return [self._put(load_seq, {name: self._some(load_seq, name, dice) for name in touched})]
            case "altered":
                return [self._put(load_seq, {name: self._altered(load_seq, name, dice) for name in touched})]
            case "all":
                return [self._put(load_seq, {name: [] for name in touched})]
            case _:
                return [self._put(load_seq, {name: self._came[load_seq][name].rows for name in self._came[load_seq]})]

    def _put(self, load_seq: int, rows: dict[str, list[list[Any]]]) -> Change:
        tables = [Table(name, self._came[load_seq][name].columns, of_table) for name, of_table in rows.items()]
        self._held[load_seq] |= {table.name: table for table in tables}
        return Change(load_seq, tables)

    def _without_a_person(self, dice: random.Random) -> list[Change]:
        """As an erasure does it: from all loads, with the devices."""
        events = [table for held in self._held.values() for name, table in held.items() if name == "events"]
        people = sorted({row[table.index("user_id")] for table in events for row in table.rows} - {None})
        if not people:
            return []
        person = dice.choice(people)
        devices = {
            row[table.index("anonymous_id")] for table in events for row in table.rows if row[table.index("user_id")] == person
        }
        changes = []
        for load_seq, held in self._held.items():
            left = {
                name: [row for row in table.rows if not _is_of(table, row, person, devices)]
                for name, table in held.items()
                if name != "rules"
            }
            less = {name: rows for name, rows in left.items() if len(rows) < len(held[name].rows)}
            if less:
                changes.append((load_seq, less))
        return [self._put(load_seq, less) for load_seq, less in changes]

    def _some(self, load_seq: int, name: str, dice: random.Random) -> list[list[Any]]:
        share = dice.choice([0.1, 0.5, 0.9])
        return [row for row in self._held[load_seq][name].rows if dice.random() < share]

    def _altered(self, load_seq: int, name: str, dice: random.Random) -> list[list[Any]]:
        """Some say what another row says, under their own offset."""
        table = self._held[load_seq][name]
        own = [place for place, (column, _) in enumerate(table.columns) if column.startswith(OF_THE_LOAD)]
        rows = []
        for row in table.rows:
            if dice.random() < 0.2:
                other = list(dice.choice(table.rows))
                for place in own:
                    other[place] = row[place]
                rows.append(other)
            else:
                rows.append(row)
        return rows


def _is_of(table: Table, row: list[Any], person: str, devices: set[Any]) -> bool:
    if table.name == "events":
        return row[table.index("user_id")] == person or row[table.index("anonymous_id")] in devices
    return row[table.index("record_key")] in devices
