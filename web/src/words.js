// Numbers and days as the report's words.py says them: a probability is never 0 or 1.
const LOCALE = "en-GB";

export function prob(p) {
  if (p === null || p === undefined) return "not known";
  if (p < 0.005) return "<0.01";
  return p > 0.995 ? ">0.99" : p.toFixed(2);
}

export function risk(p) {
  if (p === null || p === undefined || p >= 0.1) return prob(p);
  return p < 0.0005 ? "<0.001" : p.toFixed(3);
}

export function span(interval) {
  if (!interval) return "range not known";
  const [low, high] = interval.map(prob);
  if (low === high) return low;
  return /[<>]/.test(low + high) ? `${low} to ${high}` : `${low}–${high}`;
}

export function day(iso) {
  const found = new Date(iso);
  if (Number.isNaN(found.valueOf())) return `${iso}`;
  return found.toLocaleDateString(LOCALE, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

export function days([first, last]) {
  return last && last !== first ? `${day(first)} – ${day(last)}` : day(first);
}

export function after(start, months) {
  return new Date(start.valueOf() + months * 30.44 * 86_400_000);
}

// The month of the calendar in which a month counted from a day ends; nothing where the day is none.
export function monthName(iso, months, before = "") {
  const start = new Date(iso);
  if (Number.isNaN(start.valueOf())) return "";
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  return before + end.toLocaleDateString(LOCALE, { month: "long", year: "numeric", timeZone: "UTC" });
}

// The page's own colours: they follow it from light to dark and onto paper.
export const INK = { soft: "var(--soft)", dark: "var(--dark)", bar: "var(--bar)", strong: "var(--strong)", ref: "var(--ref)", paper: "var(--paper)" };
export const LOOK = { background: "transparent", fontSize: "12px", fontFamily: "inherit", overflow: "visible" };
