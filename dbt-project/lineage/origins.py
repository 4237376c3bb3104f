"""Where a value comes from: a column of a table, or what lies at a path of the JSON in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

ROWS = "*"  # the column of whoever counts rows and looks at none of their values
EACH = "*"  # the step of a path that stands for every element of an array


@dataclass(frozen=True)
class Origin:
    """
    table: schema.table. path: into the JSON of the column; empty for the column itself.
    events: only rows of these; None is all.
    is_shown: the value itself can be seen in what is made of it (a copy, a part, the largest of several); not where it was only
    counted, added up or compared.
    is_sealed: it is of other rows than the one it stands in (a window), which no later condition on this row says anything about.
    """

    table: str
    column: str
    path: tuple[str, ...] = ()
    events: frozenset[str] | None = None
    is_shown: bool = True
    is_sealed: bool = False

    def of(self, events: frozenset[str] | None) -> Origin:
        if events is None or self.is_sealed:
            return self
        return replace(self, events=events if self.events is None else self.events & events)

    def at(self, *steps: str) -> Origin:
        return replace(self, path=self.path + steps)

    @property
    def sealed(self) -> Origin:
        return replace(self, is_sealed=True)

    @property
    def hidden(self) -> Origin:
        return replace(self, is_shown=False)

    def beneath(self, other: Origin) -> Origin:
        """This origin, of a column that other reads: other's path goes on from this one's."""
        whole = replace(self, path=self.path + other.path, is_shown=self.is_shown and other.is_shown).of(other.events)
        return replace(whole, is_sealed=self.is_sealed or other.is_sealed)


Origins = frozenset[Origin]
NONE: Origins = frozenset()


def union(parts: Iterable[Origins]) -> Origins:
    return frozenset().union(*parts)


def restricted(origins: Origins, table: str, events: frozenset[str]) -> Origins:
    """Those of the table to rows of these events. What no event can be any more is left out."""
    kept = (one.of(events) if one.table == table else one for one in origins)
    return frozenset(one for one in kept if one.events is None or one.events)


@dataclass(frozen=True)
class Relation:
    """What a query shows: each column with its origins, in order, and those of its rows."""

    columns: dict[str, Origins]
    rows: Origins

    def restricted(self, table: str, events: frozenset[str]) -> Relation:
        columns = {name: restricted(origins, table, events) for name, origins in self.columns.items()}
        return Relation(columns, restricted(self.rows, table, events))
