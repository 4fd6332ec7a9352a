"""Pictures as SVG drawn by the server: no script is needed to see, print or save them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup, escape

from lagebild.picture.pages import ActorRow, Neighbour
from lagebild.picture.series import Point

WIDTH, HEIGHT, LEFT, BOTTOM = 720, 170, 34, 22
COOPERATION, CONFLICT, INK, PALE = "#2a7f62", "#b3402e", "#555", "#bbb"
WIDEST = 48.0  # of a bar: a single period is no wall
_LABELS = 8  # of the time axis: more run into each other on a phone


def bars(points: Sequence[Point], label: str = "", link: str = "") -> Markup:
    """Events a period, cooperation below conflict; a dot marks a burst. `link` is an address ending in ? or &."""
    if not points:
        return Markup("")
    top = max(p.events for p in points) or 1
    step = (WIDTH - LEFT) / len(points)
    scale = (HEIGHT - BOTTOM - 12) / top
    parts = [_axis(top, scale)]
    for i, point in enumerate(points):
        x, width = LEFT + i * step, min(WIDEST, max(1.0, step - min(2.0, step / 4)))
        parts.append(_bar(point, x, width, scale, link))
        if i % max(1, math.ceil(len(points) / _LABELS)) == 0:
            at, anchor = (x, "start") if x < WIDTH - 60 else (WIDTH, "end")  # the last would run out of the picture
            text = f'font-size="11" fill="{INK}" text-anchor="{anchor}">{escape(point.period)}</text>'
            parts.append(f'<text x="{at:.1f}" y="{HEIGHT - 6}" {text}')
    return _svg("".join(parts), WIDTH, HEIGHT, label)


def _bar(point: Point, x: float, width: float, scale: float, link: str) -> str:
    floor = HEIGHT - BOTTOM
    low, high = point.cooperation * scale, point.conflict * scale
    title = f"{point.period}: {point.events} ({point.cooperation} + / {point.conflict} −)"
    marks = f"<title>{escape(title)}</title>"
    if low:
        marks += (
            f'<rect x="{x:.1f}" y="{floor - low:.1f}" width="{width:.1f}" height="{low:.1f}" fill="{COOPERATION}"/>'
        )
    if high:
        y = floor - low - high
        marks += f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{high:.1f}" fill="{CONFLICT}"/>'
    if point.burst:
        marks += f'<circle cx="{x + width / 2:.1f}" cy="{floor - low - high - 6:.1f}" r="3.5" fill="{CONFLICT}"/>'
    if link and point.events:
        first, last = period_days(point.period)
        address = f"{link}since={first}&until={last}"
        return f'<a href="{escape(address)}"><g>{marks}</g></a>'
    return f"<g>{marks}</g>"


def period_days(period: str) -> tuple[str, str]:
    """The first and last day of a period of a series (`2020-W32`, `2020-08`, `2020`)."""
    if "W" in period:
        monday = date.fromisoformat(f"{period}-1")
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    return period, period


def _axis(top: int, scale: float) -> str:
    lines = []
    for value in sorted({0, math.ceil(top / 2), top}):
        y = HEIGHT - BOTTOM - value * scale
        lines.append(
            f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{PALE}" stroke-width="0.5"/>'
            f'<text x="{LEFT - 5}" y="{y + 4:.1f}" font-size="11" text-anchor="end" fill="{INK}">{value}</text>'
        )
    return "".join(lines)


def network(center: ActorRow, around: Sequence[Neighbour], label: str = "") -> Markup:
    """An actor and those it shares events with: lines as thick as events are many, green for cooperation on the mean."""
    if not around:
        return Markup("")
    width, height = 720, 420
    cx, cy, rx, ry = width / 2, height / 2, 250, 160
    most = max(n.events for n in around)
    lines, nodes = [], []
    for i, node in enumerate(around):
        angle = 2 * math.pi * i / len(around) - math.pi / 2
        x, y = cx + rx * math.cos(angle), cy + ry * math.sin(angle)
        colour = COOPERATION if node.goldstein >= 0 else CONFLICT
        lines.append(
            f'<line x1="{cx}" y1="{cy}" x2="{x:.1f}" y2="{y:.1f}" stroke="{colour}" stroke-opacity="0.6" '
            f'stroke-width="{1 + 7 * node.events / most:.1f}"><title>{node.events} · {node.goldstein:+.1f}</title></line>'
        )
        nodes.append(_node(x, y, node.name, f"/actor/{node.actor}"))
    return _svg("".join(lines + nodes + [_node(cx, cy, center.name, "")]), width, height, label)


def _node(x: float, y: float, name: str, address: str) -> str:
    short = name if len(name) <= 26 else name[:24] + "…"
    half = 3.6 * len(short) + 8
    box = (
        f'<rect x="{x - half:.1f}" y="{y - 12:.1f}" width="{2 * half:.1f}" height="24" rx="12" fill="#fff" '
        f'stroke="{INK}"/><text x="{x:.1f}" y="{y + 4:.1f}" font-size="12" text-anchor="middle" fill="#222">'
        f"{escape(short)}</text>"
    )
    return f'<a href="{escape(address)}">{box}</a>' if address else f"<g>{box}</g>"


def _svg(inner: str, width: int, height: int, label: str) -> Markup:
    """A group and not an image for those who listen: the links in it can be reached."""
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="{escape(label)}" font-family="system-ui, sans-serif">{inner}</svg>'
    )
