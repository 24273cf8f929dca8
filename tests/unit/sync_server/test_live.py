"""The live line says that a scope has grown, and otherwise that it is still there."""

import itertools

from server.services.live_pokes import HEARTBEAT_SECONDS, LOOK_AGAIN_SECONDS, LivePokes, Pokes


def nobody(_scopes):
    """Nothing was poked in this process."""
    return {}


def told(heads, count):
    """What is told in the first `count` messages, as the heads go by."""
    seen = iter(heads)
    live = LivePokes(lambda known, _seconds: known, nobody)
    return list(itertools.islice(live((), lambda: next(seen), lambda: True), count))


def test_the_line_opens_at_once_and_tells_every_scope_that_grew():
    """MUST-39."""
    heads = [{"a": 1}, {"a": 1}, {"a": 3, "b": 1}, {"a": 4, "b": 1}]
    assert told(heads, 4) == [None, ("a", 3), ("b", 1), ("a", 4)]


def test_a_quiet_line_is_kept_open():
    asked = []
    live = LivePokes(lambda seen, seconds: asked.append(seconds) or seen, nobody)
    messages = live((), dict, lambda: True)
    assert [next(messages), next(messages)] == [None, None]
    assert sum(asked) == HEARTBEAT_SECONDS
    assert set(asked) == {LOOK_AGAIN_SECONDS}


def test_the_line_ends_with_the_session():
    lasting = iter([True, False])
    live = LivePokes(lambda seen, _seconds: seen, nobody)
    assert list(live((), dict, lambda: next(lasting))) == [None]


def test_a_poke_is_passed_on_without_asking_the_database():
    pokes, asked = Pokes(), []
    live = LivePokes(pokes.wait, pokes.heads)
    messages = live({"mine"}, lambda: asked.append("heads") or {}, lambda: True)
    next(messages)
    pokes.poke("mine", 4)
    pokes.poke("another branch's", 9)
    assert next(messages) == ("mine", 4)
    assert asked == ["heads"]
