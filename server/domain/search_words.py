"""What can be searched, made comparable: width, case, spaces and punctuation do not matter, neither in what is said nor asked.

A text becomes lines of letters and digits; `grams` are the small pieces that begin at each place of them, so that any part of a
line is found through its own pieces, and what is shorter than a piece as the beginning of one.
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
    """Of each place in the text the piece that begins there: two Chinese characters, or four letters or digits."""
    found: dict[str, None] = {}
    for line in text.split("\n"):
        found.update(dict.fromkeys(_piece(line, at) for at in range(len(line))))
    return list(found)


def grams_of_word(word: str) -> tuple[list[str], list[str]]:
    """The pieces every text with this word has, and beginnings of pieces, where the word ends before its last piece does.

    Every second piece and the last whole one hold all its characters: more would cost and tell nothing.
    """
    whole = [_piece(word, at) for at in range(len(word)) if at + _wide(word[at]) <= len(word)]
    if not whole:
        return [], [_piece(word, 0)]
    return list(dict.fromkeys([*whole[::2], whole[-1]])), []


def _wide(char: str) -> int:
    return 4 if char.isascii() else 2


def _piece(line: str, at: int) -> str:
    """Letters and digits end where Chinese begins."""
    piece = line[at : at + _wide(line[at])]
    if not piece[0].isascii():
        return piece
    return piece[: next((place for place, char in enumerate(piece) if not char.isascii()), len(piece))]


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] in LETTERS)
