"""Direct quotations: which words in quotation marks somebody said, and who."""

from __future__ import annotations

from dataclasses import replace

from lagebild.reading.quotes.clause import Clause, cue_tokens
from lagebild.reading.quotes.content import doc_text, has_verb, in_bracket, is_name, is_sentence, is_title
from lagebild.reading.quotes.found import Draft, trimmed, without, words
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.marks import Marked
from lagebild.reading.quotes.phrases import noun_phrase
from lagebild.reading.quotes.segments import is_finite
from lagebild.reading.quotes.speakers import addressee_of, citing_of, speaker_of
from lagebild.reading.quotes.topics import topic
from lagebild.reading.quotes.view import View

LONG = 7  # words: marks around so many are hardly ever a name


def direct(view: View, drafts: list[Draft], found: list[Clause]) -> list[Draft]:
    """The direct quotations of a document; `drafts` are the indirect and reported ones, which may hold fragments,
    `found` the clauses with a cue verb."""
    cue_clauses: dict[int, list[Clause]] = {}
    for clause in found:
        cue_clauses.setdefault(clause.sentence.i, []).append(clause)
    out: list[Draft] = []
    for mark in _joined(view):
        draft = _read(view, mark, drafts, cue_clauses, out)
        if draft is not None:
            out.append(draft)
    return out


def _joined(view: View) -> list[Marked]:
    """The outermost marks; two sentences in marks of their own with nothing between are one quotation."""
    out: list[Marked] = []
    for mark in view.marks:
        if mark.depth:
            continue
        joined = bool(out) and out[-1].last == mark.first and doc_text(view, mark.first - 2) in (".", "!", "?")
        if joined and view.sentence_of(out[-1].first).paragraph == view.sentence_of(mark.first).paragraph:
            out[-1] = Marked(out[-1].first, mark.last, 0, mark.closed)
        else:
            out.append(mark)
    return out


def _read(
    view: View, mark: Marked, drafts: list[Draft], cue_clauses: dict[int, list[Clause]], before: list[Draft]
) -> Draft | None:
    quote = words(mark.first, mark.last)
    inner = words(*mark.inner)
    count = sum(view.doc.tokens[i].text[0].isalnum() for i in inner)
    if not count:
        return None
    draft = Draft("Direct", "", quote, medium="speech")
    colon = mark.first > 0 and doc_text(view, mark.first - 1) == ":"
    framed = _after(view, mark, cue_clauses)
    if framed is None and colon:
        framed = _illustrates(view, mark, drafts, cue_clauses) or _framed(view, mark, cue_clauses, count)
    if framed is not None:
        return framed
    holder = _holder(drafts, inner)
    if holder is not None and not is_name(view, mark, count, said=True):
        return replace(draft.with_frame_of(holder), evidence="fragment_" + ("long" if count >= LONG else "short"))
    framed = _framed(view, mark, cue_clauses, count)
    if framed is not None:
        return framed
    worded = _worded(view, mark, cue_clauses)
    if worded is not None:
        return worded
    if is_name(view, mark, count) and count < 12:
        return None
    if not is_sentence(view, mark) and (count < LONG or not has_verb(view, mark)):
        return _loose(view, mark, draft, drafts, count)
    previous = before[-1] if before else None
    if previous is not None and _goes_on(view, previous, mark):
        return replace(draft.with_frame_of(previous), evidence="goes_on")
    return replace(draft, evidence="bare_long" if count >= LONG else "bare_sentence")


def _loose(view: View, mark: Marked, draft: Draft, drafts: list[Draft], count: int) -> Draft | None:
    """A fragment that begins with a small letter, or stands in a reported clause: words taken over, names are written large."""
    inside = set(draft.quote)
    holder = next((d for d in drafts if d.type == "Reported" and inside <= set(d.quote)), None)
    if holder is not None:
        return replace(draft.with_frame_of(holder), evidence="fragment_reported")
    if doc_text(view, mark.inner[0])[0].islower():
        return replace(draft, evidence="loose_one" if count == 1 else ("loose_few" if count < 4 else "loose_many"))
    return None


def _holder(drafts: list[Draft], inner: tuple[int, ...]) -> Draft | None:
    """The quotation that the marked words stand in."""
    inside = set(inner)
    holders = [d for d in drafts if d.type in ("Indirect", "IndirectFreeIndirect") and inside <= set(d.quote)]
    return min(holders, key=lambda d: len(d.quote), default=None)


