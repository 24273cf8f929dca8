"""The writer that is made once writes what the library writes, character for character: receipts are compared by their bytes."""

import json

import pytest

from sync.server.compact_json import writer

VALUES = [{}, [], "中\n\u2028", None, True, 1.5, -0.0, 2**60, {"a": [1, {"b": '"\\'}], "中": "\ud800"}, {1: 2, None: 3}]


@pytest.mark.parametrize("ascii", [True, False])
@pytest.mark.parametrize("value", VALUES)
def test_it_writes_as_the_library_does(value, ascii):
    assert writer(ascii=ascii)(value) == json.dumps(value, ensure_ascii=ascii, separators=(",", ":"))


def test_what_is_no_json_is_refused():
    with pytest.raises(TypeError):
        writer(ascii=True)({"a": {1}})
