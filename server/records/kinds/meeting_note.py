"""晨会夕会: what the meeting before opening or after closing looked at, decided and gave out to do (domain.md §2.7)."""

from server.records.common_fields import FLOOR, HOUSE_TERM, colleague, happened
from server.records.contributions import Derived, Due, ListColumns, Quick
from server.records.department_ticket_start import ask_department
from server.records.field import choice, day, flag, references, rows, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

KIND = Kind(
    code="meeting_note",
    zh="晨会夕会",
    en="Meeting note",
    prefix="HY",
    icon="meeting",
    order=71,
    capture_roles=FLOOR,
    help_zh="议题从昨日异常和待办自动带出；记下决定，任务写明谁、何时完成。",
    help_en="The agenda comes from yesterday's exceptions; note what was decided, and who does what by when.",
    fields=(
        choice(
            "type",
            "会议",
            "Meeting",
            (("morning", "晨会", "Morning"), ("evening", "夕会", "Evening")),
            required=True,
        ),
        happened("held_at", "时间", "Held at", required=True),
        colleague("host", "主持人", "Host", required=True),
        rows(
            "attendees",
            "参会人",
            "Present",
            (
                colleague("name", "姓名", "Name", required=True),
                flag("absent", "请假", "Excused"),
            ),
            max=60,
            required=True,
            row_key="name",
        ),
        rows(
            "agenda",
            "议题",
            "Agenda",
            (
                text("topic", "议题", "Topic", min=2, max=200, required=True),
                text("remark", "要点", "Remark", max=500, multiline=True),
            ),
            max=30,
        ),
        references("exceptions", "昨日异常", "Yesterday's exceptions", "record", max=50),
        references("bulletins", "须知通告", "Bulletins to know", "record:product_bulletin", max=20),
        text("decisions", "决定", "Decisions", min=2, max=2000, multiline=True),
        rows(
            "tasks",
            "任务",
            "Tasks",
            (
                text("what", "任务", "What", min=2, max=200, required=True),
                colleague("owner", "负责人", "Who", required=True),
                day("due_on", "完成日期", "By", required=True),
                flag("done", "已完成", "Done"),
            ),
            max=30,
        ),
        day("next_due_on", "最近任务日期", "Next task by", derived=True),
    ),
    life_cycle=LifeCycle(
        created="recorded",
        states=(
            State("recorded", "已记录", "Recorded", "waiting"),
            State("settled", "任务办结", "Tasks done", "done", final=True),
        ),
        commands=(
            Command(
                "report",
                "登记任务进展",
                "Report on tasks",
                ("recorded",),
                None,
                FLOOR,
                args=("tasks",),
                required=("tasks",),
            ),
            Command("settle", "任务办结", "All done", ("recorded",), "settled", FLOOR, args=("tasks",)),
        ),
    ),
    columns=ListColumns("type", ("held_at", "host", "decisions")),
    search=("host", "decisions"),
    quick=Quick(
        fields=("type", "held_at", "host", "attendees", "decisions"),
        last_used=("type", "host", "attendees"),
        hours=((8, 9), (17, 18)),
    ),
    starts=(ask_department("请部门配合", "Ask a department", "=process_coordination", content="decisions"),),
    derived=(Derived("next_due_on", "earliest", {"rows": "tasks", "column": "=due_on", "unless": "=done"}),),
    dues=(Due("next_due_on", ("recorded",), "会议任务到期", "Task of a meeting falls due"),),
    retention=HOUSE_TERM,
    example={
        "type": "morning",
        "held_at": "2026-11-24T00:30:00.000Z",
        "host": "赵磊",
        "attendees": [{"name": "王芳"}, {"name": "李晓"}, {"name": "周洁", "absent": True}],
        "agenda": [
            {"topic": "昨日二号存取款一体机停机", "remark": "上午跟进维修，张贴公告并分流"},
            {"topic": "社保卡集中领取", "remark": "下午两点起，增设引导员"},
        ],
        "decisions": "高峰时段开三个窗口；社保卡领取单独排队。",
        "tasks": [{"what": "更换门口防滑地垫", "owner": "李晓", "due_on": "2026-11-25"}],
    },
)
