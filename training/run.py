"""Makes the model file: prepare, teach, train, evaluate, export. `python run.py --data ../shared/data`.

First a teacher is trained (`teacher.py`: a transformer, too slow to ship), then it annotates what the corpora lack, then
the network that ships learns from both, and the second reader of names from the same. Teacher, annotation and second
reader leave their results in `--work` and are not made again if these are there; the network is trained in every run.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

import corpora
import second
from batches import Batcher
from corpora import Example
from e5 import E5, load_e5
from evaluate import name_scores, parse_scores
from gazetteer import kinds
from inventory import Inventory, build
from lemmas import lexicons
from network import Encoder, Network, Sizes
from second import SecondReader
from silver import annotate, read_texts
from teacher import PLAN as TEACHING
from teacher import SHARES as TEACHER_SHARES
from teacher import make as make_teacher
from train import Plan, train
from usem import load_use
from vocabulary import used

from export import export
from lagebild.language.pieces import Pieces

log = logging.getLogger("training")
PACKAGE = Path(__file__).resolve().parent.parent / "src" / "lagebild" / "language"
EWT_TRAINED = 1500  # sentences of EWT test that are trained on; the rest is for measuring
AGAIN, SLOWER = 2000, 0.7  # steps that follow the first training from its average, at this share of its rates
GSD_TRAINED = 350  # sentences of GSD test-a that the shipped model is trained on; none while choosing (--choose)

# How often a source is seen in a round. Those of "silver:" are the teacher's copies (`silver.py`).
SHARES = {
    "silver:de_gsd-ud-dev": 5, "silver:de_gsd-ud-train": 5, "silver:de_pud-ud-test": 4, "silver:germeval2014-dev": 2.5,
    "silver:wikinews": 1.2, "silver:smartdata": 1, "silver:wikiann-de": 1.3, "en_ewt-ud-dev": 0.7,
    "en_ewt-ud-train": 0.7, "en_pud-ud-test": 0.7, "wikiann-en-train": 0.1, "wikiann-en-val": 0.1,
    "nl_alpino-ud-dev": 0.4, "nl_alpino-ud-test": 0.4, "nl_lassysmall-ud-dev": 0.3, "nl_lassysmall-ud-test": 0.3,
    "no_bokmaal-ud-dev": 0.3, "no_bokmaal-ud-test": 0.3, "da_ddt-ud-dev": 0.4, "da_ddt-ud-test": 0.4,
    "sv_talbanken-ud-dev": 0.4, "sv_talbanken-ud-test": 0.4, "fr_gsd-ud-dev": 0.3, "fr_gsd-ud-test": 0.3,
}  # fmt: skip
# Gold that is trained on, by the teacher and without one; the inventory of labels follows this order.
TRAINED = (
    "de_gsd-ud-dev", "de_gsd-ud-train", "de_pud-ud-test", "en_ewt-ud-dev", "en_ewt-ud-train", "en_pud-ud-test",
    "nl_alpino-ud-dev", "nl_alpino-ud-test", "nl_lassysmall-ud-dev", "nl_lassysmall-ud-test", "no_bokmaal-ud-dev",
    "no_bokmaal-ud-test", "da_ddt-ud-dev", "da_ddt-ud-test", "sv_talbanken-ud-dev", "sv_talbanken-ud-test",
    "fr_gsd-ud-dev", "fr_gsd-ud-test", "germeval2014-dev", "smartdata-train", "smartdata-dev", "smartdata-test",
    "wikiann-de-train", "wikiann-de-val", "wikiann-en-train", "wikiann-en-val",
)  # fmt: skip
# How often the gold is seen where there is no teacher (an ablation).
UNTAUGHT = {
    "de_gsd-ud-dev": 5, "de_gsd-ud-train": 5, "de_pud-ud-test": 4, "en_ewt-ud-dev": 0.8, "en_ewt-ud-train": 0.8,
    "en_pud-ud-test": 0.8, "germeval2014-dev": 3.5, "smartdata-train": 0.8, "smartdata-dev": 0.8, "smartdata-test": 0.8,
    "wikiann-en-train": 0.1, "wikiann-en-val": 0.1,
}  # fmt: skip
MAIN = frozenset({"de_gsd", "en_ewt", "fr_gsd"})  # whose conventions the lemmas follow
# What an ablation leaves out, by the beginning of the sources' names; the others are parts of the network or training.
LEFT_OUT = {
    "languages": ("en_", "wikiann-en", "nl_", "no_", "da_", "sv_", "fr_"), "pud": ("de_pud",),
    "names": ("germeval", "smartdata", "wikiann", "wikinews"), "wikiann": ("wikiann",), "wikinews": ("wikinews",),
}  # fmt: skip
WITHOUT = (*LEFT_OUT, "tuning", "affixes", "skip", "teacher")
SENTENCE = 6  # words
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


def pool(sources: dict[str, list[Example]]) -> dict[str, list[Example]]:
    """What the teacher annotates. Of WikiANN only what is long enough to be a sentence: half of it are redirects."""
    found = {name: part for name, part in sources.items() if name.startswith("de_") and "held" not in name}
    found |= {name: sources[name] for name in ("germeval2014-dev", "wikinews")}
    found["smartdata"] = [e for part in ("train", "dev", "test") for e in sources[f"smartdata-{part}"]]
    both = sources["wikiann-de-train"] + sources["wikiann-de-val"]
    return found | {"wikiann-de": [e for e in both if len(e.words) >= SENTENCE]}


def teach(
    args: argparse.Namespace, sources: dict[str, list[Example]], teacher: Network, batcher: Batcher
) -> dict[str, list[Example]]:
    """The teacher's copies of `pool` as sources "silver:NAME"; the teacher is trained if `--work` holds none."""
    weights, copies = args.work / "teacher.pt", args.work / "silver.pt"
    if not weights.exists():
        plan = replace(TEACHING, steps=_share(args.teacher_steps, args.fraction))
        train(teacher, batcher, sources, TEACHER_SHARES, plan, args.work / "teacher")
        torch.save(teacher.state_dict(), weights)
        log_scores("teacher", teacher, batcher, sources)
    if not copies.exists():
        teacher.load_state_dict(torch.load(weights))
        torch.save({f"silver:{name}": annotate(teacher, batcher, part) for name, part in pool(sources).items()}, copies)
    found: dict[str, list[Example]] = torch.load(copies, weights_only=False)  # our own file, written above
    return found


