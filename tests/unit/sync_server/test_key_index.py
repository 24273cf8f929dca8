"""The keys of a branch as one transaction sees them."""

from server.services.record_policy import RecordPolicy
from sync.server.key_index import Holder, Key, KeyIndex

KEY, OTHER = Key("toy", "name", "h1"), Key("toy", "name", "h2")
ONE, TWO = Holder("1", "2026-03-02T01:00:00.000Z", "WJ-1"), Holder("2", "2026-03-02T02:00:00.000Z")


def index(**stored):
    return KeyIndex(lambda keys: {key: stored.get(key.hash, ()) for key in keys})


def test_what_the_database_holds_is_found_but_for_the_record_that_asks():
    known = index(h1=[ONE, TWO])
    assert (list(known.holders(KEY, but="2")), list(known.holders(OTHER, but="2"))) == ([ONE], [])


def test_what_the_batch_changed_stands_over_what_is_stored():
    known = index(h1=[ONE])
    known.absorb(ONE, [OTHER])
    assert (list(known.holders(KEY, but="")), list(known.holders(OTHER, but=""))) == ([], [ONE])


def test_what_was_changed_before_the_database_was_asked_counts_as_well():
    known = index(h2=[ONE])
    known.absorb(ONE, [])
    known.absorb(TWO, [OTHER])
    known.absorb(TWO, [KEY])
    assert (list(known.holders(OTHER, but="")), list(known.holders(KEY, but=""))) == ([], [TWO])


def test_the_database_is_asked_once_for_all_keys_of_a_batch():
    asked = []
    known = KeyIndex(lambda keys: asked.append(set(keys)) or {})
    known.load([KEY, OTHER])
    list(known.holders(KEY, but=""))
    assert asked == [{KEY, OTHER}]


class Kind:
    code = "toy"
    definition = {"keys": [{"name": "person", "fields": ["id_type", "id_no"], "unique": False}]}


def keys_of(**values):
    return RecordPolicy({}, lambda *_: {}, {}, lambda text: f"{len(text):064d}").keys(Kind, values)


def test_a_key_needs_all_of_its_values():
    assert keys_of(id_type="passport") == {}


def test_a_key_says_nothing_of_its_values():
    assert "E1234567" not in str(keys_of(id_type="passport", id_no="E1234567"))
