"""员工参与: that a member of staff took part in an event (domain.md §2.5; K4 counts it).

Everybody checks themselves in: who took part is who captured the record, so that nobody is counted by somebody else's hand.
"""

from server.records.common_fields import EVERYONE_AT_THE_BRANCH, HOUSE_TERM, happened
from server.records.contributions import ListColumns, Quick, Rule
from server.records.field import choice, moment, reference, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

KIND = Kind(
    code="staff_participation",
    zh="员工参与",
    en="Staff participation",
    prefix="CY",
    icon="participation",
    order=55,
    duty=5,
    capture_roles=EVERYONE_AT_THE_BRANCH,
    help_zh="本人到场后登记，每场一次；参与次数按此计算。",
    help_en="Check yourself in on arrival, once an event; participation is counted from this.",
    fields=(
        reference("event_id", "活动", "Event", "record:event_plan", required=True),
        happened("check_in", "到场时间", "Checked in at", required=True, group="time"),
        choice(
            "role",
            "角色",
            "Role",
            (
                ("planning", "策划", "Planning"),
                ("hosting", "主持", "Hosting"),
                ("speaking", "讲解", "Speaking"),
                ("service", "服务", "Service"),
            ),
            required=True,
        ),
        moment("check_out", "离场时间", "Checked out at", group="time"),
        text("contribution", "主要工作", "What was done", min=2, max=300, multiline=True),
    ),
    rules=(
        Rule(
            "leaves_after_coming",
            "check_out",
            must=("lte", "check_in", "check_out"),
            zh="离场时间不能早于到场时间，请核对。",
            en="Nobody leaves before coming; check the times.",
        ),
    ),
    life_cycle=LifeCycle(
        created="checked_in",
        states=(
            State("checked_in", "已到场", "Checked in", "done"),
            State("checked_out", "已离场", "Checked out", "done", final=True),
        ),
        commands=(
            Command(
                "check_out",
                "离场",
                "Check out",
                ("checked_in",),
                "checked_out",
                EVERYONE_AT_THE_BRANCH,
                args=("check_out", "contribution"),
                required=("check_out",),
                author_only=True,
            ),
        ),
    ),
    columns=ListColumns("role", ("check_in",)),
    search=("contribution",),
    quick=Quick(fields=("event_id", "role", "check_in"), last_used=("event_id", "role")),
    retention=HOUSE_TERM,
    example={
        "event_id": "01935b1e-7c00-7000-8000-000000000041",
        "check_in": "2026-12-03T01:10:00.000Z",
        "role": "speaking",
        "contribution": "讲解两则本地案例，现场演示三问。",
    },
)
