"""The tense of a clause: from the parsed tree, or from word forms where the text is not parsed."""

from __future__ import annotations

import re
from typing import Any, Literal

from lagebild.language.doc import Token

Tense = Literal["past", "present", "future"]


class Cues:
    """The word forms of a language that tell the tense."""

    def __init__(self, spec: dict[str, Any]) -> None:
        def words(name: str) -> frozenset[str]:
            return frozenset(spec.get(name, []))

        strong = {
            prefix + stem + ending
            for stem in words("past_stems")
            for prefix in words("past_prefixes")
            for ending in ("", "en")
        }
        self.past = words("past") | (strong - words("not_past"))
        self.perfect, self.future = words("perfect"), words("future")
        self.not_past = words("not_past")
        self.before = words("before")
        self.before_passive, self.been, self.carrying = words("before_passive"), words("been"), words("carrying")
        self.planned = words("planned")
        self.acting = words("acting")
        self.going_on, self.reporting = words("going_on"), words("reporting")
        self.joining, self.already = words("joining"), words("already")
        self.saying_which, self.saying_which_year = words("saying_which"), words("saying_which_year")
        self.occasions, self.bounds = words("occasions"), words("bounds")
        self.hearsay, self.onwards = words("hearsay"), words("onwards")
        self.perfect_now = words("perfect_now")
        self.endings = tuple(words("past_endings"))
        self.gone, self.coming = re.compile(spec.get("gone", r"(?!)")), re.compile(spec.get("coming", r"(?!)"))
        self.participle = re.compile(str(spec.get("participle", r"(?!)")))

    def tense(self, words: list[str]) -> Tense | None:
        """The tense that the words of a clause tell, None where they tell none."""
        lower = [w for w in words if w and (w[0].islower() or w.lower() in self.past or w.lower() in self.perfect)]
        forms = [w.lower() for w in lower]
        if any(self._simple_past(w, forms) for w in forms):
            return "past"
        if any(w in self.planned for w in forms):
            return "future"
        participle = any(self.participle.fullmatch(w) and w not in self.not_past for w in forms)
        if participle and any(w in self.perfect for w in forms):
            return "past"
        if any(w in self.future for w in forms):
            return "future"
        if any(self._weak_past(w) for w in forms):
            return "past"
        return "present" if any(w in self.perfect for w in forms) else None

    def full_tense(self, words: list[str]) -> Tense | Literal["before"] | None:
        """The same, with "before" for the Plusquamperfekt."""
        forms = [w.lower() for w in words]
        others = (w for w in forms if w not in self.before and w not in self.not_past)
        if any(w in self.before for w in forms) and any(self.participle.fullmatch(w) for w in others):
            return "before"
        if any(w in self.before_passive for w in forms) and any(w in self.been for w in forms):
            return "before"
        return self.tense(words)

    def tells_act(self, words: list[str]) -> bool:
        """Whether a clause in the perfect or future passive tells an act, not a lasting state."""
        forms = [w.lower() for w in words]
        if any(w in self.acting for w in forms):
            return any(self.participle.fullmatch(w) and w not in self.not_past for w in forms)
        return False

    def attribute(self, word: str) -> Tense | None:
        """Past or future as a participle before its noun tells it; None for any other word."""
        if self.coming.fullmatch(word):
            return "future"
        return "past" if self.gone.fullmatch(word) else None

    def _simple_past(self, word: str, clause: list[str]) -> bool:
        """Whether a form is the simple past here: "beschlossen" beside "haben" or "wird" is a participle."""
        if word not in self.past:
            return False
        helped = any(w in self.perfect or w in self.future or w in self.before for w in clause if w != word)
        return not (helped and self.participle.fullmatch(word))

    def _weak_past(self, word: str) -> bool:
        return len(word) > 4 and bool(self.endings) and word.endswith(self.endings) and word not in self.not_past


def tree_tense(token: Token, cues: Cues) -> Tense | None:
    """Tense of the clause that `token` hangs in, from its verb and that verb's auxiliaries; None where they tell none.

    The word forms decide, not the features: treebanks of German mark tense on few verbs.
    """
    verb: Token | None = token
    while verb is not None and verb.upos not in ("VERB", "AUX") and verb.child("cop") is None:
        verb = verb.head
    if verb is None:
        return None
    group = [verb, *(c for c in verb.children if c.deprel.split(":")[0] in ("aux", "cop"))]
    found = cues.tense([t.text for t in sorted(group, key=lambda t: t.i)])
    return None if found == "present" else found
