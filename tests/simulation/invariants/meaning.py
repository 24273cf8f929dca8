"""I5, I10, I11, I16: what became of the values. The merge is judged by a second, independent telling of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.records import Kind, all_kinds
from sync.verdict import took_effect
from tests.simulation.ledger import Decided, Ledger
from tests.simulation.trace import must

Values = dict[str, Any]


def poison_blocks_only_its_dependants(ledger: Ledger) -> None:
    """I5: ∀ blocked operation: `by` took no effect, and the operation names it (after, deps) or names what it replaces."""
    for op in ledger.decided.values():
        if op.verdict != "blocked":
            continue
        by = op.receipt["by"]
        blocker = ledger.decided.get(by)
        must(blocker is not None, "I5", "an operation is blocked by one that nobody decided")
        assert blocker is not None
        stands = not took_effect(blocker.receipt)
        must(stands, "I5", f"an operation is blocked by one that is {blocker.verdict}")
        sent = _sent(ledger, op)
        named = {*sent["deps"], (sent["base"] or {}).get("after")}
        originals = {by}
        while (replaced := _sent(ledger, ledger.decided[by]).get("replaces")) and replaced not in originals:
            originals.add(replaced)
            if replaced not in ledger.decided:
                break
            by = replaced
        must(bool(named & originals), "I5", "an operation is blocked by one it does not build on")


def accepted_values_survive(ledger: Ledger) -> None:
    """I10, I11: ∀ record: folding the submitted patches in order of revision, group by group, gives its payload:

    all mine = current ⇒ nothing to do · all base = current (or its masked form) ⇒ mine is set, whole group ·
    else conflict, whole group, holding [base, mine, theirs]. Every value set is then current or was overwritten by one that
    came later in this very fold (history), and every other value stands in a conflict.
    """
    for record in ledger.records.values():
        ops = [op for op in ledger.decided.values() if op.record_id == record["id"]]
        _Fold(all_kinds()[record["kind"]], ledger).over(ops, record)


@dataclass
class _Fold:
    kind: Kind
    ledger: Ledger
    values: Values = field(default_factory=dict)

    def over(self, ops: Sequence[Decided], record: Mapping[str, Any]) -> None:
        """Operations without a new revision changed nothing; they stand after the one whose revision they report."""
        with_rev = [op for op in ops if op.receipt.get("rev") is not None and took_effect(op.receipt)]
        for op in sorted(with_rev, key=_by_revision):
            self._apply(op)
        for op in ops:
            if op.verdict == "conflict":
                self._conflict_is_whole(op)
        derived = {each.field for each in self.kind.derived}
        now = {code: value for code, value in record["payload"].items() if code not in derived}
        must(
            now == self.values, "I11", f"a {self.kind.code} holds {_difference(now, self.values)} unlike its operations"
        )

    def _apply(self, op: Decided) -> None:
        sent, verb = _sent(self.ledger, op), _verb(op)
        if verb in ("create", "update"):
            patch = sent["patch"] or {}
            to = self.kind.normalised({code: change["to"] for code, change in patch.items()})
            self._patch(op, {code: (change["from"], to[code]) for code, change in patch.items()})
        elif verb == "resolve":
            self._patch(op, self._chosen(sent))
        else:
            args = self.kind.normalised(sent["command"]["args"])
            shown = self.kind.masked(self.values)
            untouched = {code for code, value in args.items() if value is not None and value == shown.get(code)}
            self._set({code: value for code, value in args.items() if code not in untouched})

    def _patch(self, op: Decided, patch: Mapping[str, tuple[Any, Any]]) -> None:
        conflicting = set(op.receipt.get("fields", ())) if op.verdict == "conflict" else set()
        for group in dict.fromkeys(self.kind.group_of(code) for code in patch):
            known = {code: patch[code] for code in group if code in patch}
            mine = {code: to for code, (base, to) in known.items() if base != to}
            if not mine or all(self.values.get(code) == to for code, to in mine.items()):
                must(not conflicting & set(known), "I10", f"equal values of {sorted(known)} conflict")
                continue
            if conflicting & set(known):
                continue
            self._set(mine)

    def _chosen(self, sent: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
        args = sent["command"]["args"]
        fields = self.ledger.conflicts[args["conflict_id"]]["fields"]
        place = {"base": 0, "mine": 1, "theirs": 2}
        return {
            code: (values[2], values[place[args["choose"][code]]])
            for code, values in fields.items()
            if code != "status"
        }

    def _conflict_is_whole(self, op: Decided) -> None:
        conflict = self.ledger.conflicts.get(op.op_id)
        must(conflict is not None, "I11", "a conflicting operation has no conflict")
        assert conflict is not None
        fields = conflict["fields"]
        must(
            sorted(fields) == sorted(op.receipt["fields"]),
            "I11",
            f"the conflict about {sorted(fields)} is told otherwise",
        )
        if _verb(op) != "update":
            return
        patch = _sent(self.ledger, op)["patch"]
        for group in dict.fromkeys(self.kind.group_of(code) for code in fields):
            typed = {code for code in group if code in patch}
            must(typed <= set(fields), "I10", f"the group {group} was split: {sorted(fields)} conflict")
            unequal = any(fields[code][1] != fields[code][2] for code in group if code in fields)
            must(unequal, "I10", f"equal values of {group} conflict")
            seen = all(
                fields[code][0] in (fields[code][2], self.kind.shown(code, fields[code][2], self.values))
                for code in group
                if code in fields
            )
            must(not seen, "I10", f"a conflict about {group}, which nobody else had changed")

    def _set(self, values: Mapping[str, Any]) -> None:
        self.values = {code: value for code, value in {**self.values, **values}.items() if value is not None}


def groups_never_mix(ledger: Ledger) -> None:
    """I10: ∀ update that was not a conflict: its whole base was current (or shown) when it was applied, group by group."""
    for record in ledger.records.values():
        fold = _Fold(all_kinds()[record["kind"]], ledger)
        took = [op for op in ledger.decided.values() if op.record_id == record["id"] and took_effect(op.receipt)]
        for op in sorted(took, key=_by_revision):
            if _verb(op) == "update":
                _base_was_current(op, fold)
            fold._apply(op)


def _base_was_current(op: Decided, fold: _Fold) -> None:
    patch = _sent(fold.ledger, op)["patch"]
    conflicting = set(op.receipt.get("fields", ())) if op.verdict == "conflict" else set()
    to = fold.kind.normalised({code: change["to"] for code, change in patch.items()})
    shown = fold.kind.masked(fold.values)
    for group in dict.fromkeys(fold.kind.group_of(code) for code in patch):
        members = {code: patch.get(code, {"from": None, "to": None}) for code in group}
        mine = {code: to[code] for code, change in members.items() if code in to and change["from"] != change["to"]}
        if (
            not mine
            or conflicting & set(members)
            or all(fold.values.get(code) == value for code, value in mine.items())
        ):
            continue
        stale = [
            code for code, change in members.items() if change["from"] not in (fold.values.get(code), shown.get(code))
        ]
        must(
            not stale,
            "I10",
            f"{stale} had changed, and yet the correction of {sorted(mine)} was taken without a conflict",
        )


def _by_revision(op: Decided) -> tuple[int, bool]:
    return op.receipt["rev"], not op.changed


def _sent(ledger: Ledger, op: Decided) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ledger.intake[op.hash].raw)
    return found


def _verb(op: Decided) -> str:
    return op.type.split(".")[1].split("@")[0]


def _difference(one: Values, other: Values) -> str:
    return ", ".join(sorted(code for code in {*one, *other} if one.get(code) != other.get(code)))
