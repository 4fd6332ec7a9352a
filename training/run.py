"""Makes the model file: prepare, train, evaluate, export. `python run.py --data ../shared/data`."""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from dataclasses import replace
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

import corpora
from batches import Batcher
from corpora import Example
from evaluate import name_scores, parse_scores
from gazetteer import kinds
from inventory import Inventory, build
from lemmas import lexicons
from network import Network, Sizes
from silver import read_texts
from train import Plan, train
from usem import load_use

from export import export
from lagebild.language.pieces import Pieces

log = logging.getLogger("training")
PACKAGE = Path(__file__).resolve().parent.parent / "src" / "lagebild" / "language"
EWT_TRAINED = 1500  # sentences of EWT test that are trained on; the rest is for measuring
GSD_TRAINED = 350  # sentences of GSD test-a that the shipped model is trained on; none while choosing (--choose)

SHARES = {
    "de_gsd-ud-dev": 5, "de_gsd-ud-train": 5, "de_pud-ud-test": 4, "en_ewt-ud-dev": 0.8, "en_ewt-ud-train": 0.8,
    "en_pud-ud-test": 0.8, "nl_alpino-ud-dev": 0.6, "nl_alpino-ud-test": 0.6, "nl_lassysmall-ud-dev": 0.5,
    "nl_lassysmall-ud-test": 0.5, "no_bokmaal-ud-dev": 0.5, "no_bokmaal-ud-test": 0.5, "da_ddt-ud-dev": 0.7,
    "da_ddt-ud-test": 0.7, "sv_talbanken-ud-dev": 0.7, "sv_talbanken-ud-test": 0.7, "fr_gsd-ud-dev": 0.4,
    "fr_gsd-ud-test": 0.4, "germeval2014-dev": 3.5, "smartdata-train": 0.8, "smartdata-dev": 0.8, "smartdata-test": 0.8,
    "wikiann-de-train": 0.5, "wikiann-de-val": 0.5, "wikiann-en-train": 0.1, "wikiann-en-val": 0.1,
}  # fmt: skip
# The second phase ("names"): the rate starts again at half its height, and names are seen more often; the first phase
# learns trees faster than names.
NAMES = {"germeval2014-dev": 5, "smartdata-train": 1.2, "smartdata-dev": 1.2, "smartdata-test": 1.2,
         "wikiann-de-train": 0.8, "wikiann-de-val": 0.8, "wikiann-en-train": 0.15, "wikiann-en-val": 0.15}  # fmt: skip
# Sources that the network completes itself in the second half, and how often each is then seen in a round.
SILVER = {
    "de_gsd-ud-dev": 5, "de_gsd-ud-train": 5, "de_pud-ud-test": 4, "germeval2014-dev": 3.5, "smartdata-train": 0.6,
    "smartdata-dev": 0.6, "smartdata-test": 0.6, "wikinews": 0.6,
}  # fmt: skip
MAIN = frozenset({"de_gsd", "en_ewt", "fr_gsd"})  # whose conventions the lemmas follow
# What an ablation leaves out, by the beginning of the sources' names; the others are parts of the network or training.
LEFT_OUT = {
    "languages": ("en_", "nl_", "no_", "da_", "sv_", "fr_"), "names": ("germeval", "smartdata", "wikiann"),
    "wikiann": ("wikiann",), "pud": ("de_pud",),
}  # fmt: skip
WITHOUT = (*LEFT_OUT, "tuning", "affixes", "skip", "silver")
CORPUS_WEIGHTS = {"wikiann_de": 0.5, "wikiann_en": 0.3, "smartdata": 0.7}


def prepare(data: Path, gsd_trained: int) -> dict[str, list[Example]]:
    """All sources; the held-out parts are split off."""
    sources = corpora.load(data)
    test = sources.pop("en_ewt-ud-test")
    sources["en_ewt-ud-train"], sources["en_ewt-ud-held"] = test[:EWT_TRAINED], test[EWT_TRAINED:]
    gsd = sources.pop("de_gsd-ud-test-a")
    sources["de_gsd-ud-train"], sources["de_gsd-ud-held"] = gsd[:gsd_trained], gsd[gsd_trained:]
    sources["wikinews"] = list(read_texts(data))
    return sources


