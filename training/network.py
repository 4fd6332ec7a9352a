"""The network: USE's piece encoder, tuned; affix embeddings; a BiLSTM; heads for tags, forms, lemmas, trees, names."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from e5 import Transformer
from torch import Tensor, nn
from torch.nn import functional as F
from usem import Use

from lagebild.language.pieces import AFFIX_ROWS, AFFIXES

ORDERS = ((2, 0), (3, 1), (5, 2))  # USE's convolutions: width and how far each reaches to the left
EMBEDDING, BRANCH, FEATURES, VECTOR = 512, 256, 1280, 512


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the layers that are ours."""

    affix: int = 32
    word: int = 384
    lstm: int = 256
    layers: int = 2
    arc: int = 256
    label: int = 160
    names: int = 256
    lemma: int = 128
    treebank: int = 24
    corpus: int = 16
    use_affixes: bool = True  # off for ablations only
    use_skip: bool = True


@dataclass(slots=True)
class Batch:
    """Padded sentences: B sentences, P pieces with <s> and </s>, T words."""

    ids: Tensor  # [B, P] piece ids
    mask: Tensor  # [B, P] 1 where a piece is
    pool: Tensor  # [B, T, P] rows sum to one: the mean over a word's pieces
    last: Tensor  # [B, T] position of the word's last piece
    affixes: Tensor  # [B, T, len(AFFIXES)] rows of the affix tables
    lengths: Tensor  # [B] words (on the CPU)
    treebank: Tensor  # [B]
    corpus: Tensor  # [B]


class Encoder(nn.Module):
    """USE's layers from piece ids to 1,280 features a piece and 512 numbers a sentence."""

    features = FEATURES
    embedding = EMBEDDING

    def __init__(self, use: Use) -> None:
        super().__init__()
        w = {k: torch.from_numpy(v) for k, v in use.weights.items() if v.ndim in (1, 2)}
        self.eps = float(use.weights["eps"])
        self.register_buffer("table", torch.from_numpy(use.embedding()), persistent=False)
        self.proj = nn.Parameter(torch.cat([w[f"proj{n}"] for n, _ in ORDERS], 1))
        self.proj_b = nn.Parameter(torch.cat([w[f"proj_b{n}"] for n, _ in ORDERS]))
        self.ln_g = nn.Parameter(torch.cat([w[f"ln_g{n}"] for n, _ in ORDERS]))
        self.ln_b = nn.Parameter(torch.cat([w[f"ln_b{n}"] for n, _ in ORDERS]))
        self.w = nn.ParameterList([nn.Parameter(w[f"w{k}_{n}"].clone()) for n, _ in ORDERS for k in (1, 2)])
        self.b = nn.ParameterList([nn.Parameter(w[f"b{k}_{n}"].clone()) for n, _ in ORDERS for k in (1, 2)])
        self.out_g, self.out_b = nn.Parameter(w["ln_g"].clone()), nn.Parameter(w["ln_b"].clone())
        self.dense = nn.ParameterDict(
            {k: nn.Parameter(w[k].clone()) for k in ("cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3")}
        )

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """[B, P, 1280] features of the pieces."""
        m = mask.unsqueeze(-1)
        e = self.table[ids]
        x = F.layer_norm(e @ self.proj + self.proj_b, (3 * BRANCH,), self.ln_g, self.ln_b, self.eps)
        out = [e]
        for i, (width, left) in enumerate(ORDERS):
            h = x[..., i * BRANCH : (i + 1) * BRANCH]
            for k in (0, 1):
                h = h + torch.relu(self._window(h * m, width, left) @ self.w[2 * i + k] + self.b[2 * i + k])
            out.append(h)
        return F.layer_norm(torch.cat(out, -1), (FEATURES,), self.out_g, self.out_b, self.eps)

    @staticmethod
    def _window(h: Tensor, width: int, left: int) -> Tensor:
        p = F.pad(h, (0, 0, left, width - 1 - left))
        return torch.cat([p[:, k : k + h.shape[1]] for k in range(width)], -1)

    def vector(self, features: Tensor, mask: Tensor) -> Tensor:
        """[B, 512] sentence vectors of unit length."""
        d, n = self.dense, mask.sum(1, keepdim=True)
        x = ((features * mask.unsqueeze(-1)).sum(1) @ d["cnn_W"] + n * d["cnn_b"]) / n.sqrt()
        y = torch.relu(torch.relu(x @ d["d0"]) @ d["d1"] + x @ d["p1"])
        return F.normalize(torch.tanh(torch.relu(y @ d["d2"]) @ d["d3"] + y @ d["p3"]), dim=-1)


def keep_mask(x: Tensor, shape: tuple[int, ...], p: float, training: bool) -> Tensor:
    """`x` with whole slices dropped (one draw per element of `shape`, the rest broadcast)."""
    if not training or p == 0:
        return x
    return x * (torch.rand(shape) >= p).float() / (1 - p)


