// The answer without each source (dot) and by it alone (square), beside the answer itself (line).
import * as Plot from "@observablehq/plot";
import { LOOK, colours, prob } from "./words.js";

export function sources(answer, data, { row }) {
  const outcome = answer.outcomes[Number(row)];
  const rows = outcome && answer.sources.map((source) => ({
    name: source.label, without: source.without?.[outcome.id] ?? null, only: source.only?.[outcome.id] ?? null,
  })).filter((source) => source.without !== null || source.only !== null);
  if (!rows?.length || typeof outcome.p !== "number") return null;
  const told = rows.map((r) => `without ${r.name} ${prob(r.without)}${r.only === null ? "" : `, by it alone ${prob(r.only)}`}`);
  return { label: `${outcome.label}: ${prob(outcome.p)}; ${told.join("; ")}`, draw: (width) => draw(rows, outcome, width) };
}

function draw(rows, { p, ends }, width) {
  const { dark, strong, ref, paper } = colours();
  const margin = Math.min(190, width * 0.36);
  const longest = Math.floor(margin / 6.5);
  const short = (name) => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name);
  const names = rows.map((r) => r.name);
  const title = (d) => `${d.name}\nwithout it ${prob(d.without)}${d.only === null ? "" : `\nby it alone ${prob(d.only)}`}`;
  return Plot.plot({
    width,
    height: 44 + 30 * rows.length,
    marginLeft: margin,
    marginRight: 14,
    marginTop: 22,
    marginBottom: 8,
    style: LOOK,
    x: { domain: ends, label: null, axis: "top", ticks: 5, grid: true },
    y: { domain: names, label: null, tickSize: 0, tickFormat: short },
    marks: [
      Plot.link(rows, { filter: (d) => d.without !== null, x1: p, x2: "without", y1: "name", y2: "name", stroke: strong,
        strokeWidth: 2 }),
      Plot.ruleX([p], { stroke: ref, strokeWidth: 2 }),
      Plot.dot(rows, { x: "only", y: "name", symbol: "square", r: 5, fill: paper, stroke: dark, strokeWidth: 1.6 }),
      Plot.dot(rows, { x: "without", y: "name", r: 5, fill: dark, stroke: paper }),
      Plot.tip(rows, Plot.pointer({ x: (d) => d.without ?? d.only, y: "name", title })),
    ],
  });
}
