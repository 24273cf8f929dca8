"""What was printed, as the bytes of `data.json`: the renderer embeds them, and their SHA-256 is the code the seal shows.

So whoever holds the file can take `data.json` out of it, hash it, and compare with the paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from server.documents.clean_text import clean
from server.documents.definition import Printed

GROUPS, GROUP = 4, 4
"""Sixty-four bits are printed: enough to compare by eye, and none can be made to fit another content."""


def data_text(template: str, context: Mapping[str, Any], assets: Mapping[str, bytes]) -> str:
    """Pictures stand there by their SHA-256."""
    printed: dict[str, Any] = {"template": template, "form": context}
    if assets:
        printed["pictures"] = {name: hashlib.sha256(content).hexdigest() for name, content in assets.items()}
    return json.dumps(printed, ensure_ascii=False, sort_keys=True, indent=1)


def data_sha256(printed: Printed) -> str:
    text = data_text(printed.template, clean(printed.context), printed.assets)
    return hashlib.sha256(text.encode()).hexdigest()


def short_form(sha256: str) -> str:
    """`3F2A 91BC 07DE 44A1`, as it stands on paper and on the page that verifies it."""
    start = sha256[: GROUPS * GROUP].upper()
    return " ".join(start[at : at + GROUP] for at in range(0, len(start), GROUP))
