// Columns and sources are numbered; a column knows its parents and, in the end, its sources. All texts are set as texts.
(() => {
  const { columns, sources, layers } = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const shown = document.getElementById("shown");

  columns.forEach((one) => { one.children = []; });
  sources.forEach((one) => { one.columns = []; });
  columns.forEach((one, place) => {
    one.parents.forEach((parent) => columns[parent].children.push(place));
    one.sources.forEach(([source, isShown]) => sources[source].columns.push([place, isShown]));
  });
  const idOf = (one) => one.id ?? `${one.kind}:${one.event ? `${one.event}/` : ""}${one.name}`;
  const all = [...columns, ...sources];
  const byId = new Map(all.map((one) => [idOf(one), one]));
  all.forEach((one) => { one.words = `${one.id ?? ""} ${one.event ?? ""} ${one.name ?? ""}`.toLowerCase(); });

  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const badge = (sensitivity) => {
    const kind = { pii_quasi: " personal", pii_direct: " personal", financial: " money" }[sensitivity] ?? "";
    return element("span", `badge${kind}`, sensitivity || "class not stated");
  };
  const row = (one, notes = []) => {
    const name = element("code", "name", one.id ?? one.name);
    const made = element("a", "row", name, badge(one.sensitivity));
    const of = [one.event, ...notes].filter(Boolean).join(" · ");
    if (of) made.append(element("span", "of", of));
    made.href = `#${encodeURIComponent(idOf(one))}`;
    return made;
  };
  const group = (title, rows) => (rows.length ? [element("h4", "", title), ...rows] : []);
  const way = (title, nothing, ...groups) => {
    const rows = groups.flat();
    return element("section", "box", element("h3", "", title), ...(rows.length ? rows : [element("p", "", nothing)]));
  };
  const reach = (start, next) => {
    const seen = new Set();
    const ahead = [...next(start)];
    while (ahead.length) {
      const place = ahead.pop();
      if (seen.has(place)) continue;
      seen.add(place);
      ahead.push(...next(columns[place]));
    }
    return [...seen].map((place) => columns[place]).sort((a, b) => (a.id < b.id ? -1 : 1));
  };
  const byLayer = (list, order, note = () => []) =>
    order.flatMap((layer) => group(layer, list.filter((one) => one.layer === layer).map((one) => row(one, note(one)))));

  const kinds = {
    property: "properties of events", unplanned: "not in the tracking plan", envelope: "envelope of events",
    rows: "how many there are", table: "loaded beside events",
  };
  const ofSources = (one) =>
    Object.keys(kinds).flatMap((kind) =>
      group(kinds[kind], one.sources.filter(([place]) => sources[place].kind === kind).map(([place, isShown, events]) =>
        row(sources[place], [events.length ? `of ${events.join(", ")}` : "", isShown ? "" : "counted or added up"]))));

  const show = (one) => {
    const head = element("div", "title", element("h2", "", one.id ?? one.name), badge(one.sensitivity));
    if (one.treatment && one.treatment !== "none") head.append(element("span", "badge", one.treatment));
    const about = element("section", "box", head);
    if (one.event) about.append(element("p", "", `A property of ${one.event}.`));
    if (one.description) about.append(element("p", "", one.description));
    if (one.lowered) about.append(element("p", "", `Less sensitive than what it shows, since: ${one.lowered}.`));
    if (one.untraced) about.append(element("p", "", "Not traced: its way back is not known."));
    const isColumn = one.id !== undefined;
    const up = isColumn
      ? [ofSources(one), byLayer(reach(one, (at) => at.parents), [...layers].reverse())]
      : [];
    const counted = new Set(isColumn ? [] : one.columns.filter(([, isShown]) => !isShown).map(([place]) => columns[place].id));
    const down = isColumn ? reach(one, (at) => at.children) : one.columns.map(([place]) => columns[place]);
    const note = (at) => (counted.has(at.id) ? ["counted or added up"] : []);
    shown.replaceChildren(about, element("div", "ways",
      way("Comes from", isColumn ? "No event: it is made of constants and the clock." : "What a sender says.", ...up),
      way("Goes into", "Nothing further.", byLayer(down, layers, note))));
  };

  const directory = () => {
    const tables = new Map();
    columns.filter((one) => one.layer === "gold").forEach((one) => {
      const table = one.id.slice(0, one.id.lastIndexOf("."));
      tables.set(table, [...(tables.get(table) ?? []), one]);
    });
    const boxes = [...tables].map(([table, list]) => element("section", "box", element("h3", "", table), ...list.map((one) => {
      const made = row(one);
      made.firstChild.textContent = one.id.slice(table.length + 1);
      return made;
    })));
    shown.replaceChildren(element("div", "tables", ...boxes));
  };

  const look = () => {
    const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.hidden = !terms.length;
    if (!terms.length) return;
    const hits = all.filter((one) => terms.every((term) => one.words.includes(term)));
    const rank = (one) => [one.layer === "gold" ? 0 : one.id ? 2 : 1, one.words.length];
    hits.sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1]);
    const rows = hits.slice(0, 40).map((one) => row(one, one.id ? [] : [kinds[one.kind]]));
    rows[0]?.classList.add("first");
    found.replaceChildren(...(rows.length ? rows : ["Nothing has that name."]));
    if (hits.length > rows.length) found.append(element("p", "", `and ${hits.length - rows.length} more`));
  };

  const follow = () => {
    const one = byId.get(decodeURIComponent(location.hash.slice(1)));
    search.value = "";
    look();
    if (one) show(one); else directory();
    scrollTo(0, 0);
  };
  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") found.querySelector("a")?.click();
  });
  document.getElementById("theme").addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
  });
  addEventListener("hashchange", follow);
  follow();
  root.dataset.drawn = all.length;
})();
