"""Use cases, one a file. `Services` is what the application offers to the API, the jobs and the commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.audit_chain import Link
from server.domain.identity import Clock, NewId, RandomBytes
from server.domain.people import Department
from server.services.authenticate_device import AuthenticateDevice
from server.services.change_device_state import ChangeDeviceState
from server.services.change_session import ChangeSession
from server.services.edit_user import EditUser
from server.services.enrol_device import CreateEnrolmentCode, EnrolDevice
from server.services.open_branch import OpenBranch
from server.services.ports import Devices, People, Transaction
from server.services.resolve_session import ResolveSession
from server.services.set_password import SetPassword
from server.services.sign_in import SignIn
from server.services.sign_out import SignOut
from server.services.tell_account_history import TellAccountHistory
from server.services.verify_audit import VerifyAudit
from server.settings import Settings


class AuditPages(Protocol):
    def newest(
        self,
        branch_id: str,
        *,
        before_seq: int | None,
        action: str | None,
        limit: int,
        actor_id: str | None = None,
        first: datetime | None = None,
        last: datetime | None = None,
    ) -> list[Link]: ...
    def append(
        self,
        branch_id: str | None,
        actor_id: str | None,
        action: str,
        subject: str,
        details: Mapping[str, object],
        at: datetime,
    ) -> None: ...


class Departments(Protocol):
    def departments(self) -> list[Department]: ...


@dataclass(frozen=True)
class Services:
    """`parts` holds what server/store/wiring/<name>.py built; `checks` answers /readyz, name by name."""

    settings: Settings
    clock: Clock
    new_id: NewId
    random: RandomBytes
    transaction: Transaction
    people: People
    departments: Departments
    devices: Devices
    audit_pages: AuditPages
    sign_in: SignIn
    sign_out: SignOut
    resolve_session: ResolveSession
    change_session: ChangeSession
    csrf_token: Callable[[str], str]
    authenticate_device: AuthenticateDevice
    create_enrolment_code: CreateEnrolmentCode
    enrol_device: EnrolDevice
    change_device_state: ChangeDeviceState
    edit_user: EditUser
    set_password: SetPassword
    account_history: TellAccountHistory
    open_branch: OpenBranch
    verify_audit: VerifyAudit
    epoch: Callable[[], str]
    checks: Mapping[str, Callable[[], bool]]
    parts: Mapping[str, Any]
    close: Callable[[], None]
