// The map of control: recognised boundaries solid, control hatched, claimed lines dashed. The hatches are the page's own.
import { geoConicEqualArea, geoPath } from "d3-geo";

const NS = "http://www.w3.org/2000/svg";

export function map(answer, { map: geometry }) {
  if (!geometry || !answer.places.length) return null;
  const told = answer.places.map((place, i) => `${i + 1} ${place.label}: ${place.says}`);
  return { label: `Map of control. ${told.join("; ")}`, draw: (width) => draw(geometry, answer.places, Math.min(width, 480)) };
}

function draw(geometry, places, width) {
  const of = (kind) => geometry.features.filter((feature) => feature.properties.kind === kind);
  const shown = { type: "FeatureCollection", features: of("place").length ? of("place") : geometry.features };
  const projection = projected(shown, width);
  const path = geoPath(projection.to);
  const svg = make("svg", { class: "map", viewBox: `0 0 ${width} ${projection.height}`, width, height: projection.height });
  const number = new Map(places.map((place, i) => [place.place, i]));
  for (const feature of of("country")) svg.append(make("path", { class: "country", d: path(feature) ?? "" }));
  for (const feature of of("place")) svg.append(area(feature, path, places[number.get(feature.properties.place)]));
  for (const feature of of("disputed")) svg.append(titled("claimed", path(feature), feature.properties.name));
  for (const feature of geometry.features.filter((each) => each.spot)) {
    const [x, y] = projection.to(feature.spot);
    const i = number.get(feature.properties.place);
    const country = feature.properties.kind === "country";
    if (country || i !== undefined) svg.append(make("text", { class: country ? "land" : "spot", x, y }, country ? feature.properties.name : `${i + 1}`));
  }
  return svg;
}

function projected(shown, width) {
  const margin = width * 0.06;
  const points = shown.features.flatMap((feature) => feature.geometry.coordinates.flat(2));
  const [west, east] = extent(points.map(([lon]) => lon));
  const [south, north] = extent(points.map(([, lat]) => lat));
  const base = geoConicEqualArea().parallels([south, north]).rotate([-(west + east) / 2, 0]).center([0, (south + north) / 2]);
  base.fitWidth(width - 2 * margin, shown);
  const [[, top], [, bottom]] = geoPath(base).bounds(shown);
  const [dx, dy] = base.translate();
  const height = Math.ceil(bottom - top + 2 * margin);
  return { to: base.translate([dx + margin, dy + margin - top]).clipExtent([[0, 0], [width, height]]), height };
}

function extent(values) {
  return [Math.min(...values), Math.max(...values)];
}

function area(feature, path, place) {
  const fill = place && place.hatch !== null ? `url(#hatch-${place.hatch})` : "none";
  const made = titled("place", path(feature), place ? `${place.label}: ${place.says}` : feature.properties.place);
  made.setAttribute("fill", fill);
  return made;
}

function titled(kind, d, text) {
  const made = make("path", { class: kind, d: d ?? "" });
  made.append(make("title", {}, text));
  return made;
}

function make(name, attributes, text) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}
