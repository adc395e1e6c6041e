// Probability that each outcome has come about by the end of each month, with the range over beliefs; one month is read
// out for all outcomes together.
import * as Plot from "@observablehq/plot";
import { useState } from "preact/hooks";
import { Months, useName } from "./controls.jsx";
import { Plotted } from "./plotted.jsx";
import { INK, LOOK, monthName, prob, risk, span } from "./words.js";

export function Unfolding({ as_of, fan }) {
  const id = useName();
  const last = Math.max(0, ...(fan ?? []).map((row) => row.p.length));
  const [asked, setMonth] = useState(last);
  const month = Math.min(asked, last);
  if (!last) return null;
  return (
    <>
      {last > 1 && (
        <Months id={id} value={month} last={last} onChange={setMonth}>
          {month} of {last}{monthName(as_of, month, ", to ")}
        </Months>
      )}
      <ul>
        {fan.map((row) => <Fan key={row.label} {...row} month={Math.min(month, row.p.length)} onMonth={setMonth} />)}
      </ul>
    </>
  );
}

function Fan({ label, p, bands, top, month, onMonth }) {
  const last = p.length;
  const said = `by month ${month} ${prob(p[month - 1])} (${span(bands[month - 1])})`;
  const point = (x) => onMonth(Math.min(last, Math.max(1, Math.round(x))));
  return (
    <li>
      <p class="row"><span class="name">{label}</span> <span class="value">{risk(p[0])} → {risk(p[last - 1])}</span></p>
      <Plotted label={`${label}: ${said}`} draw={(width) => draw(points(p, bands), month, top, width)} onPoint={point} />
      <p class="said">{said}</p>
    </li>
  );
}

function points(p, bands) {
  const start = { month: 0, p: 0, low: 0, high: 0 };
  return [start, ...p.map((value, i) => {
    const [low, high] = bands[i] ?? [value, value];
    return { month: i + 1, p: value, low, high };
  })];
}

function draw(months, chosen, top, width) {
  const { dark, bar, ref } = INK;
  const here = months.slice(chosen, chosen + 1);
  return Plot.plot({
    width,
    height: Math.min(170, 90 + width / 6),
    marginLeft: 34,
    marginRight: 8,
    marginTop: 10,
    marginBottom: 26,
    style: LOOK,
    x: { type: "linear", label: null, ticks: width < 300 ? 4 : 8, tickFormat: (d) => (Number.isInteger(d) ? `${d}` : "") },
    y: { domain: [0, top], label: null, ticks: 4, grid: true },
    marks: [
      Plot.areaY(months, { x: "month", y1: "low", y2: "high", fill: bar, fillOpacity: 0.55 }),
      Plot.lineY(months, { x: "month", y: "p", stroke: dark, strokeWidth: 1.8 }),
      Plot.ruleX(here, { x: "month", y1: "low", y2: "high", stroke: ref, strokeWidth: 2 }),
      Plot.dot(here, { x: "month", y: "p", fill: dark, r: 4 }),
    ],
  });
}
