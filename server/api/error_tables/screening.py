"""Codes of name screening."""

from server.api.error_tables import ErrorEntry

ERRORS = (
    ErrorEntry("screening_not_yours", 403, "名单仅由合规部维护和查看。", "Only compliance keeps and sees the lists."),
    ErrorEntry(
        "screening_list_invalid",
        422,
        "名单文件有误，未导入，请按行修改。",
        "The list is not right and was not imported; see the lines.",
    ),
    ErrorEntry(
        "screening_percent_missing",
        409,
        "没有生效的名单匹配阈值，无法比对；请先发布该参数。",
        "No figure is in force from which a likeness counts, so nothing was compared; publish it first.",
    ),
    ErrorEntry(
        "screening_list_day",
        422,
        "生效时间最早为现在，最晚为三十天内。",
        "The list comes into force now at the earliest and within thirty days.",
    ),
)
