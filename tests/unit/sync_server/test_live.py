"""The live line says that a scope has grown, and otherwise that it is still there."""

import itertools

from server.services.live_pokes import HEARTBEAT_SECONDS, LOOK_AGAIN_SECONDS, LivePokes


def told(heads, count):
    """What is told in the first `count` messages, as the heads go by."""
    seen = iter(heads)
    live = LivePokes(lambda known, _seconds: known)
    return list(itertools.islice(live(lambda: next(seen), lambda: True), count))


def test_the_line_opens_at_once_and_tells_every_scope_that_grew():
    """MUST-39."""
    heads = [{"a": 1}, {"a": 1}, {"a": 3, "b": 1}, {"a": 4, "b": 1}]
    assert told(heads, 4) == [None, ("a", 3), ("b", 1), ("a", 4)]


def test_a_quiet_line_is_kept_open():
    asked = []
    live = LivePokes(lambda seen, seconds: asked.append(seconds) or seen)
    messages = live(dict, lambda: True)
    assert [next(messages), next(messages)] == [None, None]
    assert sum(asked) == HEARTBEAT_SECONDS
    assert set(asked) == {LOOK_AGAIN_SECONDS}


def test_the_line_ends_with_the_session():
    lasting = iter([True, False])
    live = LivePokes(lambda seen, _seconds: seen)
    assert list(live(dict, lambda: next(lasting))) == [None]
