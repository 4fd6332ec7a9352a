"""Arguments of a verb or noun in the tree: subject, objects, prepositions, over passive, control and coordination."""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.language.de.forms import finite_strong
from lagebild.language.de.verbs import full_lemma, particle
from lagebild.language.doc import Token
from lagebild.reading.events.classes import in_class
from lagebild.reading.events.lexicon import lexicon

CONTRACTIONS = {
    "am": "an", "ans": "an", "im": "in", "ins": "in", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei",
    "aufs": "auf", "durchs": "durch", "fürs": "für", "ums": "um", "vors": "vor", "übers": "über", "unterm": "unter",
    "hinters": "hinter", "hinterm": "hinter", "seitens": "von",
}  # fmt: skip
# Verbs whose object, not subject, does what the infinitive below says ("forderte sie auf, abzuziehen").
OBJECT_CONTROL = frozenset(
    "auffordern bitten zwingen drängen verbieten erlauben aufrufen ermahnen mahnen raten hindern lassen helfen"  # noqa: SIM905
    " beauftragen bewegen verpflichten verurteilen anweisen befehlen gestatten überreden ermuntern nötigen anhalten"
    " beschuldigen verdächtigen bezichtigen vorwerfen unterstellen nahelegen empfehlen untersagen".split()
)
WERDEN = frozenset({"wird", "werden", "wurde", "wurden", "worden", "werde", "würde", "würden"})
CLAUSES = ("ccomp", "xcomp", "csubj", "parataxis", "advcl", "acl")
MAX_UP = 4  # how many heads a missing subject is looked for


@dataclass(slots=True)
class Arguments:
    """What a word governs. `preps` by preposition; `passive` where the subject stands as `obj`."""

    subj: list[Token] = field(default_factory=list)
    obj: list[Token] = field(default_factory=list)
    iobj: list[Token] = field(default_factory=list)
    gen: list[Token] = field(default_factory=list)
    poss: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)
    clauses: list[Token] = field(default_factory=list)
    adjectives: list[Token] = field(default_factory=list)
    reflexive: bool = False
    passive: bool = False


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
    return (_with_lost_particle(token, plain) or plain) if _finite(token) else plain


def _with_lost_particle(token: Token, plain: str) -> str | None:
    """The verb with a particle that the parser hung on the word before it ("erkennt ihn als Präsidenten an")."""
    if not any(c.children for c in token.children):
        return None
    stem = base_verb(token.text.lower()) or plain
    for other in token.subtree():
        if other.upos == "ADP" and other.head is not None and token.i < other.head.i < other.i and not other.children:
            lemma = other.text.lower() + stem
            if lemma in lexicon().verbs or lemma in lexicon().light:
                return lemma
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
    if not own and base(token) == "conj" and token.head is not None and is_verb(token.head) and not _finite(token):
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


def _finite(token: Token) -> bool:
    return token.feat("VerbForm") == "Fin"


def clause_head(token: Token) -> Token:
    """The verb (or predicate) of the clause that `token` stands in."""
    while token.head is not None and not is_verb(token) and base(token) not in CLAUSES:
        token = token.head
    return token


def arguments(token: Token) -> Arguments:
    """The arguments of a verb, noun or adjective."""
    if is_verb(token):
        return _verb_arguments(token)
    participle = participle_of(token)
    if participle is None or token.head is None:
        return _noun_arguments(token)
    found = Arguments(passive=not participle[1])
    for child in token.children:
        _place(found, child)
    (found.subj if participle[1] else found.obj).append(token.head)
    if found.passive:
        found.subj = found.preps.get("von", []) + found.preps.get("durch", [])
    return found


def _verb_arguments(verb: Token) -> Arguments:
    found = Arguments(passive=is_passive(verb))
    for child in verb.children:
        _place(found, child)
    if not found.passive:
        _sort_subjects(found, verb)
    if not found.subj and not (found.passive and found.obj):
        inherited = _inherited_subject(verb, MAX_UP)
        (found.obj if found.passive else found.subj).extend(inherited)
    if found.passive:
        found.subj = found.preps.get("von", []) + found.preps.get("durch", [])
    return found


def _sort_subjects(found: Arguments, verb: Token) -> None:
    """One subject only: a parser may call both sides subject, or none ("sagte der Sprecher")."""
    if len(found.subj) > 1:
        nominative = [t for t in found.subj if _is_nominative(t)] or found.subj
        nominative.sort(key=lambda t: not _may_act(t))
        found.obj += [t for t in found.subj if t is not nominative[0]]
        found.subj = nominative[:1]
    elif not found.subj and found.obj and _finite_clause(verb):
        raised = next((t for t in found.obj if _is_nominative(t)), None)
        if raised is not None and base(verb) not in ("conj", "xcomp"):
            found.obj.remove(raised)
            found.subj.append(raised)


ACCUSATIVE = frozenset({"ihn", "mich", "dich", "uns", "euch", "den", "einen", "diesen", "keinen", "seinen", "ihren"})
NOMINATIVE = frozenset({"er", "ich", "wir", "du"})


