"""What a record works out from another one that it names: that its document had expired, how old the person is, whether it passed.

Both halves judge by it. The server works it out at every step before it judges, so what decides is never older than the step;
a tablet does the same with what it has of the other record, and leaves what the server said where it has nothing. A record
is not written again because another one changed: every revision has its operation.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync.identifiers import is_identifier

Values = Mapping[str, Any]
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True)
class Named:
    """The other record."""

    status: str
    values: Values


@dataclass(frozen=True)
class Occasion:
    """The bank's day of the record's event, and the age groups: `(years below which it holds, group)`, youngest first; the
    last group is for everybody above. `verified` are the groups whose figure was checked against its source."""

    day: str
    ages: Sequence[tuple[int, str]]
    oldest: str
    verified: Sequence[str] = ()


def day_past(named: Named, arguments: Mapping[str, str], occasion: Occasion) -> bool | None:
    """Whether the last day in the other record's field `last` was over; None where none is said."""
    last = named.values.get(arguments["last"])
    return occasion.day > str(last) if _is_day(last) else None


def stands_in(named: Named, arguments: Mapping[str, str], occasion: Occasion) -> bool:
    """Whether the other record stands in one of the `states`, blanks between them."""
    return named.status in arguments["states"].split()


def age_group_of(named: Named, arguments: Mapping[str, str], occasion: Occasion) -> str | None:
    """By the age on that day: from the date of birth in `born` or the resident number in `number`; where both are hidden, the
    group that the other record's field `group` says."""
    born = _born(named.values, arguments)
    return named.values.get(arguments["group"]) if born is None else age_group(born, occasion)


def surely_in_group(named: Named, arguments: Mapping[str, str], occasion: Occasion) -> bool | None:
    """Whether the person is of one of the `groups` (youngest first, blanks between), and the figure that ends the last of them
    was checked against its source: what keeps people from going on. None where the age is unknown."""
    group, groups = age_group_of(named, arguments, occasion), arguments["groups"].split()
    return None if group is None else group in groups and groups[-1] in occasion.verified


def age_group(born: str, occasion: Occasion) -> str:
    age = age_on(born, occasion.day)
    return next((group for years, group in occasion.ages if age < years), occasion.oldest)


def age_on(born: str, day: str) -> int:
    """Full years between two days, YYYY-MM-DD; on 28 February of a common year, who was born on the 29th is not yet older."""
    return int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])


def _born(values: Values, arguments: Mapping[str, str]) -> str | None:
    born, number = values.get(arguments["born"]), values.get(arguments["number"])
    if _is_day(born):
        return str(born)
    if not isinstance(number, str) or not is_identifier("resident_id", number):
        return None
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and DAY.fullmatch(value) is not None


RULES: Mapping[str, Callable[[Named, Mapping[str, str], Occasion], Any]] = {
    "linked_day_past": day_past,
    "linked_stands_in": stands_in,
    "linked_age_group": age_group_of,
    "linked_surely_in_group": surely_in_group,
}
