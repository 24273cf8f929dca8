"""The reference data of the bank and of its branches: the shipped files with what owners published over them.

An edition never begins before tomorrow, so a process may notice another's publication half a minute later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from server.domain.identity import Clock
from server.reference import Catalogue
from server.reference.editions import Edition, layered
from server.reference.read_version import read_version
from server.reference.schema import VersionSchema
from server.services.ports_reference import Editions, StoredEdition

NOTICED_WITHIN = timedelta(seconds=30)


class ReferenceCatalogues:
    def __init__(self, shipped: Catalogue, editions: Editions | None, clock: Clock) -> None:
        self._shipped = shipped
        self._stored = editions
        self._clock = clock
        self._looked: datetime | None = None
        self._newest = 0
        self._editions: list[Edition] = []
        self._by_branch: dict[str | None, Catalogue] = {None: shipped}

    @property
    def newest(self) -> int:
        """The number of the edition last published; 0 for the shipped files alone."""
        self._look()
        return self._newest

    def of(self, branch_id: str | None) -> Catalogue:
        """Of a branch; of the whole bank for None. Branches that set nothing themselves share the bank's."""
        self._look()
        own = branch_id if any(each.branch_id == branch_id for each in self._editions) else None
        if own not in self._by_branch:
            self._by_branch[own] = layered(self._shipped, self._editions, own)
        return self._by_branch[own]

    def forget(self) -> None:
        """Look again at the next question: something was published here."""
        self._looked = None

    def _look(self) -> None:
        now = self._clock()
        if self._stored is None or (self._looked is not None and now - self._looked < NOTICED_WITHIN):
            return
        newest = self._stored.newest()
        if newest != self._newest:
            self._editions = [edition_of(each) for each in self._stored.published()]
            self._by_branch = {}
            self._newest = newest
        self._looked = now


def edition_of(stored: StoredEdition) -> Edition:
    """A published edition as the catalogue is laid from it; what it holds was checked when it was saved."""
    number = stored.number or 0
    begins = stored.effective_from.isoformat() if stored.effective_from else ""
    content = version_content(stored.content, begins)
    return Edition(stored.name, stored.branch_id or None, read_version(stored.name, content, number))


def version_content(content: Mapping[str, object], begins: str) -> dict[str, object]:
    """`{groups, entries}` as a whole version; each entry says its own status and source."""
    dated = {"effective_from": begins, "effective_to": None, "status": "draft", "source": "版本"}
    loaded: dict[str, object] = VersionSchema().load({**dated, **content})
    return loaded
