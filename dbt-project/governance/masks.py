"""The texts of masking and row policies."""

from __future__ import annotations

import hashlib
import re

from governance.facts import MaskingPolicy, RowPolicy

PREFIX = "governed"
SALT = re.compile(r"salt:[0-9a-f]{32}:")
# Two different policies on one column need two priorities. The clearer one wins, for users with several roles.
PRIORITIES = {"drop": 0, "truncate": 10, "hash": 20, "clear": 100}


def masking_policy(sight: str, type_name: str, salt: str) -> MaskingPolicy:
    """
    sight is clear, hash, truncate or drop. `salt` is the warehouse's own and a secret: without it, who knows an id could find
    its hash. What a type cannot show in part it does not show at all.
    """
    expression = {"clear": lambda: "value", "hash": lambda: _hash(type_name, salt), "truncate": lambda: _truncate(type_name)}.get(
        sight, lambda: f"cast(null as {type_name})"
    )()
    return MaskingPolicy(_name(sight, type_name, expression), type_name, expression)


def row_policy(of_region: bool, column: str, type_name: str) -> RowPolicy:
    """Through a lookup table, never a session's variable: that one the user could set."""
    predicate = f"t.{column} in (select l.region from governance.user_region as l where l.user_name = current_user)" if of_region else "true"
    return RowPolicy(_name("own_region" if of_region else "all_rows", column, predicate + type_name), column, type_name, predicate)


def without_salt(text: str) -> str:
    return SALT.sub("salt:***:", text)


def _hash(type_name: str, salt: str) -> str:
    length = _text_length(type_name)
    if length < 16:
        return f"cast(null as {type_name})"
    digest = f"sha2('{salt}' || value, 256)"
    return f"cast({digest if length >= 64 else f'left({digest}, {length})'} as {type_name})"


def _truncate(type_name: str) -> str:
    length = _text_length(type_name)
    if length >= 8:
        domain = "case when position('@' in value) > 0 then '***@' || split_part(value, '@', 2) else left(value, 2) || '***' end"
        return f"cast(left({domain}, {length}) as {type_name})"
    if length:
        return f"cast(left(value, 1) as {type_name})"
    if type_name == "date":
        return "cast(date_trunc('year', value) as date)"
    if type_name.startswith("timestamp"):
        return f"cast(date_trunc('day', value) as {type_name})"
    if type_name.startswith("numeric"):
        return f"cast(trunc(value, -2) as {type_name})"
    if type_name in ("bigint", "integer"):
        return f"cast(value / 100 * 100 as {type_name})"
    return f"cast(null as {type_name})"


def _text_length(type_name: str) -> int:
    """0 for what is no text."""
    if type_name == "text":
        return 256  # as Redshift takes the word
    found = re.fullmatch(r"character(?: varying)?\((\d+)\)", type_name)
    return int(found.group(1)) if found else 0


def _name(what: str, of: str, text: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "_", of.replace("character varying", "varchar").lower()).strip("_")
    return f"{PREFIX}_{what}_{word}_{hashlib.sha256(text.encode()).hexdigest()[:8]}"
