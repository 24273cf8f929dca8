"""D15 交接班记录: what one shift handed to the next, signed by both (domain.md §2.7)."""

from __future__ import annotations

from server.documents import chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables.forms import Cell, Form, Part, Table, cells, lines, printed, signer, table
from server.documents.shown import Shown, Signer, heading, notes_on_time


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    form = Form(
        head=heading(DEFINITION.zh, material.head),
        code=DEFINITION.code,
        parts=(
            Part("一、班次", lines(_shift(subject, shown))),
            Part("二、钥匙与物品", table=_keys(shown)),
            Part("三、设备状态", table=_devices(subject, shown)),
            Part("四、未结工单与到期事项", table=_open_work(subject, material)),
            Part("五、待跟进与提醒", lines(cells(shown, "notes", "exceptions")), _follow_ups(shown)),
        ),
        remarks=(),
        signers=_signers(material, shown),
    )
    return printed(form)


def summary(labels: Labels, subject: Subject) -> str:
    return Shown(subject.kind, subject.record, labels).text("shift")


def _shift(subject: Subject, shown: Shown) -> list[Cell]:
    return [
        Cell("记录编号", subject.record.no or chinese.ABSENT, field="@no"),
        *cells(shown, "shift", "handed_at", "received_at", "waiting", "windows_open"),
        Cell("状态", "　".join([shown.status(), *notes_on_time(subject.record)]), field="@status"),
    ]


def _keys(shown: Shown) -> Table:
    columns = (("名称", "item"), ("数量", "state"), ("齐全完好", "state"), ("说明", "text"))
    rows = [(row["item"], row["count"], row["complete"], row["note"]) for row in shown.rows("keys")]
    return table(columns, rows, "无钥匙与物品交接。", "keys")


def _devices(subject: Subject, shown: Shown) -> Table:
    columns = (("设备", "item"), ("状态", "state"), ("说明", "text"))
    entries = subject.record.payload.get("devices") or []
    rows = [
        (_titled(subject, entry.get("machine_id", "")), row["state"], row["note"])
        for entry, row in zip(entries, shown.rows("devices"), strict=True)
    ]
    return table(columns, rows, "未登记设备状态。", "devices")


def _open_work(subject: Subject, material: Material) -> Table:
    """By number and state: what is in them stands there, and may be about customers."""
    columns = (("编号", "item"), ("类别", "when"), ("状态", "text"))
    payload = subject.record.payload
    ids = dict.fromkeys([*(payload.get("open_tickets") or ()), *(payload.get("due_records") or ())])
    found = [Shown(*subject.named[each], material.labels, material.people) for each in ids if each in subject.named]
    rows = [(each.record.no or chinese.ABSENT, each.kind.zh, each.status()) for each in found]
    return table(columns, rows, "无未结工单与到期事项。")


def _follow_ups(shown: Shown) -> Table:
    columns = (("待跟进事项", "text"), ("时限", "when"))
    return table(
        columns, [(row["what"], row["due_at"]) for row in shown.rows("follow_ups")], "无其他待跟进事项。", "follow_ups"
    )


def _titled(subject: Subject, record_id: str) -> str:
    found = subject.named.get(record_id)
    if found is None:
        return chinese.ABSENT
    kind, record = found
    return str(record.payload.get(kind.columns.title) or record.no)


def _signers(material: Material, shown: Shown) -> tuple[Signer, ...]:
    values, receiver = shown.values, shown.text("receiver")
    return (
        signer("交班人", shown.author(), material, values.get("giver_signature"), values.get("handed_at")),
        signer(
            "接班人",
            "" if receiver == chinese.ABSENT else receiver,
            material,
            values.get("receiver_signature"),
            values.get("received_at"),
        ),
    )


DEFINITION = DocumentDefinition(
    code="D15",
    zh="交接班记录",
    en="Record of a hand-over",
    prefix="JJB",
    keep_years=3,
    basis="默认",
    single=Single(compose=sheet, summary=summary),
)
