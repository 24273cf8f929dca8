"""JSON without blanks, by a writer that is made once: the library makes one anew for every value, and that costs as much as the
writing."""

from collections.abc import Callable
from json import JSONEncoder, encoder
from typing import Any

SEPARATORS = (",", ":")


def writer(*, ascii: bool) -> Callable[[Any], str]:
    """`ascii`: everything else as an escape, else characters as they are."""
    slow = JSONEncoder(ensure_ascii=ascii, separators=SEPARATORS)
    make: Any = getattr(encoder, "c_make_encoder", None)
    if make is None:  # a Python whose library has no part in C
        return slow.encode
    quote = encoder.encode_basestring_ascii if ascii else encoder.encode_basestring
    write = make(None, slow.default, quote, None, *reversed(SEPARATORS), False, False, True)
    return lambda value: "".join(write(value, 0))
