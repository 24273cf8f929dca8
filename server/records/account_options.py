"""The choices of whoever opens an account: what they are, which class of account, and what it is for (domain.md §2.2)."""

CUSTOMER_KINDS = (
    ("person", "个人", "Person"),
    ("sole_trader", "个体工商户", "Sole trader"),
    ("organisation", "单位", "Organisation"),
)
ACCOUNT_CLASSES = (
    ("class_1", "Ⅰ类", "Class I"),
    ("class_2", "Ⅱ类", "Class II"),
    ("class_3", "Ⅲ类", "Class III"),
    ("unit_basic", "单位基本", "Basic account"),
    ("unit_general", "单位一般", "General account"),
    ("unit_special", "单位专用", "Special account"),
    ("unit_temporary", "单位临时", "Temporary account"),
)
USAGES = (
    ("payroll", "工资代发", "Wages"),
    ("daily", "日常消费", "Daily spending"),
    ("investment", "投资理财", "Investment"),
    ("loan_repayment", "还贷", "Repaying a loan"),
    ("pension", "社保养老", "Social insurance and pension"),
    ("trade", "经营收款", "Receipts of a business"),
    ("other", "其他", "Other"),
)
