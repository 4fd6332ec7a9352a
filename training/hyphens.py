"""Puts "CDU - Chef", which the treebanks divide, together to the one token of running text."""

from __future__ import annotations

from dataclasses import replace

from corpora import Example

_HYPHENS = ("-", "‐", "‑")


def merge_hyphens(e: Example) -> Example:
    """The sentence with its hyphen compounds whole: tag, features and label of the last part, head from outside."""
    groups = _groups(e)
    if len(groups) == len(e.words) or not e.heads:
        return e
    new = {0: 0}
    for at, group in enumerate(groups):
        new.update((i + 1, at + 1) for i in group)
    heads, deprels = zip(*(_outside(e, group) for group in groups), strict=True)
    return replace(
        e,
        words=["".join(e.words[i] for i in g) for g in groups],
        spaces=[e.spaces[g[0]] for g in groups],
        upos=[e.upos[_last(e, g)] for g in groups],
        feats=[e.feats[_last(e, g)] for g in groups],
        heads=[new[h] for h in heads],
        deprels=list(deprels),
        lemmas=[_lemma(e, g) for g in groups],
        names=[e.names[g[0]] for g in groups] if e.names else [],
        ranges=[new[i + 1] - 1 for i in e.ranges],
    )


def _groups(e: Example) -> list[list[int]]:
    """The word numbers of each token; a hyphen joins where no space stands on that side of it."""
    found: list[list[int]] = []
    for i, word in enumerate(e.words):
        previous = e.words[i - 1] if i else ""
        joined = (
            i > 0
            and not e.spaces[i]
            and (
                (word in _HYPHENS and previous[-1:].isalnum())
                or (previous in _HYPHENS and word[0].isalnum() and (i == 1 or not e.spaces[i - 1]))
            )
        )
        if joined and found:
            found[-1].append(i)
        else:
            found.append([i])
    return found


def _last(e: Example, group: list[int]) -> int:
    """The last part that is no hyphen: it gives a compound its word class and form."""
    return next((i for i in reversed(group) if e.words[i] not in _HYPHENS), group[-1])


def _outside(e: Example, group: list[int]) -> tuple[int, str]:
    """Head (counted from 1) and label of the part that hangs on a word outside the group (the root before others)."""
    inside = {i + 1 for i in group}
    ordered = sorted([_last(e, group), *group], key=lambda i: e.heads[i] != 0)
    top = next((i for i in ordered if e.heads[i] not in inside), group[0])
    return e.heads[top], e.deprels[top]


def _lemma(e: Example, group: list[int]) -> str:
    last = _last(e, group)
    return "".join(e.lemmas[i] if i == last else e.words[i] for i in group)
