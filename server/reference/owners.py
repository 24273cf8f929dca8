"""Who keeps which set. What nobody owns changes with the software alone: codes that code relies on, and standards.

A set kept by `each_department` holds the entries of all; every department sees to its own. What `admin` keeps, the administrator
keeps too, for the whole bank.

A set `of_branch` can also be set by a branch's manager for that branch: the values of what the bank has, and where the `branch_adds`
the whole list, which then takes the place of the bank's; a set with `second_person` is published by somebody who
wrote none of it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Owner:
    zh: str
    en: str
    department: str | None
    of_branch: bool = False
    branch_adds: bool = False
    second_person: bool = False
    each_department: bool = False
    admin: bool = False


OWNERS: dict[str, Owner] = {
    "topics": Owner("咨询主题", "Topics", "customer_service_dept"),
    "products": Owner("产品", "Products", "customer_service_dept"),
    "materials": Owner("业务材料", "Materials", "customer_service_dept"),
    "turnaround": Owner("办理时限", "Turnaround", "management"),
    "settings": Owner("网点参数", "House parameters", "management", of_branch=True, admin=True),
    "calendar": Owner("全行工作日历", "Calendar of the bank", "management", admin=True),
    "branch_hours": Owner("网点营业安排", "Opening of branches", "management", of_branch=True, admin=True),
    "shifts": Owner("班次", "Shifts", "management", of_branch=True, branch_adds=True, admin=True),
    "thresholds": Owner("监管数值", "Regulatory figures", "compliance_dept", second_person=True),
    "forbidden_words": Owner("禁用语", "Forbidden words", "compliance_dept"),
    "fraud_scripts": Owner("反诈话术", "Fraud scripts", "compliance_dept"),
    "device_types": Owner("设备类型", "Device types", "tech_support"),
    "fault_codes": Owner("设备故障码", "Fault codes", "tech_support"),
    "step_guides": Owner("操作步骤", "Step guides", "training_dept"),
    "glossary": Owner("术语", "Glossary", "training_dept"),
    "questionnaire": Owner("满意度问卷", "Questionnaire", "marketing_dept"),
    "feedback_categories": Owner("意见分类", "Opinion categories", "marketing_dept"),
    "event_types": Owner("活动类型", "Event types", "marketing_dept"),
    "checklist": Owner("安全检查表", "Security checklist", "security_dept"),
    "inspection_plan": Owner("检查计划", "Inspection plan", "security_dept"),
    "drills": Owner("演练脚本", "Drills", "security_dept"),
    "reply_templates": Owner("回复模板", "Reply templates", None, each_department=True),
    "emergency_contacts": Owner("应急电话", "Emergency contacts", "security_dept", of_branch=True),
}


def owns(name: str, role: str, department: str | None) -> bool:
    """Whether somebody in that role keeps the set: for the bank, or for their branch where the set allows it."""
    owner = OWNERS.get(name)
    if owner is None:
        return False
    if owner.each_department:
        return role == "department_agent" and department is not None
    for_bank = (
        (role == "department_agent" and department == owner.department)
        or (role == "management" and owner.department == "management")
        or (role == "admin" and owner.admin)
    )
    return for_bank or (owner.of_branch and role == "branch_manager")
