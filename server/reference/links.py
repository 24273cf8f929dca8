"""What the entries of one set say about those of another, and whether it is true on a given day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from server.reference.entry_schema import PRIORITIES
from server.reference.model import Catalogue

# set, its extra, the set that extra names
LINKS = (
    ("topics", "department", "departments"),
    ("topics", "products", "products"),
    ("topics", "materials", "materials"),
    ("products", "materials", "materials"),
    ("turnaround", "department", "departments"),
    ("fault_codes", "department", "departments"),
    ("fault_codes", "materials", "materials"),
    ("step_guides", "devices", "device_types"),
)


def broken_links(catalogue: Catalogue, day: date) -> list[str]:
    """One sentence for each; none if all holds."""
    return [*_missing_targets(catalogue, day), *_turnaround_gaps(catalogue, day)]


def _missing_targets(catalogue: Catalogue, day: date) -> Iterator[str]:
    for name, extra, target in LINKS:
        known = {entry.code for entry in catalogue.entries_on(target, day)}
        for entry in catalogue.entries_on(name, day):
            value = entry.extras[extra]
            named = value if isinstance(value, list) else [value] if value is not None else []
            for code in sorted(set(named) - known):
                yield f"{name}.yaml: {entry.code} names {code}, which {target}.yaml has not on {day}"


def _turnaround_gaps(catalogue: Catalogue, day: date) -> Iterator[str]:
    """Every department has exactly one turnaround for every priority."""
    given = Counter(
        (entry.extras["department"], priority)
        for entry in catalogue.entries_on("turnaround", day)
        for priority in entry.extras["priorities"]
    )
    for department in catalogue.entries_on("departments", day):
        for priority in PRIORITIES:
            count = given[department.code, priority]
            if count != 1:
                yield f"turnaround.yaml: {department.code} has {count} turnarounds for {priority} on {day}"
