// A drawing that is made anew for every width, named for those who can't see it.
import { h } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

function useWidth(box) {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.floor(box.current.clientWidth));
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    measure();
    return () => watch.disconnect();
  }, []);
  return width;
}

export function Live({ draw, label }) {
  const box = useRef(null);
  const width = useWidth(box);
  useLayoutEffect(() => {
    if (!width) return; // within something closed
    const drawing = draw(width);
    drawing.setAttribute("aria-hidden", "true"); // the frame around it says what it shows
    box.current.replaceChildren(drawing);
  }, [width, draw]);
  return h("div", { class: "live", ref: box, role: "img", "aria-label": label });
}
