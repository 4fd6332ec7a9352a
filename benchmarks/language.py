"""The language model on held-out sentences with gold tokens, names through the shared scorer, and speed beside a peer.

Run: python -m benchmarks.language ../shared
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.table import Row
from lagebild.language import analyse_many
from lagebild.language.conllu import GoldSentence, read_conllu
from lagebild.language.doc import Doc, Sentence, Token
from lagebild.language.model import default_model

GSD_TRAINED = 350  # first sentences of GSD test-a that the model was trained on (docs/model-card.md)
EWT_TRAINED = 1500  # the same of English EWT test
SPEED_ARTICLES = 200  # of the 850; the whole takes minutes with the peer and gives the same figure within 3 %
PEER = "fr_core_news_sm"
_KEPT = {"nsubj:pass", "aux:pass", "compound:prt"}
_BATCH = 200  # sentences annotated at once


def read_treebank(path: Path) -> list[GoldSentence]:
    """The sentences of a packed treebank."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(read_conllu(lines))


def gold_doc(sentences: Sequence[tuple[Sequence[str], Sequence[bool]]], language: str) -> Doc:
    """A document of given tokens (words, and whether a space follows each), one sentence a line."""
    doc, text = Doc("", language), ""
    for number, (words, spaces) in enumerate(sentences):
        first, start = len(doc.tokens), len(text)
        for word, space in zip(words, spaces, strict=True):
            doc.tokens.append(Token(len(doc.tokens), word, len(text), number))
            text += word + " " * space
        doc.sentences.append(Sentence(number, first, len(doc.tokens), start, len(text.rstrip()), number))
        text += "\n"
    doc.text = text
    return doc


def parse_scores(sentences: Sequence[GoldSentence], language: str) -> dict[str, float]:
    """UPOS, UAS, LAS (punctuation counted, subtypes as in the notes), case of words that have one, lemma."""
    right = dict.fromkeys(("upos", "uas", "las", "case", "lemma"), 0)
    total = dict.fromkeys(right, 0)
    for at in range(0, len(sentences), _BATCH):
        part = sentences[at : at + _BATCH]
        doc = gold_doc([([r.form for r in s.rows], [r.space_after for r in s.rows]) for s in part], language)
        default_model().annotate(doc)
        for number, sentence in enumerate(part):
            first = doc.sentences[number].first
            for k, row in enumerate(sentence.rows):
                token = doc.tokens[first + k]
                head = token.head.i - first + 1 if token.head else 0
                gold = row.deprel if row.deprel in _KEPT else row.deprel.split(":")[0]
                right["upos"] += token.upos == row.upos
                right["uas"] += head == row.head
                right["las"] += head == row.head and token.deprel == gold
                right["lemma"] += token.lemma == row.lemma
                if case := row.feats.get("Case"):
                    right["case"] += token.feat("Case") == case
                    total["case"] += 1
                for key in ("upos", "uas", "las", "lemma"):
                    total[key] += 1
    return {k: right[k] / max(total[k], 1) for k in right}


def name_scores(shared: Path) -> dict[str, float]:
    """F1 by type and over all on GermEval 2014 test-a, from the shared scorer."""
    with gzip.open(shared / "data" / "ner" / "germeval2014-test-a.tsv.gz", "rt", encoding="utf-8") as lines:
        gold = lines.read()
    blocks = [[line.split("\t")[0] for line in b.split("\n") if "\t" in line] for b in gold.split("\n\n")]
    sentences = [b for b in blocks if b]
    tags: list[list[str]] = []
    for at in range(0, len(sentences), _BATCH):
        part = sentences[at : at + _BATCH]
        doc = gold_doc([(words, spaces_after(words)) for words in part], "de")
        default_model().annotate(doc)
        tags += [["O"] * len(words) for words in part]
        for name in doc.names:
            number = doc.tokens[name.first].sent
            for i in range(name.first, name.last):
                mark = "B" if i == name.first else "I"
                tags[at + number][i - doc.sentences[number].first] = f"{mark}-{name.label}"
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "gold.tsv", Path(folder) / "found.tsv"]
        golds = [[line for line in b.split("\n") if "\t" in line] for b in gold.split("\n\n")]
        paths[0].write_text("\n\n".join("\n".join(b) for b in golds if b) + "\n", encoding="utf-8")
        found = ("\n".join(f"{w}\t{t}" for w, t in zip(*b, strict=True)) for b in zip(sentences, tags, strict=True))
        paths[1].write_text("\n\n".join(found) + "\n", encoding="utf-8")
        command = [sys.executable, str(shared / "eval" / "ner.py"), *map(str, paths)]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: dict[str, float] = json.loads(result.stdout.strip().splitlines()[-1])
    return scores


