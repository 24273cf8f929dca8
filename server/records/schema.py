"""A marshmallow schema for any kind, so that the API and its OpenAPI document speak of the same fields as the forms."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from server.records.discovery import all_kinds
from server.records.field import Field
from server.records.kind import Kind
from sync.fields import check, normalise

_OPENAPI_FORMATS = {"date": "date", "datetime": "date-time"}


class _Checked:
    """Takes the place of marshmallow's own conversion: what both halves agree on is in sync/fields.py and nowhere else."""

    definition: Mapping[str, Any]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        normal = normalise(self.definition, value)
        wrong = check(self.definition, normal)
        if wrong is not None:
            raise ValidationError(wrong)
        return normal

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value


class _Text(_Checked, fields.String):
    pass


class _Integer(_Checked, fields.Integer):
    pass


class _Boolean(_Checked, fields.Boolean):
    pass


class _Many(_Checked, fields.List[str]):
    pass


def _converted(definition: Field) -> fields.Field[Any]:
    meta = definition.meta()
    options: dict[str, Any] = {
        "required": definition.required and not definition.derived,
        "allow_none": not definition.required,
        "dump_only": definition.derived,
        "metadata": {key: value for key, value in _described(definition).items() if value is not None},
    }
    made: Any
    if definition.type in ("int", "money"):
        made = _Integer(**options)
    elif definition.type == "bool":
        made = _Boolean(**options)
    elif definition.type == "refs":
        made = _Many(fields.String(), **options)
    else:
        made = _Text(**options)
    made.definition = meta
    return made  # type: ignore[no-any-return]  # marshmallow's fields are generic over what they carry, ours is chosen here


def _described(definition: Field) -> dict[str, Any]:
    is_text = definition.type == "text"
    is_number = definition.type in ("int", "money")
    return {
        "title": definition.zh,
        "description": definition.help_en or definition.en,
        "format": _OPENAPI_FORMATS.get(definition.type),
        "pattern": f"^(?:{definition.pattern})$" if definition.pattern else None,
        "minLength": definition.min if is_text else None,
        "maxLength": definition.max if is_text else None,
        "minimum": definition.min if is_number else None,
        "maximum": definition.max if is_number else None,
        "enum": [option.code for option in definition.options] or None,
    }


@cache
def schema_of(code: str) -> type[Schema]:
    """The schema of the payload of the kind with this code. Unknown fields are refused; errors are codes, not sentences."""
    return build_schema(all_kinds()[code])


def build_schema(kind: Kind) -> type[Schema]:
    name = "".join(part.capitalize() for part in kind.code.split("_"))
    return type(name, (Schema,), {**{each.code: _converted(each) for each in kind.fields}, "Meta": _Strict})


class _Strict:
    unknown = RAISE
