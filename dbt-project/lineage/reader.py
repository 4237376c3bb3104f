"""
Reads a query and tells of every column where its values come from: not what filters or joins rows, but whatever a value is made
of, also the conditions it is chosen by. Columns that qualify nothing are looked for in all tables beside each other, then among
the columns named before in the same list, as Redshift does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from lineage.errors import LineageError
from lineage.origins import EACH, NONE, ROWS, Origin, Origins, Relation, union

EVENT = "event"
# Of these the value that was read cannot be seen any more.
HIDING: tuple[type[exp.Expression], ...] = (
    exp.Count, exp.Sum, exp.Avg, exp.RowNumber, exp.Rank, exp.DenseRank, exp.TsOrDsDiff, exp.DateDiff, exp.Add, exp.Sub, exp.Mul, exp.Div,
    exp.Mod, exp.Pow, exp.Predicate, exp.And, exp.Or, exp.Not, exp.Exists, exp.Length,
)  # fmt: skip
COUNTING = (exp.AggFunc, exp.RowNumber)
ARRAY_ELEMENT, ARRAY_LENGTH = "json_extract_array_element_text", "json_array_length"


def read(sql: str, columns_of: Callable[[str], list[str]]) -> Relation:
    """columns_of: those of a table, by schema.table."""
    try:
        query = sqlglot.parse_one(sql, read="redshift")
    except SqlglotError as e:
        raise LineageError(f"no SQL that can be read: {' '.join(str(e).split())[:300]}") from e
    return _query(query, {}, columns_of)


def _query(query: exp.Expression, known: Mapping[str, Relation], columns_of: Callable[[str], list[str]]) -> Relation:
    known = dict(known)
    for cte in query.ctes if isinstance(query, exp.Query) else ():
        known[cte.alias] = _query(cte.this, known, columns_of)
    if isinstance(query, exp.SetOperation):
        left, right = (_query(one, known, columns_of) for one in (query.left, query.right))
        if len(left.columns) != len(right.columns):
            raise LineageError(f"a {query.key} of {len(left.columns)} and {len(right.columns)} columns")
        pairs = zip(left.columns.items(), right.columns.values(), strict=True)
        return Relation({name: union((one, other)) for (name, one), other in pairs}, left.rows | right.rows)
    if isinstance(query, exp.Subquery):
        return _query(query.this, known, columns_of)
    if isinstance(query, exp.Select):
        return _Select(query, known, columns_of).relation()
    raise LineageError(f"a query of a kind that is not known: {query.key}")


class _Select:
    def __init__(self, select: exp.Select, known: Mapping[str, Relation], columns_of: Callable[[str], list[str]]) -> None:
        self._select = select
        self._known = known
        self._columns_of = columns_of
        self._sources: dict[str, Relation] = {}
        self._named: dict[str, Origins] = {}
        begin = select.args.get("from_")
        joins = select.args.get("joins") or []
        for source in ([begin.this] if begin else []) + [join.this for join in joins]:
            self._sources[source.alias_or_name] = self._source(source)
        where = select.args.get("where")
        for condition in _conjuncts(where.this if where else None):
            self._sources = self._given(condition)
        for join in joins:
            for condition in _conjuncts(join.args.get("on")):
                # A condition of an outer join leaves the other side's rows as they are.
                reach = {join.this.alias_or_name} if join.side else set(self._sources)
                self._sources = {**self._sources, **{name: one for name, one in self._given(condition).items() if name in reach}}

    def relation(self) -> Relation:
        columns: dict[str, Origins] = {}
        for projection in self._select.selects:
            if isinstance(projection, exp.Star) or isinstance(projection.unalias(), exp.Column) and isinstance(projection.this, exp.Star):
                of = [projection.table] if isinstance(projection, exp.Column) else list(self._sources)
                for source in of:
                    columns.update(self._sources[source].columns)
                continue
            self._named[projection.alias_or_name] = columns[projection.alias_or_name] = self._origins(projection.unalias())
        return Relation(columns, self._rows())

    def _source(self, source: exp.Expression) -> Relation:
        if isinstance(source, exp.Table):
            if not source.db:
                if source.name not in self._known:
                    raise LineageError(f"{source.name} is no table and no part of the query")
                return self._known[source.name]
            table = f"{source.db}.{source.name}"
            columns = {name: frozenset({Origin(table, name)}) for name in self._columns_of(table)}
            return Relation(columns, frozenset({Origin(table, ROWS, is_shown=False)}))
        return _query(source, self._known, self._columns_of)

    def _rows(self) -> Origins:
        """Of the tables whose rows come together; an outer join brings columns only."""
        outer = {join.this.alias_or_name for join in self._select.args.get("joins") or [] if join.side}
        return union(source.rows for name, source in self._sources.items() if name not in outer)

    # ---- conditions on the event ----------------------------------------------------------------------------------

    def _given(self, condition: exp.Expression) -> dict[str, Relation]:
        """The tables, with only the rows that the condition leaves of the one whose event it is of."""
        found = self._events_of(condition)
        if found is None:
            return self._sources
        name, table, events = found
        return {**self._sources, name: self._sources[name].restricted(table, events)}

    def _events_of(self, condition: exp.Expression) -> tuple[str, str, frozenset[str]] | None:
        """Which of the tables, what table that is in truth, and the events the condition leaves; None where it is of something else."""
        condition = condition.unnest()
        if isinstance(condition, exp.And):
            return next(filter(None, map(self._events_of, _conjuncts(condition))), None)
        if isinstance(condition, exp.EQ) and isinstance(condition.expression, exp.Literal):
            return self._named_events(condition.this, {condition.expression.this})
        if isinstance(condition, exp.In) and condition.expressions:
            return self._named_events(condition.this, {one.this for one in condition.expressions if isinstance(one, exp.Literal)})
        if isinstance(condition, exp.GT) and condition.expression.sql() == "0" and isinstance(condition.this, exp.Case):
            case = condition.this
            if case.this is not None and (case.args.get("default") is None or case.args["default"].sql() == "0"):
                return self._named_events(case.this, {one.this.this for one in case.args["ifs"] if one.args["true"].sql() != "0"})
        return None

    def _named_events(self, column: exp.Expression, events: set[str]) -> tuple[str, str, frozenset[str]] | None:
        if not isinstance(column, exp.Column):
            return None
        owners = [name for name, one in self._sources.items() if column.name in one.columns and column.table in ("", name)]
        if len(owners) != 1:
            return None
        origins = self._sources[owners[0]].columns[column.name]
        tables = {one.table for one in origins if one.column == EVENT and not one.path and not one.is_sealed}
        return (owners[0], tables.pop(), frozenset(events)) if len(tables) == 1 and len(origins) == 1 else None

    # ---- values ---------------------------------------------------------------------------------------------------

    def _origins(self, value: exp.Expression | None) -> Origins:
        if value is None:
            return NONE
        if isinstance(value, exp.Column):
            return self._column(value)
        if isinstance(value, exp.Case):
            return self._case(value)
        if isinstance(value, exp.JSONExtractScalar):
            steps = [one.this for one in (value.expression, *value.expressions) if isinstance(one, exp.Literal)]
            return frozenset(one.at(*steps) for one in self._origins(value.this))
        if isinstance(value, exp.Anonymous) and value.name.lower() == ARRAY_ELEMENT:
            return frozenset(one.at(EACH) for one in self._origins(value.expressions[0]))
        if isinstance(value, exp.Subquery | exp.Select | exp.Exists | exp.SetOperation):
            found = _query(value.this if isinstance(value, exp.Exists) else value, {**self._known, **self._sources}, self._columns_of)
            return union(found.columns.values())
        if isinstance(value, exp.Window):
            return self._window(value)
        origins = union(self._origins(child) for child in _children(value))
        if not origins and value.find(exp.Column):
            # of a list of numbers made up to tell rows apart: what it is of is the rows
            origins = frozenset(one.hidden for one in self._rows())
        if isinstance(value, COUNTING) and not origins:
            origins = self._rows()
        is_length = isinstance(value, exp.Anonymous) and value.name.lower() == ARRAY_LENGTH
        return frozenset(one.hidden for one in origins) if isinstance(value, HIDING) or is_length else origins

    def _case(self, case: exp.Case) -> Origins:
        """What is chosen, and hidden what it is chosen by; both of the events that the condition is of."""
        parts = [self._origins(case.args.get("default"))]
        every = self._sources
        for one in case.args["ifs"]:
            condition = exp.EQ(this=case.this.copy(), expression=one.this.copy()) if case.this is not None else one.this
            self._sources = self._given(condition)
            parts.append(self._origins(one.args["true"]) | frozenset(origin.hidden for origin in self._origins(condition)))
            self._sources = every
        return union(parts)

    def _window(self, window: exp.Window) -> Origins:
        """Of rows beside this one; by what they are put together and ordered is not seen."""
        beside = [*(window.args.get("partition_by") or []), *([window.args["order"]] if window.args.get("order") else [])]
        hidden = frozenset(one.hidden for one in union(self._origins(child) for child in beside))
        return frozenset(one.sealed for one in self._origins(window.this) | hidden)

    def _column(self, column: exp.Column) -> Origins:
        name = column.name
        if column.table:
            if column.table not in self._sources or name not in self._sources[column.table].columns:
                raise LineageError(f"there is no column {column.table}.{name}")
            return self._sources[column.table].columns[name]
        found = [source.columns[name] for source in self._sources.values() if name in source.columns]
        if found:
            return union(found)
        if name in self._named:
            return self._named[name]
        raise LineageError(f"there is no column {name}")


def _conjuncts(condition: exp.Expression | None) -> Iterator[exp.Expression]:
    if isinstance(condition, exp.And):
        yield from _conjuncts(condition.left)
        yield from _conjuncts(condition.right)
    elif condition is not None:
        yield condition


def _children(value: exp.Expression) -> Iterator[exp.Expression]:
    return (child for child in value.iter_expressions() if not isinstance(child, exp.DataType | exp.Var | exp.Identifier))
