"""Writes the trained network as one ONNX file: graph built by hand, 4-bit piece table, int8 matrices, labels inside.

By hand, because the exporters make packed LSTMs and gathers into dozens of needless nodes, and because the tables are
kept packed and unpacked after the look-up.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from e5 import E5
from export_second import MICROSOFT, add_second
from graph import Graph, array, lin, lstm, unpacked
from inventory import Inventory
from network import BRANCH, ORDERS, Network
from numpy.typing import NDArray
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from second import LANGUAGES, SecondReader
from torch import nn
from usem import Use

from lagebild.language.pieces import AFFIX_ROWS, AFFIXES

log = logging.getLogger("training")
OPSET = 18


def _encoder(g: Graph, net: Network, use: Use) -> tuple[str, str]:
    """Features of the pieces [B, P, 1280] and their embeddings [B, P, 512]."""
    half = use.table.shape[1] // 2
    packed = use.table[:, :half] | (use.table[:, half:] << 4)
    digits = unpacked(g, g.constant(packed, "pieces_4bit"), "ids")
    halves = (g.constant(x.reshape(-1, 1).astype(np.float16)) for x in (use.scale, use.low))
    scale, offset = (g.op("Cast", g.op("Gather", h, "ids"), to=TensorProto.FLOAT) for h in halves)
    e = g.op("Add", g.op("Mul", digits, scale), offset)
    enc = net.encoder
    x = g.linear(e, array(enc.proj), array(enc.proj_b))
    norm: dict[str, Any] = {"axis": -1, "epsilon": enc.eps}
    x = g.op("LayerNormalization", x, g.constant(array(enc.ln_g)), g.constant(array(enc.ln_b)), **norm)
    mask = g.op("Unsqueeze", "mask", g.ints(-1))
    branches = [e]
    for i, (width, left) in enumerate(ORDERS):
        h = g.op("Slice", x, g.ints(i * BRANCH), g.ints((i + 1) * BRANCH), g.ints(2))
        for k in (0, 1):
            y = _convolution(g, g.op("Mul", h, mask), array(enc.w[2 * i + k]), width, left)
            y = g.op("Relu", g.op("Add", y, g.constant(array(enc.b[2 * i + k]))))
            h = g.op("Add", h, y)
        branches.append(h)
    joined = g.op("Concat", *branches, axis=-1)
    out = g.op("LayerNormalization", joined, g.constant(array(enc.out_g)), g.constant(array(enc.out_b)), **norm)
    return out, e


def _convolution(g: Graph, h: str, weight: NDArray[np.float32], width: int, left: int) -> str:
    """One product for all places of the window, then the results shifted and added.

    Less to quantise and to copy than the windows laid side by side before the product.
    """
    blocks = np.concatenate(np.split(weight, width, axis=0), axis=1)  # [BRANCH, width * BRANCH]
    parts = g.op("Split", g.linear(h, blocks, None), outputs=width, axis=-1, num_outputs=width)
    names = [parts, *(f"{parts}_{k}" for k in range(1, width))]
    return g.op("Sum", *(_shifted(g, name, k - left) for k, name in enumerate(names)))


def _shifted(g: Graph, x: str, by: int) -> str:
    """Row p holds what row p + by held; zeros come in at the edge (a negative pad cuts off)."""
    return g.op("Pad", x, g.ints(0, -by, 0, 0, by, 0)) if by else x


def _vector(g: Graph, net: Network, features: str) -> None:
    d = {k: array(v) for k, v in net.encoder.dense.items()}
    n = g.op("ReduceSum", "mask", g.ints(1), keepdims=1)
    total = g.op("Squeeze", g.op("MatMul", g.op("Unsqueeze", "mask", g.ints(1)), features), g.ints(1))
    x = g.op("Add", g.linear(total, d["cnn_W"], None), g.op("Mul", n, g.constant(d["cnn_b"][None])))
    x = g.op("Div", x, g.op("Sqrt", n))
    y = g.linear(g.op("Relu", g.linear(x, d["d0"], None)), d["d1"], None)
    y = g.op("Relu", g.op("Add", y, g.linear(x, d["p1"], None)))
    z = g.linear(g.op("Relu", g.linear(y, d["d2"], None)), d["d3"], None)
    z = g.op("Tanh", g.op("Add", z, g.linear(y, d["p3"], None)))
    length = g.op("ReduceL2", z, g.ints(-1), keepdims=1)
    g.op("Div", z, length, name="vectors")


def _words(g: Graph, net: Network, features: str, embedding: str) -> str:
    pooled = g.op("MatMul", "pool", features)
    width = net.encoder.table.shape[1]
    at = g.op("Expand", g.op("Unsqueeze", "last", g.ints(-1)), g.ints(1, 1, width))
    last = g.op("GatherElements", embedding, at, axis=1)
    tables = np.concatenate([array(t.weight) for t in net.affix])
    tables[::AFFIX_ROWS] = 0  # row 0 of each is the dropped word
    scale = float(np.percentile(np.abs(tables), 99.99)) / 127
    small = np.clip(np.round(tables / scale), -127, 127).astype(np.int8)
    offsets = g.constant((np.arange(len(AFFIXES)) * AFFIX_ROWS).astype(np.int32))
    rows = g.op("Gather", g.constant(small, "affixes_int8"), g.op("Add", "affixes", offsets), axis=0)
    flat = g.op("Reshape", rows, g.ints(0, 0, len(AFFIXES) * tables.shape[1]))
    affix = g.op("Mul", g.op("Cast", flat, to=TensorProto.FLOAT), g.constant(np.array(scale, np.float32)))
    x = g.op("Concat", pooled, last, affix, axis=-1)
    y = g.linear(x, array(net.word.weight).T, array(net.word.bias))
    # GELU in its tanh form; x * sigmoid(1.702 x) would be cheaper but is not what was trained
    cube = g.op("Mul", g.op("Mul", y, y), y)
    inner = g.op("Add", y, g.op("Mul", cube, g.constant(np.array(0.044715, np.float32))))
    t = g.op("Tanh", g.op("Mul", inner, g.constant(np.array((2 / np.pi) ** 0.5, np.float32))))
    half = g.op("Mul", y, g.constant(np.array(0.5, np.float32)))
    return g.op("Mul", half, g.op("Add", t, g.constant(np.array(1, np.float32))))


def _sequence(g: Graph, net: Network, x: str) -> str:
    """[B, T, 2 * hidden] after both layers."""
    tb = g.op("Unsqueeze", g.op("Gather", g.constant(array(net.treebank.weight)), "treebank", axis=0), g.ints(0))
    past = g.linear(x, array(net.skip.weight).T, array(net.skip.bias))
    x = g.op("Transpose", x, perm=[1, 0, 2])
    shape = g.op("Concat", g.op("Shape", x, start=0, end=1), g.ints(1, 1), axis=0)
    x = g.op("Concat", x, g.op("Expand", tb, shape), axis=-1)
    h = lstm(g, net.lstm2, lstm(g, net.lstm, x))
    return g.op("Add", g.op("Transpose", h, perm=[1, 0, 2]), past)


def _heads(g: Graph, net: Network, h: str, corpus: int) -> None:
    def head(layer: nn.Module, x: str, name: str = "") -> str:
        assert isinstance(layer, nn.Linear)
        return lin(g, layer, x, name)

    g.op("ArgMax", head(net.upos, h), axis=-1, keepdims=0, name="upos")
    head(net.forms, h, "forms")
    g.op("ArgMax", head(net.lemma[2], g.op("Relu", head(net.lemma[0], h))), axis=-1, keepdims=0, name="lemmas")
    wide = net.lstm.hidden_size * 2
    w1 = array(net.names1.weight)
    b1 = array(net.names1.bias) + w1[:, wide:] @ array(net.corpus.weight)[corpus]
    names = g.linear(h, w1[:, :wide].T, b1)
    g.op("LogSoftmax", head(net.names2, g.op("Relu", names)), axis=-1, name="names")
    size = g.op("Concat", g.op("Shape", h, start=0, end=1), g.ints(1, 1), axis=0)
    root = g.op("Expand", g.constant(array(net.root)[None, None]), size)
    with_root = g.op("Concat", root, h, axis=1)
    dep = g.op("LeakyRelu", head(net.arc_dep, h), alpha=0.1)
    heads = g.op("LeakyRelu", head(net.arc_head, with_root), alpha=0.1)
    w = array(net.arc_w)
    g.op("MatMul", g.linear(dep, w[:-1], w[-1]), g.op("Transpose", heads, perm=[0, 2, 1]), name="arcs")
    head(net.label_dep, h, "label_dep")
    head(net.label_head, with_root, "label_head")
    weights = np.concatenate([array(net.label_out.weight).T, array(net.label_out.bias)[None]])
    g.op("Identity", g.constant(weights, "label_constant"), name="label_weight")


INPUTS = {
    "ids": (TensorProto.INT32, ["B", "P"]), "mask": (TensorProto.FLOAT, ["B", "P"]),
    "pool": (TensorProto.FLOAT, ["B", "T", "P"]), "last": (TensorProto.INT64, ["B", "T"]),
    "affixes": (TensorProto.INT32, ["B", "T", len(AFFIXES)]), "lengths": (TensorProto.INT32, ["B"]),
    "treebank": (TensorProto.INT32, ["B"]),
    "second_ids": (TensorProto.INT32, ["C", "Q"]), "second_counts": (TensorProto.INT32, ["C"]),
    "second_pool": (TensorProto.FLOAT, ["C", "U", "Q"]), "second_lengths": (TensorProto.INT32, ["C"]),
}  # fmt: skip
OUTPUTS = {
    "upos": TensorProto.INT64, "forms": TensorProto.FLOAT, "lemmas": TensorProto.INT64, "names": TensorProto.FLOAT,
    "arcs": TensorProto.FLOAT, "label_dep": TensorProto.FLOAT, "label_head": TensorProto.FLOAT,
    "vectors": TensorProto.FLOAT, "label_weight": TensorProto.FLOAT, "second_names": TensorProto.FLOAT,
}  # fmt: skip
RANKS = {"upos": 2, "lemmas": 2, "vectors": 2, "label_weight": 2}


def _packed(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def _kind_lines(kinds: dict[str, int]) -> Iterator[str]:
    by_bits: dict[int, list[str]] = {}
    for word, bits in sorted(kinds.items()):
        if " " not in word:
            by_bits.setdefault(bits, []).append(word)
    return (" ".join([str(bits), *words]) for bits, words in sorted(by_bits.items()))


def export(
    net: Network,
    use: Use,
    inventory: Inventory,
    lexicons: dict[str, str],
    kinds: dict[str, int],
    second: tuple[SecondReader, E5],
    path: Path,
    quantise: bool = True,
) -> str:
    """Writes the file; gives back its SHA-256."""
    net.eval()
    reader, e5 = second
    reader.eval()
    g = Graph()
    features, embedding = _encoder(g, net, use)
    _vector(g, net, features)
    h = _sequence(g, net, _words(g, net, features, embedding))
    _heads(g, net, h, inventory.corpora.index("germeval"))
    add_second(g, reader, e5)
    graph = helper.make_graph(
        g.nodes, "lagebild",
        [helper.make_tensor_value_info(k, t, shape) for k, (t, shape) in INPUTS.items()],
        [helper.make_tensor_value_info(k, t, [None] * RANKS.get(k, 3)) for k, t in OUTPUTS.items()],
        g.constants,
    )  # fmt: skip
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)], ir_version=9
    )
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    full = path.with_suffix(".fp32.onnx") if quantise else path
    onnx.save(model, str(full))
    if quantise:
        quantize_dynamic(
            str(full),
            str(path),
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "LSTM", "Attention"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
        full.unlink()
        model = onnx.load(str(path))
    meta = {
        "inventory": inventory.to_json(),
        **{f"lexicon_{k}": _packed(v) for k, v in lexicons.items()},
        "kinds": _packed("\n".join(_kind_lines(kinds))),
        "second_languages": " ".join(LANGUAGES),
    }
    for prefix, vocabulary in (("", use), ("second_", e5)):
        assert not any("\n" in p for p in vocabulary.pieces)
        scores = np.array(vocabulary.scores, np.float32).tobytes()
        meta[f"{prefix}pieces"] = _packed("\n".join(vocabulary.pieces))
        meta[f"{prefix}scores"] = base64.b64encode(zlib.compress(scores, 9)).decode("ascii")
    helper.set_model_props(model, meta)
    onnx.save(model, str(path))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    log.info("%s: %.1f MB, sha256 %s", path, path.stat().st_size / 1e6, digest)
    return digest
