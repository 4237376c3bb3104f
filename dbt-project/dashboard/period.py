"""The days that the page tells of, all UTC: a period of whole days, as many before it, and the day that is not over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """first to last are whole days; so_far is a day after them that is not over, None where the page ends in the past."""

    first: date
    last: date
    so_far: date | None

    @classmethod
    def ending(cls, last: date, days: int, so_far: date | None) -> Period:
        return cls(last - timedelta(days=days - 1), last, so_far)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1), None)

    @property
    def shown(self) -> list[date]:
        """Every day of the charts by day, both periods and the day so far."""
        end = self.so_far or self.last
        begin = self.before.first
        return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]

    @property
    def words(self) -> str:
        if self.days == 1:
            return day_words(self.last)
        return f"{self.days} days to {day_words(self.last)}"


def day_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
