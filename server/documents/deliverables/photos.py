"""Pictures as documents print them: each with what it shows, and in words where it could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.documents.definition import Material


@dataclass(frozen=True)
class Photo:
    """`address` is empty where the picture is not here or cannot be read; the template then says so in its place."""

    address: str
    says: str


def photos_of(names: Sequence[str], material: Material, before: int | None = None) -> tuple[Photo, ...]:
    """In their order. Of pictures of a fault the first `before` were taken before it was mended, the others after."""
    return tuple(Photo(material.photos.get(name, ""), _says(at, len(names), before)) for at, name in enumerate(names))


def _says(at: int, count: int, before: int | None) -> str:
    if before is None:
        return f"照片 {at + 1}" if count > 1 else "照片"
    return f"整改前 {at + 1}" if at < before else f"整改后 {at - before + 1}"
