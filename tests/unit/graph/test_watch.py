"""Statements that take too long are ended, others are left alone."""

from __future__ import annotations

import threading

from graph.watch import Watch


class Connection:
    def __init__(self) -> None:
        self.ended = threading.Event()
        self.times = 0

    def interrupt(self) -> None:
        self.times += 1
        self.ended.set()


def test_a_late_statement_is_interrupted_until_it_ends() -> None:
    connection, watch = Connection(), Watch(look_s=0.01)

    with watch.over(connection, 0.02):
        for _ in range(2):  # one that comes before the engine has begun is lost
            assert connection.ended.wait(5)
            connection.ended.clear()
    ended = connection.times
    threading.Event().wait(0.1)

    assert connection.times == ended


def test_a_statement_in_time_is_left_alone() -> None:
    quick, slow, watch = Connection(), Connection(), Watch(look_s=0.01)

    with watch.over(quick, 0.02):
        pass
    with watch.over(slow, 0.05):
        assert slow.ended.wait(5)

    assert quick.times == 0


def test_a_connection_is_watched_anew_for_each_statement() -> None:
    connection, watch = Connection(), Watch(look_s=0.01)

    for _ in range(2):
        connection.ended.clear()
        with watch.over(connection, 0.01):
            assert connection.ended.wait(5)

    assert connection.times >= 2
