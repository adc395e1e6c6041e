// A case's map on paper: true to area, centred on its places, which fill the picture.
import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoPath } from "d3-geo";

export const WIDTH = 400;
const MARGIN = 22; // around the places

export function drawn(geometry) {
  const features = geometry.features.map((feature, n) => ({ ...feature, type: "Feature", n, geometry: wound(feature.geometry) }));
  const places = features.filter((feature) => feature.properties.kind === "place");
  const frame = { type: "FeatureCollection", features: places.length ? places : features };
  const [lon, lat] = geoCentroid(frame);
  const projection = geoAzimuthalEqualArea().rotate([-lon, -lat]).fitWidth(WIDTH - 2 * MARGIN, frame);
  const [[left, top], [, bottom]] = geoPath(projection).bounds(frame);
  const [x, y] = projection.translate();
  const height = bottom - top + 2 * MARGIN;
  projection.translate([x + MARGIN - left, y + MARGIN - top]).clipExtent([[-1, -1], [WIDTH + 1, height + 1]]);
  return { projection, height, features };
}

// On a sphere the inside of a ring is what lies to its right; GeoJSON of any make goes either way round.
function wound({ type, coordinates }) {
  const turned = (ring, i) => ((geoArea({ type: "Polygon", coordinates: [ring] }) > 2 * Math.PI) === (i === 0) ? [...ring].reverse() : ring);
  return { type, coordinates: coordinates.map((polygon) => polygon.map(turned)) };
}
