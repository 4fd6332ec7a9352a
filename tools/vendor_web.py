"""Fetch the front-end files that the app ships: `python tools/vendor_web.py` (needs npm; run by `make vendor`).

The files are committed, so that users need neither Node nor a network. Versions are pinned here; the licence of each
package is copied beside its files.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src/lagebild/web/static/vendor"
PACKAGES = {
    # MapLibre GL JS draws the map; BSD-3-Clause
    "maplibre-gl@6.17.0": {
        "dist/maplibre-gl.mjs": "maplibre-gl.mjs",
        "dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
        "dist/maplibre-gl.css": "maplibre-gl.css",
        "LICENSE.txt": "maplibre-gl.LICENSE.txt",
    },
    # Natural Earth's countries (public domain) as TopoJSON; packaging ISC
    "world-atlas@2.0.2": {"LICENSE": "world-atlas.LICENSE.txt"},
}
WORLD = "countries-110m.json"
ANTARCTICA = "010"  # its ring encloses the pole and cannot be drawn on this projection
DECIMALS = 2  # of a degree: about a kilometre, finer than the 1:110 million outlines


def main() -> None:
    """Download, unpack, copy, and turn the TopoJSON into the GeoJSON that MapLibre reads."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package, files in PACKAGES.items():
            name = subprocess.run(
                ["npm", "pack", "-s", package], cwd=folder, check=True, capture_output=True, text=True
            ).stdout.split()[-1]
            with tarfile.open(Path(folder) / name) as archive:
                archive.extractall(folder, filter="data")
            for source, target in files.items():
                shutil.copy(Path(folder) / "package" / source, TARGET / target)
            world = Path(folder) / "package" / WORLD
            if world.exists():
                countries = geojson(json.loads(world.read_text(encoding="utf-8")))
                (TARGET / "countries.geojson").write_text(
                    json.dumps(countries, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
                )
            shutil.rmtree(Path(folder) / "package")


def geojson(topology: dict[str, Any]) -> dict[str, Any]:
    """The countries of a TopoJSON as a GeoJSON feature collection (topojson/topojson-specification, 2.1)."""
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    features = [
        {
            "type": "Feature",
            "id": g.get("id"),
            "properties": {"name": g["properties"]["name"]},
            "geometry": {"type": g["type"], "coordinates": _coordinates(g["arcs"], arcs, g["type"])},
        }
        for g in topology["objects"]["countries"]["geometries"]
        if g.get("id") != ANTARCTICA
    ]
    return {"type": "FeatureCollection", "features": features}


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[list[float]]:
    """Undo delta coding and quantisation."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append([round(x * kx + dx, DECIMALS), round(y * ky + dy, DECIMALS)])
    return points


def _coordinates(indices: Any, arcs: list[list[list[float]]], kind: str) -> Any:
    if kind == "MultiPolygon":
        return [_coordinates(polygon, arcs, "Polygon") for polygon in indices]
    return [_ring(ring, arcs) for ring in indices]


def _ring(indices: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    """Join arcs end to end; a negative index is the arc ~i backwards."""
    points: list[list[float]] = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1:] if points else arc
    return _unwrapped(points)


def _unwrapped(points: list[list[float]]) -> list[list[float]]:
    """Let a ring that crosses the 180th meridian go on beyond it, or it would be filled the wrong way round the world."""
    found = [points[0]]
    for x, y in points[1:]:
        turns = round((found[-1][0] - x) / 360)
        found.append([round(x + 360 * turns, DECIMALS), y])
    return found


if __name__ == "__main__":
    main()
