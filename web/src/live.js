// A drawing that is made anew for every width, named for those who can't see it.
export function live(box, { draw, label }) {
  box.className = "live";
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", label);
  let drawn = 0;
  const fit = () => {
    const width = Math.floor(box.clientWidth);
    if (!width || width === drawn) return; // within something closed, or as it is
    drawn = width;
    const drawing = draw(width);
    drawing.setAttribute("aria-hidden", "true"); // the frame around it says what it shows
    box.replaceChildren(drawing);
  };
  fit();
  new ResizeObserver(fit).observe(box);
}
