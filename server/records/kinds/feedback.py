"""客户意见: one opinion, from where it was heard to its answer (domain.md §2.4, classes in §6.7).

Comments of a questionnaire become an opinion only when somebody makes them one; a score alone never does.
"""

from server.records.common_fields import FLOOR, HOUSE_TERM, STAFF, customer, visit
from server.records.contributions import Document, Key, ListColumns, Quick, Rule, Start
from server.records.department_ticket_start import ask_department
from server.records.field import choice, flag, moment, person, photos, reference, telephone, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

UNANSWERED = ("classified", "in_progress")

KIND = Kind(
    code="feedback",
    zh="客户意见",
    en="Customer opinion",
    prefix="YJ",
    icon="opinion",
    order=40,
    duty=4,
    capture_roles=STAFF,
    help_zh="客户说了什么，原话记下。先收下，再分类、处理、答复。",
    help_en="What the customer said, in their words. Take it down first; sort, act on and answer it later.",
    fields=(
        choice(
            "source",
            "来源",
            "Heard through",
            (
                ("onsite", "现场", "In the lobby"),
                ("book", "意见簿", "Opinion book"),
                ("survey", "问卷", "Questionnaire"),
                ("device", "设备", "Device"),
                ("event", "活动", "Event"),
                ("phone", "电话", "Telephone"),
                ("passed_on", "转办", "Passed on to us"),
            ),
            required=True,
            default="onsite",
        ),
        choice(
            "kind",
            "性质",
            "Nature",
            (
                ("suggestion", "建议", "Suggestion"),
                ("praise", "表扬", "Praise"),
                ("demand", "诉求", "Demand"),
                ("discontent", "不满", "Discontent"),
            ),
            required=True,
        ),
        text(
            "content",
            "内容",
            "What was said",
            min=5,
            max=1000,
            required=True,
            multiline=True,
            help_zh="记客户原话，不写姓名、卡号、证件号码",
            help_en="The customer's own words; no names, card or identity numbers",
        ),
        reference("category", "分类", "Category", "feedback_categories"),
        visit(),
        customer(group="customer"),
        person("customer_name", "称呼", "Customer", group="customer", help_zh="可不填", help_en="Optional"),
        telephone("customer_mobile", "联系电话", "Telephone", group="customer"),
        flag("follow_up_consent", "客户同意回访", "Agrees to be called back", group="customer"),
        reference("linked", "关联记录", "Linked record", "record", help_zh="引起这条意见的业务、问卷或活动"),
        photos("photos", "照片", "Pictures", max=4, help_zh="意见簿原页等", help_en="The page of the book, for one"),
        reference(
            "duplicate_of",
            "重复于",
            "Duplicate of",
            "record:feedback",
            help_zh="同一客户就同一事再次反映时选择，统计只算一条",
            help_en="The same customer about the same matter again; only one of them counts",
        ),
        text("handling", "处理措施", "What is done", min=2, max=500, multiline=True),
        text("reply", "答复", "Answer", min=2, max=500, multiline=True, group="reply"),
        moment("replied_at", "答复时间", "Answered at", group="reply"),
    ),
    rules=(
        Rule(
            "telephone_needs_consent",
            "follow_up_consent",
            when=("present", "customer_mobile"),
            must=("eq", "follow_up_consent", True),
            zh="只有客户同意回访时才留存电话，请勾选同意或删去电话。",
            en="A telephone number is kept only with consent to be called back; tick it or remove the number.",
        ),
        Rule(
            "is_duplicate",
            "duplicate_of",
            must=("present", "duplicate_of"),
            zh="请选择重复于哪一条意见。",
            en="Choose the opinion that it repeats.",
        ),
    ),
    life_cycle=LifeCycle(
        created="collected",
        states=(
            State("collected", "已收集", "Collected", "waiting"),
            State("classified", "已分类", "Classified", "waiting"),
            State("in_progress", "处理中", "In progress", "waiting"),
            State("replied", "已答复", "Answered", "waiting"),
            State("closed", "已关闭", "Closed", "done", final=True),
        ),
        commands=(
            Command(
                "classify",
                "分类",
                "Classify",
                ("collected", "classified"),
                "classified",
                STAFF,
                args=("category", "kind"),
                required=("category",),
            ),
            Command(
                "handle",
                "开始处理",
                "Act on it",
                ("classified",),
                "in_progress",
                STAFF,
                args=("handling",),
            ),
            Command(
                "reply",
                "答复",
                "Answer",
                UNANSWERED,
                "replied",
                STAFF,
                args=("reply", "replied_at", "handling"),
                required=("reply", "replied_at"),
            ),
            Command("close", "关闭", "Close", ("replied",), "closed", FLOOR),
            Command(
                "close_without_reply",
                "无需答复，关闭",
                "Close without an answer",
                UNANSWERED,
                "closed",
                FLOOR,
                args=("handling",),
                reason=True,
            ),
            Command(
                "close_as_duplicate",
                "按重复关闭",
                "Close as a duplicate",
                ("collected", "classified", "in_progress"),
                "closed",
                FLOOR,
                args=("duplicate_of",),
                guards=("is_duplicate",),
            ),
        ),
    ),
    columns=ListColumns("content", ("kind", "category", "source")),
    search=("content", "handling", "reply", "category"),
    quick=Quick(fields=("kind", "content", "source", "category"), last_used=("kind", "source", "category")),
    starts=(
        Start(
            "complaint",
            "转为投诉",
            "Make it a complaint",
            values={"demand": "content", "category": "category", "customer_id": "customer_id", "linked": "@record"},
            when=("in", "kind", ("demand", "discontent")),
        ),
        ask_department(
            "请部门协助", "Ask a department", "=feedback_review", content="content", when=("in", "status", UNANSWERED)
        ),
        Start(
            "improvement_measure",
            "提出改进措施",
            "Propose a measure",
            values={"problem": "content", "category": "category", "feedback_ids": "@record"},
            when=("not", ("eq", "kind", "praise")),
        ),
    ),
    keys=(Key("same_matter", ("customer_id", "category"), suspect="opinion_duplicate_days"),),
    documents=(Document("D07", periodic=True),),
    retention=HOUSE_TERM,
    example={
        "source": "onsite",
        "kind": "suggestion",
        "content": "上午人多的时候只开两个窗口，等了四十分钟，希望月初多开一个。",
        "category": "1",
        "customer_name": "李女士",
        "customer_mobile": "13912345678",
        "follow_up_consent": True,
        "handling": "与运营主管商定每月前三个营业日上午增开弹性窗口。",
    },
)
