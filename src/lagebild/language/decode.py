"""From scores to structures: one tree a sentence, and names whose tags fit together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = np.float32(-1e9)
ROOTS = 4  # candidates that are tried where a sentence has many roots: in noise every word is one


def best_tree(scores: Floats) -> list[int]:
    """Heads (0 the root, else counting from 1) of the best tree with one root.

    `scores[i, h]` scores head `h` for word `i + 1`. The best head of each word is a tree nearly always; only if it is
    not, the maximum spanning tree is looked for (Chu and Liu 1965, Edmonds 1967).
    """
    n = len(scores)
    if n == 0:
        return []
    heads: list[int] = scores.argmax(1).tolist()
    if heads.count(0) == 1 and find_cycle([0, *heads]) is None:
        return heads
    full = np.full((n + 1, n + 1), NEVER, np.float32)
    full[1:] = scores
    np.fill_diagonal(full, NEVER)
    found = spanning_tree(full)
    roots = [i for i in range(1, n + 1) if found[i] == 0]
    if len(roots) > 1:  # keep the root that costs least: forbid the root to all others
        likely = sorted(roots, key=lambda r: -float(full[r, 0]))[:ROOTS]
        found = max(
            (spanning_tree(_with_root(full, r)) for r in likely),
            key=lambda hs: float(sum(full[i, hs[i]] for i in range(1, n + 1))),
        )
    return found[1:]


def _with_root(full: Floats, root: int) -> Floats:
    copy = full.copy()
    copy[1:, 0] = NEVER
    copy[root, :] = NEVER
    copy[root, 0] = full[root, 0]
    return copy


def find_cycle(heads: Sequence[int]) -> list[int] | None:
    """A cycle among the heads (index 0 is the root and has none), or None."""
    done = [False] * len(heads)
    done[0] = True
    for start in range(1, len(heads)):
        path: list[int] = []
        at = start
        while not done[at]:
            done[at] = True
            path.append(at)
            at = heads[at]
        if at in path:
            return path[path.index(at) :]
    return None


def spanning_tree(full: Floats) -> list[int]:
    """Chu-Liu-Edmonds on `full[dependent, head]`, node 0 the root; contracts one cycle a round."""
    n = len(full)
    heads = [0, *(int(h) for h in full[1:].argmax(1))]
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.array([i for i in range(n) if i not in set(cycle)])
    held = full[inside, [heads[i] for i in cycle]]
    m = len(outside)
    small = np.full((m + 1, m + 1), NEVER, np.float32)
    small[:m, :m] = full[np.ix_(outside, outside)]
    into = full[np.ix_(inside, outside)] - held[:, None] + held.sum()  # enter the cycle at a node, break its arc
    out = full[np.ix_(outside, inside)]
    enters, leaves = into.argmax(0), out.argmax(1)
    small[m, :m] = into.max(0)
    small[:m, m] = out.max(1)
    small[0, :] = NEVER
    part = spanning_tree(small)
    for i in range(1, m):
        h = part[i]
        heads[int(outside[i])] = int(inside[leaves[i]]) if h == m else int(outside[h])
    broken = int(inside[enters[part[m]]])
    heads[broken] = int(outside[part[m]])
    return heads


class NameTags:
    """Finds the best sequence of BIOES tags in which each name begins and ends."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = list(tags)
        n = len(tags)
        may = np.zeros((n, n), np.float32)
        for i, a in enumerate(tags):
            for j, b in enumerate(tags):
                fits = b[0] in "IE" and a[2:] == b[2:] if a[0] in "BI" else b[0] in "OBS"
                may[i, j] = 0 if fits else NEVER
        self._may = may
        self._start = np.array([0 if t[0] in "OBS" else NEVER for t in tags], np.float32)
        self._end = np.array([0 if t[0] in "OES" else NEVER for t in tags], np.float32)
        self.outside = self.tags.index("O")

    def best(self, log_probabilities: Floats) -> list[tuple[int, int, str, float]]:
        """(first, last, label, probability) of the names; the probability is the least of the tags' ones."""
        greedy = log_probabilities.argmax(1)
        if not (greedy != self.outside).any():
            return []
        # The best tags of each word by itself nearly always fit together; then no others can be better.
        path = greedy.tolist() if self._fits(greedy) else self._viterbi(log_probabilities)
        names, first = [], 0
        for i, at in enumerate(path):
            tag = self.tags[at]
            if tag[0] in "BS":
                first = i
            if tag[0] in "ES":
                score = min(float(log_probabilities[k, path[k]]) for k in range(first, i + 1))
                names.append((first, i + 1, tag[2:], float(np.exp(score))))
        return names

    def _fits(self, path: NDArray[np.int64]) -> bool:
        ends = self._start[path[0]] == self._end[path[-1]] == 0
        return bool(ends and not self._may[path[:-1], path[1:]].any())

    def _viterbi(self, scores: Floats) -> list[int]:
        best = scores[0] + self._start
        back = np.zeros(scores.shape, np.int64)
        for i in range(1, len(scores)):
            paths = best[:, None] + self._may
            back[i] = paths.argmax(0)
            best = paths.max(0) + scores[i]
        at = int((best + self._end).argmax())
        path = [at]
        for i in range(len(scores) - 1, 0, -1):
            at = int(back[i, at])
            path.append(at)
        return path[::-1]
