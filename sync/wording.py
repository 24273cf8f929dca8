"""Which forbidden words a text for customers holds, whatever the case of its letters.

`words` are entries of a reference set, `{"zh", "aliases": [..]}`. A word that is denied on the spot (不保本、非保本) is what the
customer must be told, and is not counted; one word between denial and promise (不承诺保本) already is.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

DENIALS = ("不", "非")
Word = Mapping[str, Any]


class Words:
    """Words that were read once, in the order of the set."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._forms = {form: form.lower() for word in words for form in (word["zh"], *word.get("aliases", ()))}

    def found(self, texts: Iterable[Any]) -> list[str]:
        said = [text.lower() for text in texts if isinstance(text, str)]
        everything = "\n".join(said)  # mostly none of the words stands anywhere in it
        return [form for form, lower in self._forms.items() if lower in everything and _promised(lower, said)]


def words_in(texts: Iterable[Any], words: Iterable[Word]) -> list[str]:
    """The words found, each once, in the order of the set; what is no text is passed over."""
    return Words(words).found(texts)


def _promised(form: str, texts: Sequence[str]) -> bool:
    befores = [before for text in texts for before in text.split(form)[:-1]]
    return any(not before.endswith(DENIALS) for before in befores)
