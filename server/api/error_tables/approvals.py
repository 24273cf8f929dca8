"""Codes of approvals."""

from server.api.error_tables import ErrorEntry

ERRORS = (
    ErrorEntry(
        "content_changed",
        409,
        "您阅读之后内容有变更，请重新阅读后再审批。",
        "The content changed after you read it; read it again before you decide.",
    ),
    ErrorEntry("wrong_password", 422, "密码不正确，请重新输入。", "The password is not right; type it again."),
)
