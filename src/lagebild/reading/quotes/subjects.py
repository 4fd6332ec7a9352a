"""Who the subject of a cue verb is: the tree's word for it, weighed against case, place and number.

A parser takes the noun behind "sagte" for an object now and then, and loses the subject of long sentences. The order of
German words says the same again: the subject stands first, or right behind the finite verb.
"""

from __future__ import annotations

from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.agents import is_agent, is_text
from lagebild.reading.quotes.coordination import NEVER, behind_und, inherited, joined_subject
from lagebild.reading.quotes.cues import noun_cue
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.phrases import VerbGroup, noun_phrase, preposition_before, singular
from lagebild.reading.quotes.segments import is_finite, openers

# Relations of a noun within another noun's phrase.
_INSIDE = frozenset(("nmod", "flat", "flat:name", "appos", "compound", "conj", "amod", "det"))
_NOMINATIVE = frozenset(("er", "ich", "wir", "man", "dieser", "der"))
_PLURAL = frozenset(("haben", "hatten", "sind", "waren", "werden", "wurden", "wollen", "wollten"))
_ENOUGH = 0.3
_OBLIQUE = 4.0
_TREE, _CASE, _PLACE, _NUMBER, _AGENT = (
    3.0,
    2.0,
    2.0,
    0.5,
    2.5,
)  # weights: set by hand, the tree alone never beats case and place


def subject_phrase(
    doc: Doc, group: VerbGroup, low: int, high: int, opaque: list[bool], reach: int = 0
) -> tuple[int, ...]:
    """The noun phrase that is the subject, among the tokens [low, high) of its clause; empty where none fits.

    Its appositions may go on up to `reach`.
    """
    finite = group.finite if group.finite is not None else group.verb
    if finite.i > low and doc.tokens[finite.i - 1].text.lower() in ("und", "sowie", "oder"):
        shared = joined_subject(doc, group, low, opaque, finite)
        if shared:
            return shared
    best: tuple[float, Token] | None = None
    low = behind_und(doc, low, finite, opaque)
    for token in _candidates(doc, low, high, opaque):
        if token in group.parts or _of_another(doc, token, finite):
            continue  # the noun of "ist der Ansicht", the pronoun of a relative clause in between
        score = _score(doc, group, token, finite, low)
        if best is None or score > best[0]:
            best = (score, token)
    if best is not None and _cannot_speak(doc, best[1], finite, low):
        best = _person_behind(doc, finite, high, opaque) or best
    if best is not None and best[1].text.lower() == "sie" and best[1].i > finite.i:
        best = _opener(doc, low, finite, opaque) or best
    if best is None or best[0] < _ENOUGH:
        return inherited(doc, group, low, opaque)
    closes = finite.i + 1 >= high or doc.tokens[finite.i + 1].upos == "PUNCT"
    if closes and best[1].deprel == "obj" and group.verb.deprel == "conj" and best[1].i < finite.i:
        shared = inherited(doc, group, low, opaque)  # "das den Plan lobt und die Stadt warnt"
        if shared:
            return shared
    high = max(high, reach)
    return _with_partner(doc, _phrase_of(doc, best[1], finite, low, high, opaque), finite, high)


def _cannot_speak(doc: Doc, token: Token, finite: Token, low: int) -> bool:
    """A thing opens the clause: no person, body, pronoun or text."""
    opens = token.upos == "NOUN" and low <= token.i < finite.i
    if opens and any(n.label in ("PER", "ORG") and n.last == token.i for n in doc.names):
        return False  # "Bergs Kampagne"
    return opens and not is_agent(doc, token) and not is_text(token) and noun_cue(singular(token)) is None


def _person_behind(doc: Doc, finite: Token, high: int, opaque: list[bool]) -> tuple[float, Token] | None:
    """ "Die Verantwortung weist Karl Berg von sich": the person right behind the verb, not by case the object."""
    for token in _candidates(doc, finite.i + 1, high, opaque):
        named = any(n.label == "PER" and n.first <= token.i < n.last for n in doc.names) or _has_name(doc, token)
        if not named or not _directly_behind(doc, finite, token) or preposition_before(doc, token, finite.i + 1):
            return None
        return None if _is_oblique(token) else (_TREE, token)
    return None


def _has_name(doc: Doc, token: Token) -> bool:
    """ "Bundeskanzlerin Anna Berg": a person's name stands right behind the noun."""
    return any(n.label == "PER" and n.first == token.i + 1 for n in doc.names) and is_agent(doc, token)


