"""Why a document could not be made, or why there is another version: stable codes, told in both languages."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "missing_glyph": ("有字符无法打印，请核对姓名或文字", "A character cannot be printed; check names and texts"),
    "blank_page": ("版面检查未通过：出现空白页", "Check of the pages failed: one is blank"),
    "no_text": ("版面检查未通过：文字不可提取", "Check of the pages failed: the text cannot be extracted"),
    "too_many_pages": ("内容过长，超过页数上限", "The content is too long for the largest number of pages"),
    "template": ("版式缺少内容，请联系技术支持", "The template lacks a value; tell technical support"),
    "timeout": ("出具超时，已多次重试", "Making it took too long, several times"),
    "crashed": ("出具进程异常，已多次重试", "The renderer ended unexpectedly, several times"),
    "signing": (
        "电子签名未成功，请联系技术支持检查签名证书后重试",
        "It could not be signed; have technical support check the signing certificate, then retry",
    ),
    "signing_expired": (
        "签名证书已过期或尚未生效，请联系技术支持更换证书后重试",
        "The signing certificate has ended or does not hold yet; have it replaced, then retry",
    ),
    "not_kept": (
        "文件未能保存：存储空间不足或不可写。请联系系统管理员处理，恢复后系统自动重新出具",
        "The file could not be kept: the storage is full or cannot be written. Tell the administrator; it is made again by itself",
    ),
    "record_changed": ("记录有更正", "The record was corrected"),
    "moved_on": ("内容变更后重新批准，或办理有新进展", "Approved anew after a change, or moved on"),
    "written_afterwards": ("期后提交的结论或数据已并入", "What was written about the period afterwards is in it"),
    "link_changed": ("关联工单有更新", "A linked ticket was answered"),
    "record_void": ("记录已作废", "The record was declared void"),
    "asked_again": ("重新出具", "Asked for again"),
    "reissued": ("重新出具", "Issued again"),
    "void_entry_error": ("录入错误", "Entered wrongly"),
    "void_duplicate": ("重复出具", "Issued twice"),
    "void_customer_cancelled": ("客户取消", "Cancelled by the customer"),
    "void_operating_error": ("操作差错", "Operating error"),
    "void_test_data": ("测试数据", "Test data"),
    "void_given_up": ("无法出具，文号作废", "Could not be made; its serial is void"),
}
NOT_KEPT = "not_kept"
"""Not the document's fault: it is made again by itself once there is room."""
VOID = "void_"
GIVEN_UP = "given_up"
VOID_CAUSES = tuple(code.removeprefix(VOID) for code in REASONS if code.startswith(VOID))
"""Why a person declares a document void; `given_up` is of those that were never issued."""


def reason_text(code: str | None, language: str) -> str | None:
    if code is None:
        return None
    zh, en = REASONS.get(code, (code, code))
    return en if language == "en" else zh
