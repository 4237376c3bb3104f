"""Whether gold calls anything less sensitive than what it shows of a person."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.project import Project, Source

RANKS = {"public": 0, "internal": 1, "financial": 1, "pii_quasi": 2, "pii_direct": 3}
PERSONAL = ("pii_quasi", "pii_direct")


@dataclass(frozen=True)
class Lowered:
    """A column that shows a personal value and has a lower class, and neither a treatment nor a reason (meta.lowered) for it."""

    table: str
    column: str
    sensitivity: str
    source: Source

    def __str__(self) -> str:
        of = f" of {', '.join(self.source.events)}" if self.source.events else ""
        return f"{self.table}.{self.column} is {self.sensitivity} and shows {self.source.name}{of}, which is {self.source.sensitivity}"


def lowered(project: Project) -> list[Lowered]:
    """A value that was only counted, added up or compared is not shown."""
    return [
        Lowered(model.name, column.name, column.sensitivity, source)
        for model in project.models.values()
        if model.layer == "gold"
        for column in model.columns
        if column.treatment == "none" and (model.name, column.name) not in project.lowered
        for source in project.sources(model.name, column.name)
        if source.is_shown and source.sensitivity in PERSONAL and RANKS[column.sensitivity] < RANKS[source.sensitivity]
    ]
