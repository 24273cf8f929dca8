"""The people who keep a set change it: a draft, checked by the set's schema, then published from a day on.

Nothing published is changed again, and an edition begins at the earliest tomorrow, so that tablets without a network have it by
then and no record of today is judged by two versions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from marshmallow import ValidationError

from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.moments import bank_day
from server.domain.people import Actor
from server.reference import Catalogue
from server.reference.editions import difference, groups_of, layered, written
from server.reference.links import broken_links
from server.reference.owners import OWNERS, owns
from server.reference.read_version import ReferenceError, read_version
from server.services.ports import Audit, Transaction
from server.services.ports_reference import Editions, StoredEdition
from server.services.reference_catalogues import ReferenceCatalogues, edition_of, version_content

Entries = Sequence[Mapping[str, Any]]
TOMORROW = timedelta(days=1)
FAR = timedelta(days=730)


class NotYourSet(DomainError):
    code: ClassVar[str] = "reference_not_yours"


class DraftChanged(DomainError):
    code: ClassVar[str] = "draft_changed"


class NoDraft(DomainError):
    code: ClassVar[str] = "no_draft"


class InvalidEntries(DomainError):
    code: ClassVar[str] = "reference_invalid"


class NothingChanged(DomainError):
    code: ClassVar[str] = "draft_changes_nothing"


class WrongFirstDay(DomainError):
    code: ClassVar[str] = "effective_day"


class OwnDraft(DomainError):
    code: ClassVar[str] = "own_draft"


@dataclass(frozen=True)
class EditReference:
    editions: Editions
    catalogues: ReferenceCatalogues
    shipped: Catalogue
    audit: Audit
    transaction: Transaction
    new_id: NewId

    def save(self, actor: Actor, name: str, rev: int, entries: Entries, note: str, at: datetime) -> StoredEdition:
        """Keeps the draft, as its first saving (rev 0) or over the one of that revision. Refuses what the schema refuses."""
        branch_id = self.branch_of(actor, name)
        content = self._content(name, branch_id, entries, at)
        with self.transaction():
            held = self.editions.draft(name, branch_id)
            if (held.rev if held else 0) != rev:
                raise DraftChanged
            draft = _drafted(held or _blank(self.new_id(), name, branch_id, at), content, note, actor.id, at)
            kept = self.editions.replace(draft, rev) if held else self.editions.add(draft)
            if not kept:
                raise DraftChanged
            self._note(actor, "reference.saved", draft, {"entries": len(entries)}, at)
        return draft

    def withdraw(self, actor: Actor, name: str, rev: int, at: datetime) -> None:
        """The draft is kept, but nobody goes on with it."""
        with self.transaction():
            draft = self._held(actor, name, rev)
            if not self.editions.replace(replace(draft, state="withdrawn", rev=rev + 1, updated_at=at), rev):
                raise DraftChanged
            self._note(actor, "reference.withdrawn", draft, {}, at)

    def publish(self, actor: Actor, name: str, rev: int, begins: date, at: datetime) -> StoredEdition:
        """The draft of that revision comes into force at the midnight before `begins`, and takes the place of what was to come."""
        _check_first_day(begins, bank_day(at))
        with self.transaction():
            draft = self._held(actor, name, rev)
            if OWNERS[name].second_person and actor.id in draft.contributors:
                raise OwnDraft
            if not self.changes(draft, begins):
                raise NothingChanged
            number = self.editions.newest() + 1
            edition = replace(
                draft,
                state="published",
                number=number,
                rev=rev + 1,
                effective_from=begins,
                published_by=actor.id,
                published_at=at,
            )
            self._check_links(edition)
            if not self.editions.replace(edition, rev):
                raise DraftChanged
            self._note(actor, "reference.published", edition, {"number": number, "from": begins.isoformat()}, at)
        self.catalogues.forget()
        return edition

    def branch_of(self, actor: Actor, name: str) -> str:
        """For whom this person keeps the set: their branch, "" for the whole bank, or their department where each keeps its own."""
        if not owns(name, actor.active_role, actor.user.department):
            raise NotYourSet
        if OWNERS[name].each_department:
            return actor.user.department or ""
        return actor.branch_id if actor.active_role == "branch_manager" else ""

    def base(self, name: str, branch_id: str, day: date) -> list[dict[str, Any]]:
        """What is in force on that day, as an edition writes it."""
        known = self.catalogues.of(reader_of(name, branch_id)).sets[name]
        version = known.on(day)
        entries = [written(entry, version) for entry in version.entries] if version else []
        return [each for each in entries if each["department"] == branch_id] if by_department(name) else entries

    def changes(self, draft: StoredEdition, day: date) -> list[dict[str, Any]]:
        """The draft against what would be in force on that day without it; a branch's names only what it has otherwise."""
        before = self.base(draft.name, draft.branch_id, day)
        found = difference(before, entries_of(draft, day))
        return (
            [each for each in found if each["change"] != "removed"] if overlays(draft.name, draft.branch_id) else found
        )

    def _held(self, actor: Actor, name: str, rev: int) -> StoredEdition:
        draft = self.editions.draft(name, self.branch_of(actor, name))
        if draft is None:
            raise NoDraft
        if draft.rev != rev:
            raise DraftChanged
        return draft

    def _content(self, name: str, branch_id: str, entries: Entries, at: datetime) -> dict[str, Any]:
        tomorrow = bank_day(at) + TOMORROW
        version = self.catalogues.of(None).sets[name].on(tomorrow)
        groups = groups_of(version) if version else []
        if by_department(name):
            others = (
                {entry.code for entry in version.entries if entry.extras["department"] != branch_id}
                if version
                else set()
            )
            entries = [{**each, "department": branch_id} for each in entries]
            _check_free(others, entries)
        content = {"groups": groups, "entries": _checked(name, {"groups": groups, "entries": entries}, tomorrow)}
        if branch_id and OWNERS[name].branch_adds and not entries:
            raise InvalidEntries(fields={"entries": ["At least one entry."]})
        if overlays(name, branch_id):
            of_bank = {each["code"]: each for each in self.base(name, "", tomorrow)}
            _check_same_codes(of_bank, entries)
            content["entries"] = [each for each in content["entries"] if each != of_bank[each["code"]]]
        return content

    def _check_links(self, edition: StoredEdition) -> None:
        published = [edition_of(each) for each in (*self.editions.published(), edition)]
        catalogue = layered(self.shipped, published, reader_of(edition.name, edition.branch_id))
        days = [day for day in catalogue.days_of_change() if edition.effective_from and day >= edition.effective_from]
        broken = [text for day in days for text in broken_links(catalogue, day)]
        if broken:
            raise InvalidEntries(fields={"entries": broken[:20]})

    def _note(
        self, actor: Actor, action: str, edition: StoredEdition, details: dict[str, object], at: datetime
    ) -> None:
        about = {"set": edition.name, "for_branch": bool(edition.branch_id), **details}
        self.audit.append(actor.branch_id, actor.id, action, f"reference:{edition.id}", about, at)


