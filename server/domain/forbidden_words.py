"""Which forbidden words a text holds (reference set `forbidden_words`: each as written, and by its aliases).

A word that is denied on the spot (不保本、非保本) is what the customer must be told, and is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

DENIALS = ("不", "非")


def forbidden_words_in(texts: Iterable[object], words: Iterable[Mapping[str, Any]]) -> list[str]:
    """The words found, each once, in the order of the set. `words` are entries `{"zh", "aliases"}`; what is no text is passed
    over."""
    said = [text for text in texts if isinstance(text, str)]
    wanted = dict.fromkeys(form for word in words for form in (word["zh"], *word.get("aliases", ())))
    return [form for form in wanted if any(_promised(form, text) for text in said)]


def _promised(form: str, text: str) -> bool:
    before = text.split(form)[:-1]
    return any(not part.endswith(DENIALS) for part in before)
