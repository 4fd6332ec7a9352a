"""Number, gender and nominative of a German noun, by its form and the words around it."""

from __future__ import annotations

from lagebild.knowledge.rows import RoleRow
from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.lists import table, words
from lagebild.reading.actors.words import fold

EN_ARTICLES, ACCUSATIVE, DATIVE = words("en_articles"), words("accusative"), words("dative")
PLURAL_ARTICLES = words("plural_articles")


SINGULAR_ARTICLES = words("singular_articles")


def in_genitive(work: Work, name: Draft) -> bool:
    """Whether a name ends with the s of the genitive: the text has one letter more than what the person is called."""
    last = work.token(name.last - 1).text
    return last.endswith(("s", "'", "’")) and fold(last) != fold(name.name.split()[-1])


def singular_article(work: Work, token: Token) -> bool:
    return token.i > 0 and work.token(token.i - 1).text.lower() in SINGULAR_ARTICLES


def is_plural(work: Work, token: Token, row: RoleRow) -> bool:
    """Number by the words around the noun and its form where they tell it, else as the tagger says."""
    tokens, i = work.doc.tokens, token.i - 1
    first = work.doc.sentences[token.sent].first
    while i >= first and tokens[i].upos in ("ADJ", "ADV"):
        if tokens[i].text.lower() in PLURAL_ARTICLES:
            return True
        i -= 1
    article = tokens[i].text.lower() if i >= first else ""
    if article in PLURAL_ARTICLES or (i >= first and tokens[i].upos == "NUM" and not article.startswith("ein")):
        return True
    if article in SINGULAR_ARTICLES:
        return False
    shared = _shared_number(work, token)
    if shared is None and article in EN_ARTICLES and token.text.endswith("n"):
        shared = _accusative(token)
    if shared is not None:
        return shared
    told = _by_form(token.text.lower(), row, article, bare=_stands_bare(work, token, i, first))
    if told is not None:
        return told
    verb = token.head
    if token.deprel.startswith("nsubj") and verb is not None:
        for v in (verb, *verb.all_children("aux", "aux:pass", "cop")):
            if v.upos in ("AUX", "VERB") and v.text in PLURAL_VERBS:
                return True
    return token.feat("Number") == "Plur"


def _stands_bare(work: Work, token: Token, i: int, first: int) -> bool:
    """Whether a noun has no article, and is neither title nor apposition nor predicate, which need none."""
    if i >= first and not _no_article(work.token(i)):
        return False
    after = work.token(token.i + 1) if token.i + 1 < len(work.doc.tokens) else token
    before = work.token(i).text if i >= first else ""
    if after.upos == "PROPN" or before in (",", "(", "und", "als", "zum", "vom", "–") or token.child("cop") is not None:
        return not token.text.lower().endswith("er")
    return True


def _no_article(token: Token) -> bool:
    """Whether the word before a noun is neither article nor a genitive that stands for one ("Thailands Minister")."""
    return token.upos not in ("DET", "PRON") and not (token.upos == "PROPN" and token.text.endswith(("s", "'", "’")))


def _shared_number(work: Work, token: Token) -> bool | None:
    """Number that the neighbours tell: a title has that of its name, "Nachbarn und Verbündeten" that of the first."""
    after = work.token(token.i + 1) if token.i + 1 < len(work.doc.tokens) else token
    if after.upos == "PROPN" and after.sent == token.sent and token.text.lower().endswith("er"):
        name = work.by_token.get(after.i)
        return None if name is not None and name.form == "name" and in_genitive(work, name) else False
    if token.deprel == "conj" and token.head is not None and work.token(token.i - 1).text == "und":
        first = work.by_token.get(token.head.i)
        if first is not None and first.definite and first.role is not None and not first.plural:
            return False
    return None