def _of_another(doc: Doc, token: Token, finite: Token) -> bool:
    """A relative pronoun before the verb of its own clause, which ends before `finite`."""
    if token.upos != "PRON" or token.text.lower() not in openers()["relative"] or token.i + 1 >= finite.i:
        return False
    return any(is_finite(t) for t in doc.tokens[token.i + 1 : finite.i]) and token.head is not finite


def _opener(doc: Doc, low: int, finite: Token, opaque: list[bool]) -> tuple[float, Token] | None:
    """ "Der Trainer nannte sie faul": "sie" is the object where somebody who can speak opens the clause."""
    for token in _candidates(doc, low, finite.i, opaque):
        if _opens_with(doc, token, low) and is_agent(doc, token) and token.feat("Case") != "Acc":
            return (_TREE, token)
    return None


def _phrase_of(doc: Doc, head: Token, finite: Token, low: int, high: int, opaque: list[bool]) -> tuple[int, ...]:
    if head.text.lower() in openers()["relative"] and head.upos == "PRON" and head.i + 1 < finite.i:
        return (head.i,)  # "der den Plan als Fehler bezeichnet": the verb stands last, its objects before it
    if low <= head.i < finite.i and _opens_with(doc, head, low):
        return _before_verb(doc, low, finite.i, opaque)
    return noun_phrase(
        doc, head, max(low, finite.i + 1) if head.i > finite.i else low, high if head.i > finite.i else finite.i
    )


def _with_partner(doc: Doc, phrase: tuple[int, ...], finite: Token, high: int) -> tuple[int, ...]:
    """ "... haben A und B betont": a plural verb behind a singular name takes the name behind "und" with it."""
    plural = finite.feat("Number") == "Plur" or finite.text.lower() in _PLURAL
    if not phrase or not plural or phrase[0] < finite.i:
        return phrase
    after = phrase[-1] + 1
    if after + 1 >= high or doc.tokens[after].text not in ("und", "sowie"):
        return phrase
    if any(doc.tokens[i].text in ("und", "sowie") for i in phrase):
        return phrase
    end = after + 1
    while end < high and doc.tokens[end].upos in ("DET", "ADJ", "NOUN", "PROPN"):
        if doc.tokens[end].upos == "DET" and end > after + 1:
            break  # the article of the object: "... A und B | die Lage"
        end += 1
    named = any(t.upos in ("NOUN", "PROPN") for t in doc.tokens[after + 1 : end])
    return tuple(range(phrase[0], end)) if named else phrase


def _candidates(doc: Doc, low: int, high: int, opaque: list[bool]) -> list[Token]:
    """Heads of noun phrases."""
    found = []
    for token in doc.tokens[low:high]:
        if token.upos not in ("NOUN", "PROPN", "PRON", "NUM", "X", "DET", "ADJ") or token.text.lower() in NEVER:
            continue
        if token.upos in ("DET", "ADJ", "NUM") and token.deprel != "nsubj" and not _stands_for_noun(doc, token, high):
            continue
        if token.upos == "ADJ" and not token.feat("Case"):
            continue  # without an ending: "Einschränkend sagte sie"
        if token.upos == "NOUN" and token.i == low and token.text.endswith("end") and not is_agent(doc, token):
            continue  # a participle at the head of the clause, written large: the same
        if opaque[token.i] and not _named(doc, token, opaque):
            continue
        head = token.head
        if (
            head is not None
            and token.deprel in _INSIDE
            and low <= head.i < high
            and head.upos in ("NOUN", "PROPN", "PRON", "X")
            and not (token.deprel == "nmod" and _is_nominative(token))
        ):
            continue
        found.append(token)
    return found


def bare_heads(doc: Doc, low: int, high: int, opaque: list[bool]) -> list[Token]:
    """Heads of noun phrases without a preposition among the tokens [low, high)."""
    return [t for t in _candidates(doc, low, high, opaque) if not preposition_before(doc, t, low)]


def _stands_for_noun(doc: Doc, token: Token, high: int) -> bool:
    """An adjective with an article and no noun behind: "der 81-Jährige", "letztere"."""
    if token.upos != "ADJ" or token.i == 0 or doc.tokens[token.i - 1].upos != "DET":
        return False
    return token.i + 1 >= high or doc.tokens[token.i + 1].upos not in ("NOUN", "PROPN", "ADJ", "X")


