"""协同工单: work asked of one of the twelve departments, with its clock (domain.md §2.0).

A draft is a parked form on the tablet and no state here. Any record can be the reason for a ticket: `linked` names them all.
A ticket that its department did not answer in time is escalated by the system to the 网点负责人, and can still be answered.
"""

from server.records.common_fields import AGENT, HOUSE_TERM, SYSTEM, department, visit
from server.records.common_fields import EVERYONE_AT_THE_BRANCH as STAFF
from server.records.contributions import Derived, Due, Inbox, ListColumns, Prefill, Quick, Rule, Start, Watch
from server.records.field import choice, moment, person, photos, references, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

UNDER_WAY = ("sent", "received", "in_progress", "escalated")

KIND = Kind(
    code="department_ticket",
    zh="协同工单",
    en="Department ticket",
    prefix="XT",
    icon="ticket",
    order=80,
    capture_roles=STAFF,
    help_zh="请部门协助的事项。只写办理所必需的信息。",
    help_en="What a department is asked to do. Write no more personal data than the work needs.",
    fields=(
        department("to_department", "接收部门", "Department", required=True, group="address"),
        text("other_department", "其他部门名称", "Which other department", max=40, group="address"),
        choice(
            "ticket_type",
            "事项类型",
            "What it is about",
            (
                ("product_policy", "产品政策查询", "Product policy"),
                ("special_need", "特殊需求", "Special need"),
                ("arrival_query", "到账查询", "Arrival of funds"),
                ("compliance_confirmation", "合规确认", "Compliance confirmation"),
                ("device_repair", "设备报修", "Device fault"),
                ("guide_request", "操作指南申请", "Device guide"),
                ("satisfaction_data", "满意度数据申请", "Satisfaction data"),
                ("feedback_review", "反馈会商", "Review of feedback"),
                ("campaign_material", "宣传材料", "Campaign material"),
                ("product_check", "产品信息核对", "Product information"),
                ("hazard_report", "隐患上报", "Hazard"),
                ("process_coordination", "流程协作", "Process coordination"),
                ("loan_precheck", "贷款预审", "Loan pre-check"),
            ),
            required=True,
        ),
        choice(
            "priority",
            "优先级",
            "Priority",
            (("urgent", "紧急", "Urgent"), ("high", "高", "High"), ("normal", "普通", "Normal")),
            required=True,
            default="normal",
        ),
        choice(
            "channel",
            "沟通方式",
            "How",
            (
                ("system", "系统", "In the system"),
                ("phone", "电话", "Telephone"),
                ("in_person", "当面", "In person"),
                ("mail", "邮件", "Mail"),
            ),
            required=True,
            default="system",
            group="contact",
        ),
        person("contact_person", "联系人", "Contact person", group="contact"),
        text("content", "内容", "What is asked", min=2, max=1000, required=True, multiline=True),
        visit(),
        references("linked", "关联记录", "Linked records", "record", max=20),
        photos("attachments", "附件", "Attachments", max=6),
        moment("due_at", "要求时限", "Due", derived=True),
        text("reply", "回复", "Reply", min=2, max=1000, multiline=True, group="reply"),
        choice(
            "result",
            "结果",
            "Result",
            (
                ("solved", "已解决", "Solved"),
                ("partly", "部分解决", "Partly solved"),
                ("unsolved", "无法解决", "Cannot be solved"),
                ("passed_on", "转他部门", "Passed to another department"),
            ),
            group="reply",
        ),
        department("passed_to", "转往部门", "Passed on to", group="reply"),
    ),
    rules=(
        Rule(
            "passed_to_named",
            "passed_to",
            when=("eq", "result", "passed_on"),
            must=("present", "passed_to"),
            zh="转他部门时，请选择转往哪个部门。",
            en="Passed on: choose the department.",
        ),
        Rule(
            "passed_to_another",
            "passed_to",
            must=("differs", "passed_to", "to_department"),
            zh="请选择本部门以外的部门。",
            en="Choose a department other than this one.",
        ),
        Rule(
            "contact_person_needed",
            "contact_person",
            when=("in", "channel", ("phone", "in_person", "mail")),
            must=("present", "contact_person"),
            zh="不经系统沟通时，请写明联系人。",
            en="Name the contact person when it does not go through the system.",
        ),
        Rule(
            "other_department_named",
            "other_department",
            when=("eq", "to_department", "other_dept"),
            must=("present", "other_department"),
            zh="请写明是哪个部门。",
            en="Say which department it is.",
        ),
    ),
    life_cycle=LifeCycle(
        created="sent",
        states=(
            State("sent", "已发送", "Sent", "waiting"),
            State("received", "已接收", "Received", "waiting"),
            State("in_progress", "处理中", "In progress", "waiting"),
            State("escalated", "已升级", "Escalated", "attention"),
            State("replied", "已回复", "Replied", "attention"),
            State("closed", "已关闭", "Closed", "done", final=True),
            State("withdrawn", "已撤回", "Withdrawn", "void", final=True),
        ),
        commands=(
            Command("receive", "接收", "Receive", ("sent",), "received", AGENT, offline=False, department_only=True),
            Command(
                "start",
                "开始处理",
                "Start work",
                ("sent", "received", "escalated"),
                "in_progress",
                AGENT,
                offline=False,
                department_only=True,
            ),
            Command(
                "reply",
                "回复",
                "Reply",
                UNDER_WAY,
                "replied",
                AGENT,
                args=("reply", "result", "passed_to"),
                required=("reply", "result"),
                offline=False,
                department_only=True,
            ),
            Command("close", "关闭", "Close", ("replied",), "closed", STAFF),
            Command("reopen", "重开", "Reopen", ("replied",), "in_progress", STAFF, reason=True),
            Command("withdraw", "撤回", "Withdraw", ("sent",), "withdrawn", STAFF, reason=True, author_only=True),
            Command(
                "escalate",
                "升级",
                "Escalate",
                ("sent", "received", "in_progress"),
                "escalated",
                SYSTEM,
                offline=False,
            ),
        ),
    ),
    columns=ListColumns("ticket_type", ("to_department", "content")),
    search=("content", "reply", "to_department", "ticket_type"),
    inbox=Inbox("to_department", "due_at"),
    derived=(Derived("due_at", "turnaround", {"department": "to_department", "priority": "priority"}),),
    quick=Quick(
        fields=("to_department", "ticket_type", "content", "priority", "channel"),
        last_used=("to_department", "ticket_type"),
        prefill=(Prefill("to_department", "ticket_type", "ticket_type"),),
    ),
    starts=(
        Start(
            "department_ticket",
            "转往该部门",
            "Send it to that department",
            values={
                "to_department": "passed_to",
                "ticket_type": "ticket_type",
                "priority": "priority",
                "channel": "=system",
                "content": "content",
                "linked": "@record",
            },
            when=("and", ("eq", "status", "replied"), ("eq", "result", "passed_on")),
        ),
        Start(
            "satisfaction_import",
            "登记满意度数据",
            "Enter the satisfaction data",
            values={"ticket_id": "@record", "remarks": "reply"},
            when=("and", ("in", "status", ("replied", "closed")), ("eq", "ticket_type", "satisfaction_data")),
        ),
    ),
    watches=(
        Watch("escalated", "已升级工单", "Tickets escalated", ("escalated",)),
    ),
    dues=(
        Due("due_at", ("sent", "received", "in_progress"), "办理时限", "Time to answer", command="escalate"),
        Due("due_at", ("escalated",), "已升级，待部门回复", "Escalated: time to answer"),
    ),
    retention=HOUSE_TERM,
    example={
        "to_department": "credit_dept",
        "ticket_type": "loan_precheck",
        "priority": "normal",
        "channel": "phone",
        "contact_person": "孙莉",
        "content": "客户拟申请装修贷款约 20 万元、36 期，职业为企业职员，请作初步意见并告知所需补充资料。",
        "linked": ["01935b1e-7c00-7000-8000-000000000001"],
    },
)
