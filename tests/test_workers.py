"""Reader processes: order, death, stalling, large tasks."""

import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from lagebild.workers import AHEAD, AHEAD_BYTES, WAITING, Lost, Pool


def doing() -> Callable[[Any], Any]:
    """What the processes of these tests do."""

    def work(task: Any) -> Any:
        if task == "die":
            os._exit(7)
        if task == "stall":
            time.sleep(60)
        if isinstance(task, float):
            time.sleep(task)
        return ("did", task)

    return work


def test_order_is_kept_when_one_is_slow() -> None:
    tasks = [0.3, 1, 2, 3, 0.1, 4, 5]
    assert list(Pool(doing, 2).run(tasks)) == [("did", t) for t in tasks]


def test_one_that_kills_its_reader_is_named_and_the_others_done() -> None:
    results = list(Pool(doing, 2).run([1, 2, "die", *range(20), "die", 3]))
    lost = [i for i, r in enumerate(results) if isinstance(r, Lost)]
    assert lost == [2, 23]
    assert "exit status 7" in results[2].why
    assert len(results) == 25


def test_one_that_stalls_is_ended_and_named() -> None:
    results = list(Pool(doing, 1, time_limit=8).run([1, "stall", 2]))
    assert results[0] == ("did", 1) and results[2] == ("did", 2)
    assert isinstance(results[1], Lost) and "took more than 8 s" in results[1].why


def test_large_tasks_and_results_do_not_block() -> None:
    tasks = ["x" * (AHEAD_BYTES * 40), "y", "z" * (AHEAD_BYTES * 40), "w"] * 3
    assert [r[1] for r in Pool(doing, 2).run(tasks)] == tasks


def test_input_is_taken_only_as_fast_as_it_is_read() -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = Pool(doing, 2).run(endless())
    for _ in range(5):
        next(results)
    assert taken <= 5 + WAITING + 2 * AHEAD + 2
    results.close()  # type: ignore[attr-defined]


def test_no_task() -> None:
    assert list(Pool(doing, 2).run([])) == []
