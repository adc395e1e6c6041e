// A drawing by Observable Plot as a component: made anew for every width, named for those who can't see it.
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export function Plotted({ draw, label, onPoint }) {
  const box = useRef(null);
  const drawing = useRef(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const fit = () => setWidth((before) => Math.floor(box.current?.clientWidth ?? 0) || before); // 0 within something closed
    fit();
    const watch = new ResizeObserver(fit);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!width) return;
    drawing.current = draw(width);
    drawing.current.setAttribute("aria-hidden", "true"); // the frame around it says what it shows
    box.current.replaceChildren(drawing.current);
  });
  const point = onPoint && ((event) => drawing.current && onPoint(along(drawing.current, event.clientX)));
  return <div class="live" role="img" aria-label={label} ref={box} onPointerMove={point} onPointerDown={point} />;
}

// Where a pointer is on the drawing's own scale, however wide the drawing is shown.
function along(drawing, clientX) {
  const { left, width } = drawing.getBoundingClientRect();
  return drawing.scale("x").invert(((clientX - left) / width) * Number(drawing.getAttribute("width")));
}
