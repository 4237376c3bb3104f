"""Are the models' tests worth something? Breaks one thing in one model at a time (a join, a filter, a window, an aggregate) and sees
whether a unit test of the model fails, or a data test after the model was built so, of unruly rows. Needs a warehouse of its
own: everything in it is dropped."""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proofs import landing
from proofs.dbt import Dbt
from proofs.unruly import unruly
from runner import settings as runner_settings
from runner.settings import PROJECT
from runner.warehouse import connect_to

# What is not the model's own SQL: comments, and what Jinja makes of it.
NOT_SQL = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|--[^\n]*|'[^'\n]*'", re.S)

CHANGES: dict[str, list[tuple[str, str]]] = {
    "join": [(r"\bleft join\b", "inner join"), (r"\binner join\b", "left join"), (r"\bunion\n", "union all\n")],
    "filter": [
        (r"\bis not null\b", "is null"),
        (r"\bis null\b", "is not null"),
        (r" <= ", " < "),
        (r" >= ", " > "),
        (r" < ", " <= "),
        (r" > ", " >= "),
        (r" <> ", " = "),
        (r"\bnot in\b", "in"),
        (r"\band not\b", "and"),
    ],
    "window": [
        (r"\blag\(", "lead("),
        (r"\blead\(", "lag("),
        (r"\brows unbounded preceding\b", "rows between unbounded preceding and unbounded following"),
        (r"\border by (?!case\b)(\w+(?:\.\w+)?)(?=[,)\n ])(?! desc)", r"order by \1 desc"),
        (r"\bfirst_value\(", "last_value("),
    ],
    "aggregate": [
        (r"\bsum\(", "max("),
        (r"\bmin\(", "max("),
        (r"\bmax\(", "min("),
        (r"\bcount\(distinct ", "count("),
        (r"\bcount\(\*\)", "count(distinct 1)"),
        (r"\bavg\(", "max("),
    ],
}


EQUIVALENTS = Path(__file__).with_name("equivalents.txt")


@dataclass(frozen=True)
class Mutant:
    """`line` from 1."""

    model: str
    path: Path
    kind: str
    line: int
    before: str
    after: str
    text: str


def mutants(project: Path) -> Iterator[Mutant]:
    """All that can be made of the models that were written by hand."""
    for layer in ("silver", "gold"):
        for path in sorted((project / "models" / layer).glob("*.sql")):
            text = path.read_text("utf-8")
            hidden = NOT_SQL.sub(lambda match: re.sub(r"[^\n]", "\0", match.group()), text)
            for kind, changes in CHANGES.items():
                for pattern, replacement in changes:
                    for match in re.finditer(pattern, hidden):
                        after = match.expand(replacement)
                        yield Mutant(
                            path.stem,
                            path.relative_to(project),
                            kind,
                            text.count("\n", 0, match.start()) + 1,
                            match.group().strip(),
                            after.strip(),
                            text[: match.start()] + after + text[match.end() :],
                        )


def without_equivalents(every: list[Mutant], project: Path) -> list[Mutant]:
    """An entry that fits no mutant is out of date, and refused."""
    known = {
        tuple(part.strip() for part in line.split(" | ")[:3])
        for line in EQUIVALENTS.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    }
    left, met = [], set()
    for mutant in every:
        lines = [line.strip() for line in (project / mutant.path).read_text("utf-8").splitlines()]
        line = lines[mutant.line - 1]
        if lines.count(line) > 1:  # which one of them
            line += f" @{lines[: mutant.line].count(line)}"
        key = (mutant.model, line, f"{mutant.before} -> {mutant.after}")
        if key in known:
            met.add(key)
        else:
            left.append(mutant)
    if known - met:
        raise SystemExit(f"{EQUIVALENTS.name} names what no model says: {sorted(known - met)}")
    return left


def chosen(every: list[Mutant], count: int, dice: random.Random) -> list[Mutant]:
    """As evenly over kinds and models as there are enough of them."""
    left = list(every)
    dice.shuffle(left)
    taken: list[Mutant] = []
    kinds: Counter[str] = Counter()
    models: Counter[str] = Counter()
    while left and len(taken) < count:
        best = min(left, key=lambda one: (kinds[one.kind], models[one.model]))
        left.remove(best)
        taken.append(best)
        kinds[best.kind] += 1
        models[best.model] += 1
    return taken


class Tests:
    """Of a copy of the project, in which one model at a time is broken."""

    def __init__(self, dbt: Dbt, project: Path) -> None:
        self._dbt = dbt
        self._project = project

    def kills(self, mutant: Mutant) -> str | None:
        """What killed it; None if it lives."""
        path = self._project / mutant.path
        original = path.read_text("utf-8")
        path.write_text(mutant.text, "utf-8")
        try:
            if not self._dbt.ends_well("test", "--select", f"{mutant.model},test_type:unit"):
                return "unit test"
            if not self._dbt.ends_well("run", "--full-refresh", "--select", f"{mutant.model}+"):
                return "build"
            if not self._dbt.ends_well("test", "--exclude-resource-type", "unit_test", "--select", f"{mutant.model}+"):
                return "data test"
            return None
        finally:
            path.write_text(original, "utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m proofs.mutations", description=__doc__)
    parser.add_argument("--mutants", type=int, default=60, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--events", type=int, default=2_000, metavar="N", help="made up for the data tests, before copies of them")
    parser.add_argument("--bar", type=float, default=0.9, metavar="SHARE", help="exit code 1 if a smaller share is killed")
    options = parser.parse_args(arguments)
    try:
        settings = runner_settings.read(os.environ)
    except runner_settings.SettingsError as e:
        print(f"mutations: {e}", file=sys.stderr)
        return 2
    if settings.connection.host not in runner_settings.LOOPBACK:
        print("mutations: REDSHIFT_HOST must be this machine: everything in the warehouse is dropped", file=sys.stderr)
        return 2
    with connect_to(settings.connection.arguments)() as connection, connection.cursor() as cursor:
        tables = unruly(options.seed, options.events)
        landing.make(cursor, tables)
        landing.load(cursor, 1, [table.of_load(1) for table in tables])
        connection.commit()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs", "__pycache__"))
        dbt = Dbt(settings, project, Path(folder) / "target")
        tests = Tests(dbt, project)
        if not dbt.ends_well("run") or not dbt.ends_well("test"):
            raise SystemExit("the models do not pass their tests as they are")
        every = without_equivalents(list(mutants(project)), project)
        taken = chosen(every, options.mutants, random.Random(options.seed))
        killers: Counter[str] = Counter()
        for number, mutant in enumerate(taken, start=1):
            killer = tests.kills(mutant)
            killers[killer or "nothing"] += 1
            where = f"{mutant.path}:{mutant.line} {mutant.before} -> {mutant.after}"
            print(f"{number}/{len(taken)} {mutant.kind}: {where}: {'killed by a ' + killer if killer else 'LIVES'}", flush=True)
            if killer != "unit test":
                dbt.ends_well("run", "--full-refresh", "--select", f"{mutant.model}+")
    killed = len(taken) - killers["nothing"]
    print(f"possible={len(every)} mutants={len(taken)} killed={killed} share={killed / len(taken):.3f} by={dict(killers)}")
    return 0 if killed >= options.bar * len(taken) else 1


if __name__ == "__main__":
    sys.exit(main())
