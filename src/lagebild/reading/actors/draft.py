"""Mentions and entities while they are being read: mutable, inside this package only."""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.knowledge import Knowledge
from lagebild.knowledge.rows import ActorRow, RoleRow
from lagebild.language.doc import Doc, Token
from lagebild.records import Article, EntityKind, MentionForm, Place


@dataclass(slots=True)
class Draft:
    """A place in the text that may mean an actor, with all that the place itself tells."""

    head: int  # token that stands for the mention in the tree
    first: int  # tokens [first, last)
    last: int
    form: MentionForm
    kind: EntityKind | None = None
    name: str = ""  # of a name: its words in the nominative; of a noun: what the entity is called if nothing is known
    gender: str = ""  # m, f, n; "" where not told
    plural: bool = False
    role: RoleRow | None = None
    word: str = ""  # the role noun, lower case
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    organization: str | None = None  # what the office belongs to: "CDU"
    adjective: str = ""  # of a state, as the text has it: "iranischen"
    quality: str = ""  # an adjective that says which kind: "nationalistische"
    foreign: bool = False  # "ausländische Soldaten": of no state that the text is about
    seat: str = ""  # town or region that the institution belongs to: "Berlin"
    definite: bool = False
    proper: str = ""  # name that the noun has with what follows it: "Bündnis gegen Lärm"
    former: bool = False  # "der frühere Präsident": not who holds the office now
    age: str = ""  # "45" of "der 45-jährige Mann", "der 45-Jährige"
    possessor: int | None = None  # token of "sein" in "sein Land"
    owner: Draft | None = None  # name in "Samanis Anwältin", "Anhänger Samanis"
    rows: tuple[ActorRow, ...] = ()
    tokens: tuple[int, ...] = ()  # further tokens that point to the same entity
    titles: list[Draft] = field(default_factory=list)  # of a name: the role nouns that stand with it
    same: Draft | None = None  # the name that this noun is in apposition to
    node: Node | None = None
    nodes: tuple[Node, ...] = ()  # of a plural that means several

    def span_in(self, doc: Doc) -> tuple[int, int]:
        """The characters of the mention."""
        return doc.tokens[self.first].start, doc.tokens[self.last - 1].end


@dataclass(slots=True, eq=False)
class Node:
    """An entity in the making."""

    kind: EntityKind
    name: str
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    gender: str = ""
    grammar: str = ""  # grammatical gender of an institution's noun
    members: set[str] = field(default_factory=set)  # nouns that stood for it: "Außenminister" for the EU
    called: set[str] = field(default_factory=set)  # nouns that took it up: "Hilfsorganisation" for Oxfam
    voice: str = (
        ""  # gender of the noun that stood for it last: "ein Sprecher der Polizei ... er", "die Regierung ... sie"
    )
    voiced: int = -9  # token of that noun
    age: str = ""
    plural: bool = False
    row: ActorRow | None = None
    parts: frozenset[str] = frozenset()  # folded words of a person's name
    words: set[str] = field(default_factory=set)  # role nouns said of it
    offices: set[str] = field(default_factory=set)
    former: bool = False
    vague: bool = False  # begun by "ein Minister": a later "der Minister" may as well be somebody named
    guessed: bool = False  # the country was taken from the context
    bare: str = ""  # of a group that is called by an adjective: its noun alone
    mentions: list[Draft] = field(default_factory=list)
    last: int = -1  # token of the mention read last
    subject: bool = False  # it was a subject


@dataclass(slots=True)
class Work:
    """What all steps of one article share."""

    doc: Doc
    article: Article
    knowledge: Knowledge
    places: tuple[Place, ...]
    date: str | None
    drafts: list[Draft] = field(default_factory=list)
    by_token: dict[int, Draft] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)  # countries of the article, the most prominent first
    several: tuple[tuple[Node, ...], int] | None = None  # the plural that was read last, and its token
    near: dict[int, dict[str, float]] = field(default_factory=dict)  # sentence -> countries named there

    def add(self, draft: Draft) -> Draft:
        """Take a draft in; its tokens point to it unless an earlier draft has them."""
        self.drafts.append(draft)
        for i in (draft.head, *range(draft.first, draft.last), *draft.tokens):
            self.by_token.setdefault(i, draft)
        return draft

    def token(self, i: int) -> Token:
        """Token number `i`."""
        return self.doc.tokens[i]

    def main_country(self, default: str | None = None) -> str | None:
        """The country that the article is about most."""
        return self.focus[0] if self.focus else default
