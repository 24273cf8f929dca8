"""The columns of the lists that leave as files: a head in both languages, and what stands under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.moments import BANK_ZONE, from_wire
from server.records import all_kinds
from server.services.export_table import Cell

Item = Mapping[str, Any]
Words = Mapping[str, tuple[str, str]]
STATES: Words = {
    "waiting": ("等待出具", "Waiting"),
    "media_incomplete": ("等待附件", "Waiting for attachments"),
    "ready": ("待出具", "Ready"),
    "rendering": ("出具中", "Being made"),
    "issued": ("已出具", "Issued"),
    "superseded": ("已被新版替代", "Superseded"),
    "voided": ("已作废", "Void"),
    "failed": ("未能出具", "Failed"),
}
STANDINGS: Words = {
    "issued": ("已出具", "Issued"),
    "superseded": ("已替代", "Superseded"),
    "void": ("已作废", "Void"),
    "reserved": ("已预留", "Reserved"),
}
DEVICE_STATES: Words = {
    "active": ("正常", "Active"),
    "quarantined": ("已隔离", "Quarantined"),
    "revoked": ("已停用", "Revoked"),
}


@dataclass(frozen=True)
class Column:
    """`cell` is given the item and which of the two languages is asked for."""

    heads: tuple[str, str]
    cell: Callable[[Item, int], Cell]


def plain(key: str, zh: str, en: str) -> Column:
    return Column((zh, en), lambda item, _: item.get(key))


def moment(key: str, zh: str, en: str) -> Column:
    return Column((zh, en), lambda item, _: _local(item.get(key)))


def word(key: str, words: Words, zh: str, en: str) -> Column:
    return Column((zh, en), lambda item, at: words[item[key]][at] if item.get(key) in words else item.get(key))


def _local(value: object) -> datetime | None:
    """In the bank's zone and without one, as spreadsheets want it."""
    if value is None:
        return None
    at = value if isinstance(value, datetime) else from_wire(str(value))
    return at.astimezone(BANK_ZONE).replace(tzinfo=None, microsecond=0)


def _kind(item: Item, at: int) -> Cell:
    kind = all_kinds().get(item["kind"])
    return item["kind"] if kind is None else (kind.zh, kind.en)[at]


def _status(item: Item, at: int) -> Cell:
    kind = all_kinds().get(item["kind"])
    states = {each["code"]: each for each in kind.life_cycle.meta()["states"]} if kind else {}
    found: Mapping[str, str] = states.get(item["status"], {})
    return found.get(("zh", "en")[at], item["status"])


DOCUMENTS = (
    plain("serial", "文号", "Serial"),
    plain("code", "代码", "Code"),
    plain("title", "文件", "Document"),
    plain("version", "版本", "Version"),
    word("state", STATES, "状态", "State"),
    plain("reason_text", "原因", "Reason"),
    plain("note", "说明", "Explanation"),
    plain("record_no", "记录编号", "Record number"),
    plain("period", "期间", "Period"),
    plain("summary", "摘要", "Summary"),
    plain("signers", "签署", "Signed by"),
    plain("requested_by_name", "申请人", "Asked for by"),
    moment("requested_at", "申请时间", "Asked for"),
    moment("cutoff_at", "数据截止", "Data as of"),
    moment("issued_at", "出具时间", "Issued"),
    plain("pages", "页数", "Pages"),
    plain("copies", "取用次数", "Copies"),
    plain("keep_until", "保存至", "Kept until"),
    plain("keep_basis", "保存依据", "Basis"),
    plain("sha256", "校验码（SHA-256）", "SHA-256"),
)
SERIALS = (
    plain("serial", "文号", "Serial"),
    word("standing", STANDINGS, "文号状态", "Standing"),
    plain("title", "文件", "Document"),
    plain("version", "版本", "Version"),
    plain("reason_text", "原因", "Reason"),
    plain("note", "说明", "Explanation"),
    moment("issued_at", "出具时间", "Issued"),
    moment("voided_at", "作废时间", "Void since"),
    plain("voided_by_name", "作废人", "Declared void by"),
)
INBOX = (
    plain("no", "编号", "Number"),
    Column(("种类", "Kind"), _kind),
    Column(("状态", "Status"), _status),
    moment("at", "发起时间", "Asked at"),
    plain("created_by_name", "发起人", "Asked by"),
    moment("due_at", "要求时限", "Due"),
    plain("overdue", "逾期", "Overdue"),
)
DEVICES = (
    plain("no", "编号", "Number"),
    plain("name", "名称", "Name"),
    word("state", DEVICE_STATES, "状态", "State"),
    plain("state_reason", "原因", "Reason"),
    moment("enrolled_at", "登记时间", "Enrolled"),
    moment("last_seen_at", "最近联系", "Last contact"),
    plain("app_version", "版本", "Version"),
)
AUDIT = (
    plain("seq", "序号", "Seq"),
    moment("at", "时间", "At"),
    plain("actor_name", "操作人", "Who"),
    plain("action", "动作", "Action"),
    plain("subject", "对象", "Subject"),
    plain("details", "详情", "Details"),
    plain("hash", "哈希", "Hash"),
)
