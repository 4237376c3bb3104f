#!/usr/bin/env python3
"""Writes bronze's flattened views, one per planned event, and the YAML beside each, from the tracking plan.

    python generate_bronze.py            writes models/bronze/planned/
    python generate_bronze.py --check    writes nothing; exits 1 when a file there is stale, missing or left over

Needs only Python's standard library. A new event type is one file in the tracking plan and one run of this.
"""

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLAN = HERE.parent / "event-model" / "src" / "main" / "resources" / "tracking-plan"
MODELS = HERE / "models" / "bronze" / "planned"
MONEY_UNIT = "major units of currency"
LONGEST_TEXT = 65535

ENVELOPE_IDS = [
    ("message_id", "Id the sender gave the event; the same id again is the same event."),
    ("user_id", "The person, when the sender knew."),
    ("anonymous_id", "The device."),
    ("session_id", "The sender's own session."),
]
ENVELOPE_WHEN = [
    ("occurred_at", "When it happened, UTC."),
    ("received_at", "When the collector received it, UTC."),
]
ENVELOPE_WHAT = [
    ("source", "The source the write key belongs to."),
    ("schema", "Name and version of the schema it was validated against."),
]
PROCESSING = [
    ("sys_process_topic", "Topic it came from."),
    ("sys_process_partition", "Partition it came from."),
    ("sys_process_offset", "Offset in the partition."),
    ("sys_process_load_seq", "Load that brought it."),
    ("sys_process_time", "When it was loaded, UTC."),
]
ENVELOPE_META = {
    "user_id": ("pii_quasi", "hash"),
    "anonymous_id": ("pii_quasi", "hash"),
    "session_id": ("pii_quasi", "hash"),
}
INTERNAL = ("internal", "none")
STEWARD = "analytics"
RETENTION_DAYS = 760  # as landing: what a view shows lives no longer than what it is read from
RESERVED = set(
    """
    all analyse analyze and any array as asc authorization backup between binary both case cast check collate column
    constraint create cross default deferrable delta desc disable distinct do else enable encode encryption end except
    explicit false for foreign freeze from full grant group having identity ignore ilike in initially inner intersect
    interval into is isnull join language leading left like limit minus natural new not notnull null nulls off offline
    offset oid old on only open or order outer overlaps parallel partition percent permissions pivot placing primary raw
    recover references resort respect restore right select similar snapshot some sysdate system table tag then timestamp
    to top trailing true union unique unnest unpivot user using verbose wallet when where with without
    """.split()
)


class PlanError(Exception):
    """The tracking plan says something that no column can hold."""


@dataclass(frozen=True)
class Property:
    """One property of a planned event and the column it becomes."""

    name: str
    column: str
    kind: str  # text, integer, decimal, money, boolean, date, timestamp, json
    length: int
    description: str
    sensitivity: str
    treatment: str
    unit: str | None

    def expression(self) -> str:
        member = f"json_text('properties', '{self.name}')"
        if self.kind in ("text", "json"):
            return f"{{{{ as_text({member}, {self.length}) }}}}"
        macro = {"money": "as_decimal"}.get(self.kind, f"as_{self.kind}")
        return f"{{{{ {macro}({member}) }}}}"


@dataclass(frozen=True)
class PlannedEvent:
    """All versions of one event's schema, as one table."""

    event: str
    description: str
    domain: str
    owner: str
    properties: tuple[Property, ...]

    @property
    def table(self) -> str:
        name = "_".join(word.lower() for word in re.findall(r"[A-Za-z0-9]+", self.event))
        return f"{name}_event" if name in RESERVED else name

    @property
    def money(self) -> list[Property]:
        return [p for p in self.properties if p.kind == "money"]


def column_name(name: str) -> str:
    """groupId -> group_id; what clashes with the envelope or a reserved word is told apart."""
    column = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    column = re.sub(r"[^A-Za-z0-9]+", "_", column).strip("_").lower()
    taken = {c for c, _ in ENVELOPE_IDS + ENVELOPE_WHEN + ENVELOPE_WHAT + PROCESSING} | {"sgd_rate", "sgd_rate_date"}
    if column in taken:
        return f"property_{column}"
    return f"{column}_value" if column in RESERVED else column


def kind_of(event: str, name: str, schema: dict) -> str:
    types = schema.get("type", "string")
    types = set(types if isinstance(types, list) else [types]) - {"null"}
    if types & {"array", "object"}:
        return "json"
    if schema.get("x-unit") == MONEY_UNIT:
        return "money"
    if "number" in types:
        return "decimal"
    if types == {"integer"}:
        return "integer"
    if types == {"boolean"}:
        return "boolean"
    if types == {"string"}:
        return {"date": "date", "date-time": "timestamp"}.get(schema.get("format"), "text")
    raise PlanError(f"{event}: property {name} has type {sorted(types)}, wanted one that a column can hold")


