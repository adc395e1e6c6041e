// Events of record before the day and what typical histories live after it, on one line of time; read one by one.
import * as Plot from "@observablehq/plot";
import { useState } from "preact/hooks";
import { Plotted } from "./plotted.jsx";
import { INK, LOOK, after, day, days } from "./words.js";

const RECORD = "on record";

export function Timeline({ as_of, months, record, typical }) {
  const [at, setAt] = useState(null);
  const start = new Date(as_of);
  const events = happenings(start, record, typical);
  if (!events.length || Number.isNaN(start.valueOf())) return null;
  const lanes = [RECORD, ...typical.map((history) => history.label)];
  const label = `Events in time: ${record.length} on record before ${day(as_of)}, then those of typical histories, as listed below`;
  const read = (step) => setAt(at === null ? (step > 0 ? 0 : events.length - 1) : at + step);
  const chosen = at === null ? null : events[at];
  return (
    <div>
      <Plotted label={label} draw={(width) => draw({ events, lanes, start, end: after(start, months), chosen }, width)} />
      <p class="controls">
        <button type="button" disabled={at === 0} onClick={() => read(-1)}>Earlier</button>
        <button type="button" disabled={at === events.length - 1} onClick={() => read(1)}>Later</button>
        <output>{chosen ? `${chosen.lane}, ${chosen.said}: ${chosen.told}` : `${events.length} events, one by one`}</output>
      </p>
    </div>
  );
}

function happenings(start, record, typical) {
  const known = record.map((event) => ({ lane: RECORD, when: new Date(event.date[0]), said: days(event.date), told: event.what }));
  const lived = typical.flatMap((history) => history.months.map(([month, told]) => ({
    lane: history.label, when: after(start, month - 0.5), said: `month ${month}`, told: told.join("; "),
  })));
  return [...known, ...lived];
}

function draw({ events, lanes, start, end, chosen }, width) {
  const { dark, strong, ref, soft, paper } = INK;
  const first = new Date(Math.min(start, ...events.map((event) => event.when)));
  return Plot.plot({
    width,
    height: 50 + 34 * lanes.length,
    marginLeft: 16,
    marginRight: 16,
    marginTop: 20,
    style: LOOK,
    x: { type: "time", domain: [first, end], label: null, ticks: Math.max(3, Math.floor(width / 110)) },
    y: { domain: lanes, axis: null },
    marks: [
      Plot.ruleY(lanes, { y: (lane) => lane, stroke: soft, strokeOpacity: 0.35 }),
      Plot.text(lanes, { x: first, y: (lane) => lane, text: (lane) => lane, textAnchor: "start", dy: -11, fill: soft }),
      Plot.ruleX([start], { stroke: ref, strokeWidth: 2, strokeDasharray: "4 3" }),
      Plot.dot(events, { x: "when", y: "lane", r: 4.5, fill: (d) => (d.lane === RECORD ? dark : strong), stroke: paper }),
      Plot.dot(chosen ? [chosen] : [], { x: "when", y: "lane", r: 8, stroke: ref, strokeWidth: 2.5 }),
      Plot.tip(events, Plot.pointer({ x: "when", y: "lane", title: "told", lineWidth: 24 })),
    ],
  });
}