class Network(nn.Module):
    """All heads over one BiLSTM. Scores are logits; labels are scored for given heads."""

    def __init__(
        self,
        encoder: Encoder | Transformer,
        counts: dict[str, int],
        features: dict[str, int],
        sizes: Sizes | None = None,
    ) -> None:
        super().__init__()
        s = self.sizes = sizes or Sizes()
        self.encoder = encoder
        self.affix = nn.ModuleList(nn.Embedding(AFFIX_ROWS, s.affix, padding_idx=0) for _ in AFFIXES)
        for table in self.affix:
            nn.init.normal_(table.weight, std=0.3)
        self.treebank = nn.Embedding(counts["treebanks"], s.treebank)
        self.corpus = nn.Embedding(counts["corpora"], s.corpus)
        self.word = nn.Linear(encoder.features + encoder.embedding + len(AFFIXES) * s.affix, s.word)
        self.lstm = nn.LSTM(s.word + s.treebank, s.lstm, batch_first=True, bidirectional=True)
        self.lstm2 = nn.LSTM(2 * s.lstm, s.lstm, batch_first=True, bidirectional=True)
        d = 2 * s.lstm
        self.skip = nn.Linear(s.word, d)  # past the BiLSTM: gender, lemma and names hang on the word itself
        self.root = nn.Parameter(torch.zeros(d))
        self.upos = nn.Linear(d, counts["upos"])
        self.forms = nn.Linear(d, sum(features.values()))  # all morphological features side by side
        self.lemma = nn.Sequential(nn.Linear(d, s.lemma), nn.ReLU(), nn.Linear(s.lemma, counts["lemmas"]))
        self.names1 = nn.Linear(d + s.corpus, s.names)
        self.names2 = nn.Linear(s.names, counts["names"])
        self.arc_dep, self.arc_head = nn.Linear(d, s.arc), nn.Linear(d, s.arc)
        self.arc_w = nn.Parameter(torch.zeros(s.arc + 1, s.arc))
        self.label_dep, self.label_head = nn.Linear(d, s.label), nn.Linear(d, s.label)
        self.label_out = nn.Linear(s.label, counts["deprels"])

    def ours(self) -> list[nn.Parameter]:
        """The parameters that are not USE's."""
        return [p for n, p in self.named_parameters() if not n.startswith("encoder.")]

    def words(self, b: Batch, features: Tensor) -> Tensor:
        """[B, T, word] the input of the BiLSTM."""
        size, n = b.pool.shape[:2]
        pooled = torch.bmm(b.pool, features)
        last = self.encoder.table[torch.gather(b.ids, 1, b.last)]
        affixes = torch.cat([table(b.affixes[..., i]) for i, table in enumerate(self.affix)], -1)
        affixes = affixes * float(self.sizes.use_affixes)
        t = self.training
        use = keep_mask(torch.cat([pooled, last], -1), (size, n, 1), 0.05, t)
        x = torch.cat([use, keep_mask(affixes, (size, n, 1), 0.1, t)], -1)
        return F.dropout(F.gelu(self.word(keep_mask(x, (size, 1, x.shape[-1]), 0.1, t)), approximate="tanh"), 0.2, t)

    def forward(self, b: Batch) -> dict[str, Tensor]:
        features = self.encoder(b.ids, b.mask)
        x = self.words(b, features)
        size, n = x.shape[:2]
        t = self.training
        tb = self.treebank(b.treebank).unsqueeze(1).expand(-1, n, -1)
        h = self._run(self.lstm, torch.cat([x, tb], -1), b.lengths)
        h = keep_mask(h, (size, 1, h.shape[-1]), 0.3, t)
        h = self._run(self.lstm2, h, b.lengths) + float(self.sizes.use_skip) * self.skip(x)
        h = keep_mask(h, (size, 1, h.shape[-1]), 0.3, t)
        corpus = self.corpus(b.corpus).unsqueeze(1).expand(-1, n, -1)
        names = F.dropout(torch.relu(self.names1(torch.cat([h, corpus], -1))), 0.2, t)
        with_root = torch.cat([self.root.expand(size, 1, -1), h], 1)
        dep, head = F.leaky_relu(self.arc_dep(h), 0.1), F.leaky_relu(self.arc_head(with_root), 0.1)
        dep, head = F.dropout(dep, 0.25, t), F.dropout(head, 0.25, t)
        ones = torch.ones(size, n, 1)
        return {
            "vector": self.encoder.vector(features, b.mask),
            "upos": self.upos(h),
            "forms": self.forms(h),
            "lemmas": self.lemma(h),
            "names": self.names2(names),
            "arcs": torch.cat([dep, ones], -1) @ self.arc_w @ head.transpose(1, 2),  # [B, T, T + 1]
            "label_dep": self.label_dep(h),
            "label_head": self.label_head(with_root),
        }

    def labels(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """[B, T, deprels] label scores for the given heads [B, T] (0 is the root)."""
        head = torch.gather(out["label_head"], 1, heads.unsqueeze(-1).expand(-1, -1, self.sizes.label))
        return self.label_out(F.dropout(F.relu(out["label_dep"] + head), 0.25, self.training))

    @staticmethod
    def _run(lstm: nn.LSTM, x: Tensor, lengths: Tensor) -> Tensor:
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        return nn.utils.rnn.pad_packed_sequence(lstm(packed)[0], batch_first=True, total_length=x.shape[1])[0]
