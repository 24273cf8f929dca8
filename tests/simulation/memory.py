"""What the simulation remembers from one look to the next, because an invariant speaks of all instants."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Committed:
    """An operation that was once seen on a tablet's disk."""

    tablet: str
    op_seq: int
    op_id: str
    text: str


@dataclass
class Memory:
    """`lost` went with a disk that was put back to an older state: a loss of the device, not of the engine. `released` are
    devices a person let back in, `entitlements` what the last pull of each tablet was told, `files` what each
    tablet had to send."""

    committed: dict[str, Committed] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    receipts: dict[str, str] = field(default_factory=dict)
    feed: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)
    entitlements: dict[str, str] = field(default_factory=dict)
    files: dict[str, set[str]] = field(default_factory=dict)
