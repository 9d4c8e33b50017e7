"""Writes the outline of the world that the HTML view draws under its places.

Source: Natural Earth 1:110m land (public domain), as TopoJSON in the npm package
``world-atlas`` 2.0.2: ``npm pack world-atlas@2.0.2`` and unpack it. Call:
``python tools/build_world_outline.py package/land-110m.json``.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

TARGET = Path("src/dipevents/export/assets/world.svgpath")
TOLERANCE = 0.45  # degrees: what a line of the map may be off
ANTARCTIC = -60  # degrees: what lies further south is left out
SMALLEST = 1.5  # degrees: islands of a smaller extent are left out


def main() -> None:
    """Read the land, thin it out, write it as one SVG path in degrees."""
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [unpacked(arc, source["transform"]) for arc in source["arcs"]]
    rings = []
    for shape in source["objects"]["land"]["geometries"]:
        polygons = shape["arcs"]
        if shape["type"] == "Polygon":
            polygons = [polygons]
        for polygon in polygons:
            rings += [joined(ring, arcs) for ring in polygon]
    rings = [unbroken(ring) for ring in rings if min(y for _, y in ring) > ANTARCTIC]
    rings += [
        [(x + turn, y) for x, y in ring]
        for ring in rings
        for turn in (-360, 360)
        if max(x for x, _ in ring) + turn > -180
        and min(x for x, _ in ring) + turn < 180
    ]
    kept = [thinned(ring) for ring in rings if extent(ring) >= SMALLEST]
    text = "".join(path(ring) for ring in kept if len(ring) > 3)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{len(kept)} outlines, {len(text):,} characters in {TARGET}")


def unpacked(arc: list[list[int]], transform: dict) -> list[tuple[float, float]]:
    """The points of an arc in degrees."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def joined(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list:
    """The points of a ring; a negative index is an arc walked backwards."""
    points: list[tuple[float, float]] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def unbroken(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring without a leap from one edge of the map to the other."""
    out = [ring[0]]
    shift = 0
    for (before, _), (x, y) in pairwise(ring):
        if abs(x - before) > 180:
            shift += 360 if before > x else -360
        out.append((x + shift, y))
    middle = (min(x for x, _ in out) + max(x for x, _ in out)) / 2
    home = 360 * round(middle / 360)
    return [(x - home, y) for x, y in out]


def extent(ring: list[tuple[float, float]]) -> float:
    """The longer side of the box around a ring."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def thinned(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Ramer, Douglas and Peucker: without the points that a straight line replaces."""
    if len(ring) < 3:
        return ring
    (ax, ay), (bx, by) = ring[0], ring[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def off(point: tuple[float, float]) -> float:
        px, py = point
        if not length:
            return ((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
        return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length

    furthest = max(range(1, len(ring) - 1), key=lambda n: off(ring[n]))
    if off(ring[furthest]) <= TOLERANCE:
        return [ring[0], ring[-1]]
    return thinned(ring[: furthest + 1])[:-1] + thinned(ring[furthest:])


def path(ring: list[tuple[float, float]]) -> str:
    """A closed path, north up: y is 90 degrees less the latitude."""
    points = [f"{x + 180:.1f} {90 - y:.1f}".replace(".0", "") for x, y in ring[:-1]]
    return "M" + "L".join(points) + "Z"


if __name__ == "__main__":
    main()
