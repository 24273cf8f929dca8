"""python -m server verify: prove the audit log, branch by branch."""

from __future__ import annotations

import argparse
import json
from typing import Any

from server.commands.instance import open_instance
from server.services.verify_audit import ChainProof


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("verify", help="prove the audit log's hash chains; exit code 1 if one is broken")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    with open_instance() as services:
        names = {branch.id: f"{branch.no} {branch.name}" for branch in services.people.branches()}
        proofs = services.verify_audit()
    if args.json:
        print(json.dumps([_row(proof) for proof in proofs], indent=2))
    else:
        for proof in proofs:
            print(f"{names.get(proof.branch_id, proof.branch_id)}: {_verdict(proof)}")
    return 1 if any(proof.broken for proof in proofs) else 0


def _row(proof: ChainProof) -> dict[str, Any]:
    broken = {"seq": proof.broken.seq, "why": proof.broken.why} if proof.broken else None
    return {"branch_id": proof.branch_id, "entries": proof.entries, "broken": broken}


def _verdict(proof: ChainProof) -> str:
    if proof.broken is None:
        return f"{proof.entries} entries, the chain holds"
    return f"BROKEN at entry {proof.broken.seq} ({proof.broken.why})"
