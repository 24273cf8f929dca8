"""材料核对: which papers a piece of business needs and which are there (domain.md §2.2, lists of §6.3).

What is missing is told at once and completely, on one printed notice (一次性告知单). Staff never fill in a customer's form:
`form_filled_by` has no such option (银监办发〔2015〕97号).
"""

from server.records.common_fields import HOUSE_TERM, STAFF, customer, visit
from server.records.contributions import Document, ListColumns, Quick, Rule
from server.records.field import choice, flag, reference, rows, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

COMPLETE = ("eq", "result", "complete")

KIND = Kind(
    code="material_check",
    zh="材料核对",
    en="Check of papers",
    prefix="CL",
    icon="material",
    order=18,
    duty=2,
    capture_roles=STAFF,
    help_zh="选业务后逐项点选。缺什么一次说清，打印一次性告知单交给客户。",
    help_en="Choose the business and go through the list. Say everything that is missing at once, on the printed notice.",
    fields=(
        reference("business_code", "业务材料", "Papers for", "materials", required=True,
                  help_zh="材料清单随业务带出", help_en="The list comes with the business"),
        rows(
            "items",
            "材料明细",
            "Papers",
            (
                text("item", "材料", "Paper", max=60, required=True),
                choice(
                    "result",
                    "核对结果",
                    "Found",
                    (
                        ("complete", "齐全", "Complete"),
                        ("missing", "缺失", "Missing"),
                        ("expired", "过期", "Expired"),
                        ("original_needed", "需原件", "Original needed"),
                    ),
                    required=True,
                    default="complete",
                ),
                text("note", "说明", "Note", max=100),
            ),
            row_key="item",
            max=20,
            required=True,
        ),
        flag("one_time_notice", "一次性告知单", "Notice of what is missing", required=True, default=False,
             help_zh="有缺项时打印交客户", help_en="Printed for the customer when something is missing"),
        choice(
            "form_filled_by",
            "填表人",
            "Form filled in by",
            (
                ("customer", "客户本人", "The customer"),
                ("legal_agent", "法定代理人", "Legal representative"),
                ("authorised_agent", "授权代理人", "Authorised agent"),
            ),
            required=True,
            default="customer",
            help_zh="员工不得代填、代签。",
            help_en="Staff neither fill in nor sign for customers.",
        ),
        reference("request_id", "关联业务", "Business", "record"),
        visit(),
        customer(),
    ),
    rules=(
        Rule(
            "missing_is_told",
            "one_time_notice",
            when=("some", "items", ("not", COMPLETE)),
            must=("eq", "one_time_notice", True),
            zh="材料不齐，请打印一次性告知单交给客户并勾选。",
            en="Papers are missing; print the notice for the customer and tick it.",
        ),
        Rule(
            "all_there",
            "items",
            must=("every", "items", COMPLETE),
            zh="还有材料未齐，全部改为“齐全”后再确认。",
            en="Papers are still missing; confirm once every one is complete.",
        ),
    ),
    life_cycle=LifeCycle(
        created="incomplete",
        states=(
            State("incomplete", "未齐", "Incomplete", "attention"),
            State("complete", "已齐", "Complete", "done", final=True),
        ),
        commands=(
            Command("supply", "补充材料", "More papers", ("incomplete",), None, STAFF,
                    args=("items", "one_time_notice"), required=("items",)),
            Command("complete", "材料已齐", "All there", ("incomplete",), "complete", STAFF,
                    args=("items", "one_time_notice"), required=("items",), guards=("all_there",)),
        ),
    ),
    columns=ListColumns("business_code", ("one_time_notice", "form_filled_by")),
    search=("business_code",),
    quick=Quick(fields=("business_code", "items", "one_time_notice", "form_filled_by"),
                last_used=("business_code", "form_filled_by"), hours=((9, 12), (14, 17))),
    documents=(
        Document(
            "N01",
            on_status="incomplete",
            when=("and", ("eq", "one_time_notice", True), ("some", "items", ("not", COMPLETE))),
        ),
    ),
    retention=HOUSE_TERM,
    example={
        "business_code": "M01",
        "items": [
            {"item": "有效身份证件", "result": "complete"},
            {"item": "实名手机", "result": "complete"},
            {"item": "用途说明", "result": "missing", "note": "请单位出具代发工资说明"},
        ],
        "one_time_notice": True,
        "form_filled_by": "customer",
    },
)  # fmt: skip