def by_department(name: str) -> bool:
    """Whether an edition of that set is one department's."""
    return OWNERS[name].each_department


def overlays(name: str, branch_id: str) -> bool:
    """Whether the edition holds only what a branch has otherwise than the bank."""
    return bool(branch_id) and not by_department(name) and not OWNERS[name].branch_adds


def reader_of(name: str, branch_id: str) -> str | None:
    """The branch whose catalogue shows what somebody keeps; what a department keeps everybody has alike."""
    return None if by_department(name) else branch_id or None


def entries_of(draft: StoredEdition, day: date) -> list[dict[str, Any]]:
    """The draft's entries in the form in which those in force are written, so that the two compare."""
    return _written(draft.name, draft.content, day)


def _written(name: str, content: Mapping[str, Any], day: date) -> list[dict[str, Any]]:
    version = read_version(name, version_content(content, day.isoformat()))
    return [written(entry, version) for entry in version.entries]


def _blank(id: str, name: str, branch_id: str, at: datetime) -> StoredEdition:
    return StoredEdition(id, name, branch_id, "draft", None, 0, {}, "", None, (), at, None, None)


def _drafted(held: StoredEdition, content: dict[str, Any], note: str, by: str, at: datetime) -> StoredEdition:
    contributors = tuple(dict.fromkeys([*held.contributors, by]))
    return replace(held, content=content, note=note, rev=held.rev + 1, contributors=contributors, updated_at=at)


def _checked(name: str, content: Mapping[str, Any], day: date) -> list[dict[str, Any]]:
    """The entries with everything said; raises what is wrong by its place: `entries.3.value`."""
    try:
        return _written(name, content, day)
    except ValidationError as error:
        raise InvalidEntries(fields=dict(_places("entries", error.messages))) from None
    except ReferenceError as error:
        raise InvalidEntries(fields={"entries": [str(error)]}) from None


def _places(path: str, messages: Any) -> list[tuple[str, list[str]]]:
    if isinstance(messages, dict):
        return [found for name, each in messages.items() for found in _places(f"{path}.{name}", each)]
    return [(path, [str(each) for each in messages])]


def _check_same_codes(of_bank: Mapping[str, Any], entries: Entries) -> None:
    """A branch sets its own values of what the bank has; it adds nothing and leaves nothing out."""
    if {each["code"] for each in entries} != set(of_bank):
        raise InvalidEntries(fields={"entries": ["A branch changes entries; it adds and removes none."]})


def _check_free(taken: Collection[str], entries: Entries) -> None:
    """Codes are of the whole set, also where each department sees only its own."""
    for place, each in enumerate(entries):
        if each.get("code") in taken:
            raise InvalidEntries(fields={f"entries.{place}.code": ["codes given twice"]})


def _check_first_day(begins: date, today: date) -> None:
    if not today + TOMORROW <= begins <= today + FAR:
        raise WrongFirstDay(field="effective_from")
