"""The roles of the bank and what each may do. Only the active role's permissions count, one role at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

PERMISSIONS: dict[str, str] = {
    "session.own": "see and change one's own session",
    "branches.read": "see the branches and departments",
    "branches.edit": "open a branch",
    "branches.every": "look at every branch, not at one alone",
    "users.read": "see the accounts",
    "users.edit": "create and change accounts",
    "devices.read": "see the tablets",
    "devices.enrol": "make an enrolment code",
    "devices.edit": "revoke, quarantine and release tablets",
    "settings.edit": "change the house parameters of the branch",
    "audit.read": "read the audit log",
    "reference.read": "read topics, products and rules",
    "reference.edit": "draft the reference data one's department or role keeps",
    "reference.publish": "bring a draft of reference data into force",
    "contract.read": "read the description of the record kinds",
    "sync.pull": "carry the branch's records on a tablet",
    "records.capture": "capture records",
    "records.read": "read records within one's visibility",
    "records.command": "take a record through its life cycle",
    "records.confirm": "confirm at the desk what was done in the core system",
    "records.unmask": "see a masked value, with a reason",
    "records.void": "declare a record void",
    "conflicts.resolve": "choose between conflicting values",
    "overview.read": "see what waits in a branch",
    "day.read": "see how complete a day is, its duplicates and late arrivals",
    "day.close": "close a day, or open it again",
    "inbox.read": "see one's department's tickets",
    "screening.keep": "import lists of names and see who was hit, in the department that keeps them",
    "documents.read": "see the issued documents",
    "documents.download": "download a document",
    "documents.request": "have a document made",
    "documents.void": "declare an issued document void, or give up one that cannot be made",
    "lists.export": "take a list along as a file",
    "kpis.read": "see the KPIs of the branch and one's own",
    "kpis.people": "see everybody's KPIs, and what looks like records made for them",
    "kpis.compare": "see the KPIs of all branches side by side",
}


@dataclass(frozen=True)
class Role:
    code: str
    zh: str
    en: str
    permissions: frozenset[str]


_EVERYONE = frozenset({"session.own", "branches.read", "reference.read", "contract.read"})
_KEEPER = frozenset({"reference.edit", "reference.publish"})
_READER = _EVERYONE | {"records.read", "documents.read", "documents.download", "kpis.read"}
_FLOOR = _READER | {"sync.pull", "records.capture", "records.command", "conflicts.resolve", "documents.request"}
_EVERY = frozenset({"branches.every"})
_COMPARE = frozenset({"kpis.people", "kpis.compare"})
_DAY = frozenset({"overview.read", "day.read"})
_SUPERVISOR = (
    _FLOOR | _DAY | {"records.unmask", "devices.read", "users.read", "lists.export", "day.close", "kpis.people"}
)

ROLES: tuple[Role, ...] = (
    Role("lobby_manager", "大堂经理", "Lobby manager", _FLOOR),
    Role("lobby_assistant", "大堂引导员", "Lobby assistant", _FLOOR - {"documents.request"}),
    Role("branch_manager", "网点负责人", "Branch manager", _SUPERVISOR | _KEEPER | {"devices.enrol", "devices.edit", "settings.edit"}),
    Role("ops_supervisor", "运营主管", "Operations supervisor", _SUPERVISOR | {"records.void", "documents.void", "records.confirm", "devices.enrol"}),
    Role("teller", "柜员", "Teller", _FLOOR | _DAY | {"records.confirm", "lists.export"}),
    Role("wealth_manager", "理财经理", "Wealth manager", _FLOOR),
    Role("loan_officer", "信贷客户经理", "Loan officer", _FLOOR),
    Role("safety_officer", "网点安全员", "Safety officer", _FLOOR),
    Role("department_agent", "部门坐席", "Department agent", _EVERYONE | _KEEPER | {
        "records.read", "records.capture", "records.command", "inbox.read", "screening.keep", "lists.export",
    }),
    Role("admin", "系统管理员", "Administrator", _EVERYONE | {
        "users.read", "users.edit", "branches.edit", "devices.read", "devices.enrol", "devices.edit", "settings.edit",
        "lists.export",
    } | _KEEPER | _EVERY),
    Role("management", "管理层审批人", "Management", _READER | _COMPARE | _KEEPER | _EVERY | {"records.command", "lists.export", "overview.read"}),
    Role("regional_supervisor", "区域主管", "Regional supervisor", _READER | _COMPARE | _DAY | _EVERY | {"devices.read", "users.read", "lists.export"}),
    Role("auditor", "审计（只读）", "Auditor (read only)", _READER | _COMPARE | _DAY | _EVERY | {"audit.read", "users.read", "devices.read", "lists.export"}),
)  # fmt: skip
BY_CODE: dict[str, Role] = {role.code: role for role in ROLES}
SUPERVISORS = frozenset({"branch_manager", "ops_supervisor"})
# Roles of the whole bank; everybody else stays within one branch.
EVERY_BRANCH = frozenset(role.code for role in ROLES if "branches.every" in role.permissions)
# Who reads what others work with is read after: every look of theirs is in the audit log.
READ_AFTER = frozenset({"auditor"})
BACK_OFFICE = frozenset({"ops_supervisor", "teller"})


def is_role(code: str) -> bool:
    return code in BY_CODE


def may(role: str, permission: str) -> bool:
    """Unknown permissions are a mistake in the code, so they raise instead of quietly refusing."""
    if permission not in PERMISSIONS:
        raise KeyError(f"no permission is called {permission}")
    return role in BY_CODE and permission in BY_CODE[role].permissions


def any_may(roles: Iterable[str], permission: str) -> bool:
    return any(may(role, permission) for role in roles)
