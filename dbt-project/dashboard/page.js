// Draws each figure in the colours of the theme, and again when the theme or the width changes.
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 480px)");

  const coloured = (value, color) => {
    if (typeof value === "string") return value.startsWith("var(--") ? color(value.slice(4, -1)) : value;
    if (Array.isArray(value)) return value.map((one) => coloured(one, color));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, coloured(one, color)]));
    }
    return value;
  };

  const merged = (base, over) => {
    const all = { ...base };
    for (const [name, value] of Object.entries(over)) {
      const isObject = value && typeof value === "object" && !Array.isArray(value);
      all[name] = isObject ? merged(all[name] ?? {}, value) : value;
    }
    return all;
  };

  const base = (color) => ({
    font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: color("--quiet") },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    margin: { t: 32, r: 8, b: 32, l: 48 },
    xaxis: { fixedrange: true, linecolor: color("--line"), gridcolor: color("--line"), zeroline: false, automargin: true },
    yaxis: { fixedrange: true, gridcolor: color("--line"), zerolinecolor: color("--line"), automargin: true },
    legend: { orientation: "h", x: 0, xanchor: "left", y: 1, yanchor: "bottom", font: { color: color("--text") } },
    hoverlabel: { bgcolor: color("--surface"), bordercolor: color("--line"), font: { color: color("--text") } },
    barcornerradius: 2,
  });

  const draw = () => {
    const style = getComputedStyle(root);
    const color = (name) => style.getPropertyValue(name).trim();
    for (const [id, figure] of Object.entries(figures)) {
      const layout = merged(base(color), coloured(figure.layout, color));
      if (narrow.matches && layout.xaxis.nticks) layout.xaxis.nticks = 4;
      if (narrow.matches && layout.meta) layout.xaxis.range = layout.meta.narrowRange;
      Plotly.react(`plot-${id}`, coloured(figure.data, color), layout, { responsive: true, displayModeBar: false });
    }
  };

  document.getElementById("theme").addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
    root.dataset.theme = isDark ? "light" : "dark";
    draw();
  });
  dark.addEventListener("change", draw);
  narrow.addEventListener("change", draw);
  draw();
  root.dataset.drawn = Object.keys(figures).length;
})();
