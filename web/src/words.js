// Numbers as the report's words.py says them: never 0 or 1.
export function prob(p) {
  if (p === null || p === undefined) return "not known";
  if (p < 0.005) return "<0.01";
  return p > 0.995 ? ">0.99" : p.toFixed(2);
}

export function span(interval) {
  if (!interval) return "range not known";
  const [low, high] = interval.map(prob);
  if (low === high) return low;
  return /[<>]/.test(low + high) ? `${low} to ${high}` : `${low}–${high}`;
}

export function colours(element = document.documentElement) {
  const style = getComputedStyle(element);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return { soft: of("soft"), dark: of("dark"), bar: of("bar"), strong: of("strong"), ref: of("ref"), paper: of("paper") };
}

export const LOOK = { background: "transparent", fontSize: "12px", fontFamily: "inherit", overflow: "visible" };