def _is_nominative(token: Token) -> bool:
    """By the unmistakable forms first, then by what the tagger says."""
    words = {token.text.lower(), *(c.text.lower() for c in token.children if base(c) == "det")}
    if words & NOMINATIVE:
        return True
    if words & ACCUSATIVE and token.feat("Number") != "Plur":
        return False
    return token.feat("Case") == "Nom" or ("der" in words and token.feat("Gender") == "Masc")


def _place(found: Arguments, child: Token) -> None:
    relation, governed = base(child), preposition(child)
    if _is_reflexive(child):
        found.reflexive = True
    elif relation == "nsubj":
        if not _is_expletive(child):
            (found.obj if found.passive or child.deprel == "nsubj:pass" else found.subj).append(child)
    elif relation in CLAUSES:
        if relation != "acl":
            found.clauses.append(child)
    elif governed is not None and child.upos != "ADP":
        found.preps.setdefault(governed, []).append(child)
    elif (
        relation == "iobj"
        or (relation == "obj" and child.feat("Case") == "Dat")
        or (relation == "obl" and child.feat("Case") == "Dat" and _may_receive(child))
    ):
        found.iobj.append(child)
    elif relation == "obj":
        found.obj.append(child)
    elif relation == "obl" and child.feat("Case") == "Gen":
        found.gen.append(child)


def _may_act(token: Token) -> bool:
    """Whether a word may be somebody: a name, a pronoun, a person, or a noun with a name behind it."""
    return _may_receive(token) or any(c.upos == "PROPN" and base(c) in ("appos", "flat") for c in token.children)


def _may_receive(child: Token) -> bool:
    """Whether a bare dative may be somebody, not a time ("einen Tag", "ein Jahr")."""
    return child.upos in ("PROPN", "PRON") or in_class(child.lemma, "animate")


def _is_reflexive(child: Token) -> bool:
    return child.upos == "PRON" and (
        child.text.lower() in ("sich",) or child.feat("Reflex") == "Yes" or child.deprel == "expl:pv"
    )


def _is_expletive(child: Token) -> bool:
    return child.text.lower() == "es" and not child.children


def _inherited_subject(verb: Token, up: int) -> list[Token]:
    """The subject that a coordinated verb, an infinitive or a participle takes from the clause above."""
    head, relation = verb.head, base(verb)
    if head is None or up == 0:
        return []
    if relation == "conj" and is_verb(head):
        return _surface_subject(head, up - 1)
    if relation in ("xcomp", "ccomp", "advcl", "csubj") and not _finite_clause(verb):
        if is_verb(head) and verb_lemma(head) in OBJECT_CONTROL:
            above = arguments(head)
            return above.obj or above.iobj or above.preps.get("von", [])
        return _surface_subject(head, up - 1)
    if relation in ("acl", "amod"):
        if _finite_clause(verb) or verb.feat("VerbForm") == "Part":
            return [head]
        above = _noun_arguments(head)
        return above.gen or above.poss or _surface_subject(clause_head(head), up - 1)
    if (
        relation in ("advcl", "parataxis", "ccomp")
        and is_verb(head)
        and not _has_subject(verb)
        and relation != "parataxis"
    ):
        return _surface_subject(head, up - 1)
    return []


def _has_subject(verb: Token) -> bool:
    return any(base(c) in ("nsubj", "csubj") for c in verb.children)


def _finite_clause(verb: Token) -> bool:
    return _finite(verb) or any(_finite(a) for a in verb.children if base(a) in ("aux", "cop"))


def _surface_subject(verb: Token, up: int) -> list[Token]:
    own = [c for c in verb.children if base(c) == "nsubj" and not _is_expletive(c)]
    return own or _inherited_subject(verb, up)


def _noun_arguments(noun: Token) -> Arguments:
    found = Arguments()
    for child in noun.children:
        relation, governed = base(child), preposition(child)
        if relation == "det" and _is_possessive(child):
            found.poss.append(child)
        elif relation == "amod":
            found.adjectives.append(child)
        elif relation in ("nmod", "obl") and governed is not None:
            found.preps.setdefault(governed, []).append(child)
        elif relation in ("nmod", "obl", "det") and child.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"):
            (found.poss if child.upos == "PRON" and _is_possessive(child) else found.gen).append(child)
        elif relation == "appos" and child.feat("Case") == "Gen" and noun.feat("Case") != "Gen":
            found.gen.append(child)
        elif relation in ("acl", "ccomp", "csubj"):
            found.clauses.append(child)
        elif relation == "nsubj":
            found.subj.append(child)
    found.gen += found.preps.get("von", [])
    return found


def _is_possessive(child: Token) -> bool:
    low = child.text.lower()
    return (
        child.feat("Poss") == "Yes"
        or low in ("dessen", "deren")
        or (low.startswith(("sein", "ihr", "unser")) and low != "sein")
    )


def governor(token: Token) -> tuple[Token, str, str | None] | None:
    """The verb above a noun, the noun's relation to it and the preposition between them."""
    if token.head is None:
        return None
    top = token
    while base(top) == "conj" and top.head is not None and not is_verb(top.head):
        top = top.head
    if top.head is None or not is_verb(top.head):
        return None
    return top.head, base(top), preposition(top)


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated with it below."""
    return [
        token,
        *(
            c
            for child in token.all_children("conj")
            if child.upos in ("NOUN", "PROPN", "PRON", "X", "ADJ", "NUM")
            for c in conjuncts(child)
        ),
    ]
