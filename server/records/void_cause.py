"""Why a record is declared void: the same choice for every kind, because figures are made of it (domain.md §2.0)."""

from server.records.field import choice

VOID_CAUSE = choice(
    "void_cause",
    "作废原因",
    "Why it is void",
    (
        ("entry_error", "录入错误", "Entered wrongly"),
        ("duplicate", "重复登记", "Registered twice"),
        ("customer_cancelled", "客户取消", "Cancelled by the customer"),
        ("operating_error", "操作差错", "Operating error"),
        ("test_data", "测试数据", "Test data"),
    ),
)