def _after(view: View, mark: Marked, cue_clauses: dict[int, list[Clause]]) -> Draft | None:
    """A frame right behind the marks: "...“, sagte X"; the tree may have cut it off as a sentence."""
    doc = view.doc
    quote = words(mark.first, mark.last)
    tail = doc.tokens[mark.last - 1].sent
    behind = [c for c in cue_clauses.get(tail, []) if c.group.parts[0].i >= mark.last]
    closest = min(behind, key=lambda c: c.group.parts[0].i, default=None)
    if closest is not None and _follows(view, mark, closest):
        return _with_clause(view, quote, closest, "after")
    following = cue_clauses.get(tail + 1, [])
    if mark.last == doc.sentences[tail].last and following and doc.tokens[mark.last].text == ",":
        finite = following[0].group.finite
        if finite is not None and finite.i <= mark.last + 1:
            return _with_clause(view, quote, following[0], "after")
    return None


def _illustrates(
    view: View, mark: Marked, drafts: list[Draft], cue_clauses: dict[int, list[Clause]]
) -> Draft | None:
    """ "Er sagte, es sei kalt: „...“": the words behind the colon belong to who is told about before it."""
    before = mark.first - 2
    told = next((d for d in drafts if d.type not in ("Direct", "Reported") and before in d.quote and d.speaker), None)
    if told is None or view.doc.tokens[before].sent < view.doc.tokens[mark.first].sent - 1:
        return None
    inside = [c for c in cue_clauses.get(view.doc.tokens[before].sent, []) if c.group.verb.i in told.quote]
    if any(c.segment.kind in ("main", "v1") and c.group.verb.i < mark.first and _is_sure(c) for c in inside):
        return None  # "Wie die Post meldet, sagte er: „...“"
    quote = words(mark.first, mark.last)
    return replace(Draft("Direct", "colon", quote, medium="speech").with_frame_of(told), evidence="colon")


def _is_sure(clause: Clause) -> bool:
    return clause.group.cue.strength == 1 and "direct" in clause.group.cue.forms


def _framed(view: View, mark: Marked, cue_clauses: dict[int, list[Clause]], count: int) -> Draft | None:
    """A frame before the marks ("X sagte: ...") or around them ("X nannte es ...")."""
    doc = view.doc
    quote = words(mark.first, mark.last)
    head = doc.tokens[mark.first].sent
    so = _so_behind(view, mark)
    if so is not None:
        return so
    colon = mark.first > 0 and doc.tokens[mark.first - 1].text == ":"
    earlier = [c for c in cue_clauses.get(head, []) if max(p.i for p in c.group.parts) < mark.first]
    if colon:
        if not earlier and head > 0 and mark.first == doc.sentences[head].first:
            earlier = cue_clauses.get(head - 1, [])
        if earlier:
            return _with_clause(view, quote, _main_of(earlier), "colon")
        return _bare_colon(view, mark, count)
    around = [c for c in cue_clauses.get(head, []) if "direct" in c.group.cue.forms and _holds(view, c, mark)]
    if around and not is_name(view, mark, count, said=_is_called(view, mark, around)):
        best = min(around, key=lambda c: abs(c.group.verb.i - mark.first))
        found = _with_clause(view, quote, best, "around_long" if count >= LONG else "around_short")
        return found if found.speaker or count >= LONG else None
    return None


def _main_of(earlier: list[Clause]) -> Clause:
    """Of the cues before a colon the last one in a main clause: "schrieb zur Begründung, warum er geht: ..."."""
    return next((c for c in reversed(earlier) if c.segment.kind in ("main", "v1")), earlier[-1])


def _is_called(view: View, mark: Marked, around: list[Clause]) -> bool:
    """ "nannte ihn „X“", "sprach von „X“": the marked words fill the place of what was said."""
    before = {t.text.lower() for t in view.doc.tokens[max(0, mark.first - 3) : mark.first]}
    topics = {topic for c in around for topic in c.group.cue.topic}
    return bool(before & ({"als"} | topics)) or any(c.group.cue.cue == "nennen" and not c.group.passive for c in around)


def _worded(view: View, mark: Marked, cue_clauses: dict[int, list[Clause]]) -> Draft | None:
    """ "mit den Worten „...“", "Parolen wie „...“": the noun before says that the marks hold speech."""
    doc = view.doc
    before = doc.tokens[max(0, mark.first - 2) : mark.first]
    if not any(t.text.lower() in words_of("wording") for t in before):
        return None
    quote = words(mark.first, mark.last)
    sentence = doc.tokens[mark.first].sent
    near = cue_clauses.get(sentence, [])
    if near:
        return _with_clause(view, quote, min(near, key=lambda c: abs(c.group.verb.i - mark.first)), "worded")
    head = next((t for t in doc.sentence_tokens(sentence) if t.deprel == "nsubj" and not view.opaque[t.i]), None)
    last = doc.sentences[sentence].last
    speaker = trimmed(doc, noun_phrase(doc, head, doc.sentences[sentence].first, last)) if head is not None else ()
    return Draft("Direct", "worded", quote, without(speaker, quote), medium="speech")


