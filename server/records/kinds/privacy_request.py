"""个人信息请求: a customer's right to see, copy, correct, delete or withdraw (domain.md §2.7; 个人信息保护法第44至47条).

While a law orders the data kept, deleting means restricting what may be done with it (第47条): the record then says so, with the
end of the term, and the customer's entry is restricted.
"""

from server.records.common_fields import LONG_HOUSE_TERM, STAFF, SUPERVISORS, customer, happened
from server.records.contributions import Due, ListColumns, Quick, Rule
from server.records.field import choice, day, flag, person, signature, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

DELETION = ("eq", "request_type", "delete")
ANSWERED = ("eq", "status", "answered")

KIND = Kind(
    code="privacy_request",
    zh="个人信息请求",
    en="Privacy request",
    prefix="GX",
    icon="privacy",
    order=48,
    duty=4,
    capture_roles=STAFF,
    help_zh="核实本人身份后受理。法定保存期内不能删除的，改为限制处理并向客户说明。",
    help_en="Verify who asks. What the law orders kept is restricted instead of deleted; explain that.",
    fields=(
        choice(
            "request_type",
            "请求",
            "Request",
            (
                ("see", "查阅", "See"),
                ("copy", "复制", "Copy"),
                ("correct", "更正", "Correct"),
                ("delete", "删除", "Delete"),
                ("withdraw_consent", "撤回同意", "Withdraw consent"),
            ),
            required=True,
        ),
        happened("received_at", "收到时间", "Received at", required=True),
        person("applicant", "请求人", "Who asks", required=True),
        choice(
            "applicant_is",
            "请求人身份",
            "Who that is",
            (
                ("self", "本人", "The person concerned"),
                ("guardian", "监护人", "Guardian"),
                ("agent", "受托人", "Authorised person"),
                ("family_of_deceased", "死者近亲属", "Family of the deceased"),
            ),
            required=True,
            default="self",
        ),
        flag("identity_checked", "已核实身份", "Identity checked"),
        customer(),
        text("content", "请求内容", "What is asked", min=2, max=500, multiline=True),
        day("due_on", "答复期限", "To be answered by", help_zh="按行内规定填写", help_en="By the bank's rules"),
        flag("retention_running", "仍在法定保存期", "The law orders it kept", group="answer"),
        day("kept_until", "保存至", "Kept until", group="answer"),
        choice(
            "outcome",
            "处理结果",
            "Outcome",
            (
                ("done", "已办理", "Done"),
                ("restricted", "限制处理", "Restricted"),
                ("partly", "部分办理", "Done in part"),
                ("refused", "不予办理", "Refused"),
            ),
            group="answer",
        ),
        text("answer", "答复", "Answer", min=4, max=500, multiline=True, group="answer"),
        signature("receipt", "客户签收", "Received by the customer"),
    ),
    rules=(
        Rule(
            "identity_first",
            "identity_checked",
            must=("eq", "identity_checked", True),
            zh="请先核实请求人身份，核实后勾选。",
            en="Check who asks first, then tick it.",
        ),
        Rule(
            "kept_means_restricted",
            "outcome",
            when=("and", ANSWERED, DELETION, ("eq", "retention_running", True)),
            must=("in", "outcome", ("restricted", "refused")),
            zh="法定保存期内不能删除，处理结果请选“限制处理”。",
            en="The law orders it kept; choose “restricted” instead of deleting.",
        ),
        Rule(
            "end_of_the_term",
            "kept_until",
            when=("eq", "retention_running", True),
            must=("present", "kept_until"),
            zh="请填写保存到哪一天，并告知客户。",
            en="Say until which day it is kept, and tell the customer.",
        ),
        Rule(
            "deletion_asks_for_the_term",
            "retention_running",
            when=("and", ANSWERED, DELETION),
            must=("present", "retention_running"),
            zh="请确认是否仍在法定保存期内。",
            en="Say whether the law still orders it kept.",
        ),
    ),
    life_cycle=LifeCycle(
        created="received",
        states=(
            State("received", "已收到", "Received", "waiting"),
            State("in_progress", "处理中", "In progress", "waiting"),
            State("answered", "已答复", "Answered", "done", final=True),
            State("withdrawn", "客户撤回", "Withdrawn", "void", final=True),
        ),
        commands=(
            Command("begin", "开始处理", "Begin", ("received",), "in_progress", (*SUPERVISORS, "lobby_manager"),
                    args=("identity_checked", "due_on", "content"), required=("identity_checked",),
                    guards=("identity_first",)),
            Command("answer", "答复", "Answer", ("in_progress",), "answered", SUPERVISORS,
                    args=("outcome", "answer", "retention_running", "kept_until", "receipt"),
                    required=("outcome", "answer")),
            Command("withdraw", "客户撤回", "Withdraw", ("received", "in_progress"), "withdrawn", STAFF, reason=True),
        ),
    ),
    columns=ListColumns("request_type", ("applicant", "outcome")),
    search=("content", "answer", "applicant", "request_type"),
    quick=Quick(fields=("request_type", "applicant", "applicant_is", "content"), last_used=("applicant_is",)),
    dues=(Due("due_on", ("received", "in_progress"), "个人信息请求待答复", "A privacy request is to be answered"),),
    retention=LONG_HOUSE_TERM,
    example={
        "request_type": "delete",
        "received_at": "2026-11-24T03:20:00.000Z",
        "applicant": "赵敏",
        "applicant_is": "self",
        "identity_checked": True,
        "content": "已销户，请求删除联系电话和地址。",
        "due_on": "2026-12-09",
        "retention_running": True,
        "kept_until": "2036-11-24",
    },
)  # fmt: skip
