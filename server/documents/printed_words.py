"""The texts of a context: what the document prints and can be found by. All of it was masked when it was composed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

DRAWN = re.compile(r"[MLHVCSQTAZmlhvcsqtaz0-9 ,.\-]+")
"""Paths of drawings, and figures alone, which say nothing without their words."""


def printed_words(context: object) -> Iterator[str]:
    if isinstance(context, str):
        if not DRAWN.fullmatch(context):
            yield context
    elif isinstance(context, Mapping):
        for value in context.values():
            yield from printed_words(value)
    elif isinstance(context, list | tuple):
        for value in context:
            yield from printed_words(value)
    elif is_dataclass(context):
        for each in fields(context):
            yield from printed_words(getattr(context, each.name))


def printed_signers(context: object) -> str:
    """`大堂经理 王芳、运营主管`: the boxes of the signatures, whoever has a name with it."""
    boxes = getattr(context, "signers", ())
    return "、".join(" ".join(part for part in (each.role, each.name) if part) for each in boxes)
