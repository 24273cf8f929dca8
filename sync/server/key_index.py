"""By which keys the standing records of a branch are found again, as one transaction sees them: what the database holds, and
over it what the batch itself has changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple


class Key(NamedTuple):
    """`hash` is a keyed hash of the values (never the values)."""

    kind: str
    name: str
    hash: str


@dataclass(frozen=True)
class Holder:
    """A standing record that has a key. `no` is None until the batch that creates it is done."""

    record_id: str
    occurred_at: str
    no: str | None = None


Look = Callable[[Collection[Key]], Mapping[Key, Iterable[Holder]]]


@dataclass
class KeyIndex:
    """`look` reads the database: once for all keys a batch names, and once more for one that only a merge brings about.
    `hashed` are the hashes of this transaction: each is asked for when it is loaded, derived from and written."""

    look: Look = lambda keys: {}
    changed: dict[str, tuple[Holder, frozenset[Key]]] = field(default_factory=dict)
    hashed: dict[Any, str] = field(default_factory=dict)
    _loaded: dict[Key, tuple[Holder, ...]] = field(default_factory=dict)
    _fresh: dict[Key, dict[str, Holder]] = field(default_factory=dict)

    def load(self, keys: Iterable[Key]) -> None:
        missing = set(keys) - self._loaded.keys()
        if missing:
            found = self.look(missing)
            self._loaded |= {key: tuple(found.get(key, ())) for key in missing}

    def holders(self, key: Key, but: str) -> Iterator[Holder]:
        """Every standing record with this key but the one of that id, one by one: who asks is mostly content with the first,
        and of a device that fails often there are many."""
        if key not in self._loaded:
            self.load([key])
        stored = (each for each in self._loaded[key] if each.record_id not in self.changed)
        return (each for each in chain(stored, self._fresh.get(key, {}).values()) if each.record_id != but)

    def absorb(self, holder: Holder, keys: Collection[Key]) -> None:
        """What comes later in the batch sees what came before."""
        for key in self.changed.get(holder.record_id, (holder, frozenset[Key]()))[1]:
            self._fresh[key].pop(holder.record_id, None)
        self.changed[holder.record_id] = (holder, frozenset(keys))
        for key in keys:
            self._fresh.setdefault(key, {})[holder.record_id] = holder