def length_of(schema: dict, kind: str) -> int:
    """Redshift counts bytes, JSON Schema characters: room for four bytes each."""
    if kind == "json":
        return LONGEST_TEXT
    fixed = re.fullmatch(r"\^\[A-Z\]\{(\d+)\}\$", schema.get("pattern", ""))
    if fixed:
        return int(fixed.group(1))
    return min(LONGEST_TEXT, 4 * schema.get("maxLength", LONGEST_TEXT))


def property_of(event: str, name: str, schema: dict) -> Property:
    kind = kind_of(event, name, schema)
    return Property(
        name=name,
        column=column_name(name),
        kind=kind,
        length=length_of(schema, kind),
        description=schema.get("description", ""),
        sensitivity=schema.get("x-sensitivity", "internal"),
        treatment=schema.get("x-treatment", "none"),
        unit=schema.get("x-unit"),
    )


def version_of(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in path.stem.split("-"))


def read_plan(directory: Path) -> list[PlannedEvent]:
    """Every event of the plan. Of several versions the newest describes; columns of all of them stay."""
    folders = sorted(p for p in directory.iterdir() if p.is_dir()) if directory.is_dir() else []
    if not folders:
        raise PlanError(f"no tracking plan in {directory}")
    events = []
    for folder in folders:
        schemas = [json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json"), key=version_of)]
        if not schemas:
            raise PlanError(f"{folder.name}: holds no schema")
        newest = schemas[-1]
        merged: dict[str, dict] = {}
        for schema in schemas:
            merged.update(schema.get("properties", {}))
        event = PlannedEvent(
            event=newest["title"],
            description=newest.get("description", ""),
            domain=newest["x-domain"],
            owner=newest.get("x-owner", ""),
            properties=tuple(property_of(newest["title"], n, s) for n, s in merged.items()),
        )
        columns = [p.column for p in event.properties]
        twice = sorted({c for c in columns if columns.count(c) > 1})
        if twice:
            raise PlanError(f"{event.event}: properties share the columns {twice}")
        if event.money and "currency" not in columns:
            raise PlanError(f"{event.event}: {event.money[0].name} is money, but there is no currency beside it")
        events.append(event)
    return events


HEADER = "Generated from the tracking plan by generate_bronze.py; do not edit."


def literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "''")


def model_sql(event: PlannedEvent) -> str:
    lines = [
        f"-- {HEADER}",
        "with events as (",
        "    select * from {{ ref('bronze_landed_events') }}",
        f"    where event = '{literal(event.event)}'",
        "),",
        "",
    ]
    if event.money:
        lines += ["rates as (", "    select * from {{ ref('bronze_currency_rates') }}", "),", ""]
    lines += [("typed" if event.money else "final") + " as (", "    select"]
    lines += ["        -- ids"] + [f"        {name}," for name, _ in ENVELOPE_IDS]
    lines += ["        -- when, UTC"] + [f"        {name}," for name, _ in ENVELOPE_WHEN]
    lines += ["        -- properties"] + [f"        {p.expression()} as {p.column}," for p in event.properties]
    lines += ["        -- envelope"] + [f"        {name}," for name, _ in ENVELOPE_WHAT]
    lines += ["        -- processing"]
    lines += [",\n".join(f"        {name}" for name, _ in PROCESSING)]
    lines += ["    from events", "),", ""]
    if event.money:
        lines += ["final as (", "    select", "        typed.*,"]
        lines += [f"        {{{{ in_sgd('typed.{p.column}', 'rates.sgd_per_unit') }}}} as {p.column}_sgd," for p in event.money]
        lines += [
            "        rates.sgd_per_unit as sgd_rate,",
            "        rates.valid_from as sgd_rate_date",
            "    from typed",
            "    left join rates",
            "        on",
            "            typed.currency = rates.currency",
            "            and rates.valid_from <= cast(typed.occurred_at as date)",
            "            and rates.valid_until > cast(typed.occurred_at as date)",
            "),",
            "",
        ]
    lines[-2] = ")"
    lines += ["select * from final", ""]
    return "\n".join(lines)


def unplanned_sql(events: list[PlannedEvent]) -> str:
    planned = ",\n".join(f"            '{literal(e.event)}'" for e in sorted(events, key=lambda e: e.event))
    return f"""-- {HEADER}
with events as (
    select * from {{{{ ref('bronze_landed_events') }}}}
),

final as (
    select
        -- ids
        message_id,
        user_id,
        anonymous_id,
        session_id,
        -- what
        type,
        event,
        schema,
        source,
        properties,
        context,
        -- when, UTC
        occurred_at,
        received_at,
        -- processing
        sys_process_topic,
        sys_process_partition,
        sys_process_offset,
        sys_process_load_seq,
        sys_process_time
    from events
    where
        event is null
        or event not in (
{planned}
        )
)

select * from final
"""


def column_yaml(name: str, description: str, sensitivity: str, treatment: str = "none", unit: str | None = None) -> str:
    meta = {"sensitivity": sensitivity, "treatment": treatment}
    if unit:
        meta["unit"] = unit
    inner = ", ".join(f"{key}: {json.dumps(value)}" for key, value in meta.items())
    return (
        f"      - name: {name}\n"
        f"        description: {json.dumps(description, ensure_ascii=False)}\n"
        f"        config: {{meta: {{{inner}}}}}"
    )


