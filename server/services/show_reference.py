"""What the people who keep sets see of them: what is in force, the draft with its difference, and what was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from server.domain.moments import bank_day, to_wire
from server.domain.people import Actor, User
from server.reference.forms import form_of
from server.reference.owners import OWNERS, owns
from server.services.edit_reference import EditReference, NotYourSet, entries_of, overlays, reader_of
from server.services.ports_reference import Editions, StoredEdition
from server.services.reference_catalogues import ReferenceCatalogues


class Names(Protocol):
    def users_by_ids(self, ids: set[str]) -> dict[str, User]: ...


@dataclass(frozen=True)
class ShowReference:
    editions: Editions
    catalogues: ReferenceCatalogues
    edit: EditReference
    names: Names

    def sets(self, actor: Actor, at: datetime) -> list[dict[str, Any]]:
        """Those this person keeps, in the order of the catalogue."""
        kept = [name for name in OWNERS if owns(name, actor.active_role, actor.user.department)]
        return [self._overview(actor, name, bank_day(at)) for name in kept]

    def one(self, actor: Actor, name: str, at: datetime) -> dict[str, Any]:
        if name not in OWNERS:
            raise NotYourSet
        branch_id, today, owner = self.edit.branch_of(actor, name), bank_day(at), OWNERS[name]
        draft = self.editions.draft(name, branch_id)
        published = [each for each in self.editions.published() if each.name == name and each.branch_id == branch_id]
        names = self._names([*published, *([draft] if draft else [])])
        return {
            **self._overview(actor, name, today),
            "form": [field for field in form_of(name) if not (owner.each_department and field["name"] == "department")],
            "entries": self.edit.base(name, branch_id, today),
            "draft": self._draft(draft, today, names) if draft else None,
            "history": [_published(each, published, today, names) for each in reversed(published)],
        }

    def _overview(self, actor: Actor, name: str, today: date) -> dict[str, Any]:
        owner, branch_id = OWNERS[name], self.edit.branch_of(actor, name)
        known = self.catalogues.of(reader_of(name, branch_id)).sets[name]
        version = known.on(today)
        coming = [each.effective_from.isoformat() for each in known.versions if each.effective_from > today]
        draft = self.editions.draft(name, branch_id)
        return {
            "name": name,
            "zh": owner.zh,
            "en": owner.en,
            "of_branch": bool(branch_id) and not owner.each_department,
            "adds": not overlays(name, branch_id),
            "second_person": owner.second_person,
            "count": len(self.edit.base(name, branch_id, today)),
            "version": version.label(today) if version else None,
            "coming": coming,
            "drafted_at": to_wire(draft.updated_at) if draft else None,
        }

    def _draft(self, draft: StoredEdition, today: date, names: dict[str, str]) -> dict[str, Any]:
        tomorrow = today + timedelta(days=1)
        entries = entries_of(draft, tomorrow)
        if overlays(draft.name, draft.branch_id):
            own = {each["code"]: each for each in entries}
            entries = [own.get(each["code"], each) for each in self.edit.base(draft.name, "", tomorrow)]
        return {
            "rev": draft.rev,
            "note": draft.note,
            "entries": entries,
            "changes": self.edit.changes(draft, tomorrow),
            "contributors": [{"id": each, "name": names.get(each, "")} for each in draft.contributors],
            "updated_at": to_wire(draft.updated_at),
        }

    def _names(self, editions: list[StoredEdition]) -> dict[str, str]:
        ids = {by for each in editions for by in (*each.contributors, each.published_by) if by}
        return {id: user.name for id, user in self.names.users_by_ids(ids).items()}


def _published(
    edition: StoredEdition, published: list[StoredEdition], today: date, names: dict[str, str]
) -> dict[str, Any]:
    """`superseded` once a later publication began, or takes its place before it could begin."""
    begins = edition.effective_from or today
    later = [each.effective_from for each in published if (each.number or 0) > (edition.number or 0)]
    replaced = any(day is not None and (day <= today or day <= begins) for day in later)
    state = "superseded" if replaced else "scheduled" if begins > today else "in_force"
    return {
        "number": edition.number,
        "state": state,
        "effective_from": begins.isoformat(),
        "note": edition.note,
        "published_at": to_wire(edition.published_at) if edition.published_at else None,
        "published_by": names.get(edition.published_by or "", ""),
        "contributors": [names.get(each, "") for each in edition.contributors],
    }
