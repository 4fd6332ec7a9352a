"""ONNX graphs built by hand: nodes and constants, and the layers that PyTorch has, as nodes."""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn


class Graph:
    """Nodes and constants under construction; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[np.generic], name: str = "") -> str:
        """A stored tensor."""
        name = name or f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def ints(self, *values: int) -> str:
        """A stored vector of int64."""
        return self.constant(np.array(values, np.int64))

    def op(self, kind: str, *inputs: str, name: str = "", outputs: int = 1, **attributes: object) -> str:
        """One node; the name of its first result (others are name_1 and so on)."""
        name = name or f"{kind.lower()}{len(self.nodes)}"
        results = [name, *(f"{name}_{i}" for i in range(1, outputs))]
        self.nodes.append(helper.make_node(kind, list(inputs), results, name=f"n_{name}", **attributes))
        return name

    def linear(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32] | None, name: str = "") -> str:
        """x @ weight + bias."""
        y = self.op("MatMul", x, self.constant(weight), name="" if bias is not None else name)
        return y if bias is None else self.op("Add", y, self.constant(bias), name=name)


def array(x: object) -> NDArray[np.float32]:
    """A parameter as numbers."""
    return x.detach().numpy().astype(np.float32)  # type: ignore[attr-defined,no-any-return]


def norm(g: Graph, x: str, layer: nn.LayerNorm) -> str:
    """Layer norm over the last axis."""
    weight, bias = g.constant(array(layer.weight)), g.constant(array(layer.bias))
    return g.op("LayerNormalization", x, weight, bias, axis=-1, epsilon=layer.eps)


def lin(g: Graph, layer: nn.Linear, x: str, name: str = "") -> str:
    """A linear layer."""
    return g.linear(x, array(layer.weight).T, array(layer.bias), name)


def unpacked(g: Graph, packed: str, ids: str) -> str:
    """[B, P, width] levels of 0 to 15 of the rows `ids`: the first half of a row in the low bits, the second in the high."""
    rows = g.op("Gather", packed, ids, axis=0)
    low = g.op("BitwiseAnd", rows, g.constant(np.array([15], np.uint8)))
    high = g.op("BitShift", rows, g.constant(np.array([4], np.uint8)), direction="RIGHT")
    return g.op("Cast", g.op("Concat", low, high, axis=-1), to=TensorProto.FLOAT)


def _gates(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """PyTorch's order of gates (input, forget, cell, output) to ONNX's (input, output, forget, cell)."""
    i, f, c, o = np.split(x, 4, axis=0)
    return np.concatenate([i, o, f, c], axis=0)


def lstm(g: Graph, lstm: object, x: str, lengths: str = "lengths") -> str:
    """[T, B, in] to [T, B, 2 * hidden]."""
    p = {k: array(v) for k, v in lstm.named_parameters()}  # type: ignore[attr-defined]
    hidden = p["weight_hh_l0"].shape[1]
    sides = ("l0", "l0_reverse")
    w = np.stack([_gates(p[f"weight_ih_{s}"]) for s in sides])
    r = np.stack([_gates(p[f"weight_hh_{s}"]) for s in sides])
    b = np.stack([np.concatenate([_gates(p[f"bias_ih_{s}"]), _gates(p[f"bias_hh_{s}"])]) for s in sides])
    y = g.op(
        "LSTM", x, g.constant(w), g.constant(r), g.constant(b), lengths, hidden_size=hidden, direction="bidirectional"
    )
    return g.op("Reshape", g.op("Transpose", y, perm=[0, 2, 1, 3]), g.ints(0, 0, 2 * hidden))
