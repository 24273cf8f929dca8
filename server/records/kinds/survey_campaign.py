"""意见收集活动: a period in which questionnaires are handed out and taken back (domain.md §2.4)."""

from typing import Any

from server.records.common_fields import (
    FLOOR,
    HOUSE_TERM,
    SUPERVISORS,
    colleague,
    period,
    period_in_order,
)
from server.records.contributions import Derived, Document, Due, ListColumns, Rule, Start
from server.records.field import choice, integer, moment, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State
from server.records.public_link import LINK_CODE, LINK_KEY, PublicLink, link_code

ABOUT_DEVICES = ("eq", "scene", "device")


def _answers(form: str, scene: str, when: tuple[Any, ...]) -> PublicLink:
    return PublicLink(
        "survey_response",
        form,
        "扫码评价",
        "Give your opinion",
        prepared=("planned",),
        states=("running",),
        until="period_to",
        about="title",
        values={"campaign_id": "@record", "scene": f"={scene}", "mode": "=qr", "issued_at": "@begun"},
        when=when,
    )


def _handed_over(scene: str, when: tuple[Any, ...]) -> Start:
    """The tablet in the customer's hands, while the campaign runs."""
    return Start(
        "survey_response",
        "请客户填问卷",
        "Ask a customer",
        values={"campaign_id": "@record", "scene": f"={scene}"},
        when=("and", ("eq", "status", "running"), when),
    )


ORGANISERS = ("lobby_manager", *SUPERVISORS)

KIND = Kind(
    code="survey_campaign",
    zh="意见收集活动",
    en="Opinion campaign",
    prefix="DC",
    icon="survey",
    order=42,
    duty=4,
    capture_roles=ORGANISERS,
    help_zh="定期发放问卷、收集意见。先定期间、方式和份数，结束时登记发放与回收。",
    help_en="Questionnaires handed out over a period. Plan it first; on ending, say how many went out and came back.",
    fields=(
        text("title", "活动名称", "Title", min=2, max=60, required=True),
        *period(required=True),
        choice(
            "method",
            "收集方式",
            "How",
            (
                ("paper", "纸质", "On paper"),
                ("tablet", "平板", "On the tablet"),
                ("scan", "扫码", "By QR code"),
                ("phone", "电话", "By telephone"),
                ("meeting", "座谈", "In a meeting"),
            ),
            required=True,
        ),
        choice(
            "scene",
            "调查范围",
            "About",
            (
                ("counter", "咨询与柜面服务", "Advice and counter services"),
                ("device", "自助设备服务", "Self-service devices"),
                ("branch", "网点整体", "The branch as a whole"),
            ),
            required=True,
            default="branch",
            help_zh="设备服务与柜面服务分开统计，不要混发",
            help_en="Devices and counter services are counted apart; do not mix them",
        ),
        integer("planned_count", "计划份数", "Planned questionnaires", min=1, max=100_000, required=True),
        colleague("organiser", "负责人", "Organiser"),
        text("arrangement", "安排", "Arrangement", min=2, max=500, multiline=True),
        text(
            "questionnaire_version",
            "问卷版本",
            "Questionnaire version",
            max=40,
            derived=True,
        ),
        link_code(),
        moment("started_at", "实际开始", "Actually begun"),
        integer("issued_count", "发放份数", "Handed out", min=0, max=100_000, group="count"),
        integer("returned_count", "回收份数", "Returned", min=0, max=100_000, group="count"),
        text("summary", "小结", "Summary", min=2, max=500, multiline=True),
    ),
    rules=(
        period_in_order(),
        Rule(
            "returned_within_issued",
            "returned_count",
            must=("lte", "returned_count", "issued_count"),
            zh="回收份数不能多于发放份数，请核对。",
            en="No more can come back than went out; check the two counts.",
        ),
    ),
    life_cycle=LifeCycle(
        created="planned",
        states=(
            State("planned", "计划", "Planned", "waiting"),
            State("running", "进行", "Running", "waiting"),
            State("ended", "结束", "Ended", "done", final=True),
        ),
        commands=(
            Command(
                "start",
                "开始收集",
                "Start",
                ("planned",),
                "running",
                FLOOR,
                args=("started_at",),
                required=("started_at",),
            ),
            Command(
                "end",
                "结束收集",
                "End",
                ("running",),
                "ended",
                ORGANISERS,
                args=("issued_count", "returned_count", "summary"),
                required=("issued_count", "returned_count"),
            ),
        ),
    ),
    columns=ListColumns("title", ("method", "period_to")),
    search=("title", "arrangement", "summary"),
    starts=(
        _handed_over("device", ABOUT_DEVICES),
        _handed_over("campaign", ("not", ABOUT_DEVICES)),
        Start(
            "feedback",
            "登记意见",
            "Record an opinion",
            values={"source": "=survey", "linked": "@record"},
            when=("in", "status", ("running", "ended")),
        ),
        Start(
            "analysis_report",
            "编写分析报告",
            "Write the analysis",
            values={"period_from": "period_from", "period_to": "period_to"},
            when=("eq", "status", "ended"),
        ),
    ),
    derived=(Derived("questionnaire_version", "rule_version", {"set": "=questionnaire"}), LINK_CODE),
    keys=(LINK_KEY,),
    public_links=(
        _answers("device_survey", "device", ABOUT_DEVICES),
        _answers("survey", "campaign", ("not", ABOUT_DEVICES)),
    ),
    dues=(
        Due("period_from", ("planned",), "意见收集活动应开始", "Opinion campaign to begin"),
        Due("period_to", ("running",), "意见收集活动应结束", "Opinion campaign to end"),
    ),
    documents=(
        Document("D07", periodic=True, at="period_to"),
        Document("W01", on_status="planned", when=("not", ("eq", "method", "phone"))),
    ),
    retention=HOUSE_TERM,
    example={
        "title": "四季度网点服务问卷",
        "period_from": "2026-11-02",
        "period_to": "2026-12-18",
        "method": "scan",
        "scene": "branch",
        "planned_count": 120,
        "organiser": "王芳",
        "arrangement": "等候区与填单台各放一张二维码，高峰后由引导员提醒客户自愿填写，不代填。",
    },
)
