"""Trains the network: one loop over batches of treebank and name sentences, all heads at once."""

from __future__ import annotations

import copy
import json
import logging
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from batches import IGNORE, Batcher, Targets, vary
from corpora import Example
from network import Network
from torch import Tensor, nn
from torch.nn import functional as F

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn. `shares` says how often a source is seen in one round over the data."""

    steps: int = 4000
    tokens: int = 800  # words in a batch
    rate: float = 2.2e-3
    encoder_rate: float = 2e-4
    warmup: float = 0.06
    decay: float = 0.01
    average: float = 0.998  # of the running mean of the weights, which is what is kept
    seed: int = 7
    vector_every: int = 8  # the sentence vector is held to USE's own at each n-th step; 0: never


def sample(sources: dict[str, list[Example]], shares: dict[str, float], rng: random.Random) -> list[Example]:
    """One round: a source with share 2.5 comes twice and half of it a third time."""
    out: list[Example] = []
    for name, share in shares.items():
        whole = int(share)
        out += sources[name] * whole
        out += rng.sample(sources[name], round(len(sources[name]) * (share - whole)))
    return out


def _mean(x: Tensor, y: Tensor) -> Tensor:
    """Cross entropy over the known classes."""
    known = (y != IGNORE).sum()
    return F.cross_entropy(x.flatten(0, -2), y.flatten(), ignore_index=IGNORE, reduction="sum") / known.clamp(min=1)


def name_loss(x: Tensor, t: Targets) -> Tensor:
    """Cross entropy with the gold tags or, where the teacher was asked, with its probabilities."""
    weight = t.name_weight.unsqueeze(1)
    hard, soft = (t.names != IGNORE).float() * weight, t.soft.sum(-1) * weight
    logs = torch.log_softmax(x, -1)
    gold = F.nll_loss(logs.flatten(0, -2), t.names.flatten(), ignore_index=IGNORE, reduction="none")
    loss = (gold * hard.flatten()).sum() - ((t.soft * logs).sum(-1) * weight).sum()
    return loss / (hard.sum() + soft.sum()).clamp(min=1.0)


def losses(net: Network, out: dict[str, Tensor], t: Targets, lengths: Tensor, sizes: list[int]) -> dict[str, Tensor]:
    """The loss of each head."""
    n = t.upos.shape[1]
    valid = torch.arange(n + 1).unsqueeze(0) <= lengths.unsqueeze(1)
    arcs = out["arcs"].masked_fill(~valid.unsqueeze(1), -1e9)
    found = {
        "upos": _mean(out["upos"], t.upos),
        "arcs": _mean(arcs, t.heads),
        "labels": _mean(net.labels(out, t.heads.clamp(min=0)), t.deprels),
        "lemmas": _mean(out["lemmas"], t.lemmas),
        "names": name_loss(out["names"], t),
    }
    forms = [_mean(x, t.forms[..., i]) for i, x in enumerate(out["forms"].split(sizes, -1))]
    found["forms"] = torch.stack(forms).sum()
    return found


WEIGHTS = {"upos": 0.5, "arcs": 1.0, "labels": 0.7, "lemmas": 0.7, "names": 1.6, "forms": 0.5, "vector": 4.0}


def extended(state: dict[str, Tensor], net: Network) -> dict[str, Tensor]:
    """Weights of an earlier network that lacked the last affix tables: the new columns of `word` begin at zero."""
    full = net.state_dict()
    for name, value in state.items():
        full[name] = (
            value if value.shape == full[name].shape else F.pad(value, (0, full[name].shape[1] - value.shape[1]))
        )
    return full


class Average:
    """The exponential running mean of the weights."""

    def __init__(self, net: Network, decay: float) -> None:
        self.net, self.decay, self.n = copy.deepcopy(net).eval(), decay, 0
        self.pairs = list(zip(self.net.parameters(), net.parameters(), strict=True))

    @torch.no_grad()
    def update(self) -> None:
        """Takes in the network's present weights."""
        self.n += 1
        d = min(self.decay, (1 + self.n) / (10 + self.n))
        kept, new = [a for a, _ in self.pairs], [b.data for _, b in self.pairs]
        torch._foreach_lerp_(kept, new, 1 - d)


def threads(out: Path) -> int:
    """The number in the file `threads` of the working folder, which may be changed while the training runs."""
    try:
        return int((out / "threads").read_text())
    except (OSError, ValueError):
        return torch.get_num_threads()


RESUMED_WARMUP = 80  # steps in which the fresh optimiser of a resumed training finds its scales


def rate_at(step: int, plan: Plan) -> float:
    """Linear warm-up, then half a cosine down to nearly nothing."""
    done = step / plan.steps
    if done < plan.warmup:
        return done / plan.warmup
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (done - plan.warmup) / (1 - plan.warmup)))


def train(
    net: Network,
    batcher: Batcher,
    sources: dict[str, list[Example]],
    shares: dict[str, float],
    plan: Plan,
    out: Path,
    state: dict[str, Tensor] | None = None,
) -> Network:
    """Trains `net`; returns the averaged network. A checkpoint of it is written at each twentieth of the way.

    With `state`, the averaged weights of an earlier training, it goes on from there (a short warm-up more).
    """
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    frozen = copy.deepcopy(net.encoder).eval().requires_grad_(False) if plan.vector_every else None
    if state is not None:
        net.load_state_dict(extended(state, net))
    groups = [
        {"params": net.ours(), "lr": plan.rate},
        {"params": list(net.encoder.parameters()), "lr": plan.encoder_rate},
    ]
    rates: list[float] = [plan.rate, plan.encoder_rate]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.95), weight_decay=plan.decay, foreach=True)
    average = Average(net, plan.average)
    sizes = [len(v) for v in batcher.inv.features.values()]
    sums: dict[str, float] = {}
    step, words, start = 0, 0, time.time()
    net.train()
    while step < plan.steps:
        for group in batcher.batches(sample(sources, shares, rng), plan.tokens, rng):
            group = [vary(e, rng) for e in group]
            batch, targets = batcher.inputs(group, rng), batcher.targets(group)
            for g, rate in zip(optimiser.param_groups, rates, strict=True):
                g["lr"] = rate * rate_at(step, plan) * min(1.0, (step + 1) / RESUMED_WARMUP if state else 1.0)
            result = net(batch)
            found = losses(net, result, targets, batch.lengths, sizes)
            if frozen and step % plan.vector_every == 0:
                with torch.no_grad():
                    goal = frozen.vector(frozen(batch.ids, batch.mask), batch.mask)
                found["vector"] = (1 - (result["vector"] * goal).sum(-1)).mean()
            loss = torch.stack([WEIGHTS[k] * v for k, v in found.items()]).sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 3.0, foreach=True)
            optimiser.step()
            average.update()
            for k, v in found.items():
                sums[k] = sums.get(k, 0.0) * 0.98 + float(v.detach()) * 0.02
            step, words = step + 1, words + int(batch.lengths.sum())
            if step % 50 == 0:
                torch.set_num_threads(threads(out))
                speed = words / (time.time() - start)
                log.info("step %d %s words/s %.0f", step, json.dumps({k: round(v, 3) for k, v in sums.items()}), speed)
            if step % max(plan.steps // 20, 1) == 0:
                torch.save(average.net.state_dict(), out / "checkpoint.pt")
            if step >= plan.steps:
                break
    torch.save(average.net.state_dict(), out / "checkpoint.pt")
    return average.net
