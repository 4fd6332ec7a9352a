"""How surely a candidate tells an event: a linear model over the frame, the grammar and the sentence's vector.

Weights are made by `training/events.py` and shipped as `event_weights.npz`; without them (while training) the
probability is 0.5. Features are strings with values; unknown ones weigh nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from lagebild.language.doc import Doc, Token
from lagebild.reading.events.candidates import NOMINAL, Candidate
from lagebild.reading.events.classes import in_class
from lagebild.reading.events.content import content_features
from lagebild.reading.events.context import Reading
from lagebild.reading.events.status import Mood
from lagebild.reading.events.syntax import base, clause_head, governor, is_verb, preposition, verb_lemma
from lagebild.records import EventType, Participant

TYPES: tuple[EventType, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
FEATURE_CAP = 4.0  # the sentence model's log odds beyond this tell no more
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: one weight a feature, and the sentence model (16 types and "any" over the vector)."""

    of: dict[str, float]
    sentence: NDArray[np.float32]  # (512, 17)
    bias: NDArray[np.float32]  # (17,)
    threshold: float


@cache
def weights() -> Weights | None:
    """The shipped weights, loaded once; None before the first training."""
    path = files("lagebild.knowledge").joinpath("data", "event_weights.npz")
    if not path.is_file():
        return None
    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as data:
        names = bytes(data["names"]).decode("utf-8").split("\n")
        of = dict(zip(names, data["weights"].astype(float).tolist(), strict=True))
        return Weights(of, data["sentence"].astype(np.float32), data["bias"], float(data["threshold"]))


def sentence_scores(doc: Doc, model: Weights | None) -> NDArray[np.float32] | None:
    """Log odds of each type (column 16: of any event) for each sentence."""
    if model is None or doc.vectors is None:
        return None
    scores: NDArray[np.float32] = doc.vectors @ model.sentence + model.bias
    return np.clip(scores, -FEATURE_CAP, FEATURE_CAP)


def probability(features: Features, model: Weights | None) -> float:
    """The calibrated probability that a candidate with these features tells an event of its frame's type."""
    if model is None:
        return 0.5
    of = model.of
    z = of.get("bias", 0.0) + sum(of.get(name, 0.0) * value for name, value in features.items())
    return float(1.0 / (1.0 + np.exp(-z)))


class Told:
    """What the sentence model says of an article: of each sentence, and of the article on the whole."""

    def __init__(self, scores: NDArray[np.float32]) -> None:
        self.rows, self.mean, self.best = scores, scores.mean(0), scores.max(0)


def with_sentence(features: Features, candidate: Candidate, told: Told | None) -> Features:
    """The features with those of the sentence's vector, and of the article's: what it is about on the whole."""
    if told is None:
        return features
    row, column = told.rows[candidate.head.sent], TYPES.index(candidate.frame.type)
    own = float(row[column])
    best = float(max(row[:16]))
    return {
        **features,
        "article:any": float(told.mean[16]),
        "article:own": float(told.mean[column]),
        "article:best": float(told.best[column]),
        "vec:own": own,
        "vec:any": float(row[16]),
        "vec:gap": own - best,
        f"vec:{candidate.frame.type}": own,
    }


def features_of(
    candidate: Candidate,
    mood: Mood,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    reading: Reading,
    around: Surroundings,
) -> Features:
    """What the model sees of a candidate, without the sentence's vector."""
    frame, token = candidate.frame, candidate.triggers[0] if candidate.frame.kind != "lv" else candidate.head
    found = [
        f"frame:{frame.name}",
        f"sure:{frame.kind}:{frame.sure}",
        f"type:{frame.type}",
        f"type:{frame.type}:{frame.sure}",
        f"word:{_word(candidate)}:{frame.type}",
        f"rivals:{min(candidate.rivals, 2)}",
        f"conditions:{min(len(frame.conditions), 2)}",
    ]
    found += [f"failed:{key}" for key in candidate.failed] + [f"failed:{len(candidate.failed)}:{frame.sure}"]
    found += _of_participants(frame.type, candidate.frame.kind, actors, recipients)
    found += _of_mood(mood)
    found += _of_place(token, candidate, reading)
    found += [f"under:{u}" for u in around.under] + [f"under:{u}:{frame.type}" for u in around.under]
    found.append(f"same:{min(around.same_sentence, 2)}")
    values: Features = dict.fromkeys(found, 1.0)
    values.update(content_features(candidate, reading))
    values["elsewhere"] = min(around.elsewhere, 5) / 5
    values["density"] = around.density
    return values


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the other candidates of the article tell of one."""

    under: tuple[str, ...] = ()  # types whose clause or object it stands in
    same_sentence: int = 0  # candidates of its type in the sentence
    elsewhere: int = 0  # candidates of its type in the article
    density: float = 0.0  # candidates per sentence


def _word(candidate: Candidate) -> str:
    if candidate.frame.kind == "lv" and candidate.noun is not None:
        return f"{candidate.noun.lemma.lower()}+{verb_lemma(candidate.head)}"
    head = candidate.head
    return verb_lemma(head) if is_verb(head) else head.lemma.lower()


def _of_participants(
    kind: str, word: str, actors: Sequence[Participant], recipients: Sequence[Participant]
) -> Iterable[str]:
    have = ("a" if actors else "-") + ("r" if recipients else "-")
    yield f"who:{have}"
    yield f"who:{have}:{word}"
    yield f"who:{have}:{kind}"
    for name, rows in (("actor", actors[:1]), ("recipient", recipients[:1])):
        for row in rows:
            yield f"{name}:{row.sector}"
            yield f"{name}:{'state' if row.country else 'none'}"


def _of_mood(mood: Mood) -> Iterable[str]:
    flags = ("negated", "before", "future", "perfect", "reported", "conditional", "attributed")
    yield from (f"mood:{name}" for name in flags if getattr(mood, name))
    if mood.modal:
        yield f"modal:{mood.modal}"
    if mood.carrier:
        yield f"carrier:{mood.carrier}"


def _of_place(token: Token, candidate: Candidate, reading: Reading) -> Iterable[str]:
    relation = base(token)
    top = clause_head(token)
    yield f"rel:{candidate.frame.kind}:{relation}"
    yield f"clause:{base(top)}"
    if reading.quote_at(token) is not None:
        yield "quoted"
        yield f"quoted:{candidate.frame.type}"
    if token.upos in NOMINAL:
        governed = preposition(token)
        yield f"prep:{governed}"
        yield f"det:{next((c.feat('Definite') or c.lemma.lower() for c in token.children if base(c) == 'det'), 'none')}"
        yield f"number:{token.feat('Number')}"
        above = governor(token)
        if above is not None and in_class(verb_lemma(above[0]), "support"):
            yield "carried"
        if in_class(token.lemma, "people") or in_class(token.lemma, "animate"):
            yield "person-noun"
        yield f"compound:{len(token.lemma) > 12}"
    elif is_verb(token):
        yield f"form:{token.feat('VerbForm')}:{token.feat('Tense')}:{candidate.args.passive}"
        if not candidate.args.subj and not candidate.args.obj:
            yield "verb-alone"
        if candidate.args.subj and not any(reading.resolve(t, strict=True) for t in candidate.args.subj):
            yield "subject-unknown"
    sentence = reading.doc.sentences[token.sent]
    yield f"where:{sentence.kind}"
    yield f"position:{min(sentence.i, 12) // 3}"
