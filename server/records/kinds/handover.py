"""交接班: what one shift hands to the next, signed by both (domain.md §2.7, document D15).

The app fills it in from the open work; people add keys, things and words. Who handed over cannot be who takes over. A hand-over
that nobody confirmed in time is put before the 网点负责人, and can still be confirmed afterwards.
"""

from server.records.common_fields import FLOOR, HOUSE_TERM, SYSTEM, account, happened, machine
from server.records.contributions import Derived, Document, Due, ListColumns, Quick, Rule, Watch
from server.records.field import choice, flag, integer, moment, reference, references, rows, signature, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

DEVICE_STATES = (
    ("normal", "正常", "In order"),
    ("degraded", "降级", "Partly working"),
    ("down", "停机", "Down"),
    ("maintenance", "维护", "Maintenance"),
)

KIND = Kind(
    code="handover",
    zh="交接班",
    en="Hand-over",
    prefix="JJ",
    icon="handover",
    order=72,
    capture_roles=FLOOR,
    help_zh="未办结事项自动带出，补上钥匙、物品和提醒，交班人签名；接班人核对后另行签名。",
    help_en="Open work fills itself in; add keys, things and notes, and sign. Who takes over checks it and signs too.",
    fields=(
        reference("shift", "班次", "Shift", "shifts", required=True),
        happened("handed_at", "交班时间", "Handed over at", required=True, group="handed"),
        references("open_tickets", "未结工单", "Open tickets", "record:department_ticket", max=50),
        references("due_records", "到期投诉与隐患", "Complaints and hazards due", "record", max=50),
        rows(
            "devices",
            "设备状态",
            "Devices",
            (
                machine(required=True),
                choice("state", "状态", "State", DEVICE_STATES, required=True, default="normal"),
                text("note", "说明", "Note", max=200),
            ),
            max=60,
            row_key="machine_id",
        ),
        integer("waiting", "等候人数", "Customers waiting", min=0, max=10_000, group="queue"),
        integer("windows_open", "开放窗口", "Counters open", min=0, max=200, group="queue"),
        rows(
            "keys",
            "钥匙与物品",
            "Keys and things",
            (
                text("item", "名称", "What", max=50, required=True),
                integer("count", "数量", "Number", min=0, max=10_000, required=True),
                flag("complete", "齐全完好", "Complete and sound", default=True),
                text("note", "说明", "Note", max=200),
            ),
            max=40,
            row_key="item",
        ),
        rows(
            "follow_ups",
            "待跟进事项",
            "To be followed up",
            (
                text("what", "事项", "What", min=2, max=200, required=True),
                moment("due_at", "时限", "By"),
                reference("record", "关联记录", "Record", "record"),
            ),
            max=50,
        ),
        text("notes", "提醒", "Notes", min=2, max=1000, multiline=True),
        signature("giver_signature", "交班人签名", "Signature of who hands over", required=True, group="handed"),
        moment("confirm_by", "应确认时间", "To be confirmed by", derived=True),
        account("receiver", "接班人", "Taken over by", group="received"),
        moment("received_at", "接班时间", "Taken over at", group="received"),
        signature("receiver_signature", "接班人签名", "Signature of who takes over", group="received"),
        text("exceptions", "核对出入", "What was not as stated", min=2, max=500, multiline=True, group="received"),
    ),
    rules=(
        Rule(
            "difference_explained",
            "note",
            each="keys",
            when=("eq", "complete", False),
            must=("present", "note"),
            zh="不齐全或有损坏的，请写明情况。",
            en="Say what is missing or broken.",
        ),
        Rule(
            "device_trouble_explained",
            "note",
            each="devices",
            when=("in", "state", ("degraded", "down", "maintenance")),
            must=("present", "note"),
            zh="设备不正常的，请写明情况与处理。",
            en="Say what is wrong with the device, and what is being done.",
        ),
        Rule(
            "taken_after_handed",
            "received_at",
            must=("lte", "handed_at", "received_at"),
            zh="接班时间不能早于交班时间，请核对。",
            en="Nobody takes over before it was handed over; check the times.",
        ),
    ),
    life_cycle=LifeCycle(
        created="handed",
        states=(
            State("handed", "待接班", "To be taken over", "attention"),
            State("overdue", "逾时未接班", "Not taken over in time", "attention"),
            State("received", "已接班", "Taken over", "done", final=True),
        ),
        commands=(
            Command(
                "receive",
                "接班",
                "Take over",
                ("handed", "overdue"),
                "received",
                FLOOR,
                args=("receiver", "received_at", "receiver_signature", "exceptions"),
                required=("received_at", "receiver_signature"),
                not_author=True,
            ),
            Command(
                "alert",
                "提醒网点负责人",
                "Alert the branch manager",
                ("handed",),
                "overdue",
                SYSTEM,
                offline=False,
            ),
        ),
    ),
    columns=ListColumns("shift", ("handed_at", "notes")),
    search=("notes", "exceptions"),
    quick=Quick(
        fields=("shift", "handed_at", "notes", "giver_signature"), last_used=("shift",), hours=((12, 13), (17, 18))
    ),
    derived=(Derived("confirm_by", "minutes_after", {"from": "handed_at", "minutes": "=handover_minutes"}),),
    watches=(
        Watch(
            "unconfirmed", "待确认交接班", "Hand-overs to be confirmed", ("handed", "overdue"), today=True, of_day=True
        ),
    ),
    dues=(
        Due("confirm_by", ("handed",), "交接班待确认", "Hand-over to be confirmed", command="alert"),
        Due("confirm_by", ("overdue",), "交接班逾时未确认", "Hand-over overdue"),
    ),
    documents=(Document("D15", on_status="received"),),
    retention=HOUSE_TERM,
    example={
        "shift": "morning",
        "handed_at": "2026-11-24T04:00:00.000Z",
        "open_tickets": ["01935b1e-7c00-7000-8000-000000000061"],
        "due_records": ["01935b1e-7c00-7000-8000-000000000062"],
        "devices": [
            {
                "machine_id": "01935b1e-7c00-7000-8000-000000000063",
                "state": "down",
                "note": "钞箱空，10:40 已通知加钞",
            }
        ],
        "waiting": 6,
        "windows_open": 3,
        "keys": [
            {"item": "填单台抽屉钥匙", "count": 1, "complete": True},
            {"item": "老花镜", "count": 3, "complete": False, "note": "150 度的一副镜腿松动"},
        ],
        "follow_ups": [{"what": "王女士 14:30 来取贷款资料清单", "due_at": "2026-11-24T06:30:00.000Z"}],
        "notes": "下午社保卡集中领取，注意分流。",
        "giver_signature": "sha256:" + "b2" * 32,
    },
)
