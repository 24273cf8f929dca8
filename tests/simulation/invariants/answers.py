"""I9, I12: what leaves the server, answer by answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.roles import SUPERVISORS, may
from server.records import all_kinds
from tests.simulation.ledger import Ledger
from tests.simulation.trace import must


def scopes_of(branch_id: str, device_id: str, role: str) -> set[str]:
    """What a person of this role may carry on this tablet."""
    scopes = {f"branch:{branch_id}:floor", f"device:{device_id}"}
    return scopes | ({f"branch:{branch_id}:supervisor"} if role in SUPERVISORS else set())


def nothing_leaves_without_right(
    pulled: Mapping[str, Any], allowed: set[str], role: str, text: str, secrets: Iterable[str], foreign: Iterable[str]
) -> None:
    """I12: ∀ pull answer: its scopes ⊆ present entitlement, the role may pull at all, no masked value stands in it in the
    clear, and no record of another branch."""
    must(may(role, "sync.pull"), "I12", f"a {role} was answered a pull")
    full = {each["scope"] for each in pulled["scopes"] if not each.get("gone")}
    must(full <= allowed, "I12", f"the scopes {full - allowed} were answered to a {role}")
    for secret in secrets:
        must(f'"{secret}"' not in text, "I12", "a masked value left the server in the clear")
    for name in foreign:
        must(name not in text, "I12", "a record of another branch left the server")


def a_page_is_whole(pulled: Mapping[str, Any]) -> None:
    """I9: ∀ scope of an answer: from ≤ to ≤ head, and `more` ⇔ some `to` < head: whoever stops here can resume here."""
    behind = False
    for each in pulled["scopes"]:
        if each.get("gone"):
            continue
        must(
            each["from"] <= each["to"] <= each["head"],
            "I9",
            f"{each['scope']}: {each['from']} ≤ {each['to']} ≤ {each['head']}",
        )
        behind = behind or each["to"] < each["head"]
    must(pulled["more"] == behind, "I9", "an answer says wrongly whether there is more")


def expected_row(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record as lobby staff may see it."""
    return {
        "id": record["id"],
        "kind": record["kind"],
        "rev": record["rev"],
        "no": record["no"],
        "status": record["status"],
        "values": all_kinds()[record["kind"]].masked(record["payload"]),
        "at": record["occurred_at"],
        "doubtful": bool(record["time_doubtful"]),
        "captured_offline": bool(record["captured_offline"]),
        "created_by": record["created_by"],
        "device_id": record["device_id"],
        "void_reason": record["void_reason"],
    }


def carried(ledger: Ledger, scopes: set[str]) -> dict[str, dict[str, Any]]:
    """The records a tablet with these scopes holds."""
    return {
        name: record
        for name, record in ledger.records.items()
        if scopes & set(all_kinds()[record["kind"]].scopes(ledger.branch_id))
    }
