"""What every piece of business at the counter has in common, whether it opens an account or not (domain.md §2.2).

Kinds of business take these fields, rules, states and steps whole. The app moves no money: the business itself is done in
the core banking system, and 柜员 or 运营主管 confirm it afterwards, online, with the core serial number.
"""

from dataclasses import replace

from server.records.common_fields import (
    AGENT,
    BACK_OFFICE,
    BUSINESS_CHANNELS,
    STAFF,
    SUPERVISORS,
    aml_check,
    customer,
    visit,
)
from server.records.contributions import Confirmed, Derived, Due, Key, Rule, Watch
from server.records.field import Field, choice, flag, moment, text
from server.records.life_cycle import Command, LifeCycle, State

COMPLIANCE = "compliance_dept"
WAITING = ("pending_check", "needs_material")
OPEN = (*WAITING, "awaiting_compliance", "ready", "in_progress")
CLEARED = ("ready", "in_progress", "completed", "archived")

WHO: tuple[Field, ...] = (visit(), customer())
COURSE: tuple[Field, ...] = (
    choice("channel", "办理渠道", "Channel", BUSINESS_CHANNELS, required=True, default="counter"),
    flag(
        "doubt",
        "身份或交易存疑",
        "Identity or transaction in doubt",
        help_zh="有疑问先做合规检查，不要向客户解释原因。",
        help_en="Do the compliance check first; do not tell the customer why.",
    ),
    aml_check(),
    moment("promised_at", "承诺到账", "Funds promised for", group="arrival"),
    moment("arrived_at", "实际到账", "Funds arrived at", group="arrival"),
    moment("completed_at", "完成时间", "Completed at", derived=True),
    text(
        "core_serial_no",
        "核心流水号",
        "Core serial number",
        min=6,
        max=32,
        pattern="[0-9A-Z]{6,32}",
        normal="serial",
        help_zh="核心系统办理完成后，照凭证填写。",
        help_en="From the voucher, once it is done in the core system.",
    ),
    text(
        "refuse_reason",
        "拒绝原因",
        "Reason for refusing",
        min=4,
        max=200,
        multiline=True,
        help_zh="写可以直接告诉客户的话，并说明补救途径；不提名单、风险等级或核查情况。",
        help_en="What the customer may be told, with the remedy; never lists, risk levels or enquiries.",
    ),
    text("compliance_opinion", "合规意见", "Opinion of compliance", min=2, max=500, multiline=True),
)

RULES: tuple[Rule, ...] = (
    Rule(
        "opinion_not_for_customers",
        "refuse_reason",
        must=("not", ("contains_any", "refuse_reason", ("反洗钱", "可疑", "名单", "风险等级", "制裁", "涉案"))),
        zh="拒绝原因会告诉客户，请改用对客措辞，不提名单、风险等级或可疑情况。",
        en="The customer will read this reason; say it without lists, risk levels or suspicion.",
    ),
    Rule(
        "check_has_passed",
        "aml_check_id",
        when=("and", ("in", "status", CLEARED), ("present", "aml_check_id")),
        must=("not", ("eq", "check_passed", False)),
        zh="合规检查还没有通过（待核验、待联网复核或待合规），通过后才可办理。",
        en="The compliance check has not passed; it goes on once it has.",
    ),
    Rule(
        "checked_before_ready",
        "aml_check_id",
        when=("and", ("in", "status", CLEARED), ("eq", "doubt", True)),
        must=("present", "aml_check_id"),
        zh="存疑的业务须先做合规检查，请关联合规检查记录。",
        en="Business in doubt needs a compliance check first; link it.",
    ),
)

CONFIRMED = Confirmed(("ready", "in_progress"), ("complete", "ask_material", "refuse"))
KEYS: tuple[Key, ...] = (Key("core_serial", ("core_serial_no",), unique=True),)
DERIVED: tuple[Derived, ...] = (
    Derived("rules_in_force", "rule_version", {"set": "=thresholds"}),
    Derived("check_passed", "linked_stands_in", {"of": "aml_check_id", "states": "=passed compliance_passed"}, OPEN),
    Derived("completed_at", "first_taken", {"step": "=complete"}),
)
CHECK_PASSED = flag("check_passed", "合规检查已通过", "The check has passed", derived=True)
RULE_VERSION = text("rules_in_force", "适用规则版本", "Rules in force", max=80, derived=True)
DUES: tuple[Due, ...] = (
    Due("promised_at", ("in_progress", "completed"), "承诺到账时间已到，核实是否到账", "See whether the funds arrived"),
)


