"""突发事件: a real emergency, with the same scenarios, steps and count of heads as a drill (domain.md §2.6, §6.9).

It is opened in the middle of things, from the emergency card, with one tap a step; the score afterwards is for learning only.
"""

from server.records.common_fields import EVERYONE_AT_THE_BRANCH, HOUSE_TERM, SAFETY_STAFF, colleague, happened
from server.records.contributions import Document, Due, ListColumns, Quick, Rule, Start
from server.records.department_ticket_start import ask_department
from server.records.emergency_fields import course, course_rules, judged, lessons, participants, scenario, scored
from server.records.field import flag, integer, money, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

COURSE = (
    "started_at",
    "timeline",
    "calls",
    "head_count_due",
    "head_count",
    "head_count_note",
    "vetoes",
    "participants",
    "injured_count",
    "photos",
)

KIND = Kind(
    code="incident",
    zh="突发事件",
    en="Emergency",
    prefix="TF",
    icon="incident",
    order=63,
    duty=6,
    emergency="real",
    capture_roles=EVERYONE_AT_THE_BRANCH,
    help_zh="先保人身安全、先报警，再点记录；事后补全情况、损失与改进。",
    help_en="People first, then the alarm, then the record; the rest is filled in afterwards.",
    fields=(
        scenario(),
        happened("happened_at", "发生时间", "Happened at", required=True),
        text("place", "地点", "Place", max=60),
        text("situation", "经过", "What happened", min=5, max=2000, multiline=True),
        colleague("commander", "现场指挥", "In command"),
        participants("处置人员", "Who acted"),
        *course(),
        integer("injured_count", "受伤人数", "People hurt", min=0, max=10_000, group="harm"),
        money("loss", "财产损失", "Damage", min=0, group="harm"),
        text("harm", "影响与损失说明", "Harm done", min=2, max=1000, multiline=True, group="harm"),
        flag("business_stopped", "暂停营业", "Business stopped", group="harm"),
        *judged(),
        *lessons(),
    ),
    rules=(
        *course_rules(),
        Rule(
            "harm_described",
            "harm",
            when=("gte", "injured_count", 1),
            must=("present", "harm"),
            zh="有人受伤时，请写明伤情与送医情况。",
            en="Somebody was hurt; say how, and where they were taken.",
        ),
    ),
    life_cycle=LifeCycle(
        created="under_way",
        states=(
            State("under_way", "处置中", "Under way", "attention"),
            State("resolved", "已处置", "Resolved", "waiting"),
            State("reviewed", "已复盘", "Reviewed", "waiting"),
            State("archived", "归档", "Archived", "done", final=True),
        ),
        commands=(
            Command("note", "保存进度", "Save so far", ("under_way",), None, EVERYONE_AT_THE_BRANCH, args=COURSE),
            Command(
                "resolve_it",
                "处置结束",
                "It is over",
                ("under_way",),
                "resolved",
                EVERYONE_AT_THE_BRANCH,
                args=(*COURSE, "ended_at", "situation"),
                required=("ended_at", "situation", "head_count"),
            ),
            Command(
                "review",
                "复盘",
                "Review",
                ("resolved",),
                "reviewed",
                SAFETY_STAFF,
                args=(
                    "commander",
                    "timeline",
                    "vetoes",
                    "loss",
                    "harm",
                    "business_stopped",
                    "problems",
                    "measures",
                    "photos",
                ),
                required=("commander", "timeline", "problems", "measures"),
            ),
            Command("archive", "归档", "Archive", ("reviewed",), "archived", ("branch_manager", "ops_supervisor")),
        ),
    ),
    columns=ListColumns("scenario", ("happened_at", "place", "injured_count")),
    search=("scenario", "situation", "harm", "measures"),
    quick=Quick(fields=("scenario", "happened_at"), last_used=()),
    starts=(
        ask_department(
            "紧急报告安全部",
            "Urgent report to security",
            "=hazard_report",
            to="=security_dept",
            content="situation",
            priority="=urgent",
            when=("in", "status", ("under_way", "resolved")),
        ),
        ask_department(
            "报告管理层",
            "Report to the management",
            "=process_coordination",
            to="=management",
            content="situation",
            priority="=urgent",
            when=("in", "status", ("under_way", "resolved")),
        ),
        Start(
            "hazard",
            "登记隐患",
            "Record a hazard",
            values={"linked": "@record", "source": "=emergency"},
            when=("in", "status", ("resolved", "reviewed")),
        ),
    ),
    derived=scored(),
    dues=(Due("ended_at", ("resolved", "reviewed"), "突发事件待复盘、待归档", "Emergency to be reviewed"),),
    documents=(Document("D12S", on_status="archived"),),
    retention=HOUSE_TERM,
    example={
        "scenario": "medical",
        "happened_at": "2026-11-24T02:12:00.000Z",
        "place": "等候区第二排",
        "situation": "一位老年客户起身时晕倒，立即疏散围观、开窗通风，拨打 120，家属十五分钟后到场。",
        "commander": "赵磊",
        "participants": [{"name": "王芳", "role": "拨打 120、引导救护"}, {"name": "刘强", "role": "疏散围观"}],
        "calls": [{"called": "120", "at": "2026-11-24T02:12:40.000Z"}],
        "head_count_due": 1,
        "head_count": 1,
        "injured_count": 1,
        "harm": "客户送医后当日好转，随身财物由两人清点登记交家属。",
    },
)
