"""Ways for an operation not to be applied. They are raised inside the engine and become receipts in decide()."""

from collections.abc import Iterable

from sync.server.policy import Wrong


class NotApplied(Exception):
    """One of the three below."""


class Refused(NotApplied):
    """Rejected, and kept: a person corrects it and sends the correction."""

    def __init__(self, code: str, field: str | None = None, told: tuple[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.told = told


class Deferred(NotApplied):
    """Waits for something that has not arrived: another operation, or a server that knows the type."""

    def __init__(self, code: str, waits_for: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.waits_for = waits_for


class Blocked(NotApplied):
    """What it builds on was not applied; it is decided again when that is corrected."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


def refuse_first(errors: Iterable[Wrong]) -> None:
    """Refuses for the first of the errors, at its field, in its words."""
    for error in errors:
        raise Refused(error.code, error.field, (error.zh, error.en))
