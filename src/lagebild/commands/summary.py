"""A report for people: what happened, who said what, who acts, each with its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from lagebild.intake.dateline import find_dateline
from lagebild.records import Article, CustomEvent, Entity, Event, Participant, Quote, Report, Span, Time

# How the lines of a summary look; colours of the terminal's own palette, so that they fit light and dark.
STYLES = {"type": "bold cyan", "actor": "bold", "when": "green", "faint": "dim", "mark": "yellow", "alarm": "red"}
STATUS_STYLES = {
    "occurred": "",
    "ongoing": "",
    "planned": "blue",
    "possible": "blue",
    "denied": "red",
    "alleged": "yellow",
}
_LONGEST_SENTENCE = 320
_SENTENCE_END = re.compile(r"[.!?][“”«»\"’)]*(?=\s+[„“»«\"(]?[A-ZÄÖÜ0-9])|\n+")


def print_report(report: Report, console: Console) -> None:
    """Print the summary of one report."""
    console.print(summary(report))


def summary(report: Report) -> RenderableType:
    """The summary of one report."""
    parts: list[RenderableType] = [_head(report.article)]
    if report.unread:
        return Group(*parts, Text(f"  Not read: {report.unread}", STYLES["alarm"]), Text())
    text = report.article.text
    parts += _section("What happened", [_event(v, text) for v in report.events])
    parts += _section("Who said what", [_quote(q, report) for q in report.quotes])
    parts += _section("Actors", [_actor(e, report) for e in _by_weight(report)])
    parts += _section("What holds", _relations(report))
    parts += _section("Types of your own", [_custom(c, text) for c in report.custom])
    parts += _section("When", [Columns([_time(t) for t in report.times], padding=(0, 3))] if report.times else [])
    return Group(*parts, Text())


def _head(article: Article) -> RenderableType:
    signed = find_dateline(article.text) if article.dateline else None
    at = signed.end if signed else 0
    title = article.title or sentence_at(article.text, at, at) or "(no text)"
    facts = (article.published, article.dateline, article.publisher, article.source)
    taken = (
        f"{len(article.removed)} passage{'s' if len(article.removed) > 1 else ''} taken out"
        if article.removed
        else None
    )
    line = " · ".join(f for f in (*facts, taken) if f)
    return Group(Rule(style="dim"), Text(title, "bold"), Text(line, STYLES["faint"]))


def _section(title: str, rows: Sequence[RenderableType]) -> list[RenderableType]:
    if not rows:
        return []
    return [Text(), Text(title, "bold underline"), *(Padding(row, (0, 0, 0, 2)) for row in rows)]


def _event(event: Event, text: str) -> RenderableType:
    line = Text()
    line.append(event.type + (f" ({event.mode})" if event.mode else ""), STYLES["type"])
    line.append("  ")
    line.append(_names(event.actors) or "?", STYLES["actor"])
    if event.recipients:
        line.append(" → ")
        line.append(_names(event.recipients), STYLES["actor"])
    for what in (event.date, event.place.name if event.place else None):
        if what:
            line.append(f"  {what}", STYLES["when"])
    if event.status != "occurred":
        line.append(f"  {event.status}", STATUS_STYLES[event.status])
    return Group(line, _evidence(text, event.triggers))


def _quote(quote: Quote, report: Report) -> RenderableType:
    text = report.article.text
    speaker = next((e.name for e in report.entities if e.id == quote.speaker_entity), None)
    line = Text()
    line.append(speaker or (" ".join(text[a:b] for a, b in quote.speaker)) or "?", STYLES["actor"])
    line.append(f"  {quote.type.lower()}", STYLES["faint"])
    if quote.cue:
        line.append(f"  {' … '.join(text[a:b] for a, b in quote.cue)}", STYLES["faint"])
    said = Text(" … ".join(_flat(text[a:b]) for a, b in quote.quote))
    return Group(line, Padding(said, (0, 0, 0, 2)))


def _actor(entity: Entity, report: Report) -> RenderableType:
    line = Text(entity.name, STYLES["actor"])
    facts = (entity.role, entity.country, entity.sector, entity.wikidata)
    line.append("  " + " · ".join(f for f in facts if f), STYLES["when"])
    text = report.article.text
    forms = list(dict.fromkeys(text[m.start : m.end] for m in entity.mentions))
    shown = ", ".join(_flat(f) for f in forms[:6]) + (" …" if len(forms) > 6 else "")
    return Group(line, Padding(Text(shown, STYLES["faint"]), (0, 0, 0, 2))) if shown else line


def _by_weight(report: Report) -> list[Entity]:
    """Actors, most mentioned first; mere places are left to the map."""
    actors = [e for e in report.entities if e.kind != "place"]
    return sorted(actors, key=lambda e: (-len(e.mentions), e.mentions[0].start if e.mentions else 0))


def _relations(report: Report) -> list[RenderableType]:
    names = {e.id: e.name for e in report.entities}
    lines: list[RenderableType] = []
    for r in report.relations:
        line = Text(names[r.subject], STYLES["actor"])
        line.append(f" {r.type.replace('_', ' ')} ", STYLES["type"])
        line.append(names[r.object], STYLES["actor"])
        lines.append(Group(line, _evidence(report.article.text, [(r.start, r.end)])))
    return lines


def _custom(event: CustomEvent, text: str) -> RenderableType:
    line = Text(event.type, STYLES["type"])
    line.append(f"  {_names(event.actors)}", STYLES["actor"])
    line.append(f"  {event.date or ''}", STYLES["when"])
    line.append(f"  {event.confidence:.2f}", STYLES["faint"])
    return Group(line, Padding(Text(_flat(text[event.start : event.end]), STYLES["faint"]), (0, 0, 0, 2)))


def _time(time: Time) -> Text:
    return Text(f"{_flat(time.text)} ") + Text(time.edtf or time.value or "?", STYLES["when"])


def _names(rows: Sequence[Participant]) -> str:
    return ", ".join(p.name for p in rows)


def _evidence(text: str, spans: Sequence[Span]) -> RenderableType:
    """The sentence of the first span with the spans that lie in it marked."""
    start, end = sentence_span(text, *spans[0])
    line = Text(_flat(text[start:end]), STYLES["faint"])
    for a, b in spans:
        if start <= a < b <= end:
            line.stylize(STYLES["mark"], a - start, b - start)
    return Padding(line, (0, 0, 0, 2))


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around the characters [start, end), without line breaks."""
    return _flat(text[slice(*sentence_span(text, start, end))])


def sentence_span(text: str, start: int, end: int) -> Span:
    """Where the sentence around [start, end) begins and ends: a rough cut for showing, of bounded length."""
    before = max(0, start - _LONGEST_SENTENCE)
    first = before
    for stop in _SENTENCE_END.finditer(text, before, start):
        first = stop.end()
    after = min(len(text), max(end, start) + _LONGEST_SENTENCE)
    last = next((m.end() for m in _SENTENCE_END.finditer(text, max(end, first), after)), after)
    while first < start and text[first].isspace():
        first += 1
    while last > max(end, first) and text[last - 1].isspace():
        last -= 1
    return first, last


def _flat(text: str) -> str:
    """One line, with control characters shown as what they are: never sent to the terminal. Same length."""
    return "".join(c if c.isprintable() else " " for c in text)
