"""操作指南: the steps at a device as 培训部门 publishes them, and who has learnt them (domain.md §2.3, steps of §6.5).

★ marks a step at which the customer types a secret, proves who they are or authorises: there staff step back. Who has learnt
a guide is worked out from each reader's own step, so that nobody's tick overwrites another's.
"""

from server.records.common_fields import AGENT, EVERYONE_AT_THE_BRANCH, HOUSE_TERM, SYSTEM, happened
from server.records.contributions import Derived, Due, ListColumns
from server.records.field import flag, moment, reference, references, rows, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

OWNER = "training_dept"

KIND = Kind(
    code="device_guide",
    zh="操作指南",
    en="Device guide",
    prefix="ZN",
    icon="guide",
    order=34,
    duty=3,
    capture_roles=AGENT,
    help_zh="培训部门发布的设备操作步骤。带★的步骤由客户本人完成，员工后退一步。",
    help_en="The steps at a device, from the training department. At ★ the customer acts alone; step back.",
    fields=(
        text("title", "标题", "Title", min=2, max=60, required=True),
        reference("type", "设备类型", "Type of device", "device_types", required=True),
        reference("guide", "对应步骤", "Guide", "step_guides"),
        text("version", "版本", "Version", max=20, pattern="[0-9A-Za-z.-]{1,20}", required=True),
        rows(
            "steps",
            "步骤",
            "Steps",
            (
                text("step", "步骤", "Step", min=2, max=80, required=True),
                flag("customer_alone", "★客户独自完成", "★ The customer alone"),
            ),
            max=30,
            required=True,
        ),
        happened("effective_from", "生效时间", "In force from", required=True, group="validity"),
        moment("expires_at", "失效时间", "In force until", group="validity"),
        flag("must_learn", "必学", "Must be learnt", default=True),
        references("acks", "已学人员", "Learnt by", "user", max=200, derived=True),
    ),
    life_cycle=LifeCycle(
        created="draft",
        states=(
            State("draft", "起草", "Draft", "waiting"),
            State("published", "已发布", "Published", "done"),
            State("expired", "已失效", "Expired", "void", final=True),
        ),
        commands=(
            Command("publish", "发布", "Publish", ("draft",), "published", AGENT, offline=False, department=OWNER),
            Command("learn", "已学", "I have learnt it", ("published",), None, EVERYONE_AT_THE_BRANCH),
            Command("expire", "到期失效", "Expire", ("published",), "expired", SYSTEM, offline=False),
        ),
    ),
    columns=ListColumns("title", ("type", "version")),
    search=("title", "type"),
    dues=(Due("expires_at", ("published",), "操作指南到期", "The guide expires", command="expire"),),
    derived=(Derived("acks", "runners", {"step": "=learn"}),),
    retention=HOUSE_TERM,
    example={
        "title": "ATM 取款操作指引",
        "type": "ATM",
        "version": "2026.11",
        "steps": [
            {"step": "看一米线与键盘有无异物"},
            {"step": "插卡"},
            {"step": "遮挡输入", "customer_alone": True},
            {"step": "选择取款并输入 100 的倍数"},
            {"step": "取钞点清，取卡，收好凭条"},
        ],
        "effective_from": "2026-11-01T01:00:00.000Z",
        "must_learn": True,
    },
)  # fmt: skip
