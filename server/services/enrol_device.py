"""A tablet joins a branch: a code good once, for a while, becomes the tablet's identity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Protocol

from server.domain.errors import DomainError
from server.domain.identity import NewId, RandomBytes
from server.domain.people import Branch, Device
from server.services.authenticate_device import public_part, thumbprint
from server.services.issue_grant import RECOVERY, SHARE
from server.services.limit_attempts import LimitAttempts
from server.services.ports import Audit, Box, Devices, People, Transaction

# No 0 O 1 I L U: the code is also read aloud and typed. 10 characters of 30 are 49 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
NUMBERS = tuple(f"{letter}{digit}" for letter in "TPQRSVWXYZ" for digit in "123456789ABCDEFGHJKMNPQRSTVWXYZ")
SECRET_BYTES = 32


class EnrolmentCodeInvalid(DomainError):
    code: ClassVar[str] = "enrolment_code_invalid"


class UnknownBranch(DomainError):
    code: ClassVar[str] = "unknown_branch"


class KeyAlreadyEnrolled(DomainError):
    code: ClassVar[str] = "key_already_enrolled"


class DeviceNumbersUsedUp(DomainError):
    code: ClassVar[str] = "device_numbers_used_up"


class EnrolmentCodes(Protocol):
    def add(self, code_hash: str, branch_id: str, by: str | None, at: datetime, expires_at: datetime) -> None: ...
    def use(self, code_hash: str, device_id: str, at: datetime) -> str | None: ...
    def used_by(self, code_hash: str) -> str | None: ...


@dataclass(frozen=True)
class NewCode:
    code: str
    branch: Branch
    expires_at: datetime


@dataclass(frozen=True)
class CreateEnrolmentCode:
    people: People
    codes: EnrolmentCodes
    box: Box
    audit: Audit
    transaction: Transaction
    random: RandomBytes
    lifetime: timedelta

    def __call__(self, branch_id: str, by: str | None, at: datetime) -> NewCode:
        branch = self.people.branch(branch_id)
        if branch is None:
            raise UnknownBranch(field="branch_id")
        code = _new_code(self.random)
        with self.transaction():
            self.codes.add(_code_hash(self.box, code), branch.id, by, at, at + self.lifetime)
            self.audit.append(branch.id, by, "enrolment_code.created", f"branch:{branch.id}", {}, at)
        return NewCode(f"{code[:5]}-{code[5:]}", branch, at + self.lifetime)


@dataclass(frozen=True)
class EnrolDevice:
    people: People
    codes: EnrolmentCodes
    devices: Devices
    box: Box
    limit: LimitAttempts
    audit: Audit
    transaction: Transaction
    new_id: NewId
    random: RandomBytes

    def __call__(
        self, code: str, public_key: Mapping[str, object], name: str, *, address: str, at: datetime
    ) -> tuple[Device, Branch]:
        """Sent again after a lost answer (same code, same key) it returns the same tablet."""
        self.limit.take("enrol", address, address, at)
        key = public_part(public_key)
        code_hash = _code_hash(self.box, code)
        with self.transaction():
            known = self.devices.by_thumbprint(thumbprint(key))
            device = known if known else self._join(code_hash, key, name, at)
            if known and self.codes.used_by(code_hash) != known.id:
                raise KeyAlreadyEnrolled(field="public_key")
            self.limit.succeeded("enrol", address, address)
        branch = self.people.branch(device.branch_id)
        if branch is None:
            raise UnknownBranch
        return device, branch

    def _join(self, code_hash: str, key: dict[str, str], name: str, at: datetime) -> Device:
        device_id = self.new_id()
        branch_id = self.codes.use(code_hash, device_id, at)
        if branch_id is None:
            raise EnrolmentCodeInvalid(field="code")
        number = next((no for no in NUMBERS if no not in self.devices.numbers_taken(branch_id)), None)
        if number is None:
            raise DeviceNumbersUsedUp
        device = Device(device_id, branch_id, number, name, "tablet", "active", None, key, at, None, None)
        share, recovery = (
            self.box.seal(purpose, self.random(SECRET_BYTES), device_id) for purpose in (SHARE, RECOVERY)
        )
        self.devices.add(device, thumbprint(key), share, recovery, by=None)
        self.audit.append(branch_id, None, "device.enrolled", f"device:{device_id}", {"no": number}, at)
        return device


def _new_code(random: RandomBytes) -> str:
    number = int.from_bytes(random(16), "big")
    letters = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def _code_hash(box: Box, code: str) -> str:
    return box.keyed_hash("enrolment code", "".join(code.split()).replace("-", "").upper())
