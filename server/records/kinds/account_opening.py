"""开户登记: opening an account, from the application to the confirmation (domain.md §2.2).

It is a piece of business of its own, with the fields and steps of server/records/business.py, and not a second record beside
a business request: one capture, one confirmation, counted once. Only the confirmation at the desk, online, makes it
completed; it never holds an account number but for its last four places. Every opening needs a compliance check
(反洗钱法第28、29条).
"""

from server.records.account_options import ACCOUNT_CLASSES, CUSTOMER_KINDS, USAGES
from server.records.business import (
    CHECK_PASSED,
    CONFIRMED,
    COURSE,
    DERIVED,
    DUES,
    KEYS,
    OPEN,
    RULE_VERSION,
    RULES,
    WHO,
    life_cycle,
    unfinished,
)
from server.records.common_fields import (
    AGE_GROUPS,
    IDENTITY_TERM,
    STAFF,
    customer_age,
    document_expired,
    form_filled_by,
    surely_in_group,
)
from server.records.contributions import CustomerForm, Document, ListColumns, Quick, Rule, Start
from server.records.field import choice, flag, moment, money, reference, references, rows, signature, text
from server.records.kind import Kind
from server.records.life_cycle import Command

PERSONAL = ("class_1", "class_2", "class_3")
UNIT = ("unit_basic", "unit_general", "unit_special", "unit_temporary")
CLEARED = ("in", "status", ("ready", "in_progress", "completed", "archived"))
# Whose document must be valid: the field that names them, what is worked out of it, who they are.
DOCUMENTS = (
    ("customer_id", "document_expired", "客户", "customer"),
    ("agent", "agent_document_expired", "代理人", "agent"),
    ("legal_rep", "rep_document_expired", "法定代表人", "representative"),
)
BY_AGENT = ("present", "agent")


def agent_rule(code: str, field: str, must: tuple[object, ...], zh: str, en: str) -> Rule:
    return Rule(code, field, when=BY_AGENT, must=must, zh=zh, en=en)


