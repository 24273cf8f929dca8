"""活动方案: a customer event from its draft to its summary (domain.md §2.5, documents D09 and D10).

市场部, 合规部 and the 网点负责人 pass it one after the other, online, and nobody approves what they contributed to. Between the
department's pass and the 网点负责人's approval stands a state of its own (待网点负责人批准), so that it is seen at whom it waits. Forbidden
words are the set `forbidden_words`; private funds are never promoted at a branch, whatever the words around them (§5.7).
"""

from typing import Any

from server.records.common_fields import AGENT, BRANCH_MANAGER, HOUSE_TERM, STAFF, SUPERVISORS, SYSTEM, colleague
from server.records.contributions import Approval, Derived, Document, Due, ListColumns, Rule, Start
from server.records.department_ticket_start import ask_department
from server.records.field import choice, flag, integer, moment, money, photos, reference, references, rows, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State
from server.records.public_link import LINK_CODE, LINK_KEY, PublicLink, link_code

PLANNERS = ("lobby_manager", *SUPERVISORS, "wealth_manager", "loan_officer")
MARKETING, COMPLIANCE = "marketing_dept", "compliance_dept"
ASKED = "theme start_at end_at place audience planned_count products budget schedule roles script risk_plan"
CONTENT = tuple(ASKED.split())
RESTS_IN = ("compliance_review", "awaiting_approval", "approved", "preparing")
SAID = ("theme", "audience", "script", "risk_plan")
NEEDED = ("start_at", "end_at", "place", "roles", "risk_plan")
DUTIES = (
    ("planning", "策划", "Planning"),
    ("hosting", "主持", "Hosting"),
    ("speaking", "讲解", "Speaking"),
    ("service", "服务", "Service"),
    ("safety", "安全", "Safety"),
)


def _no_private_funds(field: str) -> Rule:
    return Rule(
        f"no_private_funds_in_{field}",
        field,
        must=("not", ("contains_any", field, ("私募",))),
        zh="网点不得推介私募产品，请删去相关内容。",
        en="Private funds are not promoted at a branch; take them out.",
    )


def _of_this_event(kind: str, zh: str, en: str, *states: str) -> Start:
    return Start(kind, zh, en, values={"event_id": "@record"}, when=("in", "status", states))


def _reviewed(code: str, zh: str, en: str, source: str, to: str, by: str, **more: Any) -> Command:
    return Command(code, zh, en, (source,), to, AGENT, offline=False, department=by, not_author=True, **more)


