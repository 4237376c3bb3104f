"""Are the models' tests worth something? Breaks one thing in one model at a time (a join, a filter, a window, an aggregate) and sees
whether a unit test of the model fails, or a data test after the model was built so, of unruly rows. Needs a warehouse of its
own: everything in it is dropped."""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
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

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}:{self.line} {self.before} -> {self.after}"


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
    """Of a copy of the project, in which models are broken."""

    def __init__(self, dbt: Dbt, project: Path) -> None:
        self._dbt = dbt
        self._project = project

    def killers(self, taken: list[Mutant], note: Callable[[str], None]) -> Iterator[str | None]:
        """Of each what killed it. The unit tests come first for all of them, since those of many models run at once."""
        left = []
        for one_each in rounds(taken):
            units = self.killed_by_units(one_each)
            for mutant in one_each:
                if mutant.model in units:
                    note(f"{mutant}: killed by a unit test")
                    yield "unit test"
                else:
                    left.append(mutant)
        for mutant in left:
            killer = self.killed_by_data(mutant)
            note(f"{mutant}: {'killed by a ' + killer if killer else 'LIVES'}")
            yield killer
            self._dbt.ends_well("run", "--full-refresh", "--select", f"{mutant.model}+")

    def killed_by_units(self, mutants: list[Mutant]) -> set[str]:
        """The models whose unit tests tell, of mutants of different models: a unit test sees no model but its own."""
        with self._broken(mutants):
            failing = self._dbt.failing("test", "--select", *(f"{mutant.model},test_type:unit" for mutant in mutants))
        if failing is not None:
            return failing & {mutant.model for mutant in mutants}
        if len(mutants) == 1:
            return {mutants[0].model}  # not even to be parsed
        return set().union(*(self.killed_by_units([mutant]) for mutant in mutants))

    def killed_by_data(self, mutant: Mutant) -> str | None:
        """What killed it; None if it lives. The tables are made of the mutant then."""
        with self._broken([mutant]):
            if not self._dbt.ends_well("run", "--full-refresh", "--select", f"{mutant.model}+"):
                return "build"
            if not self._dbt.ends_well("test", "--exclude-resource-type", "unit_test", "--select", f"{mutant.model}+"):
                return "data test"
            return None

    @contextlib.contextmanager
    def _broken(self, mutants: list[Mutant]) -> Iterator[None]:
        whole = {self._project / mutant.path: (self._project / mutant.path).read_text("utf-8") for mutant in mutants}
        for mutant in mutants:
            (self._project / mutant.path).write_text(mutant.text, "utf-8")
        try:
            yield
        finally:
            for path, text in whole.items():
                path.write_text(text, "utf-8")


def rounds(taken: list[Mutant]) -> Iterator[list[Mutant]]:
    """All of them, at most one of each model in a round."""
    left = list(taken)
    while left:
        one_each = list({mutant.model: mutant for mutant in reversed(left)}.values())
        yield one_each
        left = [mutant for mutant in left if mutant not in one_each]


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
        killers = Counter(killer or "nothing" for killer in tests.killers(taken, lambda line: print(line, flush=True)))
    killed = len(taken) - killers["nothing"]
    print(f"possible={len(every)} mutants={len(taken)} killed={killed} share={killed / len(taken):.3f} by={dict(killers)}")
    return 0 if killed >= options.bar * len(taken) else 1


if __name__ == "__main__":
    sys.exit(main())
