"""A page read back: its cards, its tables, its figures, and all that it names."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

Attributes = dict[str, str]


class Page(HTMLParser):
    """
    cards: by metric the exact value and the words. tables: of each chart the rows of exact values, after the head.
    figures: as Plotly is given them. text: what a person reads. scripts: the sources, in the page's order.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.cards: dict[str, tuple[str, str]] = {}
        self.tables: dict[str, list[list[str]]] = {}
        self.words: dict[str, list[list[str]]] = {}
        self.plots: list[str] = []
        self.scripts: list[str] = []
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self._card = self._table = ""
        self.feed(text)
        self.close()
        self.figures: dict[str, Any] = json.loads(self.scripts[0])
        self.policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.addresses += [value for name, value in given.items() if name in ("src", "href", "action", "data", "poster")]
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)
        if tag == "script":
            self.scripts.append("")
        elif "data-metric" in given:
            self._card = given["data-metric"]
            self.cards[self._card] = (given["data-value"], "")
        elif tag == "table" and "data-of" in given:
            self._table = given["data-of"]
            self.tables[self._table], self.words[self._table] = [], []
        elif tag == "tr" and self._table and "tbody" in self.open:
            self.tables[self._table].append([])
            self.words[self._table].append([])
        elif tag == "td" and self._table and "data-value" in given:
            self.tables[self._table][-1].append(given["data-value"])
            self.words[self._table][-1].append("")
        elif given.get("class") == "plot":
            self.plots.append(given["id"].removeprefix("plot-"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"
        if tag == "table":
            self._table = ""
        elif tag == "article":
            self._card = ""

    def handle_data(self, data: str) -> None:
        inside = self.open[-1] if self.open else ""
        if inside == "script":
            self.scripts[-1] += data
        elif inside != "style":
            self.text += data
            if inside == "td" and self._table:
                self.words[self._table][-1][-1] += data
            if self._card:
                raw, words = self.cards[self._card]
                self.cards[self._card] = (raw, f"{words} {data}".strip())
