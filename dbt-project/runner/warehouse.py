"""What the runner asks of the warehouse and notes down there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

log = logging.getLogger("runner")

LOADER_TABLES = ("ops.load_history", "ops.restated_loads", "landing.events", "landing.identity_links", "landing.rules")
HEARTBEATS_TABLE = (
    "create table if not exists ops.heartbeats (message_id varchar(128), sent_at timestamp, received_at timestamp, "
    "loaded_at timestamp, visible_at timestamp)"
)
# Whoever looks at gold now sees them; what is older than two days was seen by an earlier look.
NEW_HEARTBEATS = """
insert into ops.heartbeats (message_id, sent_at, received_at, loaded_at, visible_at)
select heartbeats.message_id, heartbeats.sent_at, heartbeats.received_at, loads.loaded_at, getdate()
from gold.heartbeats as heartbeats
inner join ops.load_history as loads on loads.load_seq = heartbeats.load_seq
where heartbeats.day >= dateadd(day, -2, getdate())
    and heartbeats.message_id not in (select message_id from ops.heartbeats where visible_at >= dateadd(day, -4, getdate()))
"""
LOCK_TABLE = "create table if not exists ops.dbt_lock (holder varchar(512), seen_at timestamp)"


class Position(NamedTuple):
    """How far landing is, or a run was: the highest load, -1 for none, and the highest restatement of loads before, 0 for none."""

    load_seq: int
    restatement_seq: int


class Warehouse(Protocol):
    """The port the runner's loop works with."""

    def missing_tables(self) -> list[str]: ...

    def loaded(self) -> Position:
        """What has been committed."""

    def load_age(self, load_seq: int) -> float | None:
        """Seconds since that load was committed; None when it is not known."""

    def built(self) -> Position | None:
        """What the last whole successful run had; None when there was no such run."""

    def built_wholly(self) -> Position | None:
        """What the last successful run had that left no model out; None when there was no such run."""

    def built_project(self) -> str | None:
        """The digest of the project that the newest run of all models was of; None when there was no such run."""

    def take_lock(self) -> str | None:
        """None when this runner now holds the lock, else who does."""

    def keep_lock(self) -> None: ...

    def release_lock(self) -> None: ...

    def note_heartbeats(self) -> list[float]:
        """Notes in ops.heartbeats those that gold now shows for the first time; the seconds each was under way."""

    def close_open_records(self, reason: str) -> None:
        """Ends the records of runs that can no longer end themselves. Only the lock's holder may."""


class RedshiftWarehouse:
    """One connection, made again after a failure; every call is a transaction of its own."""

    def __init__(self, connect: Callable[[], Any], holder: str, lock_seconds: int) -> None:
        self._connect = connect
        self._holder = holder
        self._lock_seconds = lock_seconds
        self._connection: Any = None

    def missing_tables(self) -> list[str]:
        schemas = ", ".join(sorted({f"'{name.split('.')[0]}'" for name in LOADER_TABLES}))
        rows = self._rows(
            f"select table_schema || '.' || table_name from information_schema.tables where table_schema in ({schemas})"
        )
        found = {row[0] for row in rows}
        return [name for name in LOADER_TABLES if name not in found]

    def loaded(self) -> Position:
        rows = self._rows(
            "select coalesce(max(load_seq), -1), (select coalesce(max(restatement_seq), 0) from ops.restated_loads) "
            "from ops.load_history"
        )
        return Position(int(rows[0][0]), int(rows[0][1]))

    def load_age(self, load_seq: int) -> float | None:
        rows = self._rows(
            f"select datediff(ms, loaded_at, getdate()) from ops.load_history where load_seq = {int(load_seq)}"
        )
        return int(rows[0][0]) / 1_000 if rows else None

    def built(self) -> Position | None:
        return self._highest_built("")

    def built_wholly(self) -> Position | None:
        return self._highest_built(" and nvl(cycle, 'whole') = 'whole'")

    def _highest_built(self, which: str) -> Position | None:
        if not self._has_run_table():
            return None
        load_seq, restatement_seq = self._rows(
            f"select max(load_seq), coalesce(max(restatement_seq), 0) from ops.dbt_run where status = 'success'{which}"
        )[0]
        return None if load_seq is None else Position(int(load_seq), int(restatement_seq))

    def built_project(self) -> str | None:
        if not self._has_run_table():
            return None
        rows = self._rows("select project from ops.dbt_run where project is not null order by started_at desc limit 1")
        return str(rows[0][0]) if rows else None

    def take_lock(self) -> str | None:
        self._execute(LOCK_TABLE)

        def take(cursor: Any) -> str | None:
            cursor.execute("lock table ops.dbt_lock")
            cursor.execute(
                "select holder, datediff(second, seen_at, getdate()) from ops.dbt_lock order by seen_at desc"
            )
            for holder, age in cursor.fetchall():
                if holder != self._holder and age < self._lock_seconds:
                    return f"{holder}, seen {age} s ago"
            cursor.execute("delete from ops.dbt_lock")
            cursor.execute(f"insert into ops.dbt_lock (holder, seen_at) values ({_literal(self._holder)}, getdate())")
            return None

        return self._transaction(take)

    def keep_lock(self) -> None:
        self._execute(f"update ops.dbt_lock set seen_at = getdate() where holder = {_literal(self._holder)}")

    def release_lock(self) -> None:
        self._execute(f"delete from ops.dbt_lock where holder = {_literal(self._holder)}")

    def note_heartbeats(self) -> list[float]:
        def note(cursor: Any) -> list[float]:
            cursor.execute(HEARTBEATS_TABLE)
            cursor.execute("select max(visible_at) from ops.heartbeats")
            newest = cursor.fetchone()[0]
            cursor.execute(NEW_HEARTBEATS)
            cursor.execute(
                "select datediff(ms, sent_at, visible_at) from ops.heartbeats"
                + (f" where visible_at > '{newest}'" if newest is not None else "")
            )
            return [int(row[0]) / 1_000 for row in cursor.fetchall()]

        return self._transaction(note)

    def close_open_records(self, reason: str) -> None:
        if self._has_run_table():
            self._execute(
                "update ops.dbt_run set status = 'failed', ended_at = getdate(), "
                f"error = {_literal(reason[:1000])} where status = 'running'"
            )

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except Exception:  # it was broken, which is why it is closed
                log.debug("closing a connection failed", exc_info=True)

    def _has_run_table(self) -> bool:
        return bool(
            self._rows(
                "select 1 from information_schema.tables where table_schema = 'ops' and table_name = 'dbt_run'"
            )
        )

    def _execute(self, statement: str) -> None:
        self._transaction(lambda cursor: cursor.execute(statement))

    def _rows(self, statement: str) -> list[Any]:
        def read(cursor: Any) -> list[Any]:
            cursor.execute(statement)
            return list(cursor.fetchall())

        return self._transaction(read)

    def _transaction(self, work: Callable[[Any], Any]) -> Any:
        try:
            if self._connection is None:
                self._connection = self._connect()
            with self._connection.cursor() as cursor:
                result = work(cursor)
            self._connection.commit()
            return result
        except Exception:
            self.close()
            raise


def connect_to(arguments: Callable[[], dict[str, object]]) -> Callable[[], Any]:
    def connect() -> Any:
        import redshift_connector

        return redshift_connector.connect(**arguments())

    return connect


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "/").replace("'", "''") + "'"
