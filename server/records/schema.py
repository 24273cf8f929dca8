"""A marshmallow schema for any kind, so that the API and its OpenAPI document speak of the same fields as the forms."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from server.records.discovery import all_kinds
from server.records.field import Field
from server.records.kind import Kind
from sync.fields import faults_of, normalise

_OPENAPI_FORMATS = {"date": "date", "datetime": "date-time"}


class _Checked:
    """Takes the place of marshmallow's own conversion: what both halves agree on is in sync/fields.py and nowhere else."""

    definition: Mapping[str, Any]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        normal = normalise(self.definition, value)
        wrong = [fault["code"] for fault in faults_of(self.definition, normal)]
        if wrong:
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


class _Many(_Checked, fields.List[Any]):
    pass


_LISTS = ("refs", "enums", "photos", "rows")


def _converted(owner: str, definition: Field) -> fields.Field[Any]:
    """`owner` names the schema the field stands in, so that the entries of `rows` get a name of their own."""
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
    elif definition.type in _LISTS:
        made = _Many(_item(owner, definition), **options)
    else:
        made = _Text(**options)
    made.definition = meta
    return made  # type: ignore[no-any-return]  # marshmallow's fields are generic over what they carry, ours is chosen here


def _item(owner: str, definition: Field) -> fields.Field[Any]:
    """What a list holds."""
    if definition.type == "rows":
        return fields.Nested(_schema(f"{owner}{_camel(definition.code)}", definition.columns))
    codes = [option.code for option in definition.options]
    return fields.String(metadata={"enum": codes} if codes else {})


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
        "maxItems": definition.max if definition.type in _LISTS else None,
        "enum": [option.code for option in definition.options] if definition.type == "enum" else None,
    }


@cache
def schema_of(code: str) -> type[Schema]:
    """The schema of the payload of the kind with this code. Unknown fields are refused; errors are codes, not sentences."""
    return build_schema(all_kinds()[code])


def build_schema(kind: Kind) -> type[Schema]:
    return _schema(_camel(kind.code), kind.fields)


def _schema(name: str, definitions: Sequence[Field]) -> type[Schema]:
    return type(name, (Schema,), {**{each.code: _converted(name, each) for each in definitions}, "Meta": _Strict})


def _camel(code: str) -> str:
    return "".join(part.capitalize() for part in code.split("_"))


class _Strict:
    unknown = RAISE
