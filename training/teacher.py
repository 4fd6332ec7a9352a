"""The teacher: the same heads over a transformer, too slow to ship. It annotates the text that the small network learns from.

Names are handed on as the probabilities of all tags. The shipped file's teacher learnt names alone for its first 340 steps,
then everything for 600 (NOTES.md); `PLAN` does both at once.
"""

from __future__ import annotations

from batches import Batcher
from e5 import Transformer, load_e5
from inventory import Inventory
from network import Network, Sizes
from train import Plan

from lagebild.language.pieces import Pieces

PLAN = Plan(steps=900, rate=1.5e-3, encoder_rate=1.2e-4, vector_every=0, average=0.996)
KEPT = (6, 12)  # the layers whose output a word is read from: the middle knows more of forms, the last more of meaning
FROZEN = 3
SHARES = {
    "de_gsd-ud-dev": 4, "de_gsd-ud-train": 4, "de_pud-ud-test": 3, "en_ewt-ud-dev": 0.3, "en_ewt-ud-train": 0.3,
    "en_pud-ud-test": 0.3, "nl_alpino-ud-dev": 0.3, "nl_alpino-ud-test": 0.3, "nl_lassysmall-ud-dev": 0.2,
    "nl_lassysmall-ud-test": 0.2, "no_bokmaal-ud-dev": 0.2, "no_bokmaal-ud-test": 0.2, "da_ddt-ud-dev": 0.3,
    "da_ddt-ud-test": 0.3, "sv_talbanken-ud-dev": 0.3, "sv_talbanken-ud-test": 0.3, "fr_gsd-ud-dev": 0.2,
    "fr_gsd-ud-test": 0.2, "germeval2014-dev": 4, "smartdata-train": 0.6, "smartdata-dev": 0.6, "smartdata-test": 0.6,
    "wikiann-de-train": 0.2, "wikiann-de-val": 0.2, "wikiann-en-train": 0.05, "wikiann-en-val": 0.05,
}  # fmt: skip


def make(inventory: Inventory, known: dict[str, int], weights: dict[str, float]) -> tuple[Network, Batcher]:
    """A fresh teacher and the batcher for its vocabulary."""
    e5 = load_e5()
    batcher = Batcher(inventory, Pieces(e5.pieces, e5.scores, known), weights)
    sizes = {k: len(v) for k, v in inventory.features.items()}
    return Network(Transformer(e5, e5.layers, KEPT, FROZEN), inventory.counts(), sizes, Sizes()), batcher
