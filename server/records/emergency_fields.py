"""What a drill and a real emergency have in common: the scenario, who led, what was done when, and that nobody was missing.

Step and veto codes are those of the scenario in the reference set `drills`; score and verdict are worked out by the server from
the edition that was in force (domain.md §6.9).
"""

from server.records.common_fields import account, colleague
from server.records.contributions import Derived, Rule
from server.records.field import Field, choice, flag, integer, moment, photos, reference, rows, text

DONE = (
    ("done", "完成", "Done"),
    ("partly", "部分", "Partly"),
    ("not_done", "未做", "Not done"),
)
CALLED = (
    ("110", "110 公安", "110 police"),
    ("119", "119 消防", "119 fire"),
    ("120", "120 急救", "120 ambulance"),
    ("96110", "96110 反诈", "96110 anti-fraud"),
    ("security_dept", "安全部", "Security department"),
    ("management", "管理层", "Management"),
    ("tech_support", "技术支持部门", "Technical support"),
    ("other", "其他", "Other"),
)
VERDICTS = (
    ("excellent", "优秀", "Excellent"),
    ("passed", "合格", "Passed"),
    ("failed", "不合格", "Failed"),
)


def scenario() -> Field:
    return reference("scenario", "场景", "Scenario", "drills", required=True)


def participants(zh: str, en: str, **more: bool) -> Field:
    """Colleagues by account, so that it counts for them; others by name."""
    columns = (
        account("account", "本网点员工", "Colleague of this branch"),
        colleague("name", "姓名（外部人员）", "Name, of somebody else"),
        text("role", "角色", "Role", max=50, required=True),
        flag("present", "已到位", "In place"),
    )
    return rows("participants", zh, en, columns, max=60, **more)


def course() -> tuple[Field, ...]:
    """What happened, step by step, and the count of heads at the end."""
    return (
        moment("started_at", "开始时间", "Begun at", group="time"),
        moment("ended_at", "结束时间", "Ended at", group="time"),
        rows(
            "timeline",
            "时间轴",
            "Timeline",
            (
                text("step", "步骤", "Step", max=80, required=True),
                moment("at", "时间", "At"),
                choice("done", "完成情况", "How far", DONE, required=True, default="done"),
                text("note", "说明", "Note", max=200),
            ),
            max=40,
            row_key="step",
            help_zh="每完成一步点一下，时间自动记下",
            help_en="One tap a step; the time is stamped by itself",
        ),
        rows(
            "calls",
            "报警与报告",
            "Calls and reports",
            (
                choice("called", "对象", "Whom", CALLED, required=True),
                moment("at", "时间", "At", required=True),
                text("note", "说明", "Note", max=200),
            ),
            max=20,
        ),
        integer("head_count_due", "应到人数", "Heads expected", min=0, max=10_000, group="heads"),
        integer("head_count", "清点人数", "Heads counted", min=0, max=10_000, group="heads"),
        text("head_count_note", "人数不符说明", "Why the counts differ", min=2, max=200, group="heads"),
        rows(
            "vetoes",
            "否决项",
            "What must never happen",
            (
                text("veto", "否决项", "Veto", max=80, required=True),
                text("note", "说明", "Note", max=200),
            ),
            max=10,
            row_key="veto",
            help_zh="出现任何一项即不合格，没有就不填",
            help_en="Any of them fails the drill; leave it empty when there was none",
        ),
    )


def judged() -> tuple[Field, ...]:
    return (
        integer("score", "评分", "Score", min=0, max=100, derived=True),
        choice("verdict", "评定", "Verdict", VERDICTS, derived=True),
        text("rules_version", "场景版本", "Edition of the scenario", max=40, derived=True),
    )


def lessons() -> tuple[Field, ...]:
    return (
        text("problems", "问题", "Problems", min=2, max=2000, multiline=True, group="lessons"),
        text("measures", "改进措施", "What will change", min=2, max=2000, multiline=True, group="lessons"),
        photos("photos", "照片", "Pictures", max=12),
    )


def scored() -> tuple[Derived, ...]:
    course_of_it = {"scenario": "scenario", "timeline": "timeline"}
    return (
        Derived("score", "drill_score", course_of_it),
        Derived("verdict", "drill_verdict", {**course_of_it, "vetoes": "vetoes"}),
        Derived("rules_version", "rule_version", {"set": "=drills"}),
    )


def course_rules() -> tuple[Rule, ...]:
    return (
        Rule(
            "participant_named",
            "name",
            each="participants",
            must=("or", ("present", "account"), ("present", "name")),
            zh="请选择本网点员工；不是本网点员工的，请写姓名。",
            en="Choose a colleague, or write the name of somebody else.",
        ),
        Rule(
            "ends_after_it_begins",
            "ended_at",
            must=("lte", "started_at", "ended_at"),
            zh="结束时间不能早于开始时间，请核对。",
            en="It cannot end before it began; check the times.",
        ),
        Rule(
            "heads_accounted_for",
            "head_count_note",
            must=("or", ("lte", "head_count_due", "head_count"), ("present", "head_count_note")),
            zh="清点人数少于应到人数，请写明缺谁、去向。",
            en="Fewer heads than expected; say who is missing and where they are.",
        ),
    )
