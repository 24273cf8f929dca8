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
