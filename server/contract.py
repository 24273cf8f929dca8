"""The contract: everything a tablet or a desk must know of the record kinds, as JSON and as TypeScript types.

`python -m server.contract` writes `pwa/src/generated/contract.json` and `contract.ts`, the contract as the app carries it
(contract_parts.py), `drafts.json`, the order of the documents that a record gives rise to, and `kpis.json`, the words of the
KPIs. The API serves the same JSON. The output depends on the definitions alone, so the same source gives the same bytes.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from server import contract_parts
from server.documents.discovery import all_documents
from server.documents.outline import outline
from server.domain.departments import DEPARTMENTS
from server.domain.kpi import View, all_kpis
from server.domain.periods import parse_period
from server.domain.roles import ROLES
from server.records import Kind, all_kinds
from server.records.field import Field
from server.records.messages import MESSAGES

GENERATED = Path(__file__).resolve().parent.parent / "pwa" / "src" / "generated"
_NOTHING_COUNTED = View(parse_period("2026Q1"), {}, lambda code, period: 1, datetime(2026, 1, 1, tzinfo=UTC))
_TYPES = {
    "text": "string",
    "int": "number",
    "money": "number",
    "bool": "boolean",
    "date": "string",
    "datetime": "string",
    "ref": "string",
    "refs": "string[]",
    "photos": "string[]",
    "signature": "string",
}


@cache
def contract() -> dict[str, Any]:
    """The whole contract; `version` is the hash of the rest, so a tablet knows when it has changed."""
    body = {
        "kinds": [kind.meta() for kind in all_kinds().values()],
        "roles": [{"code": role.code, "zh": role.zh, "en": role.en} for role in ROLES],
        "departments": [{"code": each.code, "zh": each.zh, "en": each.en} for each in DEPARTMENTS],
        "messages": {code: {"zh": zh, "en": en} for code, (zh, en) in MESSAGES.items()},
    }
    return {"version": sha256(_json(body).encode()).hexdigest()[:16], **body}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def typescript(kinds: Iterable[Kind]) -> str:
    """The payload of each kind as a type, and the codes that may be sent."""
    known = list(kinds)
    parts = ["// Made by `python -m server.contract`; change the definitions in server/records instead.", ""]
    parts += [_payload_type(kind) for kind in known]
    parts.append(_union("KindCode", [kind.code for kind in known]))
    parts.append(_union("OperationType", [operation for kind in known for operation in kind.operations]))
    return "\n".join(parts)


def _payload_type(kind: Kind) -> str:
    lines = [f"  {each.code}: {_type_of(each)}{'' if each.required else ' | null'}" for each in kind.fields]
    return "\n".join([f"/** {kind.zh} */", f"export interface {_camel(kind.code)}Payload {{", *lines, "}", ""])


def _type_of(field: Field) -> str:
    if field.type == "rows":
        columns = "; ".join(f"{each.code}{'' if each.required else '?'}: {_type_of(each)}" for each in field.columns)
        return f"{{ {columns} }}[]"
    options = " | ".join(f"'{option.code}'" for option in field.options)
    return {"enum": options, "enums": f"({options})[]"}.get(field.type) or _TYPES[field.type]


def _union(name: str, members: Iterable[str]) -> str:
    return f"export type {name} =\n" + "\n".join(f"  | '{member}'" for member in members) + "\n"


def _camel(code: str) -> str:
    return "".join(part.capitalize() for part in code.split("_"))


def drafts() -> dict[str, list[dict[str, Any]]]:
    """By kind, how each of its documents is laid out before it is issued (server/documents/outline.py)."""
    documents = all_documents()
    told = {
        kind.code: [outline(documents[each.code], kind) for each in kind.documents if each.on_status is not None]
        for kind in all_kinds().values()
    }
    found = {code: [asdict(each) for each in outlines if each] for code, outlines in told.items()}
    return {code: outlines for code, outlines in found.items() if outlines}


def kpis() -> list[dict[str, Any]]:
    """The words of the figures that the tablet works out by itself; what they count is written in pwa/src/kpi too."""
    return [
        {
            "code": kpi.code,
            "zh": kpi.zh,
            "en": kpi.en,
            "formula": {"zh": kpi.formula_zh, "en": kpi.formula_en},
            "figures": {figure.code: {"zh": figure.zh, "en": figure.en} for figure in kpi.figures(_NOTHING_COUNTED)},
            "reasons": {code: {"zh": each.zh, "en": each.en} for code, each in kpi.reasons.items()},
            "flags": {code: {"zh": each.zh, "en": each.en} for code, each in kpi.flags.items()},
        }
        for kpi in all_kpis().values()
    ]


def generate(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "contract.json").write_text(_json(contract()) + "\n", encoding="utf-8")
    (folder / "contract.ts").write_text(typescript(all_kinds().values()), encoding="utf-8")
    for part in (contract_parts.core, contract_parts.rest, contract_parts.english):
        packed = json.dumps(part(contract()), ensure_ascii=False, separators=(",", ":"))
        (folder / f"{part.__name__}.json").write_text(packed, encoding="utf-8")
    for name, told in (("drafts", drafts()), ("kpis", kpis())):
        packed = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json").write_text(packed, encoding="utf-8")


if __name__ == "__main__":
    generate(GENERATED)
