"""宣传材料: a poster, leaflet or text for customers, used only while approved and in date (domain.md §2.5).

市场部 and 合规部 pass each version; a changed text is a new version and passes anew. What has expired leaves the lobby.
"""

from server.records.common_fields import AGENT, HOUSE_TERM, STAFF, SUPERVISORS, SYSTEM
from server.records.contributions import Derived, Due, ListColumns, Rule, Start
from server.records.department_ticket_start import ask_department
from server.records.field import choice, day, flag, integer, photos, reference, references, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

MAKERS = ("lobby_manager", *SUPERVISORS, "wealth_manager", "loan_officer")
PRIVATE_FUNDS = ("私募",)
CONTENT = ("title", "version", "material_type", "body", "products", "expires_on", "copies", "photos")

KIND = Kind(
    code="event_material",
    zh="宣传材料",
    en="Promotional material",
    prefix="XC",
    icon="poster",
    order=52,
    duty=5,
    capture_roles=MAKERS,
    help_zh="每一版都须市场部、合规部通过，并写明到期日；到期即撤下。",
    help_en="Marketing and compliance pass every version; it has a last day, and is taken down after it.",
    fields=(
        text("title", "名称", "Title", min=2, max=100, required=True),
        reference("event_id", "所属活动", "Event", "record:event_plan"),
        text(
            "version",
            "版本",
            "Version",
            min=1,
            max=20,
            required=True,
            help_zh="例如 2026-12 第1版",
            help_en="Such as 2026-12, first",
        ),
        choice(
            "material_type",
            "形式",
            "Form",
            (
                ("poster", "海报", "Poster"),
                ("leaflet", "折页", "Leaflet"),
                ("stand", "展架", "Stand"),
                ("video", "视频", "Video"),
                ("online", "线上图文", "Online"),
            ),
            required=True,
        ),
        text("body", "文案", "Wording", min=5, max=2000, required=True, multiline=True),
        references("products", "涉及产品", "Products", "products", max=10),
        day("expires_on", "到期日", "Last day", required=True),
        integer("copies", "数量", "Copies", min=1, max=1_000_000),
        photos("photos", "成品照片", "Pictures of it", max=6),
        reference("replaces", "替代版本", "Replaces", "record:event_material"),
        flag("forbidden_found", "含禁用语", "Holds forbidden words", derived=True),
        text("marketing_opinion", "市场部意见", "Marketing's opinion", min=2, max=1000, multiline=True),
        text("compliance_opinion", "合规部意见", "Compliance's opinion", min=2, max=1000, multiline=True),
        day("withdrawn_on", "撤下日期", "Taken down on"),
    ),
    rules=(
        Rule(
            "no_private_funds",
            "body",
            must=("not", ("contains_any", "body", PRIVATE_FUNDS)),
            zh="网点不得推介私募产品，请删去相关内容。",
            en="Private funds are not promoted at a branch; take them out.",
        ),
        Rule(
            "no_forbidden_words",
            "body",
            must=("not", ("eq", "forbidden_found", True)),
            zh="文案含有禁用语，请删改后再送审。",
            en="The wording holds forbidden words; take them out before sending it on.",
        ),
    ),
    life_cycle=LifeCycle(
        created="drafting",
        states=(
            State("drafting", "草稿", "Draft", "waiting"),
            State("marketing_review", "市场部审核", "With marketing", "waiting"),
            State("compliance_review", "合规审核", "With compliance", "waiting"),
            State("in_use", "可使用", "In use", "done"),
            State("expired", "已到期", "Expired", "attention"),
            State("withdrawn", "已撤下", "Taken down", "void", final=True),
        ),
        commands=(
            Command("revise", "修改", "Revise", ("drafting",), None, MAKERS, args=CONTENT),
            Command(
                "submit",
                "送市场部审核",
                "Send to marketing",
                ("drafting",),
                "marketing_review",
                MAKERS,
                guards=("no_forbidden_words",),
                offline=False,
            ),
            Command(
                "marketing_pass",
                "市场部通过",
                "Passed by marketing",
                ("marketing_review",),
                "compliance_review",
                AGENT,
                args=("marketing_opinion",),
                offline=False,
                department="marketing_dept",
            ),
            Command(
                "marketing_return",
                "市场部退回",
                "Returned by marketing",
                ("marketing_review",),
                "drafting",
                AGENT,
                args=("marketing_opinion",),
                reason=True,
                offline=False,
                department="marketing_dept",
            ),
            Command(
                "compliance_pass",
                "合规部通过",
                "Passed by compliance",
                ("compliance_review",),
                "in_use",
                AGENT,
                args=("compliance_opinion",),
                guards=("no_forbidden_words",),
                offline=False,
                department="compliance_dept",
            ),
            Command(
                "compliance_return",
                "合规部退回",
                "Returned by compliance",
                ("compliance_review",),
                "drafting",
                AGENT,
                args=("compliance_opinion",),
                reason=True,
                offline=False,
                department="compliance_dept",
            ),
            Command("expire", "到期", "Expire", ("in_use",), "expired", SYSTEM, offline=False),
            Command(
                "withdraw",
                "撤下",
                "Take down",
                ("drafting", "in_use", "expired"),
                "withdrawn",
                STAFF,
                args=("withdrawn_on",),
                required=("withdrawn_on",),
            ),
        ),
    ),
    columns=ListColumns("title", ("version", "material_type", "expires_on")),
    search=("title", "version", "body"),
    starts=(
        ask_department(
            "请销售团队核对产品信息",
            "Have the sales team check the products",
            "=product_check",
            to="=sales_team",
            content="body",
            when=("in", "status", ("drafting", "marketing_review")),
        ),
        Start(
            "event_material",
            "制作新版本",
            "Make a new version",
            values={
                "title": "title",
                "event_id": "event_id",
                "material_type": "material_type",
                "body": "body",
                "products": "products",
                "replaces": "@record",
            },
            when=("in", "status", ("in_use", "expired")),
        ),
    ),
    derived=(Derived("forbidden_found", "words_found", {"set": "=forbidden_words", "title": "title", "body": "body"}),),
    dues=(
        Due("expires_on", ("in_use",), "宣传材料到期撤下", "Material to be taken down", command="expire"),
        Due("expires_on", ("expired",), "到期材料待撤下", "Expired material still up"),
    ),
    retention=HOUSE_TERM,
    example={
        "title": "防范电信诈骗三问折页",
        "version": "2026-12 第1版",
        "material_type": "leaflet",
        "body": "转账前三问：认识收款人吗？谁让您转的？有人让您保密吗？拿不准，先停下，拨打 96110。",
        "expires_on": "2027-06-30",
        "copies": 300,
    },
)
