"""One word of the tree: its relation, its preposition, what verb it is a form of, voice and auxiliaries."""

from __future__ import annotations

from lagebild.language.de.forms import finite_strong
from lagebild.language.de.verbs import full_lemma, particle
from lagebild.language.doc import Token
from lagebild.reading.events.lexicon import lexicon

CONTRACTIONS = {
    "am": "an", "ans": "an", "im": "in", "ins": "in", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei",
    "aufs": "auf", "durchs": "durch", "fürs": "für", "ums": "um", "vors": "vor", "übers": "über", "unterm": "unter",
    "hinters": "hinter", "hinterm": "hinter", "seitens": "von",
}  # fmt: skip
WERDEN = frozenset({"wird", "werden", "wurde", "wurden", "worden", "werde", "würde", "würden"})
CLAUSES = ("ccomp", "xcomp", "csubj", "parataxis", "advcl", "acl")


def base(token: Token) -> str:
    """The relation without its subtype."""
    return token.deprel.partition(":")[0]


def preposition(token: Token) -> str | None:
    """The preposition that governs a noun, uncontracted and in lower case."""
    for child in token.children:
        if child.deprel == "case" or (child.upos == "ADP" and base(child) in ("case", "mark", "fixed")):
            low = child.text.lower()
            return CONTRACTIONS.get(low, low)
    return None


def verb_lemma(token: Token) -> str:
    """The whole lemma of a verb in lower case; by its form where that is a form of a verb that we know."""
    known, form = lexicon(), token.text.lower()
    part = particle(token)
    if part is not None:
        lemma = part.text.lower() + (known.finite.get(form) or base_verb(form) or token.lemma.lower())
        return lemma if lemma in known.finite else full_lemma(token).lower()
    plain = known.finite.get(form) or known.participles.get(form) or full_lemma(token).lower()
    return (_with_lost_particle(token, plain) or plain) if is_finite(token) else plain


def _with_lost_particle(token: Token, plain: str) -> str | None:
    """The verb with a particle that the parser hung on another word ("erkennt ihn als Präsidenten an")."""
    stem = base_verb(token.text.lower()) or plain
    if (lemma := _with_particle_of_another(token, stem)) is not None:
        return lemma
    if not any(c.children for c in token.children):
        return None
    for other in token.subtree():
        if other.upos == "ADP" and other.head is not None and token.i < other.head.i < other.i and not other.children:
            lemma = other.text.lower() + stem
            if lemma in lexicon().verbs or lemma in lexicon().light:
                return lemma
    return None


def _with_particle_of_another(token: Token, stem: str) -> str | None:
    """The verb with the particle that the parser gave to the verb above ("sagte, sie erkenne das Ergebnis an")."""
    above = token.head
    if above is None or above.i > token.i or not is_finite(above):
        return None
    for other in above.children:
        if other.deprel == "compound:prt" and other.i > token.i:
            lemma = other.text.lower() + stem
            return lemma if lemma in lexicon().verbs or lemma in lexicon().light else None
    return None


def base_verb(form: str) -> str | None:
    """The infinitive of a finite form of a strong verb ("nahm")."""
    return finite_strong().get(form)


def is_verb(token: Token) -> bool:
    """A content verb; participles count as predicates ("wurde festgenommen"), not as attributes."""
    relation = base(token)
    if token.upos in ("VERB", "AUX"):
        return relation not in ("aux", "cop", "amod")
    return token.upos in ("ADJ", "ADV") and relation != "amod" and token.text.lower() in lexicon().participles


def participle_of(token: Token) -> tuple[str, bool] | None:
    """The verb of a participle before a noun ("die festgenommenen Männer") and whether it is the present one."""
    form = token.text.lower()
    if base(token) not in ("amod", "acl") or token.upos not in ("ADJ", "VERB") or form not in lexicon().participles:
        return None
    verb = lexicon().participles[form]
    return verb, form.rstrip("esrmn").endswith("end")


def auxiliaries(token: Token) -> list[Token]:
    """The auxiliaries and modals of a verb; for a coordinated participle also those of the first one."""
    own = [c for c in token.children if base(c) in ("aux", "cop")]
    if not own and base(token) == "conj" and token.head is not None and is_verb(token.head) and not is_finite(token):
        return auxiliaries(token.head)
    return own


def is_passive(token: Token) -> bool:
    """Passive with "werden", or of state ("ist inhaftiert") where the parser says so; told by the auxiliaries first."""
    if not is_participle(token):
        return False
    helpers = {a.text.lower() for a in auxiliaries(token)}
    if helpers & WERDEN:
        return True
    if not helpers or any(h.startswith(("hab", "hat", "hät")) for h in helpers):
        return False
    return any(c.deprel in ("nsubj:pass", "aux:pass", "csubj:pass") for c in token.children)


def is_participle(token: Token) -> bool:
    """A past participle, by its form where we know the verb (taggers mix them up with infinitives and finite forms)."""
    form, known = token.text.lower(), lexicon()
    if form in known.participles:
        return known.participles[form] != form or token.feat("VerbForm") == "Part"
    return token.feat("VerbForm") == "Part" and form not in known.finite


def is_finite(token: Token) -> bool:
    return token.feat("VerbForm") == "Fin"


def clause_head(token: Token) -> Token:
    """The verb (or predicate) of the clause that `token` stands in."""
    while token.head is not None and not is_verb(token) and base(token) not in CLAUSES:
        token = token.head
    return token
