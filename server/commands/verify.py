"""python -m server verify: prove the audit log and the KPIs, branch by branch; and every file that was issued."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from server.commands.instance import open_instance
from server.services.recount_kpis import Recounted
from server.services.verify_audit import ChainProof
from server.services.verify_files import FileProof


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "verify", help="prove the audit log's hash chains and the KPIs; exit code 1 if anything is wrong"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--recount", action="store_true", help="write KPIs anew that are not what the records give")
    parser.add_argument(
        "--files", action="store_true", help="prove every issued file too, by its hash and its signature"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    with open_instance() as services:
        names = {branch.id: f"{branch.no} {branch.name}" for branch in services.people.branches()}
        proofs = services.verify_audit()
        recount = services.parts["kpis"].recount
        recounted = [recount.of_branch(branch_id, put_right=args.recount) for branch_id in names]
        files = proved(services.parts["verification"].files()) if args.files else None
    if args.json:
        told: dict[str, Any] = {
            "audit": [_row(proof) for proof in proofs],
            "kpis": [_counted(each) for each in recounted],
        }
        told |= (
            {} if files is None else {"files": {"proved": files.proved, "wrong": [_file(each) for each in files.wrong]}}
        )
        print(json.dumps(told, indent=2))
    else:
        for proof in proofs:
            print(f"{names.get(proof.branch_id, proof.branch_id)}: {_verdict(proof)}")
        for each in recounted:
            print(f"{names[each.branch_id]}: {_agreement(each, args.recount)}")
        for line in [] if files is None else _said(files):
            print(line)
    sound = not any(proof.broken for proof in proofs) and all(each.agrees for each in recounted)
    return 0 if sound and (files is None or not files.wrong) else 1


@dataclass(frozen=True)
class FilesProved:
    proved: int
    wrong: tuple[FileProof, ...]


def proved(proofs: Iterable[FileProof]) -> FilesProved:
    """One after the other, so that an archive of years needs no memory; only what is wrong is kept."""
    count, wrong = 0, []
    for proof in proofs:
        count += 1
        if proof.why is not None:
            wrong.append(proof)
    return FilesProved(count, tuple(wrong))


def _file(proof: FileProof) -> dict[str, Any]:
    return {"branch_id": proof.document.branch_id, "serial": proof.document.serial, "why": proof.why}


def _said(files: FilesProved) -> list[str]:
    wrong = [f"{each.document.serial}: FILE {str(each.why).upper()}" for each in files.wrong]
    return [f"{files.proved} files, {files.proved - len(files.wrong)} as they were issued and signed", *wrong]


def _row(proof: ChainProof) -> dict[str, Any]:
    broken = {"seq": proof.broken.seq, "why": proof.broken.why} if proof.broken else None
    return {"branch_id": proof.branch_id, "entries": proof.entries, "broken": broken}


def _verdict(proof: ChainProof) -> str:
    if proof.broken is None:
        return f"{proof.entries} entries, the chain holds"
    return f"BROKEN at entry {proof.broken.seq} ({proof.broken.why})"


def _counted(found: Recounted) -> dict[str, Any]:
    return {
        "branch_id": found.branch_id,
        "records": found.records,
        "wrong": list(found.wrong),
        "tallies": len(found.tallies),
        "damaged": len(found.damaged),
    }


def _agreement(found: Recounted, put_right: bool) -> str:
    if found.agrees:
        return f"{found.records} records counted, the KPIs agree"
    after = ", written anew" if put_right else ""
    locked = f"; LOCKED VERSIONS DAMAGED: {len(found.damaged)}" if found.damaged else ""
    return f"KPIs WRONG: {len(found.wrong)} records, {len(found.tallies)} sums{after}{locked}"
