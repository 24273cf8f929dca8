"""Prove the audit log: every branch's chain from its first entry to its head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from server.domain.audit_chain import Break, Link, first_break


class AuditReader(Protocol):
    def heads(self) -> list[tuple[str, int, str]]: ...
    def ends(self) -> dict[str, int]: ...
    def links(self, branch_id: str, *, up_to: int) -> Iterable[Link]: ...


@dataclass(frozen=True)
class ChainProof:
    branch_id: str
    entries: int
    broken: Break | None


@dataclass(frozen=True)
class VerifyAudit:
    reader: AuditReader

    def __call__(self) -> list[ChainProof]:
        """Entries may be added meanwhile: each chain is proved up to the head it had at the start."""
        ends = self.reader.ends()
        heads = {branch_id: (seq, head) for branch_id, seq, head in self.reader.heads()}
        return [self._prove(branch_id, *heads.get(branch_id, (0, "")), ends) for branch_id in sorted({*heads, *ends})]

    def of(self, branch_id: str) -> ChainProof:
        """One chain alone; of a branch in which nothing was written yet there is nothing to break."""
        ends = self.reader.ends()
        heads = {each: (seq, head) for each, seq, head in self.reader.heads()}
        return self._prove(branch_id, *heads.get(branch_id, (0, "")), ends)

    def _prove(self, branch_id: str, seq: int, head: str, ends: dict[str, int]) -> ChainProof:
        broken = first_break(branch_id, self.reader.links(branch_id, up_to=seq), seq, head)
        if broken is None and ends.get(branch_id, 0) > seq:
            broken = Break(branch_id, seq + 1, "beyond_head")
        return ChainProof(branch_id, seq, broken)
