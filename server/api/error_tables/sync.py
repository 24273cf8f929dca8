"""Codes of sync and of records. What the engine refuses bears the same code on a receipt and, online, as an error."""

from server.api.error_tables import ErrorEntry

ERRORS = (
    ErrorEntry("device_quarantined", 403, "此平板已被暂时隔离，请联系运营主管。", "This tablet is held; ask the operations supervisor."),
    ErrorEntry("record_changed", 409, "记录已被他人更新，请查看后重试。", "Somebody changed this record; look again before you go on."),
    ErrorEntry("field_not_masked", 422, "该项没有屏蔽内容。", "This field holds nothing masked."),
)  # fmt: skip
