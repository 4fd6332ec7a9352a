"""The frames of words in quotation marks: behind them ("...“, sagte X"), before them ("X sagte: „...“"), around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lagebild.language.doc import Doc
from lagebild.reading.quotes.agents import PERSONAL
from lagebild.reading.quotes.clause import Clause, cue_tokens
from lagebild.reading.quotes.content import doc_text, in_bracket, is_name, is_sentence, is_title
from lagebild.reading.quotes.found import Draft, trimmed, without, words
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.marks import Marked
from lagebild.reading.quotes.phrases import noun_phrase
from lagebild.reading.quotes.segments import is_finite
from lagebild.reading.quotes.speakers import addressee_of, citing_of, speaker_of, text_before
from lagebild.reading.quotes.topics import topic
from lagebild.reading.quotes.view import View

LONG = 7  # words: marks around so many are hardly ever a name
_LESS = ("inf", "sub", "frag")  # clauses that hang on another
_FOR_EXAMPLE = frozenset(("wie", "zum", "beispiel", "etwa"))
Cues = Mapping[int, Sequence[Clause]]  # the clauses with a cue verb, by sentence


def before(view: View, mark: Marked, cues: Cues) -> Draft | None:
    """A frame right before the marks whose verb stands at the colon or comma: "X sagte: „...“", "Als X sagte, „...“"."""
    doc = view.doc
    if mark.first < 2 or doc_text(view, mark.first - 1) not in (":", ","):
        return None
    colon = doc_text(view, mark.first - 1) == ":"
    sentence = doc.tokens[mark.first - 1].sent
    near = [c for c in cues.get(sentence, []) if is_sure(c) and max(p.i for p in c.group.parts) < mark.first]
    if not near:
        return None
    last = near[-1]
    if not colon and last.segment.kind == "rel" and not is_sentence(view, mark):
        return None  # "Das Fest, zu dem der Rat aufrief, „...“": the words belong to the clause around
    at_end = max(p.i for p in last.group.parts) == mark.first - 2
    if not at_end and not (colon and last.segment.last == mark.first - 1 and last.segment.kind == "main"):
        return None
    found = _with_clause(view, words(mark.first, mark.last), last, "colon")
    return found if found.speaker else None


def after(view: View, mark: Marked, cues: Cues) -> Draft | None:
    """A frame right behind the marks: "...“, sagte X"; the tree may have cut it off as a sentence."""
    doc = view.doc
    quote = words(mark.first, mark.last)
    tail = doc.tokens[mark.last - 1].sent
    behind = [c for c in cues.get(tail, []) if c.group.parts[0].i >= mark.last]
    closest = min(behind, key=lambda c: c.group.parts[0].i, default=None)
    if closest is not None and _follows(view, mark, closest):
        return _with_clause(view, quote, closest, "after")
    following = cues.get(tail + 1, [])
    if mark.last == doc.sentences[tail].last and following and doc.tokens[mark.last].text == ",":
        finite = following[0].group.finite
        if finite is not None and finite.i <= mark.last + 1:
            return _with_clause(view, quote, following[0], "after")
    return None


def _follows(view: View, mark: Marked, clause: Clause) -> bool:
    """The cue verb comes right behind the closing mark: "...“, sagte X"."""
    finite = clause.group.finite
    if finite is None and clause.group.verb.i == mark.last + 1:
        finite = clause.group.verb  # "...“, meinen Gäste": told by its place, whatever the tagger takes it for
    if finite is None:
        return False
    between = view.doc.tokens[mark.last : finite.i]
    if (
        not between
        and view.doc.tokens[mark.last - 2].text not in (",", ".", "!", "?")
        and mark.last - mark.first < LONG + 2
    ):
        return False  # a name as the subject or at the end of a phrase: "In der „Post“ schreibt X"
    if _has_words_of_its_own(view, mark, clause):
        return False
    if all(t.upos == "PUNCT" or t.text in (",", "–", "-") for t in between):
        return True
    if between[-1].text.lower() in words_of("demonstratives") and between[0].text in (",", "–", "-"):
        return len(between) == 2  # "„...“ – das sagte der Wirt"
    if len(between) < 2 or clause.segment.last - clause.segment.first > 20:
        return False
    return between[0].text == "," and between[1].text.lower() in ("so", "wie")


def _has_words_of_its_own(view: View, mark: Marked, clause: Clause) -> bool:
    """ "Auf den Vorwurf, das sei „teuer“, erwiderte der Rat, dass ...": the verb brings what follows it."""
    behind = clause.parts[clause.at + 1] if clause.at + 1 < len(clause.parts) else None
    inside = mark.first > clause.sentence.first
    return inside and behind is not None and behind.mark == "," and behind.kind in ("dass", "inf", "ob")


def illustrates(view: View, mark: Marked, drafts: list[Draft], cues: Cues) -> Draft | None:
    """ "Er sagte, es sei kalt: „...“": the words behind the colon belong to who is told about before it."""
    before = mark.first - 2
    told = next((d for d in drafts if d.type not in ("Direct", "Reported") and before in d.quote and d.speaker), None)
    if told is None or view.doc.tokens[before].sent < view.doc.tokens[mark.first].sent - 1:
        return None
    if told.evidence in ("wie", "wonach") and topic(view, view.sentence_of(before), mark.first) is not None:
        return None  # "Wie die Post meldet, schwieg er nicht: ...", "Er schließt sich dem Vorwurf an, wonach ...: ..."
    inside = [c for c in cues.get(view.doc.tokens[before].sent, []) if c.group.verb.i in told.quote]
    if any(c.segment.kind in ("main", "v1") and c.group.verb.i < mark.first and is_sure(c) for c in inside):
        return None  # "Wie die Post meldet, sagte er: „...“"
    quote = words(mark.first, mark.last)
    return replace(Draft("Direct", "colon", quote, medium="speech").with_frame_of(told), evidence="colon")


def is_sure(clause: Clause) -> bool:
    return clause.group.cue.strength == 1 and "direct" in clause.group.cue.forms


def framed(view: View, mark: Marked, cues: Cues, count: int) -> Draft | None:
    """A frame before the marks ("X sagte: ...") or around them ("X nannte es ...")."""
    doc = view.doc
    quote = words(mark.first, mark.last)
    head = _sentence_of(view, mark)
    colon = mark.first > 0 and doc.tokens[mark.first - 1].text == ":"
    earlier: Sequence[Clause] = [c for c in cues.get(head, []) if max(p.i for p in c.group.parts) < mark.first]
    if colon:
        if not earlier and head > 0 and mark.first == doc.sentences[head].first:
            earlier = cues.get(head - 1, [])
        if earlier:
            found = _with_clause(view, quote, _main_of(earlier, mark), "colon")
            if not found.speaker and (outer := _outside(earlier)) is not None:
                found = _with_clause(
                    view, quote, outer, "colon"
                )  # "erklärte einer, der nicht genannt werden wollte: ..."
            return _by_main_clause(view, mark, found, earlier)
        return _bare_colon(view, mark, count)
    around = [c for c in cues.get(head, []) if "direct" in c.group.cue.forms and _holds(view, c, mark)]
    if around and (_fills(view, mark, around, count) or not is_name(view, mark, count, _is_called(view, mark, around))):
        best = min(around, key=lambda c: abs(c.group.verb.i - mark.first))
        found = _with_clause(view, quote, best, "around_long" if count >= LONG else "around_short")
        return found if found.speaker or count >= LONG else None
    return None


def _sentence_of(view: View, mark: Marked) -> int:
    """The sentence of the marks: with a small letter behind a full stop the one before ("... Johannes XX. „ist ...“")."""
    i = view.doc.tokens[mark.first].sent
    cut = mark.first == view.doc.sentences[i].first and doc_text(view, mark.inner[0])[0].islower()
    return i - 1 if cut and i > 0 else i


def _by_main_clause(view: View, mark: Marked, found: Draft, earlier: Sequence[Clause]) -> Draft:
    """ "Wie die Post meldet, schwieg er nicht: ...", "Er scheut sich nicht, das zu zeigen: ...": where no cue stands in a
    main clause, the subject of the main clause speaks behind its colon."""
    doc = view.doc
    if any(not _hangs_on(doc, c) for c in earlier):
        return found
    about = topic(view, earlier[-1].sentence, mark.first)
    return replace(found, speaker=without(about.phrase, found.quote)) if about is not None else found


def _hangs_on(doc: Doc, clause: Clause) -> bool:
    """The clause is part of another one, and its verb does not bring the words behind the colon: "..., die aus einem Wort
    bestand: ..."."""
    kind = clause.segment.kind
    told_by = doc.tokens[clause.segment.first].text.lower() == "wie"
    return kind in _LESS or told_by or (kind == "rel" and "direct" not in clause.group.cue.forms)


