"""Values that are made by the hundred in one push: fixed for whoever reads and checks the code, and quick to make.

A frozen dataclass sets every field by a call of its own, which makes a record of seventeen fields three times as dear. Here the
type checker alone holds that nobody changes a value; at run time it is a plain dataclass that compares and hashes by its fields.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(made: type[T]) -> type[T]:
    return dataclass(unsafe_hash=True)(made)