def _accusative(token: Token) -> bool | None:
    """ "seinen Kollegen": as an object or after "gegen" the singular, after "mit" the plural; None where unclear."""
    case = token.child("case")
    if case is not None:
        low = case.text.lower()
        return False if low in ACCUSATIVE else True if low in DATIVE else None
    return False if token.deprel == "obj" else None


def _by_form(low: str, row: RoleRow, article: str, bare: bool) -> bool | None:
    """What the form of a noun for a person tells of its number; None where it tells nothing."""
    if row.kind != "person":
        if article in ("des", "eines"):
            return False
        return True if article == "den" and low.endswith("n") and not row.noun.endswith("n") else None
    if low.endswith("innen") or (row.noun.endswith("er") and low == row.noun + "n"):
        return True
    if bare and low.endswith(("e", "n", "er")) and low not in BARE_SINGULAR and not low.endswith("in"):
        return True  # a noun that can be counted has an article in the singular
    adjectival = row.gender is None or row.noun.endswith("e")
    if article == "die" and row.gender == "m" and not adjectival:
        return True
    if bare and not low.endswith(row.noun) and row.gender == "m" and not low.endswith("in"):
        return not (row.noun.endswith("er") and low.endswith("s"))
    if article == "der" and not adjectival and row.gender == "m" and low.endswith("n") and not row.noun.endswith("n"):
        return True
    return None


PLURAL_VERBS = words("plural_verbs")


GENDER_BY_END = tuple((tuple(ends.split()), gender) for gender, ends in table("gender_by_end").items())


def grammatical_gender(work: Work, token: Token) -> str:
    """Gender of an institution's noun: by its ending, by the article before it, else as the tagger says."""
    low = token.lemma.lower() if token.lemma[:1].isupper() else token.text.lower()
    for ends, gender in GENDER_BY_END:
        if low.endswith(ends) or token.text.lower().endswith(ends):
            return gender
    article = work.token(token.i - 1).text.lower() if token.i else ""
    if article in ("das", "die"):
        return "n" if article == "das" else "f"
    return {"Masc": "m", "Fem": "f", "Neut": "n"}.get(token.feat("Gender"), "")


def strong(adjective: str, gender: str, *, plural: bool = False) -> str:
    """An adjective as it stands without an article in the nominative: "Obersten" before "Gerichtshof" is "Oberster"."""
    if adjective[:1].isupper() and adjective.endswith("er") and not adjective.startswith("Ober"):
        return adjective  # "Kairoer Kirche": of a town, has no endings
    stem = adjective
    for ending in ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) > 2:
            stem = stem.removesuffix(ending)
            break
    return stem + ("e" if plural else STRONG.get(gender, "e"))


ENDINGS = ("en", "em", "er", "es", "e")
STRONG = table("strong")


WEAK_ENDS = tuple(words("weak_ends"))


BARE_SINGULAR = words("bare_singular")


def nominative(token: Token, plural: bool, row: RoleRow) -> str:
    """The noun as an entity is called by it: without the n of the dative plural and the s of the genitive."""
    text, base = token.text, row.noun
    if (
        plural
        and row.kind == "person"
        and row.gender is None
        and base.endswith("e")
        and text.lower().endswith(base + "n")
    ):
        return text[:-1]  # an adjective: "die Aufständischen" are "Aufständische"
    for cut in range(3):
        bare = text[: len(text) - cut]
        if cut and text.endswith("in"):
            break  # "Politikerin" is no form of "Politiker"
        if bare.lower().endswith(base) and (not plural or base.endswith(("er", "el")) or not cut):
            return bare
    low = text.lower()
    if (
        plural
        and row.kind == "person"
        and low.endswith(base + "en")
        and base[-1] not in "eiou"
        and not base.endswith(WEAK_ENDS)
    ):
        return text[:-1]  # "Muslimen" is the dative of "Muslime"; "Soldaten" is the nominative, too
    if plural and token.feat("Case") == "Dat" and text.endswith(("ern", "eln", "kräften", "leuten", "männern")):
        return text[:-1]
    return text
