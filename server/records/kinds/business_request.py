"""业务受理: a customer's business from the lobby to the core serial number (domain.md §2.2).

The tablet receives, checks, routes and follows up; it moves no money. Opening an account is the kind account_opening, which
takes the same fields and steps (server/records/business.py): one record, one confirmation, and counted once. Whether a sum
needs customer due diligence follows from the thresholds in force on the day; one that nobody has verified is shown but holds
nobody up. The hint of a large-value day is for staff only, and nobody is ever advised to split a sum (反洗钱法第54条).
"""

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
from server.records.common_fields import IDENTITY_TERM, STAFF, currency, form_filled_by
from server.records.contributions import CustomerForm, Derived, Document, Key, ListColumns, Quick, Rule, Start
from server.records.field import choice, flag, money, person
from server.records.kind import Kind

CASH = ("cash_deposit", "cash_withdrawal")
MOVES_MONEY = (*CASH, "transfer", "foreign_exchange")
AMOUNT = {"amount": "amount", "currency": "currency"}
CLEARED = ("in", "status", ("ready", "in_progress", "completed", "archived"))
NEEDS_CHECK = (
    "or",
    ("and", ("in", "business_type", CASH), ("eq", "over_cash_threshold", True)),
    ("and", ("eq", "one_off", True), ("eq", "one_off_check_needed", True)),
)

