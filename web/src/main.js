// The charts of detente: one bundle for the report and for any other page. It needs nothing but this script, and the
// classes and colours of report/templates/style.css.
//
//   const chart = detente.charts.mount(element, name, props);   // draws into the element, which should be empty
//   chart.update(props);                                        // the same chart of other data
//   chart.remove();
//
// `detente.charts.names` lists the charts. All props are plain data, as in the JSON of a report (report/live.py):
//
//   unfolding  {as_of, fan: [{label, p: [by month], bands: [[low, high] or null], top}]}
//   timeline   {as_of, months, record: [{date: [first, last], what}], typical: [{label, months: [[month, [what]]]}]}
//   responses  {options: [{id, label}], shown, halves: [{label, rows: [{label, p: {option: probability}}]}]}
//   map        {geometry, as_of, places: [{place, label, says, holder}], courses: [{label, months, held: {place: [[month, who]]}}]}
//
// `geometry` is the case's map (report/geometry.py), each feature with the `spot` of its name, or null. Months count from 1,
// the first starting on the as-of day; month 0 in `held` is that day. What is not known is null.
//
// In a page that holds the element #chart-data, each figure with data-chart takes its props from there: those at the path
// data-props. The picture within [data-live] that needs no script stands until the chart is drawn, and stays if that fails.
import { h, render } from "preact";
import { MapOfControl } from "./map.jsx";
import { Responses } from "./responses.jsx";
import { Timeline } from "./timeline.jsx";
import { Unfolding } from "./unfolding.jsx";

const CHARTS = { unfolding: Unfolding, timeline: Timeline, responses: Responses, map: MapOfControl };

export function mount(element, name, props) {
  const chart = CHARTS[name];
  if (!chart) throw new Error(`There is no chart ${name}; there are ${Object.keys(CHARTS).join(", ")}.`);
  const update = (data) => render(h(chart, data), element);
  update(props);
  return { update, remove: () => render(null, element) };
}

export function enliven(root, data) {
  for (const figure of root.querySelectorAll("[data-chart]")) {
    const slot = figure.querySelector("[data-live]");
    const place = document.createElement("div");
    const still = [...slot.children];
    slot.append(place);
    try {
      mount(place, figure.dataset.chart, { geometry: data.geometry, ...at(data, figure.dataset.props) });
    } catch (error) {
      console.error(error);
    }
    for (const child of place.childElementCount ? still : [place]) child.remove();
  }
}

function at(data, path) {
  return path.split(".").reduce((found, key) => found[key], data);
}

globalThis.detente = { ...globalThis.detente, charts: { mount, names: Object.keys(CHARTS) } };
const held = document.getElementById("chart-data");
if (held) enliven(document, JSON.parse(held.textContent));
