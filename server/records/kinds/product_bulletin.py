"""产品政策通告: what 客户服务部 tells the branch about products and policy, and who has read it (domain.md §2.1).

Only the department drafts and publishes. Who has read it is worked out from the steps of each reader, so that two people
who acknowledge at the same moment without a network never overwrite each other. To end one early the department corrects
`expires_at`: a step of its own would keep every bulletin in force in its inbox.
"""

from server.records.common_fields import AGENT, EVERYONE_AT_THE_BRANCH, HOUSE_TERM, SYSTEM, happened
from server.records.contributions import Derived, Due, ListColumns, Notice, Rule
from server.records.field import flag, integer, moment, reference, references, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

OWNER = "customer_service_dept"

KIND = Kind(
    code="product_bulletin",
    zh="产品政策通告",
    en="Product bulletin",
    prefix="TG",
    icon="bulletin",
    order=38,
    duty=1,
    capture_roles=AGENT,
    owner=OWNER,
    help_zh="客户服务部发布的产品与政策。必读通告请当班阅读并点“已阅”。",
    help_en="Products and policy as published by customer service. Read what must be read during your shift.",
    fields=(
        text("title", "标题", "Title", min=2, max=100, required=True),
        text("body", "内容", "Text", min=5, max=2000, required=True, multiline=True),
        references("products", "涉及产品", "Products", "products", max=25),
        happened("effective_from", "生效时间", "In force from", required=True, group="validity"),
        moment("expires_at", "失效时间", "In force until", group="validity"),
        reference("supersedes", "替代版本", "Replaces", "record:product_bulletin"),
        flag("must_read", "必读", "Must be read", default=False),
        references("acks", "已阅人员", "Read by", "user", max=200, derived=True),
        integer(
            "version",
            "版本",
            "Version",
            min=1,
            max=10_000,
            derived=True,
            help_zh="每更正一次加一；咨询记下所依据的版本",
            help_en="One more with every correction; a consultation keeps the one it relied on",
        ),
    ),
    rules=(
        Rule(
            "expires_after_start",
            "expires_at",
            must=("lte", "effective_from", "expires_at"),
            zh="失效时间不能早于生效时间，请调整。",
            en="It cannot end before it begins; change one of the times.",
        ),
    ),
    life_cycle=LifeCycle(
        created="draft",
        states=(
            State("draft", "起草", "Draft", "waiting"),
            State("published", "已发布", "Published", "done"),
            State("expired", "已失效", "Expired", "void", final=True),
        ),
        commands=(
            Command("publish", "发布", "Publish", ("draft",), "published", AGENT, offline=False, department=OWNER),
            Command("acknowledge", "已阅", "I have read it", ("published",), None, EVERYONE_AT_THE_BRANCH),
            Command("expire", "到期失效", "Expire", ("published",), "expired", SYSTEM, offline=False),
        ),
    ),
    columns=ListColumns("title", ("effective_from", "expires_at")),
    search=("title", "body"),
    dues=(Due("expires_at", ("published",), "通告到期", "The bulletin expires", command="expire"),),
    notice=Notice(
        about="products",
        states=("published",),
        since="effective_from",
        until="expires_at",
        must="must_read",
        command="acknowledge",
        done="acks",
    ),
    derived=(Derived("acks", "runners", {"step": "=acknowledge"}), Derived("version", "version", {})),
    retention=HOUSE_TERM,
    example={
        "title": "个人消费贷年化利率公示口径（11月）",
        "body": "即日起对客说明以公示栏最新年化利率（单利）为准，不得口头承诺优惠。贷款不得用于购房、炒股。",
        "products": ["P14"],
        "effective_from": "2026-11-01T01:00:00.000Z",
        "expires_at": "2026-11-30T09:00:00.000Z",
        "must_read": True,
    },
)
