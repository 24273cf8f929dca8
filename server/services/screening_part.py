"""What name screening offers to the API and to deciding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.people import Actor
from server.records import Kind
from server.services.import_screening_list import ImportScreeningList, may_keep
from server.services.ports import Audit
from server.services.ports_screening import ScreeningList, ScreeningLists
from server.services.ports_sync import Users
from server.services.screen_name import TO_REVIEW, Answer, ScreenName
from server.services.screening_set import ScreeningSet
from server.services.sign_list import SignList
from sync.server.state import RecordState

SHOWN = 20
RULE = "screened"


class Subjects(Protocol):
    def record(self, branch_id: str, record_id: str) -> RecordState | None: ...


@dataclass(frozen=True)
class Hits(Answer):
    """`subject`: `{"names", "kind", "values"}` of whom the record checks."""

    subject: Mapping[str, Any]


@dataclass(frozen=True)
class ScreeningPart:
    lists: ScreeningLists
    screen: ScreenName
    set: ScreeningSet
    bring: ImportScreeningList
    sign: SignList
    audit: Audit
    users: Users

    def imported(self, actor: Actor, text: str, source: str, effective_from: datetime, at: datetime) -> ScreeningList:
        made = self.bring(actor, text, source, effective_from, at)
        self.screen.forget()
        return made

    def newest(self, actor: Actor) -> list[ScreeningList]:
        may_keep(actor)
        return self.lists.newest(SHOWN)

    def names(self, lists: Sequence[ScreeningList]) -> dict[str, str]:
        """Who imported them, by account."""
        return {id: user.name for id, user in self.users.users_by_ids({each.imported_by for each in lists}).items()}

    def hits(
        self, actor: Actor, kind: Kind, record: RecordState, subjects: Subjects, percent: int, at: datetime
    ) -> Hits:
        """What the list in force says of whom this record checks. Who looks is in the audit log."""
        may_keep(actor)
        self.audit.append(record.branch_id, actor.id, "screening.hits_read", f"record:{record.id}", {}, at)
        declared = next((each["arguments"] for each in kind.definition["derived"] if each["rule"] == RULE), None)
        if declared is None:
            return Hits(TO_REVIEW, None, 0, (), {})
        subject = subject_of(declared, record, subjects)
        found = self.screen([name for name in subject["names"] if name], percent)
        return Hits(found.result, found.version, found.score, found.hits, subject)


def subject_of(arguments: Mapping[str, str], record: RecordState, subjects: Subjects) -> dict[str, Any]:
    """`names` are the record's own fields that hold a name, `of` the field that names another record, `said` its fields. With
    the other record its own values: whoever rules on a hit compares more than a name."""
    given = {name: source.removeprefix("=") for name, source in arguments.items()}
    other_id = record.payload.get(given["of"])
    other = subjects.record(record.branch_id, other_id) if isinstance(other_id, str) else None
    theirs = dict(other.payload) if other is not None else {}
    found = [record.payload.get(code) for code in given["names"].split()]
    found += [theirs.get(code) for code in given["said"].split()]
    names = [name for name in found if isinstance(name, str)]
    return {"names": names, "kind": other.kind if other is not None else None, "values": theirs}
