// Who holds which place: on record, or month by month in a typical history. Recognised boundaries solid, control hatched,
// claimed lines dashed.
import { geoPath } from "d3-geo";
import { useMemo, useState } from "preact/hooks";
import { Choice, Months, useName } from "./controls.jsx";
import { WIDTH, drawn } from "./projected.js";
import { day, monthName } from "./words.js";

const TURNS = [45, -45, 0, 90, 20, -20]; // one direction of hatching a holder, as in maps.py

export function MapOfControl({ geometry, as_of, places, courses = [] }) {
  const id = useName();
  const [course, setCourse] = useState(0);
  const [asked, setMonth] = useState(0);
  const { projection, height, features } = useMemo(() => drawn(geometry), [geometry]);
  const everybody = useMemo(() => whoever(places, courses), [places, courses]);
  const lived = courses[course - 1];
  const month = lived ? Math.min(asked, lived.months) : 0;
  const held = lived ? holdersAt(lived, month) : onRecord(places);
  const told = { projection, features, places, held, everybody, id };
  const when = lived ? `${lived.label}, ${month ? `end of month ${month}` : "its first day"}` : `As believed on ${day(as_of)}`;
  return (
    <>
      <Choice name={`${id}-course`} label="Control" options={["On record", ...courses.map((each) => each.label)]} chosen={course} onChange={setCourse} />
      {lived && (
        <Months id={`${id}-month`} first={0} value={month} last={lived.months} onChange={setMonth}>
          {month} of {lived.months}{monthName(as_of, month, ", to ")}
        </Months>
      )}
      <p class="legend">{shown(everybody, held).map((who) => <Key key={who} {...{ who, everybody, id }} />)}</p>
      <svg class="map" role="img" viewBox={`0 0 ${WIDTH} ${height.toFixed(0)}`} aria-label={`Map of control. ${when}. ${inWords(places, held)}`}>
        <defs>{everybody.map((who, i) => <Hatch key={who} id={`${id}-${i}`} kind={i} />)}</defs>
        <Land {...told} />
        <Names {...told} />
      </svg>
      <p class="said" aria-live="polite">{when}. {lived ? changes(places, held) : ""}</p>
      {lived && <p class="small">No forecast: each history is one way in which it may go.</p>}
    </>
  );
}

function Land({ projection, features, held, everybody, id }) {
  const path = geoPath(projection);
  const layer = (kind) => features.filter((feature) => feature.properties.kind === kind);
  const hatch = (place) => (held[place] === undefined ? "none" : `url(#${id}-${everybody.indexOf(held[place])})`);
  return (
    <>
      {layer("country").map((feature) => <path key={feature.n} class="country" d={path(feature)} />)}
      {layer("place").map((feature) => <path key={feature.n} class="place" d={path(feature)} style={{ fill: hatch(feature.properties.place) }} />)}
      {layer("disputed").map((feature) => (
        <path key={feature.n} class="disputed" d={path(feature)}><title>{[feature.properties.name, feature.properties.note].filter(Boolean).join(", ")}</title></path>
      ))}
    </>
  );
}

// The name of each country, the number of each place as in the table beside.
function Names({ projection, features, places }) {
  const number = (place) => places.findIndex((each) => each.place === place) + 1;
  return features.filter((feature) => feature.spot).map((feature) => {
    const [x, y] = projection(feature.spot);
    const country = feature.properties.kind === "country";
    const text = country ? feature.properties.name : number(feature.properties.place) || "";
    return <text key={feature.n} x={x} y={y} class={country ? "land" : "spot"}>{text}</text>;
  });
}

function Hatch({ id, kind }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform={`rotate(${TURNS[kind % TURNS.length]})`}>
      <rect width="6" height="6" class={`s${kind % 3}`} /><path d="M0,3 H6" class="hatch" />
    </pattern>
  );
}

function Key({ who, everybody, id }) {
  return (
    <span>
      <svg class="key" width="18" height="14"><rect width="18" height="14" style={{ fill: `url(#${id}-${everybody.indexOf(who)})` }} class="key-box" /></svg> {who}
    </span>
  );
}

function onRecord(places) {
  return Object.fromEntries(places.filter((each) => each.holder).map((each) => [each.place, each.holder]));
}

function holdersAt(course, month) {
  return Object.fromEntries(Object.entries(course.held).map(([place, steps]) => [place, steps.filter(([from]) => from <= month).at(-1)[1]]));
}

function whoever(places, courses) {
  const later = courses.flatMap((course) => Object.values(course.held).flatMap((steps) => steps.map(([, who]) => who)));
  return [...new Set([...Object.values(onRecord(places)), ...later])];
}

function shown(everybody, held) {
  return everybody.filter((who) => Object.values(held).includes(who));
}

function inWords(places, held) {
  return places.map((each, i) => `${i + 1} ${each.label}: ${held[each.place] ?? "not known"}`).join("; ");
}

function changes(places, held) {
  const other = places.filter((each) => held[each.place] !== each.holder);
  if (!other.length) return "Held as on record.";
  return `Other than on record: ${other.map((each) => `${each.label}, held by ${held[each.place] ?? "nobody known"}`).join("; ")}.`;
}
