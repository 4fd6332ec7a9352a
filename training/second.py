"""The second reader of names: the teacher's lowest layers, shipped beside the network for sentences that it is unsure of.

The network reads every sentence; where its names are in doubt, this reader, ten times slower, reads that sentence again.
It begins with the teacher's layers and learns from GermEval's gold and the teacher's probabilities, names alone.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from batches import Batcher
from corpora import Example
from e5 import E5, Transformer
from evaluate import name_scores
from inventory import Inventory
from network import Batch, keep_mask
from torch import Tensor, nn
from torch.nn import functional as F
from train import Average, Plan, name_loss, rate_at, sample
from vocabulary import used

from lagebild.language.pieces import Pieces

log = logging.getLogger("training")
DEPTH, FROZEN = 8, 3
LANGUAGES = ("de",)  # whose sentences are read again: the gold and the teacher's copies are German
SEEN = 2  # how often a piece must be used to be kept
PLAN = Plan(steps=1100, rate=2e-3, encoder_rate=1.5e-4, average=0.995)
SHARES = {
    "germeval2014-dev": 4, "silver:de_gsd-ud-dev": 2, "silver:de_gsd-ud-train": 2, "silver:de_pud-ud-test": 2,
    "silver:wikinews": 1, "silver:smartdata": 1, "silver:wikiann-de": 0.8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths above the layers."""

    word: int = 320
    lstm: int = 160
    names: int = 160


class SecondReader(nn.Module):
    """[B, T, tags] logits of names behind the interface of `network.Network`."""

    def __init__(self, encoder: Transformer, tags: int, sizes: Sizes | None = None) -> None:
        super().__init__()
        s = self.sizes = sizes or Sizes()
        self.encoder = encoder
        self.word = nn.Linear(encoder.features, s.word)
        self.lstm = nn.LSTM(s.word, s.lstm, batch_first=True, bidirectional=True)
        self.names1 = nn.Linear(s.word + 2 * s.lstm, s.names)
        self.names2 = nn.Linear(s.names, tags)

    def forward(self, b: Batch) -> dict[str, Tensor]:
        t = self.training
        pooled = torch.bmm(b.pool, self.encoder(b.ids, b.mask))
        x = keep_mask(torch.relu(self.word(pooled)), (len(pooled), 1, self.sizes.word), 0.1, t)
        packed = nn.utils.rnn.pack_padded_sequence(x, b.lengths, batch_first=True, enforce_sorted=False)
        around = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=x.shape[1])[0]
        h = F.dropout(torch.relu(self.names1(torch.cat([x, around], -1))), 0.1, t)
        return {"names": self.names2(h)}


def pruned(e5: E5, sources: dict[str, list[Example]], lists: Iterable[str]) -> E5:
    """Without the pieces that German hardly uses."""
    keep = used(e5.pieces, e5.scores, sources, lists, SEEN)
    return replace(
        e5, pieces=[e5.pieces[i] for i in keep], scores=[e5.scores[i] for i in keep], levels=e5.levels[keep],
        scales=e5.scales[keep],
    )  # fmt: skip


def make(inventory: Inventory, e5: E5, depth: int = DEPTH) -> tuple[SecondReader, Batcher]:
    """A fresh reader and the batcher for it."""
    encoder = Transformer(e5, depth, (depth // 2, depth), FROZEN)
    return SecondReader(encoder, len(inventory.names)), Batcher(inventory, Pieces(e5.pieces, e5.scores, {}))


def begin(net: SecondReader, taught: dict[str, Tensor]) -> None:
    """Gives the reader the teacher's lowest layers."""
    own = net.state_dict()
    net.load_state_dict(own | {k: v for k, v in taught.items() if k in own and k.startswith("encoder.")})


def train_second(
    net: SecondReader, batcher: Batcher, sources: dict[str, list[Example]], plan: Plan, out: Path
) -> SecondReader:
    """Trains `net` on names; returns the averaged reader, kept in `out` at each tenth of the way."""
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    tuned = [p for p in net.encoder.parameters() if p.requires_grad]
    ours = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    rates = (plan.rate, plan.encoder_rate)
    groups = [{"params": part, "lr": rate} for part, rate in zip((ours, tuned), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=plan.decay, foreach=True)
    average = Average(net, plan.average)
    step, words, loss_kept, start = 0, 0, 0.0, time.time()
    net.train()
    while step < plan.steps:
        for group in batcher.batches(sample(sources, SHARES, rng), plan.tokens, rng):
            batch, targets = batcher.inputs(group, rng), batcher.targets(group)
            for g, rate in zip(optimiser.param_groups, rates, strict=True):
                g["lr"] = rate * rate_at(step, plan)
            loss = name_loss(net(batch)["names"], targets)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0, foreach=True)
            optimiser.step()
            average.update()
            loss_kept = loss_kept * 0.98 + float(loss.detach()) * 0.02
            step, words = step + 1, words + int(batch.lengths.sum())
            if step % 50 == 0:
                log.info("second step %d loss %.3f words/s %.0f", step, loss_kept, words / (time.time() - start))
            if step % max(plan.steps // 10, 1) == 0 or step >= plan.steps:
                torch.save(average.net.state_dict(), out / "second.pt")
            if step >= plan.steps:
                break
    net.load_state_dict(average.net.state_dict())
    log.info("second %s", json.dumps(name_scores(net, batcher, sources["germeval2014-test-a"])))
    return net
