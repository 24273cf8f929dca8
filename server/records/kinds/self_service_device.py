"""设备台账: the self-service devices of the branch and how each of them stands (domain.md §2.3).

The label stuck to a device carries the id of this record, so that a scan finds it without a network. The status of the
record is the status of the device.
"""

from server.records.common_fields import AGENT, FLOOR, HOUSE_TERM, SUPERVISORS
from server.records.contributions import Document, Key, ListColumns, Start
from server.records.field import choices, day, reference, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

STANDING = ("normal", "degraded", "down", "maintenance")
ON_THIS_DEVICE = {"machine_id": "@record"}

KIND = Kind(
    code="self_service_device",
    zh="自助设备",
    en="Self-service device",
    prefix="TZ",
    icon="device",
    order=32,
    duty=3,
    capture_roles=(*SUPERVISORS, "lobby_manager"),
    help_zh="每台设备登记一次，打印标签贴在机身，扫码即可开始辅导或报修。",
    help_en="Register each device once and stick its label on; scanning it begins a session or a fault ticket.",
    fields=(
        text("device_no", "设备编号", "Device number", max=20, pattern="[0-9A-Z-]{2,20}", normal="device",
             required=True, help_zh="照机身铭牌，例如 ATM-02", help_en="As on the machine, e.g. ATM-02"),
        reference("type", "设备类型", "Type", "device_types", required=True),
        text("area", "位置", "Where it stands", max=40),
        text("model", "品牌型号", "Make and model", max=60),
        choices(
            "accessibility",
            "无障碍功能",
            "Accessibility",
            (
                ("voice", "语音", "Voice"),
                ("large_type", "大字", "Large type"),
                ("braille", "盲文", "Braille"),
            ),
            max=3,
        ),
        day("in_service_on", "启用日期", "In service since"),
    ),
    life_cycle=LifeCycle(
        created="normal",
        states=(
            State("normal", "正常", "Normal", "done"),
            State("degraded", "降级", "Degraded", "attention"),
            State("down", "停机", "Down", "attention"),
            State("maintenance", "维护", "Maintenance", "waiting"),
            State("retired", "已撤机", "Taken away", "void", final=True),
        ),
        commands=(
            Command("degrade", "降级使用", "Use in part", ("normal", "maintenance"), "degraded", FLOOR, reason=True),
            Command("take_down", "停机", "Take down", ("normal", "degraded", "maintenance"), "down", FLOOR, reason=True),
            Command("maintain", "转维护", "Under maintenance", ("normal", "degraded", "down"), "maintenance", FLOOR),
            # 技术支持部门's own step, by which the department sees every device.
            Command("maintained", "维护完成", "Maintenance done", ("maintenance",), "normal", AGENT, offline=False,
                    department="tech_support"),
            Command("restore", "恢复正常", "Back to normal", ("degraded", "down", "maintenance"), "normal", FLOOR),
            Command("move", "更换位置", "Move", STANDING, None, SUPERVISORS, args=("area",), required=("area",)),
            Command("retire", "撤机", "Take away", STANDING, "retired", SUPERVISORS, reason=True, offline=False),
        ),
    ),
    columns=ListColumns("device_no", ("type", "area")),
    search=("device_no", "area", "type", "model"),
    starts=(
        Start("assist_session", "设备辅导", "Help at the device", values=ON_THIS_DEVICE, when=("in", "status", STANDING)),
        Start("fault_ticket", "设备报修", "Report a fault", values={**ON_THIS_DEVICE, "ticket_kind": "=repair"},
              when=("in", "status", STANDING)),
        Start("device_feedback", "设备反馈", "Opinion about the device", values=ON_THIS_DEVICE),
    ),
    documents=(Document("L01", on_status="normal", periodic=True),),
    keys=(Key("device_no", ("device_no",), unique=True),),
    retention=HOUSE_TERM,
    example={
        "device_no": "ATM-02",
        "type": "ATM",
        "area": "自助区东侧",
        "model": "取款机（示例机型）",
        "accessibility": ["voice", "braille"],
        "in_service_on": "2023-06-01",
    },
)  # fmt: skip