def _main_of(earlier: Sequence[Clause], mark: Marked) -> Clause:
    """Of the cues before a colon the one at it in a relative clause ("ein Gesetz, in dem es heißt: ..."), else the last one in
    a main clause ("schrieb zur Begründung, warum er geht: ...")."""
    last = earlier[-1]
    if last.segment.kind == "rel" and max(p.i for p in last.group.parts) == mark.first - 2:
        return last
    return _outside(earlier) or last


def _outside(earlier: Sequence[Clause]) -> Clause | None:
    """The last cue in a main clause."""
    return next((c for c in reversed(earlier) if c.segment.kind in ("main", "v1")), None)


def _is_called(view: View, mark: Marked, around: list[Clause]) -> bool:
    """ "nannte ihn „X“", "sprach von „X“": the marked words fill the place of what was said."""
    before = {t.text.lower() for t in view.doc.tokens[max(0, mark.first - 3) : mark.first]}
    topics = {topic for c in around for topic in c.group.cue.topic}
    return bool(before & ({"als"} | topics)) or any(c.group.cue.cue == "nennen" and not c.group.passive for c in around)


def _fills(view: View, mark: Marked, around: Sequence[Clause], count: int) -> bool:
    """ "riet zu „Ruhe und Geduld“", "nannte den Pass „unfair“": the place of what was said, right behind its preposition,
    or one small word as the judgement."""
    previous = doc_text(view, mark.first - 1).lower() if mark.first else ""
    topics = {"als"} | {topic for c in around for topic in c.group.cue.topic}
    called = any(c.group.cue.cue in words_of("calling") for c in around)
    if called and mark.first and view.doc.tokens[mark.first - 1].upos not in ("DET", "ADP", "ADJ"):
        return previous not in words_of("distance") | words_of("naming")  # "skandierten „Freiheit“"
    judged = any(c.group.cue.cue == "nennen" for c in around) and doc_text(view, mark.inner[0])[0].islower()
    spoken = any(c.group.cue.cue == "sprechen" for c in around)  # "sprach von „Murks“"
    return ((count > 1 or spoken or previous == "als") and previous in topics) or (
        judged and mark.first > 0 and previous not in words_of("distance")
    )