KIND = Kind(
    code="business_request",
    zh="业务受理",
    en="Business request",
    prefix="YW",
    icon="business",
    order=14,
    duty=2,
    capture_roles=STAFF,
    help_zh="受理、核对、分流、跟进；办理在柜面或由客户本人操作，完成后由柜员填核心流水号。",
    help_en="Receive, check, route, follow up. The business is done at the counter; tellers add the serial number.",
    fields=(
        choice(
            "business_type",
            "业务类型",
            "Business",
            (
                ("cash_withdrawal", "现金取款", "Cash withdrawal"),
                ("cash_deposit", "现金存款", "Cash deposit"),
                ("transfer", "转账汇款", "Transfer"),
                ("loss_report", "挂失补卡", "Lost card"),
                ("secret_reset", "密码重置", "New password"),
                ("data_change", "信息变更", "Change of data"),
                ("opening", "账户开立", "Account opening"),
                ("closing", "销户", "Closing an account"),
                ("agreement", "签约", "Agreement"),
                ("wealth_appointment", "理财预约", "Wealth appointment"),
                ("loan_application", "贷款预申请", "Loan pre-application"),
                ("foreign_exchange", "外汇", "Foreign exchange"),
                ("corporate", "对公", "Corporate"),
                ("other", "其他", "Other"),
            ),
            required=True,
            help_zh="账户开立请用“开户登记”。",
            help_en="To open an account use its own form.",
        ),
        money(
            "amount",
            "金额",
            "Amount",
            privacy="C2",
            group="sum",
            help_zh="存取款、转账、外汇必填",
            help_en="Needed for deposits, withdrawals, transfers and foreign exchange",
        ),
        currency(group="sum"),
        flag(
            "one_off",
            "一次性服务（无账户）",
            "One-off service without an account",
            group="sum",
            help_zh="现金汇款、现钞兑换、票据兑付等",
            help_en="Cash remittance, exchange of notes, bills and the like",
        ),
        flag("cross_border", "跨境", "Across the border", group="sum"),
        flag("for_unit", "单位客户", "For an organisation", group="sum"),
        person(
            "counterparty",
            "收款人",
            "Payee",
            help_zh="转账必填，同样须筛查名单",
            help_en="Needed for a transfer, and screened too",
        ),
        *WHO,
        form_filled_by(),
        *COURSE,
        flag("over_cash_threshold", "达到现金尽调标准", "Reaches the threshold for cash", derived=True),
        flag(
            "over_one_off_threshold",
            "达到一次性服务尽调标准",
            "Reaches the threshold for one-off services",
            derived=True,
        ),
        flag("one_off_check_needed", "一次性服务须尽调", "One-off service needs due diligence", derived=True),
        flag(
            "lvt_hint",
            "大额提示",
            "Large-value day",
            derived=True,
            help_zh="仅供员工掌握，由总行系统报送",
            help_en="For staff only; head office reports",
        ),
        CHECK_PASSED,
        RULE_VERSION,
    ),
    rules=(
        *RULES,
        Rule(
            "opening_has_its_own_form",
            "business_type",
            must=("not", ("eq", "business_type", "opening")),
            zh="开户请改用“开户登记”，同一笔业务只登记一次。",
            en="Use the account opening form; a piece of business is registered once.",
        ),
        Rule(
            "amount_needed",
            "amount",
            when=("in", "business_type", MOVES_MONEY),
            must=("present", "amount"),
            zh="存取款、转账和外汇业务请填写金额。",
            en="Give the amount of a deposit, withdrawal, transfer or exchange.",
        ),
        Rule(
            "payee_needed",
            "counterparty",
            when=("eq", "business_type", "transfer"),
            must=("present", "counterparty"),
            zh="转账请填写收款人，用于核对与名单筛查。",
            en="Name the payee of a transfer; they are screened too.",
        ),
        Rule(
            "threshold_checked",
            "aml_check_id",
            when=("and", CLEARED, NEEDS_CHECK),
            must=("present", "aml_check_id"),
            zh="金额达到尽职调查标准，请先完成合规检查并关联。",
            en="The amount calls for due diligence; do the compliance check and link it.",
        ),
        Rule(
            "identified_above_threshold",
            "customer_id",
            when=("and", CLEARED, NEEDS_CHECK),
            must=("present", "customer_id"),
            zh="金额达到尽职调查标准，请登记客户身份。",
            en="The amount calls for due diligence; register who the customer is.",
        ),
        Rule(
            "serial_needed",
            "core_serial_no",
            when=("in", "business_type", MOVES_MONEY),
            must=("present", "core_serial_no"),
            zh="请填写核心流水号后再确认完成。",
            en="Fill in the core serial number before confirming.",
        ),
    ),
    life_cycle=life_cycle(completing=("arrived_at",), needed=(), guards=("serial_needed",)),
    columns=ListColumns("business_type", ("amount", "channel")),
    search=("business_type", "core_serial_no", "counterparty"),
    quick=Quick(
        fields=("business_type", "amount", "counterparty", "channel"),
        last_used=("business_type", "channel"),
        hours=((9, 12), (14, 17)),
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
            "department_ticket",
            "查询到账",
            "Ask about the arrival",
            values={
                "to_department": "=operations_dept",
                "ticket_type": "=arrival_query",
                "priority": "=high",
                "channel": "=system",
                "content": "=客户的款项尚未到账，请查询处理状态和预计到账时间。",
                "linked": "@record",
            },
            when=("and", ("in", "business_type", MOVES_MONEY), ("in", "status", ("in_progress", "completed"))),
        ),
        Start(
            "fraud_dissuasion",
            "诈骗劝阻",
            "Dissuade from fraud",
            values={"customer_id": "customer_id", "visit_id": "visit_id", "amount": "amount", "request_id": "@record"},
            when=("in", "status", ("pending_check", "needs_material", "ready", "in_progress")),
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
    watches=(unfinished("未办结业务", "Business not finished"),),
    dues=DUES,
    confirmed=CONFIRMED,
    keys=(
        *KEYS,
        Key("same_customer", ("customer_id",)),
        Key("repeated_business", ("customer_id", "business_type", "amount"), suspect="business_duplicate_minutes"),
    ),
    derived=(
        *DERIVED,
        Derived(
            "over_cash_threshold",
            "threshold_reached",
            {**AMOUNT, "cny": "=cdd_cash_cny", "usd": "=cdd_cash_usd", "verified": "=only"},
        ),
        Derived(
            "over_one_off_threshold",
            "threshold_reached",
            {**AMOUNT, "cny": "=cdd_one_off_cny", "usd": "=cdd_one_off_usd"},
        ),
        Derived(
            "one_off_check_needed",
            "threshold_reached",
            {**AMOUNT, "cny": "=cdd_one_off_cny", "usd": "=cdd_one_off_usd", "verified": "=only"},
        ),
        Derived(
            "lvt_hint",
            "large_value",
            {
                **AMOUNT,
                "key": "=same_customer",
                "business_type": "business_type",
                "customer": "customer_id",
                "cross_border": "cross_border",
                "unit": "for_unit",
            },
            (*OPEN, "completed"),  # the day's sum is of every deal of that day, of the first as of the last
        ),
    ),
    customer_forms=(
        CustomerForm(
            "transfer_application",
            "转账申请表",
            "Application for a transfer",
            ("amount", "currency", "counterparty"),
            when=("eq", "business_type", "transfer"),
            notice_zh="请本人填写，金额和收款人以柜面核对为准。陌生人要求转账的，请先告诉工作人员。",
            notice_en="Fill this in yourself; the counter checks it again. If a stranger asked for it, tell our staff first.",
            values={"form_filled_by": "=self"},
        ),
    ),
    documents=(
        Document(
            "D17Z",
            on_status="pending_check",
            when=(
                "and",
                ("eq", "business_type", "transfer"),
                ("present", "form_filled_by"),
                ("in", "status", OPEN),
            ),
        ),
        Document("D03", periodic=True),
    ),
    retention=IDENTITY_TERM,
    example={
        "business_type": "transfer",
        "amount": 3_000_000,
        "currency": "CNY",
        "counterparty": "李建国",
        "channel": "counter",
        "promised_at": "2026-11-24T09:00:00.000Z",
    },
)
