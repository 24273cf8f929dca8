"""意向客户: somebody who agreed to be contacted about a product (domain.md §2.5).

Without marketing consent there is no lead. 销售团队 follows it up at its own desk; the lobby stops at introducing, and takes the
consent back the moment the customer withdraws it.
"""

from server.records.common_fields import AGENT, HOUSE_TERM, STAFF, WEIGHTS, customer, happened, visit
from server.records.contributions import Due, Key, ListColumns, Quick, Rule
from server.records.department_ticket_start import ask_department
from server.records.field import choice, flag, moment, person, reference, telephone, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

SALES = "sales_team"
CONSENT_WORDING = "营销授权 2026-1"

KIND = Kind(
    code="lead",
    zh="意向客户",
    en="Lead",
    prefix="YX",
    icon="lead",
    order=54,
    duty=5,
    capture_roles=STAFF,
    help_zh="客户对产品有意向并同意被联系时登记，由销售团队跟进。不承诺审批与收益。",
    help_en="When a customer is interested and agrees to be contacted; the sales team follows up. Promise neither approval "
    "nor return.",
    fields=(
        reference("product", "意向产品", "Product", "products", required=True),
        flag(
            "marketing_consent",
            "客户同意营销联系",
            "Agrees to marketing contact",
            required=True,
            group="consent",
        ),
        text(
            "consent_wording",
            "授权文本版本",
            "Wording of the consent",
            max=40,
            default=CONSENT_WORDING,
            required=True,
            group="consent",
        ),
        happened("consent_at", "授权时间", "Consented at", required=True, group="consent"),
        person("customer_name", "称呼", "Customer", required=True, group="customer"),
        telephone("customer_mobile", "联系电话", "Telephone", required=True, group="customer"),
        customer(group="customer"),
        visit(),
        reference("event_id", "来自活动", "Event", "record:event_plan"),
        choice("interest", "意向程度", "Interest", WEIGHTS, default="medium"),
        text("need", "需求", "Need", min=2, max=500, multiline=True),
        moment("contact_at", "约定联系时间", "To be contacted at", group="customer"),
        text("contact_result", "联系情况", "Outcome of the contact", min=2, max=500, multiline=True, group="result"),
        text("drop_reason", "放弃原因", "Why it was dropped", min=2, max=200, group="result"),
        moment("consent_withdrawn_at", "撤回授权时间", "Consent withdrawn at"),
    ),
    rules=(
        Rule(
            "marketing_consent_needed",
            "marketing_consent",
            must=("eq", "marketing_consent", True),
            zh="没有营销授权不能登记意向，请先征得客户同意。",
            en="There is no lead without marketing consent; ask the customer first.",
        ),
    ),
    life_cycle=LifeCycle(
        created="waiting",
        states=(
            State("waiting", "待跟进", "To be followed up", "waiting"),
            State("contacted", "已联系", "Contacted", "waiting"),
            State("converted", "已转化", "Converted", "done", final=True),
            State("dropped", "放弃", "Dropped", "void", final=True),
        ),
        commands=(
            Command(
                "contact",
                "登记联系",
                "Record the contact",
                ("waiting", "contacted"),
                "contacted",
                AGENT,
                args=("contact_result",),
                required=("contact_result",),
                offline=False,
                department=SALES,
            ),
            Command(
                "convert",
                "已转化",
                "Converted",
                ("contacted",),
                "converted",
                AGENT,
                args=("contact_result",),
                offline=False,
                department=SALES,
            ),
            Command(
                "drop",
                "放弃",
                "Drop",
                ("waiting", "contacted"),
                "dropped",
                AGENT,
                args=("drop_reason",),
                required=("drop_reason",),
                offline=False,
                department=SALES,
            ),
            Command(
                "withdraw_consent",
                "客户撤回授权",
                "Consent withdrawn",
                ("waiting", "contacted"),
                "dropped",
                STAFF,
                args=("consent_withdrawn_at",),
                required=("consent_withdrawn_at",),
            ),
        ),
    ),
    columns=ListColumns("product", ("customer_name", "interest")),
    search=("product", "customer_name", "need"),
    quick=Quick(
        fields=(
            "product",
            "marketing_consent",
            "customer_name",
            "customer_mobile",
            "need",
            "event_id",
            "consent_at",
            "consent_wording",
        ),
        last_used=("product", "event_id"),
    ),
    starts=(
        ask_department(
            "请销售团队核对产品信息",
            "Have the sales team check the product",
            "=product_check",
            to="=sales_team",
            content="need",
        ),
    ),
    dues=(Due("contact_at", ("waiting",), "意向客户待联系", "Lead to be contacted"),),
    keys=(Key("same_interest", ("customer_mobile", "product")),),
    retention=HOUSE_TERM,
    example={
        "product": "P03",
        "marketing_consent": True,
        "consent_wording": CONSENT_WORDING,
        "consent_at": "2026-12-03T02:40:00.000Z",
        "customer_name": "何女士",
        "customer_mobile": "13512345678",
        "interest": "high",
        "need": "定期到期，想了解大额存单的期限与转让，以最新公示为准。",
        "contact_at": "2026-12-04T02:00:00.000Z",
    },
)
