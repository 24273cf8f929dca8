"""安全检查: one round through the branch, item by item (domain.md §2.6; the fifty items in §6.8, document D11).

The scheduler makes the rounds a day owes; 专项 ones are made by people. What was not submitted by its deadline is 漏检; a tablet that
was without a network until then still submits what it did in time, with the moment it was finished. Failed items become hazards.
"""

from server.records.common_fields import HOUSE_TERM, SAFETY_STAFF, SYSTEM, colleague
from server.records.contributions import Derived, Document, Due, ListColumns, Quick, Rule, Scheduled, Start, Watch
from server.records.field import choice, integer, moment, photos, reference, rows, signature, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

INSPECTORS = ("lobby_assistant", *SAFETY_STAFF)
UNSUBMITTED = ("due", "checking", "missed")
RESULTS = (
    ("pass", "合格", "Pass"),
    ("fail", "不合格", "Fail"),
    ("not_applicable", "不适用", "Not applicable"),
    ("unchecked", "未检", "Not checked"),
)
COUNTS = (
    ("passed_count", "合格项", "Passed", "pass"),
    ("failed_count", "不合格项", "Failed", "fail"),
    ("not_applicable_count", "不适用项", "Not applicable", "not_applicable"),
    ("unchecked_count", "未检项", "Not checked", "unchecked"),
)

