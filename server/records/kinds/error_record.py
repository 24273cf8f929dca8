"""差错登记: an error in a piece of business, whether it stands, and when it was put right (domain.md §2.2).

A correction never takes the error back; only 不成立 does. 运营主管 decides, and never about what they registered or did
themselves.
"""

from server.records.common_fields import HOUSE_TERM, STAFF, account, happened
from server.records.contributions import Document, ListColumns, Quick, Rule, Watch
from server.records.field import choice, moment, reference, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

DECIDES = ("ops_supervisor",)

KIND = Kind(
    code="error_record",
    zh="差错登记",
    en="Error",
    prefix="CC",
    icon="error",
    order=22,
    duty=2,
    capture_roles=(*STAFF,),
    help_zh="发现差错如实登记，由运营主管确认。更正后差错仍计入，不成立的才不计。",
    help_en="Register errors as they are; the supervisor decides. Putting it right does not undo it.",
    fields=(
        reference("request_id", "关联业务", "Business", "record", required=True),
        choice(
            "error_type",
            "差错类型",
            "Error",
            (
                ("identity_check", "证件核对", "Check of the document"),
                ("data_entry", "信息录入", "Data entry"),
                ("papers_missed", "材料漏收", "Papers not taken"),
                ("wrong_guidance", "引导错误", "Wrong guidance"),
                ("signature_missed", "签章遗漏", "Signature or seal missing"),
                ("beyond_authority", "超权限", "Beyond one's authority"),
                ("funds", "资金差错", "Funds"),
                ("other", "其他", "Other"),
            ),
            required=True,
        ),
        choice(
            "found_by",
            "发现渠道",
            "Found by",
            (
                ("self", "自查", "Ourselves"),
                ("operations", "运营部", "Operations"),
                ("compliance", "合规部", "Compliance"),
                ("customer", "客户", "The customer"),
                ("supervision", "事后监督", "Later supervision"),
            ),
            required=True,
            default="self",
        ),
        happened("discovered_at", "发现时间", "Found at", required=True),
        text("description", "差错说明", "What went wrong", min=2, max=500, multiline=True),
        account("responsible", "经办人", "Who handled it"),
        text("correction", "更正说明", "How it was put right", min=2, max=500, multiline=True, group="correction"),
        moment("corrected_at", "更正时间", "Put right at", group="correction"),
        text("ruling", "认定说明", "Ruling", min=2, max=300, multiline=True),
    ),
    rules=(
        Rule(
            "corrected_after_found",
            "corrected_at",
            must=("lte", "discovered_at", "corrected_at"),
            zh="更正时间不能早于发现时间，请核对。",
            en="It cannot be put right before it was found; check the times.",
        ),
        Rule(
            "other_described",
            "description",
            when=("eq", "error_type", "other"),
            must=("present", "description"),
            zh="选择“其他”时请写明差错。",
            en="Say what went wrong.",
        ),
    ),
    life_cycle=LifeCycle(
        created="to_confirm",
        states=(
            State("to_confirm", "待确认", "To be confirmed", "waiting"),
            State("established", "成立", "Established", "attention"),
            State("unfounded", "不成立", "Unfounded", "void", final=True),
            State("corrected", "已更正", "Put right", "done", final=True),
        ),
        commands=(
            Command("establish", "认定成立", "Establish", ("to_confirm",), "established", DECIDES, args=("ruling",),
                    offline=False, not_by=("responsible",), not_author=True),
            Command("dismiss", "认定不成立", "Find unfounded", ("to_confirm",), "unfounded", DECIDES, args=("ruling",),
                    required=("ruling",), offline=False, not_by=("responsible",), not_author=True),
            Command("correct", "登记更正", "Record the correction", ("established",), "corrected", STAFF,
                    args=("correction", "corrected_at"), required=("correction", "corrected_at")),
        ),
    ),
    columns=ListColumns("error_type", ("found_by", "description")),
    search=("description", "error_type", "correction"),
    quick=Quick(fields=("request_id", "error_type", "found_by", "description"), last_used=("error_type", "found_by")),
    documents=(Document("D03", periodic=True),),
    watches=(
        Watch("to_decide", "待确认差错", "Errors to be decided on", ("to_confirm",)),
        Watch("to_correct", "待更正差错", "Errors to be put right", ("established",)),
    ),
    retention=HOUSE_TERM,
    example={
        "request_id": "01935b1e-7c00-7000-8000-000000000003",
        "error_type": "papers_missed",
        "found_by": "supervision",
        "discovered_at": "2026-11-24T08:10:00.000Z",
        "description": "代理开户漏收授权书复印件，已联系客户补交。",
    },
)  # fmt: skip
