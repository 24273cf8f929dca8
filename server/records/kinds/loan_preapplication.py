"""贷款预申请: what a customer asks for and signs, and the first opinion of 信贷部门 (domain.md §2.7, case one of the brief).

The customer types and signs; staff only explain, and promise nothing (银监办发〔2015〕97号). The authorisation to query the credit
register is a signature of its own. The department's opinion is no approval, and nobody at the branch can change it.
"""

from server.records.common_fields import AGENT, HOUSE_TERM, STAFF, customer, visit
from server.records.contributions import CustomerForm, Derived, Document, Due, ListColumns, Quick, Rule, Start
from server.records.field import (
    choice,
    integer,
    moment,
    money,
    person,
    reference,
    references,
    signature,
    telephone,
    text,
)
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

CREDIT = "credit_dept"
OPINION = ("opinion", "opinion_note", "more_materials")
ASKED = ("purpose", "amount", "months", "income_band", "employment", "repayment")
SIGNED = ("applicant_signature", "credit_query_authorised")
# Staff may hand the form over blank; what the customer confirms is whole.
NEEDED = ("purpose", "amount", "months", "employment", "applicant_signature")

KIND = Kind(
    code="loan_preapplication",
    zh="贷款预申请",
    en="Loan pre-application",
    prefix="DK",
    icon="loan",
    order=58,
    duty=1,
    capture_roles=STAFF,
    help_zh="请客户本人填写和签名，员工只讲解，不承诺审批和利率。",
    help_en="The customer fills it in and signs; staff explain, and promise neither approval nor rate.",
    fields=(
        choice(
            "purpose",
            "用途",
            "Purpose",
            (
                ("renovation", "装修", "Renovation"),
                ("car", "购车", "Car"),
                ("education", "教育", "Education"),
                ("medical", "医疗", "Medical"),
                ("travel", "旅游", "Travel"),
                ("business", "经营", "Business"),
                ("home", "购房", "Home"),
                ("other", "其他", "Other"),
            ),
            group="loan",
            help_zh="消费贷款不得用于购房、炒股。",
            help_en="Consumer loans must not go into homes or shares.",
        ),
        money("amount", "金额", "Amount", privacy="C2", group="loan"),
        integer("months", "期限（月）", "Months", min=1, max=360, group="loan"),
        choice(
            "repayment",
            "还款方式",
            "Repayment",
            (
                ("equal_instalments", "等额本息", "Equal instalments"),
                ("equal_principal", "等额本金", "Equal principal"),
                ("interest_first", "先息后本", "Interest first"),
            ),
            group="loan",
        ),
        choice(
            "income_band",
            "月收入",
            "Monthly income",
            (
                ("to_5k", "5,000 元以下", "Below 5,000"),
                ("to_10k", "5,000 至 10,000 元", "5,000 to 10,000"),
                ("to_20k", "10,000 至 20,000 元", "10,000 to 20,000"),
                ("to_50k", "20,000 至 50,000 元", "20,000 to 50,000"),
                ("over_50k", "50,000 元以上", "50,000 and over"),
            ),
            privacy="C2",
            group="applicant",
        ),
        choice(
            "employment",
            "职业性质",
            "Employment",
            (
                ("public", "机关事业单位", "Public service"),
                ("company", "企业职员", "Company"),
                ("self_employed", "个体经营", "Self-employed"),
                ("freelance", "自由职业", "Freelance"),
                ("retired", "退休", "Retired"),
                ("other", "其他", "Other"),
            ),
            privacy="C2",
            group="applicant",
        ),
        person("applicant_name", "申请人", "Applicant", group="applicant"),
        telephone("applicant_mobile", "联系电话", "Telephone", group="applicant",
                  help_zh="客户同意信贷部门联系时填写", help_en="Only when the customer agrees to be called"),
        signature("applicant_signature", "申请人签名", "Applicant's signature"),
        signature("credit_query_authorised", "征信授权签名", "Signature for the credit query",
                  help_zh="单独授权、单独签名；不签不影响咨询。",
                  help_en="A signature of its own; the advice does not depend on it."),
        references("materials_given", "已交资料清单", "Lists handed over", "materials", max=10),
        choice(
            "opinion",
            "初步意见",
            "First opinion",
            (
                ("likely", "初步符合", "Meets the conditions so far"),
                ("more_needed", "需补充", "More is needed"),
                ("unlikely", "不符合", "Does not meet the conditions"),
            ),
            group="opinion",
            help_zh="初步意见，不构成审批承诺。",
            help_en="A first opinion; no promise of approval.",
        ),
        text("opinion_note", "意见说明", "Explanation", min=2, max=500, multiline=True, group="opinion"),
        references("more_materials", "需补充材料", "Papers still needed", "materials", max=10, group="opinion"),
        reference("consultation_id", "对应咨询", "Consultation", "record:consultation"),
        visit(),
        customer(),
        moment("due_at", "要求时限", "Due", derived=True),
    ),
    rules=(
        Rule(
            "consumer_loan_not_for_homes",
            "repayment",
            when=("eq", "purpose", "home"),
            must=("not", ("eq", "repayment", "interest_first")),
            zh="购房用途请按住房贷款申请，还款方式选等额本息或等额本金。",
            en="For a home apply for a mortgage, repaid in equal instalments or equal principal.",
        ),
        Rule(
            "papers_named",
            "more_materials",
            when=("eq", "opinion", "more_needed"),
            must=("or", ("count_gte", "more_materials", 1), ("present", "opinion_note")),
            zh="请写明需补充哪些材料。",
            en="Say which papers are still needed.",
        ),
    ),
    life_cycle=LifeCycle(
        created="drafted",
        states=(
            State("drafted", "草稿", "Draft", "waiting"),
            State("confirmed", "客户确认", "Confirmed by the customer", "waiting"),
            State("handed_over", "已移交", "With credit", "attention"),
            State("opinion_given", "初步意见", "First opinion given", "done", final=True),
            State("withdrawn", "客户撤回", "Withdrawn by the customer", "void", final=True),
        ),
        commands=(
            Command("confirm", "客户确认", "The customer confirms", ("drafted",), "confirmed", STAFF,
                    args=(*ASKED, *SIGNED, "applicant_name", "applicant_mobile"), required=NEEDED),
            Command("authorise", "补签征信授权", "Authorise the credit query", ("confirmed",), None, STAFF,
                    args=("credit_query_authorised",), required=("credit_query_authorised",)),
            Command("hand_over", "移交信贷", "Hand over to credit", ("confirmed",), "handed_over", STAFF,
                    args=("materials_given",), required=("applicant_signature", "credit_query_authorised")),
            Command("give_opinion", "给出初步意见", "Give a first opinion", ("handed_over",), "opinion_given", AGENT,
                    args=OPINION, required=("opinion",), offline=False, department=CREDIT),
            Command("withdraw", "客户撤回", "Withdraw", ("drafted", "confirmed", "handed_over"), "withdrawn", STAFF,
                    reason=True),
        ),
    ),
    columns=ListColumns("purpose", ("amount", "months")),
    search=("purpose", "applicant_name", "opinion_note"),
    quick=Quick(fields=("purpose", "amount", "months", "employment"), last_used=("purpose", "employment")),
    starts=(
        Start("material_check", "核对材料", "Check papers",
              values={"customer_id": "customer_id", "visit_id": "visit_id", "request_id": "@record"}),
        Start("survey_response", "邀请评价", "Invite to a survey",
              values={"linked": "@record", "scene": "=consultation", "visit_id": "visit_id", "customer_id": "customer_id"},
              when=("not", ("eq", "status", "drafted"))),
    ),
    dues=(Due("due_at", ("handed_over",), "等待信贷部门初步意见", "The opinion of credit is awaited"),),
    derived=(Derived("due_at", "turnaround", {"department": f"={CREDIT}", "priority": "=normal"}),),
    customer_forms=(
        CustomerForm(
            "loan_application",
            "个人贷款预申请",
            "Application for a personal loan",
            (*ASKED, "applicant_name", "applicant_mobile", *SIGNED),
            command="confirm",
            notice_zh="本表用于初步了解，不代表贷款已获批。利率以最新公示的年化利率为准。"
            "征信授权为单独签名，您可以不签；不签不影响咨询，但信贷部门无法给出初步意见。",
            notice_en="This form serves a first look and is no approval. Rates are the annual rates on display. "
            "The credit query is signed separately; without it you still get advice, but no first opinion.",
        ),
    ),
    documents=(Document("D13", on_status="handed_over"),),
    retention=HOUSE_TERM,
    example={
        "purpose": "renovation",
        "amount": 20_000_000,
        "months": 36,
        "repayment": "equal_instalments",
        "income_band": "to_20k",
        "employment": "company",
        "applicant_name": "王晓燕",
        "applicant_mobile": "13812345678",
        "materials_given": ["M09"],
    },
)  # fmt: skip
