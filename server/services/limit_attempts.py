"""Guessing is slowed down by account, by address and by both together; the count survives a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Protocol

from server.domain.errors import DomainError
from server.services.ports import Box, Transaction

WINDOW = timedelta(minutes=15)
PER_ACCOUNT_AND_ADDRESS = 5
# An account must not be locked for its owner by strangers elsewhere, so alone it allows more.
PER_ACCOUNT = 30
# A whole branch shares one address.
PER_ADDRESS = 100


class TooManyAttempts(DomainError):
    code: ClassVar[str] = "too_many_attempts"


class Attempts(Protocol):
    def count(self, key: str, at: datetime, window_ends_at: datetime) -> tuple[int, datetime]: ...
    def forget(self, key: str) -> None: ...
    def give_back(self, key: str) -> None: ...


@dataclass(frozen=True)
class LimitAttempts:
    attempts: Attempts
    box: Box
    transaction: Transaction
    # What is no secret of a person's may be tried more often.
    per_account_and_address: int = PER_ACCOUNT_AND_ADDRESS
    per_account: int = PER_ACCOUNT
    per_address: int = PER_ADDRESS

    def take(self, what: str, account: str, address: str, at: datetime) -> None:
        """Count this attempt as failed before it is judged, so that guesses made at once are all counted."""
        limits = sorted(self._limits(what, account, address).items())
        with self.transaction():
            counted = [(self.attempts.count(key, at, at + WINDOW), limit) for key, limit in limits]
        waits = [ends_at - at for (failures, ends_at), limit in counted if failures > limit]
        if waits:
            raise TooManyAttempts(retry_after=max(1, int(max(waits).total_seconds())))

    def succeeded(self, what: str, account: str, address: str) -> None:
        *forgiven, place = self._limits(what, account, address)
        # In the order in which `take` counts them, or two people at one address could wait for each other for ever.
        for key in sorted((*forgiven, place)):
            if key == place:
                self.attempts.give_back(key)
            else:
                self.attempts.forget(key)

    def _limits(self, what: str, account: str, address: str) -> dict[str, int]:
        """Keyed hashes, so that the table holds neither names nor addresses."""
        parts = {
            f"{what} both {account} {address}": self.per_account_and_address,
            f"{what} account {account}": self.per_account,
            f"{what} address {address}": self.per_address,
        }
        return {self.box.keyed_hash("attempts", text): limit for text, limit in parts.items()}