def evaluate(net: Network, batcher: Batcher, sources: dict[str, list[Example]]) -> dict[str, dict[str, float]]:
    """The held-out parts."""
    return {
        "gsd": parse_scores(net, batcher, sources["de_gsd-ud-held"]),
        "gsd_merged": parse_scores(net, batcher, [corpora.merge_contractions(e) for e in sources["de_gsd-ud-held"]]),
        "ewt": parse_scores(net, batcher, sources["en_ewt-ud-held"]),
        "germeval": name_scores(net, batcher, sources["germeval2014-test-a"]),
    }


def main() -> None:
    """Runs the steps that the options ask for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--work", type=Path, default=Path("work"))
    options.add_argument("--steps", type=int, default=Plan().steps)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--done", type=int, default=0, help="go on from the checkpoint in --work after so many steps")
    options.add_argument("--phase", choices=("all", "names"), default="all", help="which shares the sources have")
    options.add_argument("--start", type=Path, help="begin with the weights of this checkpoint, at half the rate")
    options.add_argument("--choose", action="store_true", help="hold all of GSD test-a out")
    options.add_argument("--without", choices=WITHOUT, nargs="*", default=[], help="ablations: leave this out")
    options.add_argument(
        "--out", type=Path, default=PACKAGE, help="the package's folder `language`, for the model file"
    )
    args = options.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(message)s",
        handlers=[logging.StreamHandler(), logging.FileHandler(args.work / "log.txt")],
    )  # fmt: skip
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    sources = prepare(args.data, 0 if args.choose else GSD_TRAINED)
    inventory = build(e for name in SHARES for e in sources[name])
    (args.work / "inventory.json").write_text(inventory.to_json(), encoding="utf-8")
    without = set(args.without)
    sizes = Sizes(use_affixes="affixes" not in without, use_skip="skip" not in without)
    known = kinds(e for name, part in sources.items() if name.startswith("wikiann") for e in part)
    net, batcher = make(inventory, known, sizes)
    wanted = SHARES if args.phase == "all" else {**SHARES, **NAMES}
    shares = {k: v for k, v in wanted.items() if not any(k.startswith(p) for w in without for p in LEFT_OUT.get(w, ()))}
    plan = replace(Plan(), steps=args.steps, encoder_rate=0.0 if "tuning" in without else Plan().encoder_rate)
    if args.start:
        plan = replace(plan, rate=plan.rate / 2, encoder_rate=plan.encoder_rate / 2, silver_from=0.0)
    log.info("without %s %s %s", sorted(without), plan, json.dumps(shares))
    state = torch.load(args.start or args.work / "checkpoint.pt") if args.done or args.start else None
    silver = {} if "silver" in without else SILVER
    net = train(net, batcher, sources, shares, plan, args.work, silver, args.done, state)
    for name, scores in evaluate(net, batcher, sources).items():
        log.info("%s %s", name, json.dumps(scores))
    if not (args.choose or args.without):
        ship(net, inventory, sources, known, args.out)


def ship(
    net: Network, inventory: Inventory, sources: dict[str, list[Example]], known: dict[str, int], folder: Path
) -> None:
    """Writes the ONNX file into the package's `language/data` and its checksum into `language/model_file.py`."""
    lexicon = lexicons((e for name in SHARES for e in sources[name]), MAIN)
    digest = export(net, load_use(), inventory, lexicon, known, folder / "data" / "lagebild.onnx")
    code = folder / "model_file.py"
    code.write_text(re.sub(r'SHA256 = "\w*"', f'SHA256 = "{digest}"', code.read_text("utf-8")), encoding="utf-8")


def make(inventory: Inventory, known: dict[str, int], sizes: Sizes | None = None) -> tuple[Network, Batcher]:
    """A fresh network and the batcher for it."""
    use = load_use()
    counts = {
        "treebanks": len(inventory.treebanks), "corpora": len(inventory.corpora), "upos": len(inventory.upos),
        "lemmas": len(inventory.lemmas), "names": len(inventory.names), "deprels": len(inventory.deprels),
    }  # fmt: skip
    net = Network(use, counts, {k: len(v) for k, v in inventory.features.items()}, sizes)
    return net, Batcher(inventory, Pieces(use.pieces, use.scores, known), CORPUS_WEIGHTS)


if __name__ == "__main__":
    main()