def _holds(view: View, clause: Clause, mark: Marked) -> bool:
    """The marked words are an argument of the cue verb: within its clause, or right behind it."""
    if clause.sentence.i < view.doc.tokens[mark.first].sent:
        return clause.segment.last >= clause.sentence.last - 1
    first = clause.segment.first
    last = max(clause.segment.last, max(p.i for p in clause.group.parts))
    return first <= mark.first and mark.last <= last + 1


def so_behind(view: View, mark: Marked) -> Draft | None:
    """ "...“, so X"."""
    doc = view.doc
    i = mark.last
    if i < len(doc.tokens) and doc.tokens[i].text in (",", "–", "-"):
        i += 1
    if i + 1 >= len(doc.tokens) or doc.tokens[i].text not in ("so", "laut"):
        return None
    head = next((t for t in doc.tokens[i + 1 : i + 12] if t.upos in ("NOUN", "PROPN", "PRON")), None)
    if i + 1 < len(doc.tokens) and doc.tokens[i + 1].text.lower() in PERSONAL:
        head = doc.tokens[i + 1]
    if head is None or any(t.upos in ("VERB", "AUX") for t in doc.tokens[i + 1 : head.i]):
        return None
    sentence = doc.sentences[doc.tokens[i].sent]
    speaker = noun_phrase(doc, head, i + 1, sentence.last)
    speaker = speaker or (head.i,)
    frame = words(mark.last, speaker[-1] + 1)
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
    speaker = text_before(view, sentence) or (about.phrase if about is not None else ())
    return Draft("Direct", "colon_bare", quote, speaker, medium="speech")


def worded(view: View, mark: Marked, cues: Cues) -> Draft | None:
    """ "mit den Worten „...“", "Parolen wie „...“": the noun before says that the marks hold speech."""
    doc = view.doc
    first = mark.first
    while first > 2 and doc.tokens[first - 1].text.lower() in _FOR_EXAMPLE:
        first -= 1
    if not any(t.text.lower() in words_of("wording") for t in doc.tokens[max(0, first - 2) : first]):
        return None
    quote = words(mark.first, mark.last)
    sentence = doc.tokens[mark.first].sent
    near = cues.get(sentence, [])
    if near:
        own = [c for c in near if c.segment.first <= mark.first < c.segment.last] or near
        return _with_clause(view, quote, min(own, key=lambda c: abs(c.group.verb.i - mark.first)), "worded")
    head = next((t for t in doc.sentence_tokens(sentence) if t.deprel == "nsubj" and not view.opaque[t.i]), None)
    last = doc.sentences[sentence].last
    speaker = trimmed(doc, noun_phrase(doc, head, doc.sentences[sentence].first, last)) if head is not None else ()
    return Draft("Direct", "worded", quote, without(speaker, quote), medium="speech")


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
