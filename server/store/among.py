"""`column IN (many values)` as one parameter: the statement stays the same for one value and for a thousand, so that it is
prepared once and costs the same to build."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, String, any_, bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY


def among(dialect: str, column: Any, values: Iterable[str]) -> ColumnElement[bool]:
    wanted = list(values)
    if dialect == "postgresql":
        return column == any_(bindparam(None, wanted, type_=ARRAY(String)))
    each = func.json_each(literal(json.dumps(wanted))).table_valued("value")
    return column.in_(select(each.c.value))
