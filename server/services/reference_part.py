"""What the editor of the reference data offers to its routes."""

from __future__ import annotations

from dataclasses import dataclass

from server.services.edit_reference import EditReference
from server.services.show_reference import ShowReference


@dataclass(frozen=True)
class ReferenceEditor:
    edit: EditReference
    show: ShowReference
