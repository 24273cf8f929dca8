"""老年关怀: what an elderly or disabled customer needs, and visits to their home (domain.md §2.7, materials M19).

Manual and on-site service stays open to them (无障碍环境建设法第39条). A visit to a home is approved by a supervisor, made by two
people and recorded throughout.
"""

from server.records.common_fields import FLOOR, HOUSE_TERM, STAFF, SUPERVISORS, colleague, customer, visit
from server.records.contributions import Due, ListColumns, Quick, Rule
from server.records.field import choices, flag, moment, person, references, signature, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

AT_HOME = ("includes", "needs", "home_visit")

KIND = Kind(
    code="elder_care",
    zh="老年关怀",
    en="Care for the elderly",
    prefix="LN",
    icon="care",
    order=46,
    duty=1,
    capture_roles=STAFF,
    help_zh="先问需要什么，再安排。老年客户可一直用柜面、存折和现金，不劝其改用设备。",
    help_en="Ask what is needed first. Counter, passbook and cash stay open to them; steer nobody to a device.",
    fields=(
        choices(
            "needs",
            "需要",
            "Needs",
            (
                ("large_type", "大字", "Large type"),
                ("companion", "陪同", "Company"),
                ("sign_language", "手语", "Sign language"),
                ("wheelchair", "轮椅", "Wheelchair"),
                ("home_visit", "上门", "Visit at home"),
            ),
            max=5,
            required=True,
        ),
        person("companion", "陪同家属", "Who comes along"),
        colleague("served_by", "陪同员工", "Accompanied by"),
        text("note", "说明", "Note", max=300, multiline=True),
        text("visit_place", "上门地址", "Where to visit", min=5, max=120, privacy="C2", mask="address", group="home"),
        text("visit_reason", "特殊情形", "Why a visit is needed", min=2, max=200, multiline=True, group="home"),
        moment("visit_at", "上门时间", "Visit at", group="home"),
        references("visitors", "上门人员（双人）", "Who visits (two)", "user", max=4, group="home"),
        signature("authorisation", "客户或监护人授权签名", "Authorised by the customer or guardian"),
        flag("recorded_throughout", "全程影像", "Recorded throughout", group="home"),
        visit(),
        customer(),
    ),
    rules=(
        Rule(
            "reason_of_the_visit",
            "visit_reason",
            when=AT_HOME,
            must=("present", "visit_reason"),
            zh="申请上门请写明特殊情形，例如重病、行动不便。",
            en="Say why a visit at home is needed, such as illness.",
        ),
        Rule(
            "place_of_the_visit",
            "visit_place",
            when=AT_HOME,
            must=("present", "visit_place"),
            zh="请填写上门地址。",
            en="Say where to visit.",
        ),
        Rule(
            "needs_no_visit",
            "needs",
            must=("not", AT_HOME),
            zh="上门服务须先由网点负责人或运营主管批准，请走“批准上门”。",
            en="A visit at home is approved by a supervisor first.",
        ),
        Rule(
            "is_a_visit",
            "needs",
            must=AT_HOME,
            zh="没有申请上门，请直接登记“已服务”。",
            en="No visit was asked for; record the service as given.",
        ),
        Rule(
            "two_visitors",
            "visitors",
            must=("count_gte", "visitors", 2),
            zh="上门须双人，请再选一位。",
            en="Two people visit; choose another one.",
        ),
        Rule(
            "recorded",
            "recorded_throughout",
            must=("eq", "recorded_throughout", True),
            zh="上门服务须全程影像，确认后请勾选。",
            en="The visit is recorded throughout; confirm and tick it.",
        ),
    ),
    life_cycle=LifeCycle(
        created="registered",
        states=(
            State("registered", "已登记", "Registered", "waiting"),
            State("approved", "已批准上门", "Visit approved", "attention"),
            State("served", "已服务", "Served", "done", final=True),
            State("declined", "未批准", "Not approved", "void", final=True),
        ),
        commands=(
            Command("serve", "已服务", "Served", ("registered",), "served", STAFF, args=("served_by", "note"),
                    guards=("needs_no_visit",)),
            Command("approve", "批准上门", "Approve the visit", ("registered",), "approved", SUPERVISORS,
                    args=("visitors", "visit_at"), required=("visitors", "visit_at"),
                    guards=("is_a_visit", "two_visitors"), not_author=True),
            Command("decline", "不批准", "Do not approve", ("registered",), "declined", SUPERVISORS, reason=True,
                    guards=("is_a_visit",), not_author=True),
            Command("visited", "上门完成", "Visited", ("approved",), "served", FLOOR,
                    args=("authorisation", "recorded_throughout", "note"), required=("authorisation",),
                    guards=("recorded",)),
        ),
    ),
    columns=ListColumns("needs", ("served_by", "note")),
    search=("note", "visit_reason", "companion"),
    quick=Quick(fields=("needs", "companion", "note")),
    dues=(Due("visit_at", ("approved",), "上门服务", "Visit at home"),),
    retention=HOUSE_TERM,
    example={
        "needs": ["large_type", "companion"],
        "companion": "女儿",
        "served_by": "李晓",
        "note": "看不清小字，陪同在柜面用存折取养老金。",
    },
)  # fmt: skip
