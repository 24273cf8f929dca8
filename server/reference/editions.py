"""Editions: what owners published over the shipped files, each from a day on, for the bank or for one branch.

An edition takes the place of everything from its day on, never of what was before: records made under it keep it. A branch's
edition holds only the entries it has otherwise and is laid over whatever the bank has at the time, or it is a list of the branch's own
in place of the bank's; a department's takes the place of the entries of that department alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from server.reference.model import Catalogue, Entry, Group, ReferenceSet, Version, overlap
from server.reference.owners import OWNERS

A_DAY = timedelta(days=1)
Written = dict[str, Any]
Entries = tuple[Entry, ...]


@dataclass(frozen=True)
class Edition:
    """A published one, in the order of their numbers; `branch_id` is None for the whole bank's. In a set that each department keeps
    it is the department."""

    name: str
    branch_id: str | None
    version: Version


def layered(shipped: Catalogue, editions: Iterable[Edition], branch_id: str | None) -> Catalogue:
    """The reference data of a branch, or of the bank for None."""
    published = list(editions)
    sets = {
        name: ReferenceSet(
            name, _versions(known.versions, [each for each in published if each.name == name], branch_id)
        )
        for name, known in shipped.sets.items()
    }
    return Catalogue(sets)


def _versions(shipped: tuple[Version, ...], editions: list[Edition], branch_id: str | None) -> tuple[Version, ...]:
    if editions and OWNERS[editions[0].name].each_department:
        return _of_departments(shipped, editions)
    of_bank = succeeded(shipped, [each.version for each in editions if each.branch_id is None])
    own = succeeded((), [each.version for each in editions if branch_id is not None and each.branch_id == branch_id])
    if not own:
        return of_bank
    return laid_over(of_bank, own, _instead_of if OWNERS[editions[0].name].branch_adds else _changed_by)


def _of_departments(shipped: tuple[Version, ...], editions: list[Edition]) -> tuple[Version, ...]:
    for department in dict.fromkeys(each.branch_id for each in editions):
        own = succeeded((), [each.version for each in editions if each.branch_id == department])
        shipped = laid_over(shipped, own, partial(_kept_by, department))
    return shipped


def _kept_by(department: str | None, base: Entries, mine: Entries) -> Entries:
    """Everything of that department gives way to what it says now."""
    return (*(entry for entry in base if entry.extras["department"] != department), *mine)


def _instead_of(_base: Entries, mine: Entries) -> Entries:
    return mine


def _changed_by(base: Entries, mine: Entries) -> Entries:
    replaced = {entry.code: entry for entry in mine}
    return tuple(replaced.get(entry.code, entry) for entry in base)


def succeeded(versions: tuple[Version, ...], later: Iterable[Version]) -> tuple[Version, ...]:
    """Each later one takes the place of everything from its first day on."""
    for each in later:
        before = [version for version in versions if version.effective_from < each.effective_from]
        versions = (*(_ended(version, each.effective_from - A_DAY) for version in before), each)
    return versions


def _ended(version: Version, last: date) -> Version:
    _first, ends = overlap((version.effective_from, version.effective_to), (version.effective_from, last))
    return replace(version, effective_to=ends)


def laid_over(
    of_bank: tuple[Version, ...], own: tuple[Version, ...], joined: Callable[[Entries, Entries], Entries] = _changed_by
) -> tuple[Version, ...]:
    """The bank's versions with the branch's entries in place of theirs, a version for each stretch of days."""
    starts = sorted({version.effective_from for version in (*of_bank, *own)})
    ends = [start - A_DAY for start in starts[1:]]
    found = (_stretch(of_bank, own, start, last, joined) for start, last in zip(starts, [*ends, None], strict=True))
    return tuple(version for version in found if version is not None)


def _stretch(
    of_bank: tuple[Version, ...],
    own: tuple[Version, ...],
    first: date,
    last: date | None,
    joined: Callable[[Entries, Entries], Entries],
) -> Version | None:
    base = next((version for version in of_bank if version.covers(first)), None)
    mine = next((version for version in own if version.covers(first)), None)
    if base is None:
        return None
    _first, ends = overlap((first, last), (base.effective_from, base.effective_to))
    entries = joined(base.entries, mine.entries) if mine else base.entries
    return Version(first, ends, entries, mine.edition if mine else base.edition)


def written(entry: Entry, version: Version) -> Written:
    """The entry as an edition writes it, everything said that it would else take from its version."""
    raw: Written = {
        "code": entry.code,
        "zh": entry.zh,
        "en": entry.en,
        "aliases": list(entry.aliases),
        "group": entry.group.code if entry.group else None,
        "status": entry.status,
        "source": entry.source,
        "house": entry.house,
        **{name: plain(value) for name, value in entry.extras.items()},
    }
    if entry.effective_from != version.effective_from:
        raw["effective_from"] = entry.effective_from.isoformat()
    if entry.effective_to != version.effective_to and entry.effective_to is not None:
        raw["effective_to"] = entry.effective_to.isoformat()
    return raw


def plain(value: Any) -> Any:
    """A loaded value as JSON writes it, which the schema loads again to the same."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def groups_of(version: Version) -> list[dict[str, str]]:
    groups: dict[str, Group] = {entry.group.code: entry.group for entry in version.entries if entry.group}
    return [{"code": group.code, "zh": group.zh, "en": group.en} for group in groups.values()]


def difference(before: Iterable[Written], after: Iterable[Written]) -> list[dict[str, Any]]:
    """What the second says otherwise: `[{code, zh, change: added|removed|changed, fields: [{field, from, to}]}]`, in order."""
    old, new = {each["code"]: each for each in before}, {each["code"]: each for each in after}
    found = [_change(old.get(code), new.get(code)) for code in dict.fromkeys([*new, *old])]
    return [change for change in found if change["fields"]]


def _change(old: Written | None, new: Written | None) -> dict[str, Any]:
    one, other = old or {}, new or {}
    names = dict.fromkeys([*other, *one])
    fields = [
        {"field": name, "from": one.get(name), "to": other.get(name)}
        for name in names
        if one.get(name) != other.get(name)
    ]
    known = new or old or {}
    change = "added" if old is None else "removed" if new is None else "changed"
    return {"code": known["code"], "zh": known["zh"], "en": known["en"], "change": change, "fields": fields}
