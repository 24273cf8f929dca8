"""What SQLite keeps of structured values."""

import json

import pytest

from server.store.engine import stored_json


@pytest.mark.parametrize("value", [{"客户": "王女士"}, {"half": "\ud83d"}, ["a", 1, None, True], {}])
def test_whatever_is_stored_is_read_back_as_it_was_and_is_valid_text(value):
    text = stored_json(value)
    assert json.loads(text.encode().decode()) == value


def test_chinese_takes_the_room_of_its_characters():
    assert stored_json({"a": "客户"}) == '{"a":"客户"}'
