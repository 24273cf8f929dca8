"""The twelve departments a branch works with (domain.md §2.0). A bank has them whatever its branch; codes are for ever."""

from server.domain.people import Department

DEPARTMENTS: tuple[Department, ...] = (
    Department("customer_service_dept", "客户服务部", "Customer service"),
    Department("back_office", "后台支持部门", "Back office"),
    Department("operations_dept", "运营部", "Operations"),
    Department("compliance_dept", "合规部", "Compliance"),
    Department("tech_support", "技术支持部门", "Technical support"),
    Department("training_dept", "培训部门", "Training"),
    Department("marketing_dept", "市场部", "Marketing"),
    Department("management", "管理层", "Management"),
    Department("sales_team", "销售团队", "Sales team"),
    Department("security_dept", "安全部", "Security"),
    Department("credit_dept", "信贷部门", "Credit"),
    Department("other_dept", "其他部门", "Other departments"),
)
