"""What can be searched, made comparable: width, case, spaces and punctuation do not matter, neither in what is said nor asked.

A text becomes lines of letters and digits; `grams` are the pairs of neighbours in them, and each line's last character alone,
so that any part of a line is found through its pairs, and a single character as the beginning of one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

MOST = 20_000
"""Characters of one text: the first pages of the longest report say what it is about."""
MOST_WORDS = 8
LETTERS = frozenset("LN")


def searchable(texts: Iterable[str]) -> str:
    """One line for each text that says anything, none twice."""
    lines = dict.fromkeys(line for text in texts if (line := _letters(text)))
    return "\n".join(lines)[:MOST]


def wanted_words(asked: str) -> tuple[str, ...]:
    """The words of a question, all of which must occur."""
    return tuple(word for part in asked.split()[:MOST_WORDS] if (word := _letters(part)))


def grams(text: str) -> list[str]:
    found: dict[str, None] = {}
    for line in text.split("\n"):
        found.update(dict.fromkeys(line[at : at + 2] for at in range(len(line))))
    return list(found)


def grams_of_word(word: str) -> list[str]:
    """The pairs that every text with this word has: without the last character, which need not end a line."""
    return list(dict.fromkeys(word[at : at + 2] for at in range(len(word) - 1)))


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] in LETTERS)
