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

        self.past, self.perfect, self.future = words("past"), words("perfect"), words("future")
        self.not_past = words("not_past")
        self.acting = words("acting")
        self.endings = tuple(words("past_endings"))
        self.participle = re.compile(str(spec.get("participle", r"(?!)")))

    def tense(self, words: list[str]) -> Tense | None:
        """The tense that the words of a clause tell, None where they tell none."""
        lower = [w for w in words if w and (w[0].islower() or w.lower() in self.past or w.lower() in self.perfect)]
        forms = [w.lower() for w in lower]
        if any(w in self.past or self._weak_past(w) for w in forms):
            return "past"
        participle = any(self.participle.fullmatch(w) and w not in self.not_past for w in forms)
        if participle and any(w in self.perfect for w in forms):
            return "past"
        if any(w in self.future for w in forms):
            return "future"
        return "present" if any(w in self.perfect for w in forms) else None

    def tells_act(self, words: list[str]) -> bool:
        """Whether a clause in the perfect or future tells an act, not a lasting state."""
        forms = [w.lower() for w in words]
        if any(w in self.acting for w in forms):
            return any(self.participle.fullmatch(w) and w not in self.not_past for w in forms)
        return False

    def _weak_past(self, word: str) -> bool:
        return len(word) > 4 and bool(self.endings) and word.endswith(self.endings) and word not in self.not_past


def tree_tense(token: Token, cues: Cues) -> Tense | None:
    """Tense of the clause that `token` hangs in, by its verb's and auxiliaries' features."""
    verb: Token | None = token
    while verb is not None and verb.upos not in ("VERB", "AUX") and verb.child("cop") is None:
        verb = verb.head
    if verb is None:
        return None
    aux = [c for c in verb.children if c.deprel.split(":")[0] in ("aux", "cop")]
    forms = {t.text.lower() for t in (*aux, verb)}
    if any(t.feat("Tense") == "Past" and t.feat("VerbForm") != "Part" for t in (*aux, verb)) or forms & cues.past:
        return "past"
    participle = verb.feat("VerbForm") == "Part"
    if participle and (not aux or forms & cues.perfect):
        return "past"
    if forms & cues.future:
        return "future"
    return "present" if aux or verb.feat("VerbForm") == "Fin" else None
