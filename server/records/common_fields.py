"""What several kinds say in the same words: who works where, what a record hangs on, how long it is kept.

Definitions only: nothing here knows a kind, a customer or a figure of a regulation.
"""

from typing import Any

from server.records.contributions import Derived, Retention, Rule
from server.records.field import Field, choice, day, moment, reference, text

FLOOR = ("lobby_manager", "lobby_assistant", "branch_manager", "ops_supervisor")
STAFF = (*FLOOR, "teller", "wealth_manager", "loan_officer")
EVERYONE_AT_THE_BRANCH = (*STAFF, "safety_officer")
SUPERVISORS = ("branch_manager", "ops_supervisor")
BACK_OFFICE = ("ops_supervisor", "teller")
AGENT = ("department_agent",)
SYSTEM = ("system",)

HOUSE_TERM = Retention(3, "网点台账保存期限", house=True)
LONG_HOUSE_TERM = Retention(5, "网点台账保存期限", house=True)
IDENTITY_TERM = Retention(10, "反洗钱法第34条：客户身份资料和交易记录至少保存十年")

NOW = "@now"  # a default that the form fills in with the moment it opens

CURRENCIES = (
    ("CNY", "人民币", "Renminbi"),
    ("USD", "美元", "US dollar"),
    ("EUR", "欧元", "Euro"),
    ("HKD", "港元", "Hong Kong dollar"),
    ("JPY", "日元", "Japanese yen"),
    ("GBP", "英镑", "Pound sterling"),
    ("AUD", "澳大利亚元", "Australian dollar"),
    ("CAD", "加拿大元", "Canadian dollar"),
    ("SGD", "新加坡元", "Singapore dollar"),
    ("CHF", "瑞士法郎", "Swiss franc"),
)
BUSINESS_CHANNELS = (
    ("counter", "柜面", "Counter"),
    ("self_service", "自助设备", "Self-service device"),
    ("mobile_bank", "手机银行（本人操作）", "Mobile bank (by the customer)"),
)


def visit() -> Field:
    """The visit the record hangs on; the app fills it in while a visit is open."""
    return reference("visit_id", "到店接待", "Visit", "record:reception")


def customer(**more: Any) -> Field:
    """The customer in the register. Not asked for where the service can stay anonymous."""
    return reference("customer_id", "客户", "Customer", "record:customer", **more)


def machine(**more: Any) -> Field:
    """A self-service device, picked or read from the label stuck to it."""
    return reference("machine_id", "设备", "Device", "record:self_service_device", **more)


def happened(code: str, zh: str, en: str, **more: Any) -> Field:
    """A moment that is nearly always the one at which the form opens."""
    return moment(code, zh, en, default=NOW, **more)


def currency(**more: Any) -> Field:
    return choice("currency", "币种", "Currency", CURRENCIES, default="CNY", **more)


def form_filled_by(**more: Any) -> Field:
    """Whoever filled in the application; staff never do (银监办发〔2015〕97号), so there is no such option."""
    return choice(
        "form_filled_by",
        "申请填表人",
        "Application filled in by",
        (
            ("self", "客户本人", "The customer"),
            ("legal_agent", "法定代理人", "Legal representative"),
            ("authorised_agent", "授权代理人", "Authorised agent"),
        ),
        help_zh="员工不得代填、代签。",
        help_en="Staff neither fill in nor sign for customers.",
        **more,
    )


def department(code: str, zh: str, en: str, **more: Any) -> Field:
    return reference(code, zh, en, "departments", **more)


SAFETY_STAFF = ("lobby_manager", "safety_officer", "branch_manager", "ops_supervisor")
BRANCH_MANAGER = ("branch_manager",)
MANAGEMENT = ("management",)

WEIGHTS = (("high", "高", "High"), ("medium", "中", "Medium"), ("low", "低", "Low"))
ROOT_CAUSES = (
    ("process", "流程", "Process"),
    ("people", "人员", "People"),
    ("device", "设备", "Device"),
    ("environment", "环境", "Environment"),
    ("product", "产品", "Product"),
    ("communication", "沟通", "Communication"),
)


def colleague(code: str, zh: str, en: str, **more: Any) -> Field:
    """A person of the bank by name, at work: internal, and shown as it is."""
    return text(code, zh, en, max=50, **more)


def account(code: str, zh: str, en: str, **more: Any) -> Field:
    """A person of the bank by account: where somebody must not be the one who takes a step."""
    return reference(code, zh, en, "user", **more)


def period(zh: str = "期间", en: str = "Period", **more: Any) -> tuple[Field, Field]:
    """The first and the last day of what is looked at, both included."""
    first = day("period_from", f"{zh}自", f"{en} from", group="period", **more)
    return first, day("period_to", f"{zh}至", f"{en} to", group="period", **more)


def period_in_order() -> Rule:
    return Rule(
        "period_in_order",
        "period_to",
        must=("lte", "period_from", "period_to"),
        zh="期间的结束日不能早于开始日，请调整。",
        en="The period cannot end before it begins; change one of the days.",
    )


SEGMENTS = (
    ("general", "普通", "General"),
    ("elderly", "老年", "Elderly"),
    ("disabled", "残障", "With a disability"),
    ("with_child", "孕幼", "Pregnant or with a small child"),
    ("minor", "未成年", "Minor"),
    ("foreign", "外籍", "Foreign"),
    ("military", "军人", "Military"),
    ("corporate", "对公", "Corporate"),
)
AGE_GROUPS = (
    ("under_14", "不满14岁", "Under 14"),
    ("under_16", "14至15岁", "14 to 15"),
    ("under_60", "16至59岁", "16 to 59"),
    ("under_65", "60至64岁", "60 to 64"),
    ("from_65", "65岁以上", "65 and over"),
)
SCORES = (("1", "1 分", "1"), ("2", "2 分", "2"), ("3", "3 分", "3"), ("4", "4 分", "4"), ("5", "5 分", "5"))


def aml_check(**more: Any) -> Field:
    return reference("aml_check_id", "合规检查", "Compliance check", "record:aml_check", **more)


def customer_age(of: str = "customer_id", field: str = "customer_age", follows: tuple[str, ...] = ()) -> Derived:
    """How old the person in the register is on the day of this record."""
    person = {"of": of, "born": "=birth_date", "number": "=id_no", "group": "=age_group"}
    return Derived(field, "linked_age_group", person, follows)


def surely_in_group(field: str, *groups: str, of: str = "customer_id", follows: tuple[str, ...] = ()) -> Derived:
    """Whether that person is of one of these age groups, youngest first, by figures that were checked against their source: a
    rule that nobody has verified warns and never blocks."""
    return Derived(
        field, "linked_surely_in_group", {**customer_age(of).arguments, "groups": f"={' '.join(groups)}"}, follows
    )


def document_expired(of: str, field: str, follows: tuple[str, ...] = ()) -> Derived:
    """Whether the document of the person in the register was no longer valid on that day."""
    return Derived(field, "linked_day_past", {"of": of, "last": "=id_valid_to"}, follows)
