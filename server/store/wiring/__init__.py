"""How parts join the application without anybody editing app.py.

A file here named `<part>.py` exposes `build(context: WiringContext) -> object`; what it returns becomes
`services.parts["<part>"]` for the API, the jobs and the commands. A part that needs another asks `context.part("<name>")`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from server.domain.identity import Clock, NewId, RandomBytes
from server.services.ports import Hasher
from server.services.secret_box import SecretBox
from server.settings import Settings
from server.store.audit_log import AuditLog
from server.store.database import Database


@dataclass(frozen=True)
class WiringContext:
    """What every part is built from. Transactions: `database.write()`; audit entries join the open one."""

    settings: Settings
    database: Database
    audit: AuditLog
    secrets: SecretBox
    clock: Clock
    new_id: NewId
    random: RandomBytes
    hasher: Hasher
    _built: dict[str, Any] = field(default_factory=dict)
    _building: list[str] = field(default_factory=list)

    def part(self, name: str) -> Any:
        """The other part, built now if it was not yet. A circle of needs is a mistake and says so."""
        if name not in self._built:
            if name in self._building:
                raise RuntimeError("parts need each other in a circle: " + " → ".join([*self._building, name]))
            self._building.append(name)
            self._built[name] = import_module(f"{__name__}.{name}").build(self)
            self._building.remove(name)
        return self._built[name]


def build_parts(context: WiringContext) -> Mapping[str, Any]:
    names = sorted(module.name for module in iter_modules(__path__))
    return {name: context.part(name) for name in names}
