"""A decision on what was submitted: online, by signing in again, on exactly the content that was read, never on one's own work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol

from server.domain.approval import Change, Content, Judgement, changes, content_hash
from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.people import Actor, User
from server.records import Kind
from server.services.limit_attempts import LimitAttempts
from server.services.ports import Audit, Hasher, Transaction
from server.services.run_online import Doer, Step
from sync.lifecycle import command_named
from sync.server.state import RecordState


class ContentChanged(DomainError):
    """Somebody changed it after it was read."""

    code: ClassVar[str] = "content_changed"


class WrongPassword(DomainError):
    code: ClassVar[str] = "wrong_password"


class NothingToJudge(DomainError):
    code: ClassVar[str] = "not_found"


class Judgements(Protocol):
    def add(self, judgement: Judgement) -> None: ...
    def of(self, branch_id: str, record_ids: Sequence[str]) -> list[Judgement]: ...


class Credentials(Protocol):
    def credential(self, username: str) -> tuple[User, str] | None: ...


class Contents(Protocol):
    def __call__(self, record: RecordState) -> Content: ...


class Run(Protocol):
    def __call__(
        self, who: Doer, record_id: str, step: Step, at: datetime
    ) -> tuple[Mapping[str, Any], RecordState]: ...


@dataclass(frozen=True)
class Read:
    """What somebody is about to decide on. `differing` is what changed since the newest judgement, `since`."""

    hash: str
    content: Content
    since: Judgement | None
    differing: Sequence[Change]
    judgements: Sequence[Judgement]


@dataclass(frozen=True)
class Said:
    """`hash` is that of the content that was read, `password` the person's, asked for where the step approves."""

    verb: str
    args: Mapping[str, Any]
    reason: str | None
    expected_rev: int
    hash: str
    password: str | None


@dataclass(frozen=True)
class JudgeRecord:
    content: Contents
    judgements: Judgements
    people: Credentials
    hasher: Hasher
    limit: LimitAttempts
    run: Run
    kinds: Mapping[str, Kind]
    audit: Audit
    transaction: Transaction
    new_id: NewId

    def read(self, record: RecordState) -> Read:
        if self.kinds[record.kind].approval is None:
            raise NothingToJudge
        content = self.content(record)
        judgements = self.judgements.of(record.branch_id, [record.id])
        since = judgements[-1] if judgements else None
        differing = changes(since.content, content) if since else []
        return Read(content_hash(content), content, since, differing, judgements)

    def __call__(
        self, actor: Actor, record: RecordState, said: Said, address: str, at: datetime
    ) -> tuple[Mapping[str, Any], RecordState]:
        """Receipt and record. Raises ContentChanged, WrongPassword, and what a step at the desk raises."""
        kind = self.kinds[record.kind]
        command = command_named(kind.definition["life_cycle"], said.verb)
        if kind.approval is None or command is None or not command["not_author"]:
            raise NothingToJudge
        if command["bound"]:
            self._prove(actor, said.password or "", address, at)
        with self.transaction():
            content = self.content(record)
            if content_hash(content) != said.hash:
                raise ContentChanged
            step = Step(said.verb, said.args, said.reason, said.expected_rev, approving=True)
            receipt, after = self.run(Doer(actor.id, actor.active_role, record.branch_id), record.id, step, at)
            self._keep(actor, after, said, content, approves=command["bound"], at=at)
        return receipt, after

    def _prove(self, actor: Actor, password: str, address: str, at: datetime) -> None:
        account = actor.user.username
        self.limit.take("approve", account, address, at)
        found = self.people.credential(account)
        if found is None or not self.hasher.matches(found[1], password):
            raise WrongPassword(field="password")
        self.limit.succeeded("approve", account, address)

    def _keep(
        self, actor: Actor, after: RecordState, said: Said, content: Content, *, approves: bool, at: datetime
    ) -> None:
        judgement = Judgement(
            branch_id=after.branch_id,
            id=self.new_id(),
            record_id=after.id,
            verb=said.verb,
            by=actor.id,
            role=actor.active_role,
            at=at,
            rev=after.rev,
            hash=said.hash,
            content=content,
            approves=approves,
            opinion="\n".join(_texts(self.kinds[after.kind], said.args)),
            reason=said.reason or "",
        )
        self.judgements.add(judgement)
        details = {"verb": said.verb, "hash": said.hash}
        self.audit.append(after.branch_id, actor.id, "record.judged", f"record:{after.id}", details, at)


def _texts(kind: Kind, args: Mapping[str, Any]) -> list[str]:
    return [str(value) for code, value in args.items() if value and kind.by_code[code].type == "text"]