def _share(steps: int, fraction: float) -> int:
    return max(round(steps * fraction), 2)


def log_scores(who: str, net: Network, batcher: Batcher, sources: dict[str, list[Example]]) -> None:
    """Writes the figures of the held-out parts to the log."""
    for name, scores in evaluate(net, batcher, sources).items():
        log.info("%s %s %s", who, name, json.dumps(scores))


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
    options.add_argument("--teacher-steps", type=int, default=TEACHING.steps)
    options.add_argument("--start", type=Path, help="begin with the weights of this checkpoint, at half the rate")
    options.add_argument(
        "--fraction",
        type=float,
        default=1,
        help="of data and steps: 0.01 tries the whole way in minutes, give --out too",
    )
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
    sources = {name: part[: max(round(len(part) * args.fraction), 20)] for name, part in sources.items()}
    inventory = build(e for name in TRAINED for e in sources[name])
    (args.work / "inventory.json").write_text(inventory.to_json(), encoding="utf-8")
    without = set(args.without)
    sizes = Sizes(use_affixes="affixes" not in without, use_skip="skip" not in without)
    known = kinds(e for name, part in sources.items() if name.startswith("wikiann") for e in part)
    if "teacher" in without:
        shares = dict.fromkeys(TRAINED, 0.5) | UNTAUGHT
    else:
        sources |= teach(args, sources, *make_teacher(inventory, known, CORPUS_WEIGHTS))
        shares = SHARES
    left = tuple(prefix for w in without for prefix in LEFT_OUT.get(w, ()))
    shares = {k: v for k, v in shares.items() if not k.removeprefix("silver:").startswith(left)}
    plan = replace(
        Plan(),
        steps=_share(args.steps, args.fraction),
        encoder_rate=0.0 if "tuning" in without else Plan().encoder_rate,
    )
    net = learn(args, sources, shares, plan, lambda: make(inventory, known, sizes))
    if not (args.choose or args.without):
        ship(net, second_reader(args, sources, inventory, known), inventory, sources, known, args.out)


def learn(
    args: argparse.Namespace, sources: dict[str, list[Example]], shares: dict[str, float], plan: Plan,
    fresh: Callable[[], tuple[Network, Batcher]],
) -> Network:  # fmt: skip
    """The trained network. What is to be shipped goes the way twice: from its average the rates rise and fall once more."""
    again = replace(plan, rate=plan.rate * SLOWER, encoder_rate=plan.encoder_rate * SLOWER)
    net, batcher = fresh()
    log.info("without %s %s %s", sorted(args.without), plan, json.dumps(shares))
    if args.start:
        net = train(net, batcher, sources, shares, again, args.work, torch.load(args.start))
    else:
        net = train(net, batcher, sources, shares, plan, args.work)
        if not (args.choose or args.without):
            log_scores("network, first half", net, batcher, sources)
            again = replace(again, steps=_share(AGAIN, args.fraction))
            net = train(fresh()[0], batcher, sources, shares, again, args.work, net.state_dict())
    log_scores("network", net, batcher, sources)
    return net


def second_reader(
    args: argparse.Namespace, sources: dict[str, list[Example]], inventory: Inventory, known: dict[str, int]
) -> tuple[SecondReader, E5]:
    """The second reader of names and its vocabulary; trained if `--work` holds none."""
    vocabulary = second.pruned(load_e5(), sources, known)
    reader, batcher = second.make(inventory, vocabulary)
    weights = args.work / "second.pt"
    if weights.exists():
        reader.load_state_dict(torch.load(weights))
        return reader, vocabulary
    second.begin(reader, torch.load(args.work / "teacher.pt"))
    plan = replace(second.PLAN, steps=_share(second.PLAN.steps, args.fraction))
    return second.train_second(reader, batcher, sources, plan, args.work), vocabulary


def ship(
    net: Network, reader: tuple[SecondReader, E5], inventory: Inventory,
    sources: dict[str, list[Example]], known: dict[str, int], folder: Path,
) -> None:  # fmt: skip
    """Writes the ONNX file into the package's `language/data` and its checksum into `language/model_file.py`."""
    lexicon = lexicons((e for name in TRAINED for e in sources[name]), MAIN)
    use = load_use()
    keep = used(use.pieces, use.scores, sources, known, 1)
    digest = export(net, use.kept(keep), inventory, lexicon, known, reader, folder / "data" / "lagebild.onnx")
    code = folder / "model_file.py"
    code.write_text(re.sub(r'SHA256 = "\w*"', f'SHA256 = "{digest}"', code.read_text("utf-8")), encoding="utf-8")


def make(inventory: Inventory, known: dict[str, int], sizes: Sizes | None = None) -> tuple[Network, Batcher]:
    """A fresh network and the batcher for it."""
    use = load_use()
    net = Network(Encoder(use), inventory.counts(), {k: len(v) for k, v in inventory.features.items()}, sizes)
    return net, Batcher(inventory, Pieces(use.pieces, use.scores, known), CORPUS_WEIGHTS)


if __name__ == "__main__":
    main()