KIND = Kind(
    code="inspection",
    zh="安全检查",
    en="Safety inspection",
    prefix="AJ",
    icon="inspection",
    order=60,
    duty=6,
    capture_roles=(*INSPECTORS, *SYSTEM),
    help_zh="逐项检查：合格点一下；不合格拍照；不适用写原因。全部查完签名提交。",
    help_en="Item by item: one tap for a pass, a picture for a fail, a reason where it does not apply. Sign and submit.",
    fields=(
        choice(
            "kind",
            "检查类型",
            "Round",
            (
                ("before_opening", "开门前", "Before opening"),
                ("patrol", "营业中巡查", "Patrol in opening hours"),
                ("closing", "营业终了", "After closing"),
                ("monthly", "月度", "Monthly"),
                ("special", "专项", "Special"),
            ),
            required=True,
        ),
        text("special_topic", "专项内容", "What is looked at", min=2, max=100),
        reference("plan", "检查计划", "Planned round", "inspection_plan"),
        moment("deadline", "完成时限", "To be done by"),
        text("template_version", "检查表版本", "Edition of the checklist", max=40, derived=True),
        moment("started_at", "开始时间", "Begun at", group="time"),
        moment("finished_at", "完成时间", "Finished at", group="time"),
        rows(
            "results",
            "检查结果",
            "Results",
            (
                reference("item", "检查项", "Item", "checklist", required=True),
                choice("result", "结果", "Result", RESULTS, required=True, default="unchecked"),
                text("reason", "原因", "Reason", min=2, max=200),
                photos("photos", "照片", "Pictures", max=4),
            ),
            max=60,
            row_key="item",
        ),
        *(integer(code, zh, en, min=0, max=60, derived=True) for code, zh, en, _ in COUNTS),
        colleague("companion", "陪检人", "Accompanied by"),
        signature("companion_signature", "陪检人签名", "Companion's signature"),
        signature("inspector", "检查人签名", "Inspector's signature"),
        text("remarks", "说明", "Remarks", min=2, max=500, multiline=True),
        text("review_opinion", "复核意见", "Reviewer's opinion", min=2, max=500, multiline=True),
    ),
    rules=(
        Rule(
            "topic_of_a_special_round",
            "special_topic",
            when=("eq", "kind", "special"),
            must=("present", "special_topic"),
            zh="专项检查请写明检查内容。",
            en="Say what a special inspection looks at.",
        ),
        Rule(
            "failed_item_pictured",
            "photos",
            each="results",
            when=("eq", "result", "fail"),
            must=("count_gte", "photos", 1),
            zh="不合格项须拍照留证，请补拍。",
            en="A failed item needs a picture; take one.",
        ),
        Rule(
            "exemption_explained",
            "reason",
            each="results",
            when=("eq", "result", "not_applicable"),
            must=("present", "reason"),
            zh="不适用须写明原因。",
            en="Say why it does not apply.",
        ),
        Rule(
            "gap_explained",
            "reason",
            each="results",
            when=("and", ("eq", "result", "unchecked"), ("in", "status", ("submitted", "reviewed"))),
            must=("present", "reason"),
            zh="提交前请检查此项，或写明未检原因。",
            en="Check this item before submitting, or say why it was not checked.",
        ),
        Rule(
            "something_checked",
            "results",
            must=("count_gte", "results", 1),
            zh="请先逐项检查，再提交。",
            en="Check the items before submitting.",
        ),
        Rule(
            "monthly_accompanied",
            "companion",
            when=("eq", "kind", "monthly"),
            must=("present", "companion"),
            zh="月度检查须有陪检人，请填写。",
            en="A monthly inspection is done by two; name the companion.",
        ),
        Rule(
            "companion_signs",
            "companion_signature",
            when=("eq", "kind", "monthly"),
            must=("present", "companion_signature"),
            zh="月度检查请陪检人签名。",
            en="The companion of a monthly inspection signs too.",
        ),
        Rule(
            "finishes_after_starting",
            "finished_at",
            must=("lte", "started_at", "finished_at"),
            zh="完成时间不能早于开始时间，请核对。",
            en="It cannot be finished before it was begun; check the times.",
        ),
    ),
    life_cycle=LifeCycle(
        created="due",
        states=(
            State("due", "待检", "Due", "attention"),
            State("checking", "检查中", "Under way", "waiting"),
            State("submitted", "已提交", "Submitted", "waiting"),
            State("reviewed", "已复核", "Reviewed", "done", final=True),
            State("missed", "漏检", "Missed", "attention"),
        ),
        commands=(
            Command(
                "start",
                "开始检查",
                "Begin",
                ("due",),
                "checking",
                INSPECTORS,
                args=("started_at",),
                required=("started_at",),
            ),
            Command("note", "保存进度", "Save so far", ("checking",), None, INSPECTORS, args=("results", "remarks")),
            Command(
                "submit",
                "提交",
                "Submit",
                UNSUBMITTED,
                "submitted",
                INSPECTORS,
                args=(
                    "results",
                    "started_at",
                    "finished_at",
                    "companion",
                    "companion_signature",
                    "inspector",
                    "remarks",
                ),
                required=("results", "finished_at", "inspector"),
                guards=("something_checked", "monthly_accompanied", "companion_signs"),
            ),
            Command(
                "review",
                "复核",
                "Review",
                ("submitted",),
                "reviewed",
                ("safety_officer", "branch_manager", "ops_supervisor"),
                args=("review_opinion",),
                not_author=True,
            ),
            Command("miss", "记为漏检", "Mark as missed", ("due", "checking"), "missed", SYSTEM, offline=False),
        ),
    ),
    columns=ListColumns("kind", ("deadline", "failed_count", "special_topic")),
    search=("kind", "special_topic", "remarks"),
    quick=Quick(fields=("kind", "special_topic"), last_used=("kind",), hours=((8, 9), (10, 12), (14, 16), (17, 18))),
    starts=(
        Start(
            "hazard",
            "登记其他隐患",
            "Record another hazard",
            values={"inspection_id": "@record", "source": "=inspection"},
            when=("in", "status", ("checking", "submitted")),
        ),
    ),
    derived=(
        Derived("template_version", "rule_version", {"set": "=checklist"}),
        *(
            Derived(code, "checklist_counts", {"results": "results", "result": f"={result}"})
            for code, _, _, result in COUNTS
        ),
    ),
    watches=(
        Watch(
            "undone",
            "今日未完成检查",
            "Inspections not done today",
            UNSUBMITTED,
            today=True,
            of_day=True,
            zh_of_day="当日未完成检查",
            en_of_day="Inspections not done that day",
        ),
        Watch("to_review", "待复核检查", "Inspections to be reviewed", ("submitted",)),
    ),
    dues=(
        Due("deadline", ("due", "checking"), "安全检查", "Safety inspection", command="miss"),
        Due("finished_at", ("submitted",), "安全检查待复核", "Inspection to be reviewed"),
    ),
    scheduled=Scheduled("inspection_plan", {"kind": "round", "plan": "code"}, "deadline"),
    documents=(Document("D11", on_status="submitted", periodic=True),),
    retention=HOUSE_TERM,
    example={
        "kind": "patrol",
        "plan": "patrol_morning",
        "deadline": "2026-11-24T03:30:00.000Z",
        "started_at": "2026-11-24T02:30:00.000Z",
        "results": [
            {"item": "CK06", "result": "pass"},
            {"item": "CK07", "result": "pass"},
            {
                "item": "CK13",
                "result": "fail",
                "reason": "门口地垫卷边，雨天有积水",
                "photos": ["sha256:" + "a1" * 32],
            },
            {"item": "CK25", "result": "not_applicable", "reason": "自助区对讲本周升级停用，已挂牌"},
        ],
        "remarks": "地垫已先行撤除并放置防滑提示牌。",
    },
)
