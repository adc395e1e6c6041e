// Events of record before the day and what typical histories live after it, on one line of time.
import * as Plot from "@observablehq/plot";
import { LOOK, colours } from "./words.js";

const RECORD = "on record";

export function timeline(answer) {
  const day = new Date(answer.as_of);
  const events = [...answer.record.map((event) => ({ lane: RECORD, when: new Date(event.date[0]), told: event.what })),
    ...answer.typical.flatMap((history) => history.months.map(([month, told]) => ({
      lane: history.label, when: after(day, month - 0.5), told: told.join("; "),
    })))];
  if (!events.length || Number.isNaN(day.valueOf())) return null;
  const lanes = [RECORD, ...answer.typical.map((history) => history.label)];
  const end = after(day, answer.months);
  return {
    label: `Events in time: ${answer.record.length} on record before ${answer.as_of}, then those of typical histories, as listed below`,
    draw: (width) => draw(events, lanes, day, end, width),
  };
}

function after(day, months) {
  return new Date(day.valueOf() + months * 30.44 * 86_400_000);
}

function draw(events, lanes, day, end, width) {
  const { dark, strong, ref, soft, paper } = colours();
  const first = new Date(Math.min(day, ...events.map((event) => event.when)));
  return Plot.plot({
    width,
    height: 50 + 34 * lanes.length,
    marginLeft: 8,
    marginRight: 12,
    marginTop: 20,
    style: LOOK,
    x: { type: "time", domain: [first, end], label: null, ticks: Math.max(3, Math.floor(width / 110)) },
    y: { domain: lanes, axis: null },
    marks: [
      Plot.ruleY(lanes, { y: (lane) => lane, stroke: soft, strokeOpacity: 0.35 }),
      Plot.text(lanes, { x: first, y: (lane) => lane, text: (lane) => lane, textAnchor: "start", dy: -11, fill: soft }),
      Plot.ruleX([day], { stroke: ref, strokeWidth: 2, strokeDasharray: "4 3" }),
      Plot.dot(events, { x: "when", y: "lane", r: 4.5, fill: (d) => (d.lane === RECORD ? dark : strong), stroke: paper }),
      Plot.tip(events, Plot.pointer({ x: "when", y: "lane", title: "told", lineWidth: 24 })),
    ],
  });
}
