"""排队快照: how the queue stands at one moment; the pace of the day is made of these (domain.md §2.7)."""

from server.records.common_fields import HOUSE_TERM, STAFF, happened
from server.records.contributions import ListColumns, Quick
from server.records.field import choice, integer, text
from server.records.kind import Kind
from server.records.life_cycle import LifeCycle, State

KIND = Kind(
    code="queue_snapshot",
    zh="排队快照",
    en="Queue snapshot",
    prefix="PD",
    icon="queue",
    order=42,
    duty=1,
    capture_roles=(*STAFF, "safety_officer"),
    help_zh="看一眼大堂，记下等候人数和开窗数。等候过久时会提示增窗或分流。",
    help_en="Look round and note how many wait and how many windows are open. Long waits bring a suggestion.",
    fields=(
        happened("taken_at", "时间", "Taken at", required=True),
        integer("waiting", "等候人数", "Waiting", min=0, max=500, required=True),
        integer("windows_open", "开窗数", "Windows open", min=0, max=50, required=True, default=2),
        integer("longest_wait", "最长等候（分钟）", "Longest wait (minutes)", min=0, max=600),
        choice(
            "measure",
            "采取措施",
            "What was done",
            (
                ("none", "无需", "Nothing needed"),
                ("more_windows", "增窗", "More windows"),
                ("diverted", "分流", "Sent to devices"),
                ("comforted", "安抚", "Comforted those waiting"),
            ),
        ),
        text("note", "说明", "Note", max=200),
    ),
    life_cycle=LifeCycle("recorded", (State("recorded", "已记录", "Recorded", "done", final=True),), ()),
    columns=ListColumns("taken_at", ("waiting", "windows_open", "longest_wait")),
    search=("note",),
    quick=Quick(
        fields=("waiting", "windows_open", "longest_wait"),
        last_used=("windows_open", "waiting"),
        hours=((9, 12), (14, 16)),
    ),
    retention=HOUSE_TERM,
    example={
        "taken_at": "2026-11-24T02:00:00.000Z",
        "waiting": 12,
        "windows_open": 3,
        "longest_wait": 22,
        "measure": "more_windows",
    },
)
