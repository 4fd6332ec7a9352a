"""The second reader of names as nodes of the ONNX graph, beside those of the network (`export.py`)."""

from __future__ import annotations

import numpy as np
from e5 import BLOCK, E5, WIDTH, Layer
from graph import Graph, array, lin, lstm, norm, unpacked
from numpy.typing import NDArray
from onnx import TensorProto
from second import SecondReader

MICROSOFT = "com.microsoft"  # onnxruntime's own operators: attention in one step, GELU


def add_second(g: Graph, net: SecondReader, e5: E5) -> None:
    """The second reader of names: its own pieces, layers and head, beside the network in the same file."""
    enc = net.encoder
    x = norm(g, g.op("Add", _rows_e5(g, e5), _positions(g, array(enc.position))), enc.norm)
    kept = []
    for number, layer in enumerate(enc.layers, 1):
        x = _layer(g, layer, x)
        if number in enc.kept:
            kept.append(x)
    pooled = g.op("MatMul", "second_pool", g.op("Concat", *kept, axis=-1))
    x = g.op("Relu", lin(g, net.word, pooled))
    around = lstm(g, net.lstm, g.op("Transpose", x, perm=[1, 0, 2]), "second_lengths")
    h = g.op("Concat", x, g.op("Transpose", around, perm=[1, 0, 2]), axis=-1)
    h = g.op("Relu", lin(g, net.names1, h))
    g.op("LogSoftmax", lin(g, net.names2, h), axis=-1, name="second_names")


def _rows_e5(g: Graph, e5: E5) -> str:
    """[B, P, 384] embeddings of `second_ids`, 4 bits a number with a scale for each block of 32."""
    half = WIDTH // 2
    packed = g.constant(e5.levels[:, :half] | (e5.levels[:, half:] << 4), "second_pieces_4bit")
    digits = unpacked(g, packed, "second_ids")
    blocks = g.op("Reshape", g.op("Sub", digits, g.constant(np.array(8, np.float32))), g.ints(0, 0, -1, BLOCK))
    scales = g.op("Cast", g.op("Gather", g.constant(e5.scales), "second_ids", axis=0), to=TensorProto.FLOAT)
    return g.op("Reshape", g.op("Mul", blocks, g.op("Unsqueeze", scales, g.ints(-1))), g.ints(0, 0, WIDTH))


def _positions(g: Graph, table: NDArray[np.float32]) -> str:
    """[P, 384]; places past the table's end get its last row."""
    width = g.op("Squeeze", g.op("Shape", "second_ids", start=1, end=2), g.ints(0))
    zero, one, last = (g.constant(np.array(n, np.int64)) for n in (0, 1, len(table) - 1))
    return g.op("Gather", g.constant(table), g.op("Min", g.op("Range", zero, width, one), last), axis=0)


def _layer(g: Graph, layer: Layer, x: str) -> str:
    """One transformer layer; attention over all pieces but the padding at the end."""
    seen = g.op(
        "Attention", x, g.constant(array(layer.qkv.weight).T), g.constant(array(layer.qkv.bias)), "second_counts",
        domain=MICROSOFT, num_heads=layer.heads,
    )  # fmt: skip
    x = norm(g, g.op("Add", x, lin(g, layer.out, seen)), layer.norm1)
    wide = g.op("Gelu", lin(g, layer.wide, x), domain=MICROSOFT)
    return norm(g, g.op("Add", x, lin(g, layer.back, wide)), layer.norm2)
