// The map: Natural Earth's countries and one circle a place. No tiles, no fonts, no request to another host.
import * as maplibregl from "/static/vendor/maplibre-gl.mjs";

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "/static/vendor/maplibre-gl.css";
document.head.append(style);

// What the map shows now, as a drawing: the same projection, the same circles.
async function svg(map, points, dark) {
  const land = await (await fetch("/static/vendor/countries.geojson")).json();
  const [width, height] = [map.getContainer().clientWidth, map.getContainer().clientHeight];
  const at = ([lon, lat]) => {
    const p = map.project([lon, Math.max(-85, Math.min(85, lat))]);
    return `${p.x.toFixed(1)} ${p.y.toFixed(1)}`;
  };
  const ring = (r) => `M${r.map(at).join("L")}Z`;
  const shapes = land.features.flatMap(({ geometry: g }) => (g.type === "Polygon" ? [g.coordinates] : g.type === "MultiPolygon" ? g.coordinates : []));
  const paths = shapes.map((rings) => `<path d="${rings.map(ring).join("")}"/>`).join("");
  const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const circles = points.map((p) => {
    const [x, y] = at([p.lon, p.lat]).split(" ");
    const r = Math.min(22, 4 + 2 * (Math.sqrt(p.events) - 1));
    const colour = 2 * p.conflict > p.events ? "#b3402e" : "#2a7f62";
    const look = p.precision === "place" ? `fill-opacity="0.7"` : `fill-opacity="0.08" stroke="${colour}" stroke-width="2"`;
    return `<circle cx="${x}" cy="${y}" r="${r.toFixed(1)}" fill="${colour}" ${look}><title>${escaped(p.place)}: ${p.events}</title></circle>`;
  });
  const [sea, ground, border] = dark ? ["#1b262d", "#2b363d", "#4a5860"] : ["#e8eef1", "#fbfaf6", "#b9c2c6"];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${sea}"/><g fill="${ground}" stroke="${border}" stroke-width="0.7">${paths}</g>${circles.join("")}</svg>`;
}

export function draw(box) {
  const points = JSON.parse(box.dataset.map);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const map = new maplibregl.Map({
    container: box,
    attributionControl: { customAttribution: "Natural Earth" },
    canvasContextAttributes: { preserveDrawingBuffer: true },
    style: {
      version: 8,
      sources: { land: { type: "geojson", data: "/static/vendor/countries.geojson" } },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": dark ? "#1b262d" : "#e8eef1" } },
        { id: "land", type: "fill", source: "land", paint: { "fill-color": dark ? "#2b363d" : "#fbfaf6" } },
        { id: "borders", type: "line", source: "land", paint: { "line-color": dark ? "#4a5860" : "#b9c2c6", "line-width": 0.7 } },
      ],
    },
    center: [15, 35],
    zoom: 0.8,
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.on("load", () => {
    const features = points.map((p) => ({ type: "Feature", geometry: { type: "Point", coordinates: [p.lon, p.lat] }, properties: p }));
    map.addSource("events", { type: "geojson", data: { type: "FeatureCollection", features } });
    const radius = ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 4, 10, 22];
    const colour = ["case", [">", ["*", 2, ["get", "conflict"]], ["get", "events"]], "#b3402e", "#2a7f62"];
    map.addLayer({ id: "known", type: "circle", source: "events", filter: ["==", ["get", "precision"], "place"], paint: { "circle-radius": radius, "circle-color": colour, "circle-opacity": 0.7 } });
    map.addLayer({ id: "vague", type: "circle", source: "events", filter: ["==", ["get", "precision"], "country"], paint: { "circle-radius": radius, "circle-color": colour, "circle-opacity": 0.08, "circle-stroke-color": colour, "circle-stroke-width": 2 } });
    for (const layer of ["known", "vague"]) {
      map.on("click", layer, (event) => {
        const p = event.features[0].properties;
        const link = document.createElement("a");
        link.href = `/events?place=${encodeURIComponent(p.place)}`;
        link.textContent = `${p.place}: ${p.events}`;
        new maplibregl.Popup().setLngLat(event.lngLat).setDOMContent(link).addTo(map);
      });
    }
    if (points.length) {
      const bounds = new maplibregl.LngLatBounds();
      points.forEach((p) => bounds.extend([p.lon, p.lat]));
      map.fitBounds(bounds, { padding: 40, maxZoom: 5, animate: false });
    }
    box.drawn = () => svg(map, points, dark);
    box.dataset.ready = "true";
  });
}
