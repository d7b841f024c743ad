"""Threads that want the same at once: one works for all, each gets its own."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, current_thread

import pytest

from desk.batches import Batches

WAITING = 12


class MistakeError(Exception):
    """Something that goes wrong with one item."""


@contextmanager
def waiting_in_line(work):
    """Holds the first batch up, and lets others gather behind it."""
    entered, go_on = Event(), Event()

    def hold_up_first(items):
        if not entered.is_set():
            entered.set()
            assert go_on.wait(10)
            return items
        return work(items)

    batches = Batches(hold_up_first)
    with ThreadPoolExecutor(WAITING + 1) as pool:
        first = pool.submit(batches.do, "first")
        assert entered.wait(10)
        futures = []

        def enter(item):
            futures.append(pool.submit(batches.do, item))
            while len(batches._waiting) < len(futures):
                pass

        yield enter, futures
        go_on.set()
        assert first.result(10) == "first"


def test_those_who_come_meanwhile_are_served_together_in_order_of_arrival():
    seen = []

    def work(items):
        seen.append(list(items))
        return [item * 2 for item in items]

    with waiting_in_line(work) as (enter, futures):
        for number in range(WAITING):
            enter(number)

    assert [future.result(10) for future in futures] == [n * 2 for n in range(WAITING)]
    assert seen == [list(range(WAITING))]


def test_those_who_are_on_their_way_are_waited_for():
    seen, late, futures = [], ["second", "third"], []

    def let_one_arrive(_seconds):
        if late:
            futures.append(pool.submit(batches.do, late.pop(0)))
            while len(batches._waiting) <= len(futures):
                pass

    batches = Batches(lambda items: seen.append(list(items)) or items, let_one_arrive)
    with ThreadPoolExecutor(2) as pool:
        assert batches.do("first") == "first"
        assert [future.result(10) for future in futures] == ["second", "third"]

    assert seen == [["first", "second", "third"]]


def test_an_endless_stream_of_arrivals_does_not_keep_the_first_waiting():
    seen, futures = [], []

    def one_more(_seconds):
        futures.append(pool.submit(batches.do, "late"))
        while len(batches._waiting) <= len(futures):
            pass

    batches = Batches(lambda items: seen.append(len(items)) or items, one_more)
    with ThreadPoolExecutor(100) as pool:
        assert batches.do("first") == "first"

    assert 1 < seen[0] < 20


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_error_is_raised_to_the_one_it_belongs_to(place):
    def work(items):
        return [MistakeError() if item == "bad" else item for item in items]

    items = ["one", "two"]
    items.insert(place, "bad")
    with waiting_in_line(work) as (enter, futures):
        for item in items:
            enter(item)

    with pytest.raises(MistakeError):
        futures.pop(place).result(10)
    assert [future.result(10) for future in futures] == ["one", "two"]


def test_what_stops_the_whole_work_is_raised_to_all_and_the_next_are_served():
    def work(items):
        if "bad" in items:
            raise MistakeError
        return items

    with waiting_in_line(work) as (enter, futures):
        enter("one")
        enter("bad")

    for future in futures:
        with pytest.raises(MistakeError):
            future.result(10)

    batches = Batches(work)
    with pytest.raises(MistakeError):
        batches.do("bad")
    assert batches.do("good") == "good"


def test_one_alone_works_for_itself():
    threads = []
    batches = Batches(lambda items: threads.append(current_thread()) or items)

    assert [batches.do(number) for number in range(3)] == [0, 1, 2]
    assert set(threads) == {current_thread()}