KIND = Kind(
    code="account_opening",
    zh="开户登记",
    en="Account opening",
    prefix="KH",
    icon="account",
    order=16,
    duty=2,
    capture_roles=STAFF,
    help_zh="先核对证件与材料、做合规检查；客户本人填写申请并签署责任告知；柜员办完后确认。",
    help_en="Check papers and compliance first; the customer applies and signs; the teller confirms.",
    fields=(
        choice(
            "customer_kind",
            "客户类别",
            "Kind of customer",
            CUSTOMER_KINDS,
            required=True,
            default="person",
            group="account",
        ),
        choice(
            "account_class",
            "账户类别",
            "Class of account",
            ACCOUNT_CLASSES,
            required=True,
            default="class_1",
            group="account",
        ),
        choice(
            "usage",
            "开户用途",
            "Used for",
            USAGES,
            required=True,
            help_zh="请客户自己说明，不要代答。",
            help_en="Let the customer say it; do not answer for them.",
        ),
        *WHO,
        form_filled_by(),
        money(
            "non_counter_limit",
            "非柜面限额",
            "Limit outside the counter",
            privacy="C2",
            help_zh="与客户约定的每日限额",
            help_en="The daily limit agreed with the customer",
        ),
        reference("agent", "代理人", "Agent", "record:customer", group="agent"),
        choice(
            "agent_relation",
            "代理关系",
            "Relation of the agent",
            (
                ("guardian", "监护人", "Guardian"),
                ("family", "近亲属", "Family"),
                ("authorised", "受托人", "Authorised person"),
                ("employer", "单位代办", "Employer"),
            ),
            group="agent",
        ),
        flag("both_originals", "已见双方证件原件", "Saw the originals of both", group="agent"),
        flag("relation_proved", "已核关系证明或授权书", "Saw proof of the relation", group="agent"),
        flag("willingness_called", "已致电核实开户意愿", "Called to confirm the wish", group="agent"),
        reference("legal_rep", "法定代表人", "Legal representative", "record:customer", group="unit"),
        rows(
            "beneficial_owner",
            "受益所有人",
            "Beneficial owners",
            (
                reference("owner", "受益所有人", "Beneficial owner", "record:customer", required=True),
                choice(
                    "basis",
                    "判定依据",
                    "On the basis of",
                    (
                        ("shares", "持股或表决权", "Shares or votes"),
                        ("control", "实际控制", "Control"),
                        ("management", "高级管理人员", "Senior management"),
                    ),
                    required=True,
                ),
            ),
            row_key="owner",
            max=10,
            group="unit",
        ),
        references("materials", "已核材料", "Papers checked", "materials", max=10),
        flag(
            "documents_valid",
            "证件在有效期内",
            "Documents are valid",
            help_zh="对照原件核对；过期证件不能开户。",
            help_en="Look at the original; with an expired one no account opens.",
        ),
        signature("risk_notice", "账户责任告知签名", "Signature under the notice of liability"),
        flag("privacy_notice", "已告知个人信息处理规则", "Told how personal data is used"),
        text(
            "account_tail4",
            "账号后四位",
            "Last four places of the account",
            min=4,
            max=4,
            pattern="[0-9]{4}",
            privacy="C2",
            mask="tail",
            group="result",
        ),
        moment("opened_at", "开立时间", "Opened at", group="result"),
        *COURSE,
        CHECK_PASSED,
        choice("customer_age", "年龄段", "Age group", AGE_GROUPS, derived=True),
        flag("guardian_due", "须由监护人代理", "A guardian has to act", derived=True),
        flag("document_expired", "客户证件已过期", "The customer's document has expired", derived=True),
        flag("agent_document_expired", "代理人证件已过期", "The agent's document has expired", derived=True),
        flag("rep_document_expired", "法定代表人证件已过期", "The representative's document has expired", derived=True),
        RULE_VERSION,
    ),
    rules=(
        *RULES,
        Rule(
            "class_of_a_person",
            "account_class",
            when=("eq", "customer_kind", "person"),
            must=("in", "account_class", PERSONAL),
            zh="个人客户请选择Ⅰ类、Ⅱ类或Ⅲ类账户。",
            en="A person opens an account of class I, II or III.",
        ),
        Rule(
            "class_of_an_organisation",
            "account_class",
            when=("eq", "customer_kind", "organisation"),
            must=("in", "account_class", UNIT),
            zh="单位客户请选择单位账户类别。",
            en="An organisation opens a basic, general, special or temporary account.",
        ),
        Rule(
            "representative_needed",
            "legal_rep",
            when=("and", CLEARED, ("eq", "customer_kind", "organisation")),
            must=("present", "legal_rep"),
            zh="单位开户请登记法定代表人。",
            en="Register the legal representative of the organisation.",
        ),
        Rule(
            "owner_needed",
            "beneficial_owner",
            when=("and", CLEARED, ("eq", "customer_kind", "organisation")),
            must=("count_gte", "beneficial_owner", 1),
            zh="单位开户请登记受益所有人。",
            en="Register the beneficial owners of the organisation.",
        ),
        agent_rule(
            "agent_related",
            "agent_relation",
            ("present", "agent_relation"),
            "代理开户请选择代理关系。",
            "Say how the agent is related.",
        ),
        agent_rule(
            "agent_is_another",
            "agent",
            ("differs", "agent", "customer_id"),
            "代理人不能是客户本人，请更正或删去。",
            "The agent is not the customer; correct or remove it.",
        ),
        agent_rule(
            "agent_originals",
            "both_originals",
            ("or", ("not", CLEARED), ("eq", "both_originals", True)),
            "代理开户须见双方证件原件，核对后请勾选。",
            "See the originals of both, then tick it.",
        ),
        agent_rule(
            "agent_proof",
            "relation_proved",
            ("or", ("not", CLEARED), ("eq", "relation_proved", True)),
            "代理开户须核关系证明或授权书，核对后请勾选。",
            "See the proof of the relation, then tick it.",
        ),
        agent_rule(
            "agent_willingness",
            "willingness_called",
            ("or", ("not", CLEARED), ("eq", "willingness_called", True)),
            "代理开户须致电本人核实意愿，核实后请勾选。",
            "Call the customer to confirm, then tick it.",
        ),
        Rule(
            "customer_known",
            "customer_id",
            when=CLEARED,
            must=("present", "customer_id"),
            zh="开户须登记客户身份，请选择客户。",
            en="Choose the customer; no account opens without one.",
        ),
        Rule(
            "opening_checked",
            "aml_check_id",
            when=CLEARED,
            must=("present", "aml_check_id"),
            zh="开户一律须先完成合规检查，请关联合规检查记录。",
            en="Every opening needs a compliance check first; link it.",
        ),
        Rule(
            "documents_in_date",
            "documents_valid",
            when=CLEARED,
            must=("eq", "documents_valid", True),
            zh="请核对证件在有效期内后勾选；过期证件不能开户。",
            en="Check that the documents are valid and tick it; an expired one opens no account.",
        ),
        *(
            Rule(
                f"valid_document_of_{field}",
                field,
                when=CLEARED,
                must=("not", ("eq", derived, True)),
                zh=f"{zh}的证件已过期，不能开户；换发后请在客户资料更新有效期。",
                en=f"The document of the {en} has expired; no account opens before it is renewed in the register.",
            )
            for field, derived, zh, en in DOCUMENTS
        ),
        Rule(
            "guardian_needed",
            "agent",
            when=("and", CLEARED, ("eq", "guardian_due", True)),
            must=("and", ("present", "agent"), ("eq", "agent_relation", "guardian")),
            zh="客户未满16岁，须由监护人代理开户：请登记监护人，代理关系选“监护人”。",
            en="Under 16 a guardian opens the account: name the guardian as the agent.",
        ),
        Rule(
            "notices_given",
            "privacy_notice",
            must=("eq", "privacy_notice", True),
            zh="请向客户告知个人信息处理规则并勾选。",
            en="Tell the customer how personal data is used, and tick it.",
        ),
    ),
    life_cycle=life_cycle(
        completing=("account_tail4", "opened_at", "non_counter_limit"),
        needed=("core_serial_no", "account_tail4", "opened_at", "risk_notice"),
        guards=("notices_given",),
        clearing=(
            *("agent", "agent_relation", "both_originals", "relation_proved", "willingness_called"),
            *("legal_rep", "beneficial_owner", "documents_valid"),
        ),
        more=(
            Command(
                "sign",
                "签署责任告知",
                "Sign the notice of liability",
                OPEN,
                None,
                STAFF,
                args=("risk_notice", "privacy_notice"),
                required=("risk_notice",),
            ),
        ),
    ),
    columns=ListColumns("account_class", ("customer_kind", "usage")),
    search=("account_class", "core_serial_no"),
    quick=Quick(
        fields=("usage", "account_class", "customer_kind"), last_used=("account_class",), hours=((9, 12), (14, 17))
    ),
    starts=(
        Start(
            "aml_check",
            "合规检查",
            "Compliance check",
            values={"customer_id": "customer_id", "visit_id": "visit_id", "request_id": "@record"},
        ),
        Start(
            "material_check",
            "核对材料",
            "Check papers",
            values={"customer_id": "customer_id", "visit_id": "visit_id", "request_id": "@record"},
        ),
        Start(
            "error_record",
            "登记差错",
            "Record an error",
            values={"request_id": "@record"},
            when=("in", "status", ("completed", "archived")),
        ),
        Start(
            "survey_response",
            "邀请评价",
            "Invite to a survey",
            values={"customer_id": "customer_id", "visit_id": "visit_id", "linked": "@record", "scene": "=counter"},
            when=("in", "status", ("completed", "archived")),
        ),
    ),
    watches=(unfinished("未办结开户", "Openings not finished"),),
    dues=DUES,
    confirmed=CONFIRMED,
    keys=KEYS,
    derived=(
        *DERIVED,
        customer_age(follows=OPEN),
        surely_in_group("guardian_due", "under_14", "under_16", follows=OPEN),
        *(document_expired(of, field, OPEN) for of, field, _, _ in DOCUMENTS),
    ),
    customer_forms=(
        CustomerForm(
            "opening_application",
            "开户申请表",
            "Application for an account",
            ("customer_kind", "account_class", "usage", "non_counter_limit"),
            notice_zh="请本人填写开户用途和希望的限额，柜面会再与您核对。",
            notice_en="Say what the account is for and the limit you wish; the counter goes through it with you.",
            values={"form_filled_by": "=self"},
        ),
        CustomerForm(
            "liability_notice",
            "账户责任告知",
            "Notice of liability",
            ("risk_notice", "privacy_notice"),
            command="sign",
            when=("not", ("present", "risk_notice")),
            notice_zh="不得非法买卖、出租、出借银行账户（反电信网络诈骗法第31条）。违反的，依法承担责任并受到惩戒。请阅读后签名。",
            notice_en="Bank accounts must not be sold, rented out or lent (Anti-Telecom Fraud Law, Art. 31). "
            "Whoever does is liable. Read this, then sign.",
        ),
    ),
    documents=(
        Document("D04", on_status="completed"),
        Document(
            "D17K",
            on_status="pending_check",
            when=("and", ("present", "form_filled_by"), ("in", "status", OPEN)),
        ),
        Document("D03", periodic=True),
    ),
    retention=IDENTITY_TERM,
    example={
        "customer_kind": "person",
        "account_class": "class_1",
        "usage": "payroll",
        "customer_id": "01935b1e-7c00-7000-8000-000000000002",
        "non_counter_limit": 1_000_000,
        "materials": ["M01"],
        "documents_valid": True,
        "privacy_notice": True,
        "channel": "counter",
    },
)
