"""Codes of the reference data's editor."""

from server.api.error_tables import ErrorEntry

ERRORS = (
    ErrorEntry("reference_not_yours", 403, "您的部门或角色不维护这组资料。", "Your department or role does not keep this set."),
    ErrorEntry("own_draft", 403, "此类资料须由未参与编写的人员发布。", "This set is published by somebody who wrote none of the draft."),
    ErrorEntry("no_draft", 404, "没有草稿，可能已发布或撤回。", "There is no draft; it may be published or withdrawn."),
    ErrorEntry("draft_changed", 409, "草稿已被他人更新，请重新打开后再改。", "Somebody changed the draft; open it again."),
    ErrorEntry("draft_changes_nothing", 409, "草稿与现行版本相同，无需发布。", "The draft says what is in force already."),
    ErrorEntry("reference_invalid", 422, "资料内容有误，请按提示修改。", "Some of the entries are not right; see where."),
    ErrorEntry("effective_day", 422, "生效日期最早为明天，最晚为两年内。", "It comes into force tomorrow at the earliest and within two years."),
)  # fmt: skip