def _follows(view: View, mark: Marked, clause: Clause) -> bool:
    """The cue verb comes right behind the closing mark: "...“, sagte X"."""
    finite = clause.group.finite
    if finite is None:
        return False
    between = view.doc.tokens[mark.last : finite.i]
    if (
        not between
        and view.doc.tokens[mark.last - 2].text not in (",", ".", "!", "?")
        and mark.last - mark.first < LONG + 2
    ):
        return False  # a name as the subject or at the end of a phrase: "In der „Post“ schreibt X"
    if all(t.upos == "PUNCT" or t.text in (",", "–", "-") for t in between):
        return True
    if len(between) < 2 or clause.segment.last - clause.segment.first > 20:
        return False
    return between[0].text == "," and between[1].text.lower() in ("so", "wie")


def _so_behind(view: View, mark: Marked) -> Draft | None:
    """ "...“, so X"."""
    doc = view.doc
    i = mark.last
    if i < len(doc.tokens) and doc.tokens[i].text in (",", "–", "-"):
        i += 1
    if i + 1 >= len(doc.tokens) or doc.tokens[i].text not in ("so", "laut"):
        return None
    head = next((t for t in doc.tokens[i + 1 : i + 12] if t.upos in ("NOUN", "PROPN", "PRON")), None)
    if head is None or any(t.upos in ("VERB", "AUX") for t in doc.tokens[i + 1 : head.i]):
        return None
    sentence = doc.sentences[doc.tokens[i].sent]
    speaker = noun_phrase(doc, head, i + 1, sentence.last)
    frame = words(mark.last, (speaker[-1] if speaker else i) + 1)
    return Draft("Direct", "so", words(mark.first, mark.last), trimmed(doc, speaker), (i,), frame, medium="speech")


def _bare_colon(view: View, mark: Marked, count: int) -> Draft | None:
    """ "Die Ministerin: ..." - a name and a colon; behind other words the marks may hold a name."""
    doc = view.doc
    sentence = doc.sentences[doc.tokens[mark.first - 1].sent]
    before = doc.tokens[sentence.first : mark.first - 1]
    quote = words(mark.first, mark.last)
    if (count < 3 and not is_sentence(view, mark)) or in_bracket(before) or is_title(before):
        return None
    if before and not any(is_finite(t) for t in before) and any(t.upos in ("PROPN", "NOUN") for t in before):
        speaker = trimmed(doc, words(before[0].i, before[-1].i + 1))
        return Draft("Direct", "colon_name", quote, speaker, frame=words(sentence.first, mark.first), medium="speech")
    about = topic(view, sentence, mark.first)
    return Draft("Direct", "colon_bare", quote, about.phrase if about is not None else (), medium="speech")


def _holds(view: View, clause: Clause, mark: Marked) -> bool:
    """The marked words are an argument of the cue verb: within its clause, or right behind it."""
    first = clause.segment.first
    last = max(clause.segment.last, max(p.i for p in clause.group.parts))
    return first <= mark.first and mark.last <= last + 1


def _with_clause(view: View, quote: tuple[int, ...], clause: Clause, evidence: str) -> Draft:
    group, doc = clause.group, view.doc
    if evidence == "after":
        end = _frame_end(view, clause)
        frame = words(quote[-1] + 1, end)
    elif evidence == "colon":
        frame = words(clause.sentence.first, quote[0])
    else:
        frame = words(clause.segment.first, clause.segment.last)
    speaker = without(speaker_of(view, clause, quote[-1] + 1 if evidence == "after" else 0), quote)
    cue = tuple(cue_tokens(doc, group))
    kind = evidence if not evidence.startswith("around") else f"{evidence}_{group.cue.strength}"
    return Draft(
        "Direct",
        kind,
        quote,
        speaker,
        cue,
        without(frame, quote),
        without(addressee_of(view, clause), quote),
        group.cue.medium,
        without(citing_of(view, clause), quote),
    )


def _frame_end(view: View, clause: Clause) -> int:
    """The end of "..., sagte X am Montag": the sentence, or a comma before other words."""
    last = clause.segment.last
    final = max(p.i for p in clause.group.parts)
    for k in range(clause.at + 1, len(clause.parts)):
        segment = clause.parts[k]
        if (
            segment.first <= final
            or segment.kind == "rel"
            or (segment.kind == "frag" and not view.opaque[segment.first])
        ):
            last = segment.last
        else:
            break
    doc = view.doc
    while last > 0 and doc.tokens[last - 1].text in (".", ","):
        last -= 1
    return last


def _goes_on(view: View, previous: Draft, mark: Marked) -> bool:
    """The marks stand in the paragraph of the last quotation, or right behind it."""
    a, b = view.sentence_of(previous.quote[-1]), view.sentence_of(mark.first)
    return b.paragraph == a.paragraph and b.i - a.i <= 2
