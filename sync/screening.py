"""Whether a name may be that of somebody on a list: the same answer, to the figure, on the tablet and on the server.

A list brings its own tables: `variants` (a character → the one it counts as, as 張 → 张) and `sounds` (a syllable without tone →
the characters that sound so). A likeness is a whole number from 0 to 100: twice the longest common subsequence over both
lengths; what only sounds alike counts for `SOUNDS_ALIKE` of it, so a homophone is a possible hit and never an exact one.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import LCSseq

SOUNDS_ALIKE = 90
MOST = 10
NONE, POSSIBLE = "none", "possible"


@dataclass(frozen=True)
class Hit:
    """An entry of the list, the name of it that is like the one asked for, and how much."""

    id: str
    name: str
    score: int


@dataclass(frozen=True)
class Screened:
    """`hits`, the likeliest first, each entry once, at most ten; `score` is the highest likeness found, a hit or not."""

    result: str
    score: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class _Key:
    letters: str
    sound: str


class NameList:
    """`{"variants", "sounds", "entries": [{"id", "names": [..]}]}`, made ready once to be asked often."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._variants: Mapping[str, str] = content["variants"]
        self._sounds = {each: sound for sound, characters in content["sounds"].items() for each in characters}
        named = ((entry["id"], name) for entry in content["entries"] for name in entry["names"])
        self._entries = [(id, name, self._key(name)) for id, name in named]

    def screen(self, name: str, percent: int) -> Screened:
        asked = self._key(name)
        scored = [Hit(id, known, _likeness(asked, key)) for id, known, key in self._entries] if asked.letters else []
        hits = _likeliest(hit for hit in scored if hit.score >= percent)
        best = max((hit.score for hit in scored), default=0)
        return Screened(POSSIBLE if hits else NONE, best, hits)

    def _key(self, name: str) -> _Key:
        letters = normalised(name, self._variants)
        return _Key(letters, "".join(self._sounds.get(each, each) for each in letters))


def normalised(name: str, variants: Mapping[str, str]) -> str:
    """Letters and digits alone, in one width, one case and one form: no blanks, no `·`, no marks."""
    folded = unicodedata.normalize("NFKC", name).lower()
    counted = "".join(variants.get(each, each) for each in folded)
    return "".join(each for each in counted if unicodedata.category(each)[0] in "LN")


def best_of(answers: Iterable[Screened]) -> Screened:
    """The answer for somebody with several names: their hits together."""
    found = list(answers)
    hits = _likeliest(hit for each in found for hit in each.hits)
    score = max((each.score for each in found), default=0)
    return Screened(POSSIBLE if hits else NONE, score, hits)


def _likeliest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Each entry once, by the name that is most alike."""
    ordered = sorted(hits, key=lambda hit: (-hit.score, hit.id, hit.name))
    first = {hit.id: hit for hit in reversed(ordered)}
    return tuple(hit for hit in ordered if first[hit.id] is hit)[:MOST]


def _likeness(one: _Key, other: _Key) -> int:
    return max(_percent(one.letters, other.letters), _percent(one.sound, other.sound) * SOUNDS_ALIKE // 100)


def _percent(one: str, other: str) -> int:
    length = len(one) + len(other)
    return 200 * int(LCSseq.similarity(one, other)) // length if length else 0
