// What a reader sets: native controls, so that they work by keyboard and read aloud; none of them is printed.
import { useState } from "preact/hooks";

const FEW = 4; // of which one is chosen at a glance
let given = 0;

// A name for a chart's parts that no other chart of the page has: Preact's own are unlike only within one chart.
export function useName() {
  return useState(() => `chart-${++given}`)[0];
}

export function Months({ id, value, last, first = 1, onChange, children }) {
  return (
    <p class="controls">
      <label for={id}>Month</label>
      <input id={id} type="range" min={first} max={last} value={value} onInput={(event) => onChange(Number(event.currentTarget.value))} />
      <output for={id}>{children}</output>
    </p>
  );
}

export function Choice({ name, label, options, chosen, onChange }) {
  if (options.length < 2) return null;
  if (options.length > FEW) {
    return (
      <p class="controls">
        <label for={name}>{label}</label>
        <select id={name} value={chosen} onChange={(event) => onChange(Number(event.currentTarget.value))}>
          {options.map((option, i) => <option key={option} value={i}>{option}</option>)}
        </select>
      </p>
    );
  }
  return (
    <fieldset class="controls">
      <legend class="unseen">{label}</legend>
      {options.map((option, i) => (
        <label key={option}>
          <input type="radio" name={name} checked={i === chosen} onChange={() => onChange(i)} /> {option}
        </label>
      ))}
    </fieldset>
  );
}
