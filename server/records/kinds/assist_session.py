"""设备辅导: helping a customer at a device, who does everything themselves (domain.md §2.3, case two of the brief).

Business completed during it is a business request of its own and counts there once. 技术支持部门 confirm the state of the
device even when nothing was wrong with it.
"""

from server.records.common_fields import HOUSE_TERM, STAFF, customer, machine, visit
from server.records.contributions import Document, ListColumns, Quick, Rule, Start
from server.records.field import choice, flag, reference, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

SUCCEEDED = ("and", ("eq", "status", "completed"), ("eq", "outcome", "success"))
FAULTY = ("or", ("eq", "need_cause", "device_fault"), ("eq", "outcome", "fault_reported"))
ENDED = ("eq", "status", "completed")


def business(operation: str, business_type: str, zh: str, en: str) -> Start:
    """The piece of business that this operation at the device was."""
    return Start(
        "business_request", zh, en,
        values={"business_type": f"={business_type}", "channel": "=self_service", "visit_id": "visit_id",
                "customer_id": "customer_id"},
        when=("and", SUCCEEDED, ("eq", "operation", operation)),
    )  # fmt: skip


KIND = Kind(
    code="assist_session",
    zh="设备辅导",
    en="Help at a device",
    prefix="FD",
    icon="assist",
    order=26,
    duty=3,
    capture_roles=STAFF,
    help_zh="扫设备标签开始。只口头或演示，站在一米线外，不碰客户的卡、现金和键盘。",
    help_en="Scan the label to begin. Explain or demonstrate from behind the line; touch neither card, cash nor keys.",
    fields=(
        machine(required=True, help_zh="扫机身标签，或从列表选择", help_en="Scan the label, or pick from the list"),
        choice(
            "operation",
            "操作",
            "Operation",
            (
                ("withdrawal", "取款", "Withdrawal"),
                ("deposit", "存款", "Deposit"),
                ("transfer", "转账", "Transfer"),
                ("new_card", "开卡", "New card"),
                ("enquiry", "查询", "Enquiry"),
                ("print", "打印", "Print"),
                ("passbook", "补登", "Passbook update"),
                ("payment", "缴费", "Bill payment"),
                ("other", "其他", "Other"),
            ),
            required=True,
            default="withdrawal",
        ),
        choice(
            "need_cause",
            "原因",
            "Why help was needed",
            (
                ("first_use", "首次使用", "First use"),
                ("wrong_operation", "操作失误", "Wrong operation"),
                ("secret_problem", "密码问题", "Trouble with the password"),
                ("device_fault", "设备故障", "Fault of the device"),
                ("cannot_see_hear", "看不清听不清", "Cannot see or hear"),
                ("network", "网络异常", "Network trouble"),
            ),
            required=True,
            default="first_use",
        ),
        choice(
            "method",
            "辅导方式",
            "How",
            (
                ("spoken", "口头", "Spoken"),
                ("demonstration", "演示模式", "Demonstration mode"),
                ("alongside", "陪同", "Alongside"),
            ),
            required=True,
            default="spoken",
        ),
        flag("customer_operated", "客户本人操作", "The customer did it themselves",
             help_zh="必须由客户本人操作；员工代操作属违规。",
             help_en="The customer acts; staff acting for them break the rules."),
        choice(
            "outcome",
            "结果",
            "Outcome",
            (
                ("success", "成功", "Success"),
                ("to_counter", "转柜面", "To the counter"),
                ("fault_reported", "报修", "Fault reported"),
                ("gave_up", "放弃", "Gave up"),
            ),
        ),
        text("note", "说明", "Note", max=200, multiline=True),
        reference("request_id", "对应业务", "Business", "record:business_request"),
        visit(),
        customer(),
    ),
    rules=(
        Rule(
            "customer_did_it",
            "customer_operated",
            when=("or", ENDED, ("present", "customer_operated")),
            must=("eq", "customer_operated", True),
            zh="设备须由客户本人操作，请确认后勾选；不能由员工代操作。",
            en="The customer must do it themselves; confirm and tick it. Staff never do it for them.",
        ),
        Rule(
            "fault_is_reported",
            "outcome",
            when=("eq", "need_cause", "device_fault"),
            must=("not", ("eq", "outcome", "gave_up")),
            zh="设备故障请选择“报修”或“转柜面”，并发起报修。",
            en="For a fault choose “fault reported” or “to the counter”, and report it.",
        ),
    ),
    life_cycle=LifeCycle(
        created="in_progress",
        states=(
            State("in_progress", "进行中", "In progress", "waiting"),
            State("completed", "已完成", "Completed", "done", final=True),
        ),
        commands=(
            Command("complete", "结束辅导", "Finish", ("in_progress",), "completed", STAFF,
                    args=("outcome", "customer_operated", "need_cause", "method", "note", "request_id"),
                    required=("outcome", "customer_operated")),
            Command("book", "关联业务", "Link the business", ("completed",), None, STAFF, args=("request_id",),
                    required=("request_id",)),
        ),
    ),
    columns=ListColumns("operation", ("need_cause", "outcome")),
    search=("note", "operation", "need_cause"),
    quick=Quick(fields=("machine_id", "operation", "need_cause", "method"),
                last_used=("machine_id", "operation", "need_cause", "method"), hours=((9, 12), (14, 16))),
    starts=(
        Start("fault_ticket", "设备报修", "Report a fault",
              values={"machine_id": "machine_id", "ticket_kind": "=repair", "assist_session_id": "@record",
                      "visit_id": "visit_id", "customer_id": "customer_id"}, when=FAULTY),
        Start("fault_ticket", "请技术支持确认状态", "Have the device checked",
              values={"machine_id": "machine_id", "ticket_kind": "=status_check", "assist_session_id": "@record",
                      "visit_id": "visit_id", "customer_id": "customer_id"}, when=("not", FAULTY)),
        business("withdrawal", "cash_withdrawal", "登记取款业务", "Register the withdrawal"),
        business("deposit", "cash_deposit", "登记存款业务", "Register the deposit"),
        business("transfer", "transfer", "登记转账业务", "Register the transfer"),
        Start("device_feedback", "设备反馈", "Opinion about the device",
              values={"machine_id": "machine_id", "assist_session_id": "@record", "visit_id": "visit_id"}),
        Start("survey_response", "邀请评价", "Invite to a survey",
              values={"linked": "@record", "scene": "=device", "visit_id": "visit_id", "customer_id": "customer_id"},
              when=ENDED),
    ),
    documents=(Document("D05", periodic=True),),
    retention=HOUSE_TERM,
    example={
        "machine_id": "01935b1e-7c00-7000-8000-000000000004",
        "operation": "withdrawal",
        "need_cause": "wrong_operation",
        "method": "demonstration",
        "customer_operated": True,
        "outcome": "success",
        "note": "客户看了演示后自行取款，退卡方式已说明。",
    },
)  # fmt: skip
