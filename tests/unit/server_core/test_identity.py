"""Ids are UUIDv7: in order of time, in one form."""

import os
import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.identity import is_uuid, uuid7

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@given(st.binary(min_size=10, max_size=10), st.integers(0, 10**12))
def test_an_id_is_a_uuid_of_version_7_that_holds_its_time(noise, later):
    at = AT + timedelta(milliseconds=later)
    made = uuid.UUID(uuid7(at, lambda _: noise))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert abs((made.int >> 80) - at.timestamp() * 1000) <= 1


def test_later_ids_sort_later():
    ids = [uuid7(AT + timedelta(milliseconds=step), os.urandom) for step in range(100)]
    assert ids == sorted(ids)


def test_only_one_form_is_an_id():
    good = uuid7(AT, os.urandom)
    assert is_uuid(good)
    assert not any(is_uuid(bad) for bad in (good.upper(), "{" + good + "}", good.replace("-", ""), "", None, 7))
