"""Arguments of a verb or noun in the tree: subject, objects, prepositions, over passive, control and coordination."""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.language.doc import Token
from lagebild.reading.events.classes import in_class
from lagebild.reading.events.words import (
    CLAUSES,
    auxiliaries,
    base,
    base_verb,
    clause_head,
    is_finite,
    is_participle,
    is_passive,
    is_verb,
    participle_of,
    preposition,
    verb_lemma,
)

__all__ = [
    "Arguments",
    "arguments",
    "auxiliaries",
    "base",
    "base_verb",
    "clause_head",
    "conjuncts",
    "governor",
    "is_finite",
    "is_participle",
    "is_passive",
    "is_verb",
    "participle_of",
    "preposition",
    "verb_lemma",
]
# Verbs whose object, not subject, does what the infinitive below says ("forderte sie auf, abzuziehen").
OBJECT_CONTROL = frozenset(
    "auffordern bitten zwingen drängen verbieten erlauben aufrufen ermahnen mahnen raten hindern lassen helfen"  # noqa: SIM905
    " beauftragen bewegen verpflichten verurteilen anweisen befehlen gestatten überreden ermuntern nötigen anhalten"
    " beschuldigen verdächtigen bezichtigen vorwerfen unterstellen nahelegen empfehlen untersagen".split()
)
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


EXCEPT = frozenset({"außer", "ausgenommen", "except"})


def _place(found: Arguments, child: Token) -> None:
    relation, governed = base(child), preposition(child)
    if any(c.text.lower() in EXCEPT for c in child.all_children("case")):
        return  # "Gespräche mit allen Parteien, außer mit der Linken"
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
        or (relation == "obl" and child.feat("Case") == "Dat" and (_may_receive(child) or _is_dative(child)))
    ):
        found.iobj.append(child)
    elif relation == "obj":
        found.obj.append(child)
    elif relation == "obl" and child.feat("Case") == "Gen":
        found.gen.append(child)


def _may_act(token: Token) -> bool:
    """Whether a word may be somebody: a name, a pronoun, a person, or a noun with a name behind it."""
    return _may_receive(token) or any(c.upos == "PROPN" and base(c) in ("appos", "flat") for c in token.children)


DATIVE = frozenset({"dem", "den", "der", "einem", "einer", "diesem", "dieser", "diesen", "keinem", "keiner", "beiden"})


def _may_receive(child: Token) -> bool:
    """Whether a word without preposition may be somebody, not a time ("einen Tag", "ein Jahr")."""
    return child.upos in ("PROPN", "PRON") or in_class(child.lemma, "animate")


def _is_dative(child: Token) -> bool:
    """Whether a noun has an article in the dative: without a preposition it tells for whom ("dem Land", "seinem Land")."""
    words = [c.text.lower() for c in child.children if base(c) == "det" and c.feat("Case") in ("Dat", "")]
    return any(w in DATIVE or w.endswith(("inem", "ihrem", "nserem", "inen", "ihren")) for w in words)


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
    return is_finite(verb) or any(is_finite(a) for a in verb.children if base(a) in ("aux", "cop"))


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
