"""Codes of photos and signatures on their way."""

from server.api.error_tables import ErrorEntry

ERRORS = (
    ErrorEntry("file_too_large", 413, "文件超出大小限制。", "The file is larger than is taken."),
    ErrorEntry("file_not_announced", 404, "服务器未登记该文件，请重新上传。", "Nobody announced this file; send it again from the start."),
    ErrorEntry("file_not_arrived", 404, "平板尚未上传该文件，请稍后查看。", "The tablet has not sent this file yet; look again later."),
    ErrorEntry("offset_differs", 409, "续传位置不一致，请按服务器位置继续。", "The file ends elsewhere here; go on from there."),
    ErrorEntry("file_damaged", 422, "文件校验不一致，已丢弃，请重新上传。", "What arrived is not what was announced; it was dropped, send it again."),
    ErrorEntry("file_unreadable", 500, "文件缺失或已损坏，请联系系统管理员。", "The stored file is missing or damaged; call the administrator."),
    ErrorEntry("storage_full", 507, "服务器存储空间不足，稍后自动重试。", "The server has no room left; it is tried again later."),
)  # fmt: skip
