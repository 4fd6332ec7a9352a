// The map: Natural Earth's countries and one circle a place. No tiles, no fonts, no request to another host.
import * as maplibregl from "/static/vendor/maplibre-gl.mjs";

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "/static/vendor/maplibre-gl.css";
document.head.append(style);

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
    box.dataset.ready = "true";
  });
}