KIND = Kind(
    code="event_plan",
    zh="活动方案",
    en="Event plan",
    prefix="HD",
    icon="event",
    order=51,
    duty=5,
    capture_roles=PLANNERS,
    help_zh="写清对象、日程、分工、话术和应急预案，依次经市场部、合规部、网点负责人批准后再筹备。",
    help_en="Audience, schedule, duties, script and emergency plan; marketing, compliance and the branch manager pass it in "
    "turn before anything is prepared.",
    fields=(
        reference("event_type", "活动类型", "Type", "event_types", required=True),
        text("theme", "主题", "Theme", min=2, max=100, required=True),
        moment("start_at", "开始时间", "Begins", required=True, group="time"),
        moment("end_at", "结束时间", "Ends", required=True, group="time"),
        text("place", "地点", "Place", min=2, max=100, required=True),
        text("audience", "对象与人数", "Audience", min=2, max=200, required=True),
        integer("planned_count", "计划人数", "Planned number", min=1, max=100_000),
        references("products", "推介产品", "Products promoted", "products", max=10),
        money("budget", "预算", "Budget", min=0),
        rows(
            "schedule",
            "日程",
            "Schedule",
            (
                text("time", "时段", "Time", max=30, required=True),
                text("item", "环节", "Item", min=2, max=100, required=True),
                colleague("owner", "负责人", "In charge"),
            ),
            max=30,
        ),
        rows(
            "roles",
            "分工",
            "Duties",
            (
                colleague("name", "姓名", "Name", required=True),
                choice("duty", "职责", "Duty", DUTIES, required=True),
                text("task", "具体任务", "Task", max=100),
            ),
            max=30,
            required=True,
        ),
        text(
            "script",
            "话术",
            "Script",
            min=2,
            max=2000,
            multiline=True,
            help_zh="不得使用保本、保收益等用语；收益以公示为准",
            help_en="No promise of principal or return; yields only as published",
        ),
        text("risk_plan", "应急预案", "Emergency plan", min=5, max=2000, required=True, multiline=True),
        flag("forbidden_found", "含禁用语", "Holds forbidden words", derived=True),
        link_code(),
        flag("products_expired", "含失效产品", "Names products no longer in force", derived=True),
        text("marketing_opinion", "市场部意见", "Marketing's opinion", min=2, max=1000, multiline=True),
        text("compliance_opinion", "合规部意见", "Compliance's opinion", min=2, max=1000, multiline=True),
        text("approval_opinion", "网点负责人意见", "The branch manager's opinion", min=2, max=1000, multiline=True),
        moment("actual_start_at", "实际开始", "Actually begun", group="actual"),
        moment("actual_end_at", "实际结束", "Actually ended", group="actual"),
        integer("actual_count", "实到人数", "Number present", min=0, max=100_000, group="actual"),
        text("questions", "现场问答", "Questions and answers", min=2, max=2000, multiline=True, group="summary"),
        text("problems", "问题与改进", "Problems and what to change", min=2, max=2000, multiline=True, group="summary"),
        text("summary", "总结", "Summary", min=5, max=2000, multiline=True, group="summary"),
        photos("photos", "活动影像", "Pictures of the event", max=12, group="pictures"),
        flag(
            "image_consent",
            "影像中的客户均已同意",
            "Everybody in the pictures agreed",
            group="pictures",
            help_zh="未同意的请先涂抹或不拍",
            help_en="Blur or leave out whoever did not",
        ),
    ),
    rules=(
        Rule(
            "ends_after_it_begins",
            "end_at",
            must=("lt", "start_at", "end_at"),
            zh="结束时间须晚于开始时间，请调整。",
            en="It ends after it begins; change one of the times.",
        ),
        Rule(
            "really_ends_after_it_begins",
            "actual_end_at",
            must=("lt", "actual_start_at", "actual_end_at"),
            zh="实际结束须晚于实际开始，请核对。",
            en="It really ended after it began; check the times.",
        ),
        Rule(
            "pictures_need_consent",
            "image_consent",
            when=("present", "photos"),
            must=("eq", "image_consent", True),
            zh="留存影像须征得客户同意，请确认后勾选，或删去照片。",
            en="Pictures of customers need their consent; tick it, or remove the pictures.",
        ),
        *(_no_private_funds(field) for field in SAID),
        Rule(
            "no_forbidden_words",
            "script",
            must=("not", ("eq", "forbidden_found", True)),
            zh="方案含有禁用语，请删改后再送审。",
            en="The plan holds forbidden words; take them out before sending it on.",
        ),
        Rule(
            "products_in_force",
            "products",
            must=("not", ("eq", "products_expired", True)),
            zh="推介产品中有已失效的，请更换后再送审。",
            en="A product named is no longer in force; replace it before sending the plan on.",
        ),
    ),
    life_cycle=LifeCycle(
        created="drafting",
        states=(
            State("drafting", "草稿", "Draft", "waiting"),
            State("marketing_review", "市场部审核", "With marketing", "waiting"),
            State("compliance_review", "合规审核", "With compliance", "waiting"),
            State("awaiting_approval", "待网点负责人批准", "Awaiting the branch manager", "attention"),
            State("approved", "已批准", "Approved", "waiting"),
            State("preparing", "筹备", "In preparation", "waiting"),
            State("under_way", "进行中", "Under way", "attention"),
            State("ended", "已结束", "Ended", "waiting"),
            State("summed_up", "已总结", "Summed up", "done", final=True),
            State("cancelled", "取消", "Cancelled", "void", final=True),
        ),
        commands=(
            Command("revise", "修改方案", "Revise", ("drafting",), None, PLANNERS, args=CONTENT),
            Command(
                "submit",
                "送市场部审核",
                "Send to marketing",
                ("drafting",),
                "marketing_review",
                PLANNERS,
                required=NEEDED,
                guards=("no_forbidden_words", "products_in_force"),
                offline=False,
            ),
            _reviewed(
                "marketing_pass",
                "市场部通过",
                "Passed by marketing",
                "marketing_review",
                "compliance_review",
                MARKETING,
                args=("marketing_opinion",),
                bound=True,
            ),
            _reviewed(
                "marketing_return",
                "市场部退回",
                "Returned by marketing",
                "marketing_review",
                "drafting",
                MARKETING,
                args=("marketing_opinion",),
                reason=True,
            ),
            _reviewed(
                "compliance_pass",
                "合规部通过",
                "Passed by compliance",
                "compliance_review",
                "awaiting_approval",
                COMPLIANCE,
                args=("compliance_opinion",),
                guards=("no_forbidden_words", "products_in_force"),
                bound=True,
            ),
            _reviewed(
                "compliance_return",
                "合规部退回",
                "Returned by compliance",
                "compliance_review",
                "drafting",
                COMPLIANCE,
                args=("compliance_opinion",),
                reason=True,
            ),
            Command(
                "approve",
                "批准",
                "Approve",
                ("awaiting_approval",),
                "approved",
                BRANCH_MANAGER,
                args=("approval_opinion",),
                guards=("no_forbidden_words", "products_in_force"),
                offline=False,
                not_author=True,
                bound=True,
            ),
            Command(
                "reopen",
                "内容有变，重新审批",
                "Changed: to be approved anew",
                RESTS_IN,
                "drafting",
                SYSTEM,
                offline=False,
            ),
            Command(
                "give_back",
                "退回修改",
                "Return",
                ("awaiting_approval",),
                "drafting",
                BRANCH_MANAGER,
                args=("approval_opinion",),
                reason=True,
                offline=False,
                not_author=True,
            ),
            Command("prepare", "开始筹备", "Prepare", ("approved",), "preparing", PLANNERS),
            Command(
                "start",
                "活动开始",
                "Begin",
                ("preparing",),
                "under_way",
                STAFF,
                args=("actual_start_at",),
                required=("actual_start_at",),
            ),
            Command(
                "end",
                "活动结束",
                "End",
                ("under_way",),
                "ended",
                STAFF,
                args=("actual_end_at", "actual_count"),
                required=("actual_start_at", "actual_end_at", "actual_count"),
            ),
            Command(
                "sum_up",
                "总结",
                "Sum up",
                ("ended",),
                "summed_up",
                PLANNERS,
                args=("summary", "questions", "problems", "photos", "image_consent"),
                required=("summary", "actual_start_at", "actual_end_at", "actual_count"),
            ),
            Command(
                "cancel",
                "取消活动",
                "Cancel",
                ("drafting", "marketing_review", "compliance_review", "awaiting_approval", "approved", "preparing"),
                "cancelled",
                ("lobby_manager", *SUPERVISORS),
                reason=True,
            ),
        ),
    ),
    approval=Approval(content=CONTENT, rests_in=RESTS_IN, reopen="reopen"),
    columns=ListColumns("theme", ("event_type", "start_at", "place")),
    search=("theme", "place", "audience", "script", "summary"),
    starts=(
        Start(
            "event_material",
            "制作宣传材料",
            "Make material",
            values={"event_id": "@record", "products": "products"},
            when=("in", "status", ("drafting", "approved", "preparing")),
        ),
        ask_department(
            "请市场部制作材料",
            "Ask marketing for material",
            "=campaign_material",
            to="=marketing_dept",
            content="theme",
            when=("in", "status", ("drafting", "approved", "preparing")),
        ),
        ask_department(
            "请销售团队核对产品信息",
            "Have the sales team check the products",
            "=product_check",
            to="=sales_team",
            content="theme",
            when=("in", "status", ("drafting", "approved", "preparing")),
        ),
        _of_this_event("staff_participation", "我来参与", "I take part", "preparing", "under_way", "ended"),
        _of_this_event("event_attendance", "客户签到", "Sign a customer in", "preparing", "under_way"),
        _of_this_event("lead", "登记意向", "Record an interest", "under_way", "ended"),
        _of_this_event("event_feedback", "登记反馈", "Record feedback", "under_way", "ended"),
        Start(
            "feedback",
            "登记意见",
            "Record an opinion",
            values={"source": "=event", "linked": "@record"},
            when=("in", "status", ("under_way", "ended")),
        ),
    ),
    derived=(
        Derived("forbidden_found", "words_found", {"set": "=forbidden_words", **{field: field for field in SAID}}),
        LINK_CODE,
        Derived("products_expired", "entries_expired", {"set": "=products", "codes": "products"}),
    ),
    keys=(LINK_KEY,),
    public_links=(
        PublicLink(
            "event_attendance",
            "sign_in",
            "扫码签到",
            "Sign in",
            prepared=("approved", "preparing"),
            states=("under_way",),
            until="end_at",
            about="theme",
            values={"event_id": "@record", "method": "=scan"},
        ),
    ),
    dues=(
        Due("start_at", ("approved", "preparing"), "活动将开始", "Event to begin"),
        Due("end_at", ("under_way",), "活动应结束", "Event to end"),
        Due("actual_end_at", ("ended",), "活动待总结", "Event to be summed up"),
    ),
    documents=(Document("D09", on_status="approved"), Document("D10", on_status="summed_up")),
    retention=HOUSE_TERM,
    example={
        "event_type": "anti_fraud",
        "theme": "守住养老钱——防范电信诈骗进网点",
        "start_at": "2026-12-03T01:30:00.000Z",
        "end_at": "2026-12-03T03:00:00.000Z",
        "place": "网点大堂等候区",
        "audience": "周边社区老年客户约 40 人",
        "planned_count": 40,
        "budget": 150000,
        "schedule": [
            {"time": "09:30—09:40", "item": "签到、领取资料", "owner": "李晓"},
            {"time": "09:40—10:30", "item": "案例讲解与三问演示", "owner": "王芳"},
            {"time": "10:30—11:00", "item": "答疑与手机安全设置", "owner": "孙莉"},
        ],
        "roles": [
            {"name": "王芳", "duty": "speaking", "task": "讲解典型案例"},
            {"name": "李晓", "duty": "service", "task": "签到与引导"},
            {"name": "保安 刘强", "duty": "safety", "task": "疏散通道与秩序"},
        ],
        "script": "陌生来电说您账户有问题，先挂断，再打官方电话核实；任何人要您保密转账，都请先来找我们。",
        "risk_plan": "控制在场人数，保持疏散通道畅通；备急救箱与饮水；突发疾病立即拨打 120 并通知家属。",
    },
)
