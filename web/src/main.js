// Brings the figures of a page to life. Each stands there as a picture without script; a live one takes its place.
import { live } from "./live.js";
import { fan } from "./fan.js";
import { timeline } from "./timeline.js";

const CHARTS = { fan, timeline };

export function enliven(root, data) {
  for (const figure of root.querySelectorAll("[data-chart]")) {
    const draw = CHARTS[figure.dataset.chart];
    const answer = data.answers[Number(figure.dataset.answer)];
    const slot = figure.querySelector("[data-live]");
    if (!draw || !answer || !slot) continue;
    const still = [...slot.children];
    const place = document.createElement("div");
    slot.append(place);
    try {
      const parts = draw(answer, data, figure.dataset);
      if (parts === null) throw new Error("nothing to draw");
      live(place, parts);
      for (const child of still) child.remove();
      figure.classList.add("is-live");
    } catch (error) {
      place.remove(); // the picture that needs no script stays
      if (error.message !== "nothing to draw") console.error(error);
    }
  }
}

const held = document.getElementById("chart-data");
if (held) enliven(document, JSON.parse(held.textContent));
