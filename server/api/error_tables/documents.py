"""Codes of documents."""

from server.api.error_tables import ErrorEntry

ERRORS = (
    ErrorEntry(
        "too_many_documents",
        422,
        "一次最多打包 500 份，请缩小范围。",
        "At most 500 documents go into one archive; choose fewer.",
    ),
    ErrorEntry("document_not_issued", 409, "文件尚未出具，请稍后再试。", "The document has not been issued yet."),
    ErrorEntry(
        "document_not_failed", 409, "只有未能出具的文件才需要重新出具。", "Only a document that failed is made again."
    ),
    ErrorEntry("document_ended", 409, "文件已作废或已被新版替代。", "The document is void or superseded already."),
    ErrorEntry(
        "document_on_its_way",
        409,
        "文件正在出具，请稍后再试。",
        "The document is being made at this moment; try again shortly.",
    ),
    ErrorEntry(
        "wrong_void_cause",
        422,
        "已出具的文件请选择作废原因；未能出具的文件只能放弃出具。",
        "An issued document needs a cause; one that was never issued can only be given up.",
    ),
    ErrorEntry("newer_version", 409, "已有更新的版本，请在最新版上操作。", "There is a newer version; use that one."),
    ErrorEntry("record_is_void", 409, "对应记录已作废，不能重新出具。", "Its record is void; it is not issued again."),
    ErrorEntry("copy_needs_reason", 422, "再次下载或打印须填写原因。", "Another copy needs a reason."),
    ErrorEntry("nothing_to_print", 409, "该期间没有记录，无需出具。", "There is no record in that period."),
    ErrorEntry("period_not_reached", 422, "该期间尚未开始。", "That period has not begun yet."),
    ErrorEntry("not_a_period", 422, "请填写日期、月份或季度。", "Give a day, a month or a quarter."),
    ErrorEntry("unknown_document_code", 422, "没有这种定期报表。", "No such document is made for such a period."),
    ErrorEntry(
        "document_damaged",
        500,
        "存档文件与出具时不一致，已停止使用，请联系系统管理员。",
        "The stored file is not what was issued and must not be used; tell the administrator.",
    ),
)
