"""Operation types are for ever: what an old app once sent is read as what it means today (MUST-5)."""

from collections.abc import Mapping

from sync.operation import Operation
from sync.server.policy import Upcaster


def type_name(operation: Operation) -> str:
    return f"{operation.type.kind}.{operation.type.verb}@{operation.type.version}"


def newest(operation: Operation, upcasters: Mapping[str, Upcaster]) -> Operation:
    """The operation in today's vocabulary; its identity, and so its receipt, stay what they were."""
    while (upcaster := upcasters.get(type_name(operation))) is not None:
        operation = upcaster(operation)
    return operation
