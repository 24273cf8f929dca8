"""可疑线索: something a member of staff noticed, for 合规部 alone (domain.md §2.2; 反洗钱法第35条).

Closed for its author the moment it is captured: sealed on the tablet, read at the desk by 合规部 only, and never on a screen,
paper, notice or export that a customer or a colleague may see. It names no other record, for that record would then tell of
it; and a list shows nothing of it but its time. Nobody outside 合规部 can declare it void.
"""

from server.records.common_fields import AGENT, EVERYONE_AT_THE_BRANCH, IDENTITY_TERM, happened
from server.records.contributions import ListColumns, Quick
from server.records.field import choices, money, person, text
from server.records.kind import NOWHERE, Kind
from server.records.life_cycle import Command, LifeCycle, State

READERS = "compliance_dept"

KIND = Kind(
    code="suspicious_clue",
    zh="可疑线索",
    en="Suspicious clue",
    prefix="XS",
    icon="clue",
    order=24,
    duty=2,
    capture_roles=EVERYONE_AT_THE_BRANCH,
    scope=NOWHERE,
    sealed=True,
    readers=READERS,
    help_zh="保存后只有合规部能看到，您自己也不能再打开。不要与客户或同事谈论。",
    help_en="Once saved only compliance can read it, not even you. Do not speak of it to customers or colleagues.",
    fields=(
        happened("noticed_at", "发现时间", "Noticed at", required=True),
        choices(
            "signs",
            "异常表现",
            "Signs",
            (
                ("in_and_out", "快进快出", "Money in and straight out"),
                ("split_sums", "疑似化整为零", "Sums that look split"),
                ("directed_by_others", "他人陪同指挥", "Directed by somebody else"),
                ("group_opening", "结伴批量开户", "Comes with a group to open accounts"),
                ("identity_mismatch", "身份与交易不符", "Identity and transaction do not fit"),
                ("avoids_identification", "回避身份核实", "Avoids being identified"),
                ("unclear_purpose", "用途说不清", "Cannot say what it is for"),
                ("other", "其他", "Other"),
            ),
            required=True,
            max=8,
            privacy="C2",
        ),
        text("account", "经过", "What happened", min=5, max=2000, required=True, multiline=True, privacy="C2",
             mask="hidden", help_zh="只写看到、听到的事实。", help_en="Only what you saw and heard."),
        person("about", "涉及人员", "About whom"),
        money("amount", "涉及金额", "Sum involved", privacy="C2"),
        text("finding", "处理结论", "Finding", min=2, max=1000, multiline=True, privacy="C2", mask="hidden"),
    ),
    life_cycle=LifeCycle(
        created="submitted",
        states=(
            State("submitted", "已提交", "Submitted", "waiting"),
            State("received", "已接收", "Received", "waiting"),
            State("reported", "已上报", "Reported", "done", final=True),
            State("set_aside", "已排除", "Set aside", "done", final=True),
        ),
        commands=(
            Command("receive", "接收", "Receive", ("submitted",), "received", AGENT, offline=False, department=READERS),
            Command("report", "上报", "Report", ("received",), "reported", AGENT, args=("finding",),
                    required=("finding",), offline=False, department=READERS),
            Command("set_aside", "排除", "Set aside", ("submitted", "received"), "set_aside", AGENT,
                    args=("finding",), required=("finding",), offline=False, department=READERS),
        ),
        void_roles=(),
    ),
    columns=ListColumns("noticed_at"),
    search=(),
    quick=Quick(fields=("signs", "account", "about", "amount")),
    retention=IDENTITY_TERM,
    example={
        "noticed_at": "2026-11-24T06:20:00.000Z",
        "signs": ["directed_by_others", "unclear_purpose"],
        "account": "两名客户由同一人陪同，先后要求开卡并开通大额转账，问及用途均看向陪同人。",
        "about": "陪同人，约四十岁",
    },
)  # fmt: skip
