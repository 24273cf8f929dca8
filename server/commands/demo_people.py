"""The people of the demonstration branch. Their password is public: no real branch may keep them."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "lobbybook-demo"
BRANCH_NO = "0113"
BRANCH_NAME = "城东支行"


@dataclass(frozen=True)
class DemoPerson:
    username: str
    name: str
    roles: tuple[str, ...]
    department: str | None = None


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("wangfang", "王芳", ("lobby_manager",)),
    DemoPerson("lixiao", "李晓", ("lobby_manager",)),
    DemoPerson("zhaomin", "赵敏", ("branch_manager",)),
    DemoPerson("zhoujian", "周健", ("ops_supervisor",)),
    DemoPerson("chenyu", "陈宇", ("teller",)),
    DemoPerson("zhenghao", "郑浩", ("safety_officer",)),
    DemoPerson("credit", "孙莉", ("department_agent",), "credit_dept"),
    DemoPerson("service", "何静", ("department_agent",), "customer_service_dept"),
    DemoPerson("support", "吴涛", ("department_agent",), "tech_support"),
    DemoPerson("operations", "冯磊", ("department_agent",), "operations_dept"),
    DemoPerson("compliance", "许宁", ("department_agent",), "compliance_dept"),
    DemoPerson("backoffice", "高原", ("department_agent",), "back_office"),
    DemoPerson("training", "林萍", ("department_agent",), "training_dept"),
    DemoPerson("marketing", "罗欣", ("department_agent",), "marketing_dept"),
    DemoPerson("sales", "梁超", ("department_agent",), "sales_team"),
    DemoPerson("security", "宋刚", ("department_agent",), "security_dept"),
    DemoPerson("management", "钱立", ("department_agent",), "management"),
    DemoPerson("union", "董洁", ("department_agent",), "other_dept"),
    DemoPerson("approver", "程远", ("management",)),
    DemoPerson("regional", "沈岚", ("regional_supervisor",)),
    DemoPerson("admin", "系统管理员", ("admin",)),
    DemoPerson("auditor", "审计", ("auditor",)),
)