def life_cycle(
    completing: tuple[str, ...],
    needed: tuple[str, ...],
    guards: tuple[str, ...],
    more: tuple[Command, ...] = (),
    clearing: tuple[str, ...] = (),
) -> LifeCycle:
    """`completing` are further fields that the confirmation at the desk may set, `needed` those it must find; `clearing` what
    may still be filled in when the checks have passed."""
    clear = replace(_CLEAR, args=(*_CLEAR.args, *clearing))
    steps = (clear, *_PREPARING, *more, *_DECIDING, *_finishing(completing, needed, guards))
    return LifeCycle("pending_check", _STATES, steps)


UNFINISHED = ("pending_check", "needs_material", "awaiting_compliance", "ready", "in_progress")
_STATES = (
    State("pending_check", "待核验", "To be checked", "waiting"),
    State("needs_material", "待补材料", "Papers missing", "attention"),
    State("awaiting_compliance", "待合规", "Awaiting compliance", "attention"),
    State("ready", "可办理", "Ready", "waiting"),
    State("in_progress", "办理中", "In progress", "waiting"),
    State("completed", "已完成", "Completed", "done", final=True),
    State("archived", "已归档", "Archived", "done", final=True),
    State("cancelled", "客户取消", "Cancelled by the customer", "void", final=True),
    State("refused", "拒绝办理", "Refused", "void", final=True),
)
_CLEAR = Command("clear", "核验通过", "Checks passed", WAITING, "ready", STAFF, args=("aml_check_id", "customer_id"))
_PREPARING = (
    Command("ask_material", "待补材料", "Papers missing", ("pending_check", "ready", "in_progress"), "needs_material",
            STAFF, reason=True),
    Command("refer", "提请合规", "Ask compliance", (*WAITING, "ready"), "awaiting_compliance", STAFF, args=("aml_check_id",)),
    Command("begin", "开始办理", "Begin", ("ready",), "in_progress", STAFF),
    Command("promise", "承诺到账", "Promise the funds", ("in_progress", "completed"), None, STAFF,
            args=("promised_at",), required=("promised_at",)),
    Command("arrive", "登记到账", "Record the arrival", ("in_progress", "completed"), None, STAFF,
            args=("arrived_at",), required=("arrived_at",)),
    Command("cancel", "客户取消", "Cancelled by the customer", OPEN, "cancelled", STAFF, reason=True),
    Command("refuse", "拒绝办理", "Refuse", (*WAITING, "ready", "in_progress"), "refused", (*SUPERVISORS, "teller"),
            args=("refuse_reason",), required=("refuse_reason",)),
)  # fmt: skip
_DECIDING = (
    Command("compliance_pass", "合规同意", "Compliance agrees", ("awaiting_compliance",), "ready", AGENT,
            args=("compliance_opinion",), required=("compliance_opinion",), offline=False, department=COMPLIANCE),
    Command("compliance_refuse", "合规不同意", "Compliance refuses", ("awaiting_compliance",), "refused", AGENT,
            args=("compliance_opinion",), required=("compliance_opinion",), offline=False, department=COMPLIANCE),
)  # fmt: skip


def _finishing(completing: tuple[str, ...], needed: tuple[str, ...], guards: tuple[str, ...]) -> tuple[Command, ...]:
    args = ("core_serial_no", *completing)
    return (
        Command(
            "complete", "确认完成", "Confirm it is done", ("ready", "in_progress"), "completed", BACK_OFFICE,
            args=args, required=needed, guards=guards, offline=False,
        ),
        Command("archive", "归档", "Archive", ("completed",), "archived", BACK_OFFICE, offline=False),
    )  # fmt: skip


def unfinished(zh: str, en: str) -> Watch:
    """The business of a day that was not brought to an end."""
    return Watch(
        "unfinished", f"今日{zh}", f"{en} today", UNFINISHED, today=True, of_day=True,
        zh_of_day=f"当日{zh}", en_of_day=f"{en} that day",
    )  # fmt: skip
