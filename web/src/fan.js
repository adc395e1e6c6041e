// Probability that an outcome has come about by the end of each month, with the range over beliefs.
import * as Plot from "@observablehq/plot";
import { LOOK, colours, prob, span } from "./words.js";

export function fan(answer, data, { row }) {
  const found = answer.fan[Number(row)];
  if (!found) return null;
  const start = { month: 0, p: 0, low: 0, high: 0 };
  const months = [start, ...found.p.map((p, i) => {
    const [low, high] = found.bands[i] ?? [p, p];
    return { month: i + 1, p, low, high, band: found.bands[i] };
  })];
  const last = months[months.length - 1];
  const label = `${found.label}: by month ${last.month} ${prob(last.p)}, ${span(last.band)}`;
  return { label, draw: (width) => draw(months, found.top, width) };
}

function draw(months, top, width) {
  const { dark, bar, soft } = colours();
  const title = (d) => `by month ${d.month}: ${prob(d.p)}\n${span(d.band)}`;
  return Plot.plot({
    width,
    height: Math.min(170, 90 + width / 6),
    marginLeft: 34,
    marginRight: 8,
    marginTop: 10,
    marginBottom: 26,
    style: LOOK,
    x: { label: null, ticks: width < 300 ? 4 : 8, tickFormat: (d) => (Number.isInteger(d) ? `${d}` : "") },
    y: { domain: [0, top], label: null, ticks: 4, grid: true },
    marks: [
      Plot.areaY(months, { x: "month", y1: "low", y2: "high", fill: bar, fillOpacity: 0.55 }),
      Plot.lineY(months, { x: "month", y: "p", stroke: dark, strokeWidth: 1.8 }),
      Plot.ruleX(months, Plot.pointerX({ x: "month", stroke: soft })),
      Plot.dot(months, Plot.pointerX({ x: "month", y: "p", fill: dark, r: 4 })),
      Plot.tip(months.slice(1), Plot.pointerX({ x: "month", y: "p", title })),
    ],
  });
}
