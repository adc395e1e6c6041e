// Who responds, and how: an actor a row, an option a column; sorted by any of them, in either half of a question.
import { useState } from "preact/hooks";
import { Choice, useName } from "./controls.jsx";
import { prob } from "./words.js";

const SHADES = 6; // classes s0 … s5
const EDGE = 1.5; // per cent left free on either side, as in the pictures without script

export function Responses({ options, shown = 0, halves }) {
  const name = useName();
  const [half, setHalf] = useState(shown);
  const [sorted, setSorted] = useState(null);
  if (!halves?.length) return null;
  const { label, rows } = halves[Math.min(half, halves.length - 1)];
  const order = sorted === null ? rows : [...rows].sort((a, b) => (b.p[sorted] ?? -1) - (a.p[sorted] ?? -1));
  return (
    <>
      <Choice name={name} label="Half of the question" options={halves.map((each) => each.label)} chosen={half} onChange={setHalf} />
      <table class="responses">
        <caption>
          <span>Probability of each response, by actor. {halves.length > 1 ? `${label}.` : ""} <span class="unprinted">A column’s name sorts by it.</span></span>
        </caption>
        <thead>
          <tr>
            <Head id={null} {...{ sorted, setSorted }}>Actor</Head>
            <th scope="col" class="pic"><span class="unseen">Bar</span></th>
            {options.map((option, i) => (
              <Head key={option.id} id={option.id} {...{ sorted, setSorted }}><Swatch shade={i} /> {option.label}</Head>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td class="pic"><Stacked options={options} p={row.p} /></td>
              {options.map(({ id }) => <td key={id} class="num">{id in row.p ? prob(row.p[id]) : "–"}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Head({ id, sorted, setSorted, children }) {
  const here = sorted === id;
  const order = id === null ? "ascending" : "descending";
  return (
    <th scope="col" class={id === null ? null : "num"} aria-sort={here ? order : "none"}>
      <button type="button" class="sort" onClick={() => setSorted(id)}>{children}{here && id !== null ? " ↓" : ""}</button>
    </th>
  );
}

function Stacked({ options, p }) {
  let start = 0;
  const parts = options.map(({ id }, i) => {
    const width = p[id] ?? 0;
    const x = start;
    start += width;
    return <rect key={id} x={at(x)} y="3" width={`${width * (100 - 2 * EDGE)}%`} height="16" class={`part s${i % SHADES}`} />;
  });
  return <svg class="chart" aria-hidden="true" width="100%" height="22">{parts}</svg>;
}

function Swatch({ shade }) {
  return <svg class="key" width="12" height="12" aria-hidden="true"><rect width="12" height="12" class={`part s${shade % SHADES}`} /></svg>;
}

function at(x) {
  return `${EDGE + x * (100 - 2 * EDGE)}%`;
}