def spaces_after(words: Sequence[str]) -> list[bool]:
    """Where spaces most likely stood: none before closing marks, none after opening ones, straight quotes by turns."""
    spaces, opened = [], False
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else "."
        space = following not in set(".,;:!?)]}”’»%…“") and word not in set("([{„‚«")
        if word == '"':
            opened = not opened
            space = space and not opened
        if following == '"' and opened:
            space = False
        spaces.append(space)
    return spaces


def articles(shared: Path, count: int) -> list[str]:
    """The texts of Wikinews articles."""
    with gzip.open(shared / "data" / "quotes" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(count), strict=False)]


def own_speed(texts: Iterable[str]) -> float:
    """Tokens a second of processor time, segmenting included."""
    default_model()
    start = time.process_time()
    tokens = sum(len(doc.tokens) for doc in analyse_many((text, "de") for text in texts))
    return tokens / (time.process_time() - start)


def peer_speed(texts: Sequence[str]) -> float | None:
    """The same for the peer's whole pipeline; None where it is not installed."""
    try:
        import spacy

        nlp = spacy.load(PEER)
    except (ImportError, OSError):
        return None
    start = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=16))
    return tokens / (time.process_time() - start)


_BARS = {
    "upos": ("0.94", "–"), "uas": ("0.84", "–"), "las": ("0.77", "0.85"), "case": ("0.88", "–"), "lemma": ("0.95", "–"),
}  # fmt: skip


def measure(shared: Path) -> list[Row]:
    """The rows of the bench table; an empty list where the gold is absent."""
    ud = shared / "data" / "ud"
    if not ud.is_dir():
        return []
    rows = []
    gsd = read_treebank(ud / "de_gsd-ud-test-a.conllu.gz")[GSD_TRAINED:]
    note = f"GSD test-a, last {len(gsd)} sentences, gold tokens"
    for key, value in parse_scores(gsd, "de").items():
        rows.append(Row(f"{key} (German)", round(value, 4), "–", *_BARS[key], note))
    ewt = read_treebank(ud / "en_ewt-ud-test.conllu.gz")[EWT_TRAINED:]
    english = parse_scores(ewt, "en")
    rows.append(
        Row("las (English)", round(english["las"], 4), note=f"EWT test, last {len(ewt)} sentences, gold tokens")
    )
    peers = {"all": "Flair 0.849, Stanza 0.852 (whole test, all data)"}
    bars = {"all": ("0.78", "0.88"), "PER": ("0.86", "–")}
    for key, value in name_scores(shared).items():
        bar, goal = bars.get(key, ("–", "–"))
        rows.append(Row(f"names F1 {key}", value, peers.get(key, "–"), bar, goal, "GermEval 2014 test-a"))
    texts = articles(shared, SPEED_ARTICLES)
    own = own_speed(texts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3  # before the peer is loaded into this process
    peer = peer_speed(texts)
    beside = f"{PEER} {peer:.0f}" if peer else "–"
    note = f"{len(texts)} Wikinews articles, processor time, segmenting included"
    rows.append(Row("tokens a second, language step", round(own), beside, "4000", "10000", note))
    rows.append(Row("memory of this process, MB", round(memory), "–", "500", "400", "treebanks and texts included"))
    return rows


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")):
        print(f"{row.measure:32} {row.ours}  peer {row.peer}  bar {row.bar}  goal {row.goal}  {row.note}")
