"""Names and texts as Redshift's SQL wants them."""

from __future__ import annotations

import re

RESERVED = frozenset(
    """
    all and any array as asc authorization between both case cast check collate column constraint create cross current_date
    current_user default desc distinct else end except for foreign from full grant group having ignore ilike in inner
    intersect into is join leading left like limit minus natural new not null off offset old on only open or order outer
    partition primary raw references right select similar some sysdate system table tag then to top trailing union unique
    user using when where with without
    """.split()
)


def name(identifier: str) -> str:
    """Quoted where it must be."""
    if re.fullmatch(r"[a-z_][a-z0-9_]*", identifier) and identifier not in RESERVED:
        return identifier
    return '"' + identifier.replace('"', '""') + '"'


def relation(schema: str, table: str) -> str:
    return f"{name(schema)}.{name(table)}"


def literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
