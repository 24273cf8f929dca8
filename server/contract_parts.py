"""The contract as the app carries it, in three files: a tablet opens with little, and has the rest before anything is judged.

`core.json`   what lists, search and 今日 show of a record: names, states, the fields they read. Part of the first load.
`rest.json`   everything else of every kind: all fields, rules, life cycles, sentences. Loaded while the PIN is being checked.
`english.json` the English of both, in the same shape. Loaded by whoever reads English.

What is absent, false or empty is left out; `pwa/src/contract.ts` puts it back.
"""

from collections.abc import Iterable, Mapping
from typing import Any

_Part = dict[str, Any]

# What only the server and the tests read.
_SERVER_KIND = ("example", "retention", "keys", "scheduled")
_SERVER_FIELD = ("privacy",)
_OF_FORMS = (
    "help",
    "groups",
    "rules",
    "derived",
    "starts",
    "customer_forms",
    "public_links",
    "operations",
    "documents",
    "scope",
    "approval",
    "confirmed",
)
_IN_BOTH = ("fields", "life_cycle", "quick")
_SHOWN_FIELD = ("code", "type", "reference", "options")
_SHOWN_STATE = ("code", "zh", "en", "tone", "final")
_ENGLISH = ("en", "notice_en")


def core(contract: _Part) -> _Part:
    """`{version, kinds, roles, departments}`, without English."""
    kinds = [_core_kind(kind) for kind in contract["kinds"]]
    named = {name: contract[name] for name in ("roles", "departments")}
    return _without_english(_compact({"version": contract["version"], "kinds": kinds, **named}))


def rest(contract: _Part) -> _Part:
    """`{kinds, messages}`, without English: what the core lacks of each kind, in the same order; all of its fields and states."""
    kinds = [_only(_of_app(kind), (*_OF_FORMS, *_IN_BOTH)) for kind in contract["kinds"]]
    return _without_english(_compact({"kinds": kinds, "messages": contract["messages"]}))


def english(contract: _Part) -> _Part:
    """The whole contract's English: each object's English and the objects in it, each list whole."""
    whole = {**contract, "kinds": [_of_app(kind) for kind in contract["kinds"]]}
    told: _Part = _just_english(whole)
    return told


def _of_app(kind: Mapping[str, Any]) -> _Part:
    fields = [_of_app_field(field) for field in kind["fields"]]
    return {**{name: value for name, value in kind.items() if name not in _SERVER_KIND}, "fields": fields}


def _of_app_field(field: Mapping[str, Any]) -> _Part:
    own = {name: value for name, value in field.items() if name not in _SERVER_FIELD}
    return {**own, "columns": [_of_app_field(column) for column in field["columns"]]}


def _core_kind(kind: Mapping[str, Any]) -> _Part:
    life_cycle = kind["life_cycle"]
    states = [_only(state, _SHOWN_STATE) for state in life_cycle["states"]]
    shown = _shown_fields(kind)
    fields = [_only(field, _SHOWN_FIELD) for field in kind["fields"] if field["code"] in shown]
    own = {name: value for name, value in _of_app(kind).items() if name not in _OF_FORMS}
    quick = kind["quick"] and {"hours": kind["quick"]["hours"]}
    return {**own, "quick": quick, "fields": fields, "life_cycle": {"created": life_cycle["created"], "states": states}}


def _shown_fields(kind: Mapping[str, Any]) -> set[str]:
    """The fields that something reads of a record which no form has open."""
    inbox = kind["inbox"] or {}
    named = [kind["list"]["title"], *kind["list"]["subtitle"], *kind["search"], *inbox.values()]
    notice = {name: value for name, value in (kind["notice"] or {}).items() if name not in ("states", "command")}
    return {*named, *(due["field"] for due in kind["dues"]), *notice.values()}


def _only(part: Mapping[str, Any], names: Iterable[str]) -> _Part:
    return {name: part[name] for name in names}


def _is_nothing(name: str, value: Any) -> bool:
    # What a field begins with may well be `false`; a quick capture may say nothing but that there is one.
    return value is None or (name not in ("default", "quick") and (value is False or value in ("", [], {})))


def _compact(value: Any) -> Any:
    if isinstance(value, list):
        return [_compact(each) for each in value]
    if not isinstance(value, dict):
        return value
    made = {name: _compact(each) for name, each in value.items()}
    return {name: each for name, each in made.items() if not _is_nothing(name, each)}


def _without_english(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_english(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: _without_english(each) for name, each in value.items() if name not in _ENGLISH}


def _just_english(value: Any) -> Any:
    """None where there is none; a list keeps its length, for its entries are found by their place."""
    if isinstance(value, list):
        made = [_just_english(each) for each in value]
        return made if any(each is not None for each in made) else None
    if not isinstance(value, dict):
        return None
    told = {name: each if name in _ENGLISH else _just_english(each) for name, each in value.items()}
    return {name: each for name, each in told.items() if each not in (None, "")} or None
