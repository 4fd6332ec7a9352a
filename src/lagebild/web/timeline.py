"""Events on a line of time, each as long as its date is vague: a day is a dot, a month a bar, a year a long pale bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from markupsafe import Markup, escape

from lagebild.picture.days import Days, days_of
from lagebild.picture.events import EventRow, Mark
from lagebild.web.charts import CONFLICT, COOPERATION, INK, PALE, _svg

WIDTH, MARGIN, LANE, TOP = 720, 14, 11, 8
LANES = 14  # what finds no free lane is drawn over the last
GAP = 3.0  # between two marks of a lane
DOT = 7.0  # width of a day, however long the line is
UNSURE = 0.15  # how full a mark is that was read less surely; its edge is dashed
_NOT_HAPPENED = ("planned", "possible", "alleged", "denied")  # drawn hollow


def timeline(rows: Sequence[EventRow | Mark], label: str = "") -> Markup:
    """The dated events of `rows`; undated ones have no place on a line of time."""
    dated = [(row, days) for row in rows if (days := days_of(row.date)) is not None]
    if len(dated) < 2:
        return Markup("")
    first, last = min(d.first for _, d in dated), max(d.last for _, d in dated)
    scale = (WIDTH - 2 * MARGIN - DOT) / max(1, last - first)
    free = [0.0] * LANES
    marks = []
    for row, days in sorted(dated, key=lambda pair: (pair[1].first, -pair[1].length, pair[0].id)):
        x = MARGIN + (days.first - first) * scale
        width = max(DOT, (days.last - days.first) * scale + DOT)
        lane = next((i for i, end in enumerate(free) if end <= x), LANES - 1)
        free[lane] = x + width + GAP
        marks.append(_mark(row, days, x, TOP + lane * LANE, width))
    used = sum(1 for end in free if end)
    height = TOP + used * LANE + 22
    return _svg(_axis(first, last, scale, height) + "".join(marks), WIDTH, height, label)


def _mark(row: EventRow | Mark, days: Days, x: float, y: float, width: float) -> str:
    colour = CONFLICT if row.quad.endswith("conflict") else COOPERATION
    who = " + ".join(p.name for p in row.actors)
    whom = " + ".join(p.name for p in row.recipients)
    title = f"{row.date}: {row.type} {who}{' → ' + whom if whom else ''}"
    opacity = 1.0 if days.length == 1 else 0.55 if days.length <= 31 else 0.3
    fill = "none" if row.status in _NOT_HAPPENED else colour
    dashes = "" if row.sure else ' stroke-dasharray="2 2"'
    if not row.sure:
        opacity = min(opacity, UNSURE)
    return (
        f'<a href="/event/{quote(row.id, safe="")}"><title>{escape(title)}</title><rect x="{x:.1f}" y="{y}" '
        f'width="{width:.1f}" height="7" rx="3.5" fill="{fill}" fill-opacity="{opacity}" stroke="{colour}"{dashes}/></a>'
    )


def _axis(first: int, last: int, scale: float, height: int) -> str:
    floor = height - 18
    ends = ((MARGIN, first, "start"), (MARGIN + (last - first) * scale + DOT, last, "end"))
    texts = [
        f'<text x="{x:.1f}" y="{height - 4}" font-size="11" text-anchor="{anchor}" fill="{INK}">'
        f"{date.fromordinal(day).isoformat()}</text>"
        for x, day, anchor in ends
    ]
    line = f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{floor}" y2="{floor}" stroke="{PALE}"/>'
    return line + "".join(texts)