def _named(doc: Doc, token: Token, opaque: list[bool]) -> bool:
    """A short name in quotation marks can be a subject: "schreibt die „Post“"."""
    first = token.i
    while first > 0 and opaque[first - 1]:
        first -= 1
    last = token.i
    while last + 1 < len(opaque) and opaque[last + 1]:
        last += 1
    return last - first < 7


def _score(doc: Doc, group: VerbGroup, token: Token, finite: Token, low: int) -> float:
    score = 0.0
    opens = token.i < finite.i and _opens_with(doc, token, low)
    if token.deprel.startswith("nsubj"):
        score += _TREE if token.head in group.parts else -1.0
    elif token.head not in group.parts:
        score -= 1.0
    if token.text.lower() in _NOMINATIVE and abs(token.i - finite.i) == 1:
        score += 2 * _PLACE
    case = token.feat("Case")
    if _is_oblique(token) and token.child("det") is not group.verb:
        score -= _OBLIQUE
    score += _CASE * {"Nom": 1.0, "": 0.5, "Acc": -0.5}.get(case, -1.0)
    if preposition_before(doc, token, low):
        score -= 4.0
    if _directly_behind(doc, finite, token):
        score += _PLACE if finite.i > low else _PLACE + 1.0  # a verb that opens the clause has its subject behind it
    elif opens:
        score += _PLACE
    if is_agent(doc, token):
        score += _AGENT
    if not opens or token.upos == "PRON":  # appositions may stand between the opening noun and the verb: no distance
        score -= 0.04 * abs(token.i - finite.i)
    number, verb = token.feat("Number"), finite.feat("Number")
    if number and verb:
        score += _NUMBER if number == verb else -_NUMBER
    return score


def _is_nominative(token: Token) -> bool:
    """The article alone says that it is no genitive: "in Jena der Präsident"."""
    article = token.child("det")
    if article is None or article.i > token.i or token.child("case") is not None:
        return False
    masculine = token.feat("Gender") == "Masc" and token.feat("Number") == "Sing"
    return masculine and article.text.lower() in ("der", "ein")


def _is_oblique(token: Token) -> bool:
    """The article alone says that it is no nominative: "dem Rat", "den Gast", "der Zeitung" (feminine)."""
    article = token.child("det")
    if article is None or article.i > token.i:
        return False
    low = article.text.lower()
    if low == "des" or low.endswith(("em", "en")):
        return True
    feminine = token.upos == "NOUN" and token.feat("Gender") == "Fem" and token.feat("Number") == "Sing"
    return feminine and low.endswith("er")


def _directly_behind(doc: Doc, finite: Token, token: Token) -> bool:
    """Only the words of the phrase itself, adverbs or "sich" stand between the finite verb and its noun."""
    if not finite.i < token.i < finite.i + 9:
        return False
    return all(
        t.upos in ("DET", "ADJ", "ADV", "NUM", "PUNCT", "PROPN", "PART") or t.text.lower() in NEVER
        for t in doc.tokens[finite.i + 1 : token.i]
    )


def _opens_with(doc: Doc, head: Token, low: int) -> bool:
    """The clause begins with the phrase of `head`."""
    first = low
    while first < head.i and doc.tokens[first].text.lower() in words_of("leading"):
        first += 1
    return all(t.upos in ("DET", "ADJ", "NUM", "PROPN", "NOUN", "PUNCT", "X") for t in doc.tokens[first : head.i])


def _before_verb(doc: Doc, low: int, finite: int, opaque: list[bool]) -> tuple[int, ...]:
    """All that stands before the finite verb is one phrase; relative clauses in it are left out."""
    first = low
    while first < finite and (doc.tokens[first].text.lower() in words_of("leading") or doc.tokens[first].text == ","):
        first += 1
    last = finite
    for i in range(first + 1, finite):
        token = doc.tokens[i]
        if opaque[i] and doc.tokens[i - 1].upos == "ADP" and i - 1 > first:
            last = i - 1  # "während Berg von „X“ sprach"
            break
        if opaque[i] or doc.tokens[i - 1].text != ",":
            continue
        after = doc.tokens[i + 1] if token.upos == "ADP" and i + 1 < finite else token
        relative = after.text.lower() in openers()["relative"] and any(is_finite(t) for t in doc.tokens[i:finite])
        if relative or token.upos in ("SCONJ", "VERB", "AUX") or is_finite(token):
            last = i - 1
            break
    while last > first and (doc.tokens[last - 1].text in (",", "–", "-") or doc.tokens[last - 1].upos == "ADV"):
        last -= 1
    return tuple(range(first, last))
