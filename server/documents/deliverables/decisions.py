"""How a document prints what was decided on its record: every decision with who, when, what was said and the hash of what was
read, and whether the approval still stands (design.md §7).
"""

from __future__ import annotations

from server.documents import chinese
from server.documents.definition import Decision, Material, Subject
from server.documents.deliverables.forms import Cell, Part, lines, table
from server.documents.shown import Signer

HASH_SHOWN = 12
"""Hexadecimal characters of the hash on paper: enough to compare by eye; data.json holds the whole of it."""
COLUMNS = (("环节", "state"), ("审批人", "state"), ("时间", "when"), ("意见", "text"), ("内容校验码", "hash"))
NONE = "尚无审批记录。"


def part(title: str, subject: Subject, material: Material) -> Part:
    rows = [_row(each, subject, material) for each in subject.decisions]
    return Part(title, lines([Cell("审批状态", standing(subject))]), table(COLUMNS, rows, NONE))


def standing(subject: Subject) -> str:
    """Whether what is printed here is what was approved."""
    approvals = [each for each in subject.decisions if each.approves]
    if not approvals:
        return "尚未批准，本件不作执行依据。"
    newest = approvals[-1]
    if newest.stale:
        return "批准已失效：内容在批准之后有变更，须重新审批；重新批准之前，本件不作执行依据。"
    return f"批准有效，本件内容与批准时所读一致（SHA-256 {newest.hash}）。"


def signed_by(role: str, verb: str, subject: Subject, material: Material) -> Signer:
    """The box of whoever took this step last, where it still stands; otherwise one to sign by hand."""
    found = [each for each in subject.decisions if each.verb == verb and not each.stale]
    if not found:
        return Signer(role)
    return Signer(role, f"{_name(found[-1], material)}　系统内审批 {chinese.short_moment(found[-1].at)}")


def _row(decision: Decision, subject: Subject, material: Material) -> tuple[str, ...]:
    said = [decision.opinion, f"退回原因：{decision.reason}" if decision.reason else ""]
    said.append("【内容变更后已失效】" if decision.stale else "")
    return (
        _step(decision, subject),
        _name(decision, material),
        chinese.moment(decision.at),
        "\n".join(each for each in said if each) or ("同意" if decision.approves else chinese.ABSENT),
        decision.hash[:HASH_SHOWN],
    )


def _step(decision: Decision, subject: Subject) -> str:
    steps = {each.code: each.zh for each in subject.kind.life_cycle.commands}
    return steps.get(decision.verb, decision.verb)


def _name(decision: Decision, material: Material) -> str:
    return material.people.get(decision.by, chinese.ABSENT)