def model_meta(owner: str, **more: str) -> str:
    meta = {"owner": owner, "steward": STEWARD, "retention_days": RETENTION_DAYS, **more}
    return "{" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in meta.items()) + "}"


def model_yaml(event: PlannedEvent) -> str:
    def envelope(columns: list[tuple[str, str]]) -> list[str]:
        return [column_yaml(n, d, *ENVELOPE_META.get(n, INTERNAL)) for n, d in columns]

    columns = envelope(ENVELOPE_IDS) + envelope(ENVELOPE_WHEN)
    for p in event.properties:
        description = p.description + (" JSON text." if p.kind == "json" else "")
        columns.append(column_yaml(p.column, description, p.sensitivity, p.treatment, p.unit))
    columns += envelope(ENVELOPE_WHAT) + envelope(PROCESSING)
    for p in event.money:
        columns.append(
            column_yaml(f"{p.column}_sgd", f"{p.column} in SGD; null without a currency or a rate.", p.sensitivity, p.treatment, "SGD")
        )
    if event.money:
        columns.append(column_yaml("sgd_rate", "SGD per unit of the currency, as used.", "public"))
        columns.append(column_yaml("sgd_rate_date", "First day that rate is valid on.", "public"))
    description = (
        f"{event.description} One row per landed {event.event} event, flattened and typed; repeats are still there. "
        "What does not parse is null. Grain and key: sys_process_topic, sys_process_partition, sys_process_offset."
    )
    meta = model_meta(event.owner, domain=event.domain, event=event.event)
    return (
        f"# {HEADER}\n"
        "models:\n"
        f"  - name: bronze_{event.table}\n"
        f"    description: {json.dumps(description, ensure_ascii=False)}\n"
        f"    config: {{meta: {meta}}}\n"
        "    columns:\n" + "\n".join(columns) + "\n"
    )


def unplanned_yaml() -> str:
    columns = [column_yaml(n, d, *ENVELOPE_META.get(n, INTERNAL)) for n, d in ENVELOPE_IDS]
    columns += [
        column_yaml("type", "Which of the six calls.", "internal"),
        column_yaml("event", "Name as sent; on no line of the tracking plan.", "internal"),
    ]
    columns += [column_yaml(n, d, "internal") for n, d in reversed(ENVELOPE_WHAT)]
    columns += [
        column_yaml("properties", "As sent, JSON text.", "pii_direct", "drop"),
        column_yaml("context", "As sent, JSON text.", "pii_quasi", "drop"),
    ]
    columns += [column_yaml(n, d, "internal") for n, d in ENVELOPE_WHEN + PROCESSING]
    return (
        f"# {HEADER}\n"
        "models:\n"
        "  - name: bronze_unplanned_events\n"
        "    description: >\n"
        "      One row per landed event that the tracking plan does not name. Nothing is known of its properties, so they\n"
        "      stay JSON text and count as personal. Grain and key: sys_process_topic, sys_process_partition, sys_process_offset.\n"
        f"    config: {{meta: {model_meta('data-platform')}}}\n"
        "    columns:\n" + "\n".join(columns) + "\n"
    )


def files_for(events: list[PlannedEvent]) -> dict[str, str]:
    files = {"bronze_unplanned_events.sql": unplanned_sql(events), "bronze_unplanned_events.yml": unplanned_yaml()}
    for event in events:
        files[f"bronze_{event.table}.sql"] = model_sql(event)
        files[f"bronze_{event.table}.yml"] = model_yaml(event)
    return files


def differences(directory: Path, files: dict[str, str]) -> list[str]:
    found = {p.name: p.read_text("utf-8") for p in directory.glob("*") if p.is_file()} if directory.is_dir() else {}
    stale = [f"{name} is stale" for name in files if name in found and found[name] != files[name]]
    missing = [f"{name} is missing" for name in files if name not in found]
    left = [f"{name} is left over" for name in found if name not in files]
    return sorted(stale + missing + left)


def write(directory: Path, files: dict[str, str]) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for path in directory.glob("*"):
        if path.is_file() and path.name not in files:
            path.unlink()
    for name, text in files.items():
        (directory / name).write_text(text, "utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plan", type=Path, default=PLAN, help="directory of the tracking plan")
    parser.add_argument("--models", type=Path, default=MODELS, help="directory to write to")
    parser.add_argument("--check", action="store_true", help="only say what is stale")
    options = parser.parse_args(arguments)
    try:
        events = read_plan(options.plan)
    except PlanError as e:
        print(f"generate_bronze: {e}", file=sys.stderr)
        return 2
    files = files_for(events)
    changes = differences(options.models, files)
    if options.check:
        for change in changes:
            print(f"generate_bronze: {change}; run python generate_bronze.py", file=sys.stderr)
        return 1 if changes else 0
    write(options.models, files)
    print(f"{len(events)} planned events, {len(changes)} files changed in {options.models.relative_to(HERE) if options.models.is_relative_to(HERE) else options.models}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
